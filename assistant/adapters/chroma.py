"""Chroma: one collection per visibility level, rebuilt from SQL whenever it disagrees."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as DeadlineExceeded
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from assistant.errors import StoreError
from assistant.ports import Vectors

Result = TypeVar("Result")
DEADLINE_SECONDS = 60.0
"""A full disk makes Chroma hang: no bulk call may wait longer. (A query never writes and is not bounded.)"""
_BATCH = 1000
_GRAPH = {"space": "ip", "ef_search": 1000, "ef_construction": 200, "batch_size": 500, "sync_threshold": 1000}
"""So thorough that the neighbours are the exact ones, whatever the order they were added in: of 15,325 vectors, 160 times the
nearest 90 were, in 3.4 ms (with 128 and 100: 98 %, 1.9 ms; the same question then found other passages on another machine)."""
_STAMP = "stamp"
_FAILURES = (ChromaError, ValueError, RuntimeError, OSError)
_log = logging.getLogger(__name__)
_openings = count()


class ChromaClient:
    """One client per process; hands out a ``ChromaIndex`` per collection.

    An embedded index that cannot be opened is moved aside (``<folder>.broken``) and begun anew: what was in it is in SQL.
    """

    def __init__(self, folder: Path | None = None, url: str | None = None) -> None:
        self._folder, self._url = folder, url
        self._retired: Any = None
        self.client = self._open()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chroma")
        self._indexes: list[ChromaIndex] = []

    def index(self, name: str) -> "ChromaIndex":
        index = ChromaIndex(self, name)
        self._indexes.append(index)
        return index

    def reopen(self) -> None:
        """See what another process has written: what Chroma has read once, it never reads again.

        The client before last is closed; the last one stays open for the searches that are under way.
        """
        retired, self._retired, self.client = self._retired, self.client, self._open()
        for index in self._indexes:
            index.attach()
        if retired is not None:
            retired.close()

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for client in (self._retired, self.client):
            if client is not None:
                client.close()

    def within(self, call: Callable[[], Result]) -> Result:
        """``call``'s result within the deadline.

        Raises:
            StoreError: it failed or took too long.
        """
        try:
            return self._pool.submit(call).result(timeout=DEADLINE_SECONDS)
        except DeadlineExceeded as error:
            raise StoreError("The vector index does not respond; is the disk full?") from error
        except _FAILURES as error:
            raise _failed(error) from error

    def _open(self) -> Any:
        try:
            return self._connect()
        except _FAILURES as error:
            if self._folder is None or not _is_broken(self._folder):
                raise StoreError(f"The vector index cannot be opened: {error}.") from error
            aside = self._folder.with_name(self._folder.name + ".broken")
            _log.warning("The vector index was broken (%s): moved to %s, to be rebuilt from SQL.", error, aside)
            _replace(self._folder, aside)
        try:
            return self._connect()
        except _FAILURES as error:
            raise StoreError(f"The vector index cannot be opened: {error}.") from error

    def _connect(self) -> Any:
        options = ChromaSettings(anonymized_telemetry=False, allow_reset=False)
        if self._url:
            parts = urlsplit(self._url)
            return chromadb.HttpClient(
                host=parts.hostname or "127.0.0.1",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=options,
            )
        return chromadb.PersistentClient(path=_spelling(self._folder), settings=options)


class ChromaIndex:
    """Vectors are of unit length; Chroma's inner-product distance is ``1 - similarity``."""

    def __init__(self, owner: ChromaClient, name: str) -> None:
        self._owner = owner
        self._name = name
        self.attach()

    def attach(self) -> None:
        """Take the collection from the owner's client of now."""
        self._collection = self._owner.within(self._create)

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        try:
            found = self._query(vector, k)
        except NotFoundError:
            self.attach()  # another process has rebuilt the collection
            return self.search(vector, k)
        except _FAILURES as error:
            raise StoreError(f"The vector index does not answer: {error}.") from error
        distances = found["distances"] or [[]]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._owner.within(partial(self._collection.upsert, ids=list(ids[part]), embeddings=vectors[part]))

    def remove(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            part = list(ids[start : start + _BATCH])
            self._owner.within(partial(self._collection.delete, ids=part))

    def rebuild(self, batches: Iterable[tuple[list[str], Vectors]]) -> None:
        self._owner.within(lambda: self._owner.client.delete_collection(self._name))
        self.attach()
        for ids, vectors in batches:
            self.add(ids, vectors)

    def count(self) -> int:
        return int(self._owner.within(self._collection.count))

    def stamp(self) -> str:
        """The last mark set; empty on a new index."""
        return str((self._collection.metadata or {}).get(_STAMP, ""))

    def set_stamp(self, value: str) -> None:
        if self.stamp() != value:
            self._owner.within(partial(self._collection.modify, metadata={_STAMP: value}))

    def _query(self, vector: Vectors, k: int) -> Any:
        return self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])

    def _create(self) -> Any:
        return self._owner.client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": _GRAPH},
        )


def _spelling(folder: Path | None) -> str:
    """A spelling of the path that was not used before: Chroma keeps what it read, or failed to read, per spelling."""
    bits = f"{next(_openings):b}"
    return f"{folder}{bits.replace('0', '/').replace('1', '/.')}"


def _failed(error: Exception) -> StoreError:
    if "disk is full" in str(error) or "No space left" in str(error):
        return StoreError("The disk is full: free some room and run the command again.")
    return StoreError(f"The vector index failed: {error}.")


def _is_broken(folder: Path) -> bool:
    """Whether waiting, more room or other rights could not help: what lies there is no index."""
    file = folder / "chroma.sqlite3"
    if not folder.is_dir() or (file.exists() and not file.is_file()):
        return True
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _replace(folder: Path, aside: Path) -> None:
    try:
        if aside.is_dir():
            shutil.rmtree(aside)
        folder.replace(aside)
    except OSError as error:
        raise StoreError(f"The vector index {folder} is broken and cannot be moved ({error.strerror}).") from error
