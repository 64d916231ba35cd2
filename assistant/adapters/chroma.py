"""Chroma: one collection per visibility level, rebuilt from SQL whenever it disagrees."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as DeadlineExceeded
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from assistant.errors import StoreError
from assistant.ports import Vectors

Result = TypeVar("Result")
DEADLINE_SECONDS = 60.0
"""A full disk makes Chroma hang: no bulk call may wait longer. (A query never writes and is not bounded.)"""
_BATCH = 1000


class ChromaClient:
    """One client per process; hands out a ``ChromaIndex`` per collection."""

    def __init__(self, folder: Path | None = None, url: str | None = None) -> None:
        options = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        try:
            if url:
                parts = urlsplit(url)
                self._client = chromadb.HttpClient(
                    host=parts.hostname or "127.0.0.1",
                    port=parts.port or 8000,
                    ssl=parts.scheme == "https",
                    settings=options,
                )
            else:
                assert folder is not None
                self._client = chromadb.PersistentClient(path=str(folder), settings=options)
        except (ChromaError, ValueError, OSError, RuntimeError) as error:
            raise StoreError(f"The vector index cannot be opened: {error}.") from error
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chroma")

    def index(self, name: str) -> "ChromaIndex":
        return ChromaIndex(self._client, name, self._pool)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


class ChromaIndex:
    """Vectors are of unit length; Chroma's inner-product distance is ``1 - similarity``."""

    def __init__(self, client: Any, name: str, pool: ThreadPoolExecutor) -> None:
        self._client = client
        self._name = name
        self._pool = pool
        self._collection = self._within(self._create)

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        try:
            found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        except (ChromaError, ValueError, RuntimeError) as error:
            raise StoreError(f"The vector index does not answer: {error}.") from error
        distances = found["distances"] or [[]]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._within(partial(self._collection.upsert, ids=list(ids[part]), embeddings=vectors[part]))

    def remove(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            part = list(ids[start : start + _BATCH])
            self._within(partial(self._collection.delete, ids=part))

    def rebuild(self, batches: Iterable[tuple[list[str], Vectors]]) -> None:
        self._within(lambda: self._client.delete_collection(self._name))
        self._collection = self._within(self._create)
        for ids, vectors in batches:
            self.add(ids, vectors)

    def count(self) -> int:
        return int(self._within(self._collection.count))

    def _create(self) -> Any:
        return self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "ip", "ef_search": 128, "batch_size": 5000, "sync_threshold": 20000}},
        )

    def _within(self, call: Callable[[], Result]) -> Result:
        try:
            return self._pool.submit(call).result(timeout=DEADLINE_SECONDS)
        except DeadlineExceeded as error:
            raise StoreError("The vector index does not respond; is the disk full?") from error
        except (ChromaError, ValueError, RuntimeError, OSError) as error:
            raise StoreError(f"The vector index failed: {error}.") from error
