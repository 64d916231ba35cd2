"""One language-neutral vector per statement: the mean over its translations.

A statement of the corpus stands in the index once per language; each version is a noisy view of the same meaning. The
mean of the views is closer to a right question in any language than the best single view, and makes the similarity of a
statement comparable across the languages of askers.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assistant.ports import Vectors


class Centroids:
    """Mean vectors of groups with at least two versions; a group of one has none."""

    def __init__(self, rows: Mapping[str, int], matrix: Vectors) -> None:
        self._rows = rows
        self._matrix = matrix

    def similarities(self, groups: Sequence[str], vector: Vectors) -> dict[str, float]:
        """Cosine of ``vector`` with the mean of each group that has one."""
        known = [group for group in groups if group in self._rows]
        if not known:
            return {}
        values = self._matrix[[self._rows[group] for group in known]] @ vector
        return dict(zip(known, map(float, values), strict=True))

    def __len__(self) -> int:
        return len(self._rows)


def build_centroids(batches: Iterable[tuple[list[str], Vectors]]) -> Centroids:
    """From (passage ids, vectors); the ids of translations differ only in what follows ``@``."""
    sums: dict[str, Vectors] = {}
    counts: dict[str, int] = {}
    for ids, vectors in batches:
        for passage_id, vector in zip(ids, vectors, strict=True):
            group, mark, _ = passage_id.rpartition("@")
            if mark:
                sums[group] = sums[group] + vector if group in sums else vector.astype(np.float32)
                counts[group] = counts.get(group, 0) + 1
    groups = [group for group, n in counts.items() if n > 1]
    if not groups:
        return Centroids({}, np.empty((0, 0), np.float32))
    matrix = np.stack([sums[group] for group in groups])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return Centroids({group: n for n, group in enumerate(groups)}, matrix.astype(np.float32))
