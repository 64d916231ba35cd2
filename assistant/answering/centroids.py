"""One language-neutral vector per statement: the mean over its translations.

A statement of the corpus stands in the index once per language; each version is a noisy view of the same meaning. The
mean of the views is closer to a right question in any language than the best single view, and makes the similarity of a
statement comparable across the languages of askers.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assistant.ports import Vectors


class Centroids:
    """Mean vectors of groups that stand in the index under a language mark (``group@language``)."""

    def __init__(self, languages: Mapping[str, frozenset[str]], matrix: Vectors) -> None:
        self._groups = list(languages)
        self._rows = {group: n for n, group in enumerate(self._groups)}
        self._languages = languages
        self._documents = np.array([group.partition("#")[0] for group in self._groups])
        self._matrix = matrix

    def similarities(self, vector: Vectors) -> Vectors:
        """Cosine of ``vector`` with every group, in the order of rows; shape ``(len(self),)``."""
        return self._matrix @ vector if self._groups else np.empty(0, np.float32)

    def nearest(self, similarities: Vectors, k: int, documents: Sequence[str] | None = None) -> list[str]:
        """The ``k`` most similar groups, of ``documents`` only where given."""
        values = similarities
        if documents is not None:
            values = np.where(np.isin(self._documents, list(documents)), similarities, -np.inf)
        k = min(k, len(values))
        if k == 0:
            return []
        best = np.argpartition(-values, k - 1)[:k]
        best = best[np.argsort(-values[best], kind="stable")]
        return [self._groups[n] for n in best if np.isfinite(values[n])]

    def of(self, group: str, similarities: Vectors) -> float | None:
        row = self._rows.get(group)
        return None if row is None else float(similarities[row])

    @property
    def groups(self) -> Sequence[str]:
        return self._groups

    def vector(self, group: str) -> Vectors | None:
        """Shape (dimensions,); None for a group that is not known."""
        row = self._rows.get(group)
        return None if row is None else self._matrix[row]

    def version(self, group: str, languages: Sequence[str]) -> str | None:
        """Id of the passage of ``group`` in the first of ``languages`` that it has, else in any; None if unknown."""
        own = self._languages.get(group)
        if own is None:
            return None
        language = next((x for x in languages if x in own), None) or min(own)
        return f"{group}@{language}"

    def __contains__(self, group: str) -> bool:
        return group in self._rows

    def __len__(self) -> int:
        return len(self._groups)


def build_centroids(batches: Iterable[tuple[list[str], Vectors]]) -> Centroids:
    """From (passage ids, vectors); the ids of translations differ only in what follows ``@``."""
    sums: dict[str, Vectors] = {}
    languages: dict[str, set[str]] = {}
    for ids, vectors in batches:
        for passage_id, vector in zip(ids, vectors, strict=True):
            group, mark, language = passage_id.rpartition("@")
            if mark:
                sums[group] = sums[group] + vector if group in sums else vector.astype(np.float32)
                languages.setdefault(group, set()).add(language)
    if not sums:
        return Centroids({}, np.empty((0, 0), np.float32))
    matrix = np.stack([sums[group] for group in sums])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return Centroids({group: frozenset(languages[group]) for group in sums}, matrix.astype(np.float32))
