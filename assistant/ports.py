"""What the stages need from the outside world; ``adapters`` provide it, ``app`` plugs it in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.domain import Links, ParsedFile, Passage, Source

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Text to unit vectors in which inner products are comparable across languages."""

    @property
    def name(self) -> str:
        """Changes whenever the vectors would."""

    @property
    def dimensions(self) -> int: ...

    def query(self, text: str, language: str) -> Vectors:
        """Shape ``(dimensions,)``."""

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Shape ``(len(texts), dimensions)``."""

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Quick vectors for choosing a sentence, shape ``(len(texts), any)``; a query is encoded the same way."""


class VectorIndex(Protocol):
    """The rebuildable nearest-neighbour index."""

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Passage ids with cosine similarity, best first."""

    def add(self, ids: Sequence[str], vectors: Vectors) -> None: ...

    def remove(self, ids: Sequence[str]) -> None: ...

    def rebuild(self, batches: Iterable[tuple[list[str], Vectors]]) -> None:
        """Drop everything and fill anew."""

    def count(self) -> int: ...

    def stamp(self) -> str:
        """The mark last set, by which a copy from another time is known; empty on a new index."""

    def set_stamp(self, value: str) -> None: ...


class LexicalIndex(Protocol):
    """BM25 over all passages."""

    def search(self, tokens: Sequence[str], k: int) -> list[tuple[str, float]]: ...

    def informative(self, tokens: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each token, 0 where it is in every passage."""

    def build(self, passages: Iterable[tuple[str, Sequence[str]]]) -> None: ...

    def save(self, folder: Path, generation: str) -> None: ...

    def load(self, folder: Path, generation: str) -> bool:
        """True when ``folder`` held the index of ``generation``."""


class Store(Protocol):
    """SQL, the truth."""

    def sources(self) -> dict[str, Source]: ...

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]: ...

    def group(self, groups: Sequence[str]) -> dict[str, list[Passage]]: ...

    def links(self, groups: Sequence[str]) -> dict[str, Links]: ...

    def document_passages(self, document_id: str) -> list[Passage]: ...

    def texts(self) -> Iterator[Passage]:
        """All current passages, a batch at a time."""


class Parser(Protocol):
    """A file from outside into documents of pages, within limits on time, memory, pages and output."""

    def parse(self, path: Path) -> list[ParsedFile]:
        """Raises ``DocumentError`` with the reason in a sentence."""

    def close(self) -> None: ...


Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, how many there are (0: unknown)."""
