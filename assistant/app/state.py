"""The state folder: made, writable, and written by one process at a time."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import BusyError, InputError


class Held:
    """The right to write, held by one process at a time."""

    def __init__(self, lock: FileLock, wait: float) -> None:
        self._lock, self._wait = lock, wait

    def __enter__(self) -> None:
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout as error:
            raise BusyError(
                "Another process is writing to the knowledge base: wait until it has finished, then try again."
            ) from error

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"The state folder {home} cannot be made ({error.strerror}): set ASSISTANT_HOME.") from error
    if not os.access(home, os.W_OK):
        raise InputError(f"The state folder {home} cannot be written: set ASSISTANT_HOME to another one.")
