"""Indexes over a part of the knowledge base, held in memory: passages of one language only, or vectors of another encoder."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from assistant.adapters.bm25 import Bm25Index
from assistant.answering.answerability import NO_ANSWERABILITY
from assistant.answering.centroids import build_centroids
from assistant.answering.concepts import build_concepts
from assistant.answering.query_adapter import NO_ADAPTER
from assistant.answering.retrieve import Retrieval
from assistant.answering.wordings import NO_WORDINGS
from assistant.app import Assistant
from assistant.domain import Passage, Visibility
from assistant.ports import Encoder, VectorIndex, Vectors


class MemoryIndex:
    """Exact nearest neighbours; what ``VectorIndex`` asks of a reader, no more."""

    def __init__(self, ids: Sequence[str], matrix: Vectors) -> None:
        self.ids = list(ids)
        self.matrix = matrix

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        if not self.ids:
            return []
        values = self.matrix @ vector
        k = min(k, len(values))
        best = np.argpartition(-values, k - 1)[:k]
        best = best[np.argsort(-values[best], kind="stable")]
        return [(self.ids[n], float(values[n])) for n in best]

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        raise NotImplementedError("read only")

    def remove(self, ids: Sequence[str]) -> None:
        raise NotImplementedError("read only")

    def rebuild(self, batches: Iterable[tuple[list[str], Vectors]]) -> None:
        raise NotImplementedError("read only")

    def count(self) -> int:
        return len(self.ids)

    def stamp(self) -> str:
        return ""

    def set_stamp(self, value: str) -> None:
        raise NotImplementedError("read only")


def stored_vectors(assistant: Assistant) -> MemoryIndex:
    """All vectors of the corpus, as they were made by the encoder in force."""
    ids: list[str] = []
    parts = []
    for some, vectors in assistant.store.corpus_vectors(assistant.encoder.name):
        ids += some
        parts.append(vectors)
    return MemoryIndex(ids, np.concatenate(parts) if parts else np.empty((0, assistant.encoder.dimensions), np.float32))


def restricted(
    assistant: Assistant,
    everything: MemoryIndex,
    passages: Sequence[Passage],
    keep: Callable[[str], bool],
    encoder: Encoder,
    retrieval: Retrieval | None = None,
) -> Retrieval:
    """The assistant's retrieval as if only the passages whose language ``keep`` accepts had been written.

    Vectors, means of versions, word index and concepts are made of those passages alone; ways of asking, which stand in other
    languages than the statement, go. What stays are the names of the instruments in all languages, and the glossary.
    """
    base = retrieval or assistant.steps.retrieve
    rows = [n for n, identity in enumerate(everything.ids) if keep(identity.rpartition("@")[2])]
    index = MemoryIndex([everything.ids[n] for n in rows], everything.matrix[rows])
    own = [passage for passage in passages if keep(passage.language) and passage.role != "ask"]
    lexical = Bm25Index()
    lexical.build((p.id, base.terms(p.searchable, p.language)) for p in own)
    known = replace(
        base.knowledge(),
        centroids=build_centroids([(index.ids, index.matrix)] if index.ids else []),
        concepts=build_concepts(own, assistant.steps.understand.terms().find),
        asks=build_centroids(()),
    )
    changed = replace(base, encoder=encoder, indexes=public(index), lexical=lexical, knowledge=lambda: known)
    return _readers_of(base, encoder, changed)


def with_vectors(assistant: Assistant, index: MemoryIndex, encoder: Encoder) -> Retrieval:
    """The assistant's retrieval on other vectors of the same passages, without ways of asking, of which there are none."""
    base = assistant.steps.retrieve
    known = replace(base.knowledge(), centroids=build_centroids([(index.ids, index.matrix)]), asks=build_centroids(()))
    return _readers_of(base, encoder, replace(base, encoder=encoder, indexes=public(index), knowledge=lambda: known))


def _readers_of(base: Retrieval, encoder: Encoder, changed: Retrieval) -> Retrieval:
    """What was learned of an encoder's vectors belongs to that encoder."""
    if encoder.name == base.encoder.name:
        return changed
    return replace(changed, adapter=NO_ADAPTER, wordings=NO_WORDINGS, answerability=NO_ANSWERABILITY)


def public(index: MemoryIndex) -> dict[Visibility, VectorIndex]:
    """``index`` as what visitors may search, nothing behind it."""
    nothing = MemoryIndex((), np.empty((0, 0), np.float32))
    return {"public": index, "member": nothing, "staff": nothing}
