"""Passages into vectors, in parallel; a passage with texts in several languages gets the mean of theirs."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from assistant.domain import Passage
from assistant.ports import Vectors


class BulkEncoder(Protocol):
    """Encodes batches, in parallel where it can."""

    @property
    def name(self) -> str: ...

    def submit(self, texts: Sequence[str], languages: Sequence[str]) -> Future[Vectors]: ...


@dataclass(frozen=True, slots=True)
class Coming:
    """Vectors that are being made. ``counts``: how many texts each passage has."""

    texts: Future[Vectors]
    counts: tuple[int, ...]

    def done(self) -> bool:
        return self.texts.done()

    def result(self) -> Vectors:
        """Shape (passages, dimensions), of length 1. Waits; raises what encoding raised."""
        vectors = self.texts.result()
        if all(count == 1 for count in self.counts):
            return vectors
        starts = np.r_[0, np.cumsum(self.counts)[:-1]]
        sums = np.add.reduceat(vectors, starts, axis=0)
        means: Vectors = (sums / np.linalg.norm(sums, axis=1, keepdims=True)).astype(np.float32)
        return means


def submit(encoder: BulkEncoder, passages: Sequence[Passage]) -> Coming:
    """Begin to encode ``passages``, of which there is at least one."""
    views = [passage.views for passage in passages]
    flat = [view for own in views for view in own]
    texts = encoder.submit([text for _, text in flat], [language for language, _ in flat])
    return Coming(texts, tuple(len(own) for own in views))
