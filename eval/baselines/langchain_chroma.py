"""Plain LangChain + Chroma, as most tutorials build it: each record's text in each language cut by the recursive splitter
(1,000 characters, 200 overlap), embedded by the same encoder as ours, the five nearest chunks.

A chunk counts as a statement found where at least half of the statement's text lies in it; one chunk may hold several, which
favours this baseline.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.domain import Passage, Question
from assistant.ports import Encoder, Vectors
from eval.records import Found
from eval.system import say

NAME = "LangChain + Chroma"
SIZE, OVERLAP, TOP = 1000, 200, 5
_BATCH = 16


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk with its text, language and the statements it holds."""

    text: str
    language: str
    groups: tuple[str, ...]


class SameEncoder(Embeddings):
    """Our encoder behind LangChain's interface. The language of a query is told beside it, as our pipeline tells it."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.language = "en"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise NotImplementedError("chunks come with their vectors")

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self.encoder.query(text, self.language)]


class PlainRag:
    """``Chroma.similarity_search`` over chunks; call it with a question."""

    def __init__(self, store: Chroma, embeddings: SameEncoder) -> None:
        self._store, self._embeddings = store, embeddings

    def __call__(self, question: Question) -> tuple[Found, ...]:
        self._embeddings.language = question.language
        documents = self._store.similarity_search(question.text, k=TOP)
        return tuple(Found(tuple(d.metadata["groups"].split()), str(d.metadata["language"])) for d in documents)


@dataclass(frozen=True, slots=True)
class Chunks:
    """Chunks of the knowledge base with their vectors: ``known`` ones by key, and batches of keys that are being encoded."""

    pieces: Sequence[_Piece]
    keys: Sequence[str]
    known: dict[str, Vectors]
    coming: Sequence[tuple[Sequence[str], Future[Vectors]]]
    path: Path | None


Submit = Callable[[Sequence[str], Sequence[str]], Future[Vectors]]
"""Texts and their languages to vectors, some time."""


def ahead(passages: Sequence[Passage], encoder: str, submit: Submit, cache: Path | None = None) -> Chunks:
    """Cut the knowledge base and begin to encode it, while the caller does something else. ``cache``: a folder in which
    vectors are kept from run to run."""
    pieces = list(_pieces(passages))
    keys = [hashlib.sha256(f"{p.language}\n{p.text}".encode()).hexdigest()[:24] for p in pieces]
    path = cache / f"chunks-{hashlib.sha256(encoder.encode()).hexdigest()[:8]}.npz" if cache else None
    known: dict[str, Vectors] = {}
    if path is not None and path.is_file():
        with np.load(path) as kept:
            known = dict(zip((str(k) for k in kept["keys"]), kept["vectors"].astype(np.float32), strict=True))
    missing = list({k: n for n, k in enumerate(keys) if k not in known}.values())
    batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]
    coming = [
        ([keys[n] for n in some], submit([pieces[n].text for n in some], [pieces[n].language for n in some])) for some in batches
    ]
    say(f"{NAME}: {len(pieces)} chunks, {len(missing)} to encode")
    return Chunks(pieces, keys, known, coming, path)


def build(chunks: Chunks, encoder: Encoder) -> PlainRag:
    """Waits for what is still being encoded."""
    pieces, vectors = chunks.pieces, _vectors(chunks)
    embeddings = SameEncoder(encoder)
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    name = "plain-" + hashlib.sha256(encoder.name.encode()).hexdigest()[:8]
    if name in [c.name for c in client.list_collections()]:
        client.delete_collection(name)
    store = Chroma(
        client=client, collection_name=name, embedding_function=embeddings, collection_metadata={"hnsw:space": "cosine"}
    )
    for start in range(0, len(pieces), 1000):
        some = pieces[start : start + 1000]
        store._collection.add(  # what ``add_documents`` does, with vectors that are there already
            ids=[str(start + n) for n in range(len(some))],
            embeddings=vectors[start : start + 1000],
            documents=[p.text for p in some],
            metadatas=[{"groups": " ".join(p.groups), "language": p.language} for p in some],
        )
    return PlainRag(store, embeddings)


def _pieces(passages: Sequence[Passage]) -> Iterator[_Piece]:
    texts: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        texts[passage.document_id, passage.language].append(passage)
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    for (document, language), own in texts.items():
        own.sort(key=lambda p: p.position)
        spans, parts, at = [], [], 0
        if own[0].context:
            parts.append(own[0].context)
            at = len(own[0].context) + 2
        for passage in own:
            spans.append((at, at + len(passage.text), passage.group))
            parts.append(passage.text)
            at += len(passage.text) + 2
        whole = Document("\n\n".join(parts), metadata={"record": document})
        for chunk in splitter.split_documents([whole]):
            start = int(chunk.metadata["start_index"])
            end = start + len(chunk.page_content)
            groups = [g for a, b, g in spans if 2 * (min(b, end) - max(a, start)) >= b - a]
            yield _Piece(chunk.page_content, language, tuple(dict.fromkeys(groups)))


def _vectors(chunks: Chunks) -> Vectors:
    known = chunks.known
    for n, (keys, future) in enumerate(chunks.coming, 1):
        known.update(zip(keys, np.asarray(future.result(), np.float32), strict=True))
        if n % 20 == 0 or n == len(chunks.coming):
            say(f"{NAME}: {n} of {len(chunks.coming)} batches encoded")
    if chunks.path is not None and chunks.coming:
        used = sorted(set(chunks.keys))
        chunks.path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(chunks.path, keys=np.array(used), vectors=np.stack([known[k] for k in used]).astype(np.float16))
    return np.stack([known[k] for k in chunks.keys])
