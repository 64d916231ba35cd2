"""multilingual-e5-small alone, as it comes: cosine of query and passage, no centring, no second encoder, no words.

Its passage vectors are worked out of the stored ones, which saves encoding everything again. A stored vector's first part is
``u = (e - m) / |e - m|`` with e5's unit vector ``e`` and the mean ``m`` of the language; ``|m + t·u| = 1`` gives back
``e = m + t·u`` with ``t = -m·u + sqrt((m·u)² + 1 - |m|²)``. Vectors are stored in a byte
per number, which e5 alone then bears too.
"""

from collections.abc import Callable, Sequence

import numpy as np

from assistant.adapters.embedded import E5_DIMENSIONS, Means
from assistant.domain import Question
from assistant.ports import Vectors
from eval.baselines.bm25 import folded
from eval.memory import MemoryIndex
from eval.records import Found

NAME = "e5 alone"


def plain_e5(stored: MemoryIndex) -> MemoryIndex:
    """e5's own vectors of the passages of ``stored``, which the fused encoder made."""
    languages = [identity.rpartition("@")[2] for identity in stored.ids]
    return MemoryIndex(stored.ids, uncentred(stored.matrix[:, :E5_DIMENSIONS], Means().of("passage", languages)))


def uncentred(parts: Vectors, means: Vectors) -> Vectors:
    """Unit vectors from which ``means`` had been taken off before ``parts`` were scaled."""
    u = parts / np.maximum(np.linalg.norm(parts, axis=1, keepdims=True), 1e-9)
    along = np.sum(means * u, axis=1, keepdims=True)
    t = -along + np.sqrt(along**2 + 1 - np.sum(means**2, axis=1, keepdims=True))
    return np.asarray(means + t * u, np.float32)


class E5Alone:
    """``encode``: texts to e5's query vectors, at unit length."""

    def __init__(self, index: MemoryIndex, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._index, self._encode = index, encode

    def __call__(self, question: Question, k: int = 10) -> tuple[Found, ...]:
        return folded(self._index.search(self._encode([question.text])[0], 12 * k), k)
