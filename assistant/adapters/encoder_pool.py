"""Bulk encoding with one process per core: an encoder uses one core however many threads it is given.

loky rather than the standard pool: a program that uses the library needs no ``if __name__ == "__main__"``.
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread

import numpy as np
import numpy.typing as npt
from loky import ProcessPoolExecutor

Array = npt.NDArray[np.float32]
_worker: object = None


class EncoderPool:
    """``make`` builds the encoder inside each process; processes start with the first batch and end with ``close``."""

    def __init__(self, name: str, make: Callable[[], object], workers: int) -> None:
        self.name = name
        self._make = make
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, texts: Sequence[str], languages: Sequence[str]) -> Future[Array]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, timeout=None, initializer=_start, initargs=(self._make, os.getpid()), env={"OMP_NUM_THREADS": "1"}
            )
        coming: Future[Array] = self._pool.submit(_encode, list(texts), list(languages))
        return coming

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, kill_workers=True)
            self._pool = None


def _start(make: Callable[[], object], parent: int) -> None:
    global _worker
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    _worker = make()


def _end_with(parent: int) -> None:
    """A worker whose program was killed would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _encode(texts: list[str], languages: list[str]) -> Array:
    return _worker.passages(texts, languages)  # type: ignore[attr-defined, no-any-return]
