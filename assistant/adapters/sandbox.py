"""A parser for files from outside: they are read in a process of limited memory, time and output, which may die."""

import json
import os
import select
import stat
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import assistant
from assistant.adapters.readers.wire import unpack
from assistant.domain import ParsedFile
from assistant.errors import DocumentError

_WORKER = "assistant.adapters.readers.worker"
_PACKAGES = Path(assistant.__file__).resolve().parent.parent
_CHUNK = 1 << 20
_FILES_PER_WORKER = 200
"""A worker is replaced after so many files: what libraries never give back must not add up to the limit."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """Largest file, wall and processor time for each file, memory of the worker, pages of a PDF, text of one file."""

    file_mb: int = 64
    seconds: float = 60.0
    memory_mb: int = 1024
    pages: int = 3000
    output_mb: int = 128


class _WorkerDiedError(Exception):
    """The worker ended before it answered."""


class SandboxedParser:
    """``ports.Parser`` over one worker process, started with the first file; threads may share it, a file at a time."""

    def __init__(self, limits: SandboxLimits) -> None:
        self._limits = limits
        self._worker: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._lock = threading.Lock()

    def parse(self, path: Path) -> list[ParsedFile]:
        """The documents in the file.

        Raises:
            DocumentError: why it cannot be read, in a sentence.
        """
        self._check(path)
        with self._lock:
            return unpack(self._read(path.resolve()))

    def close(self) -> None:
        """End the worker; the next file would start another."""
        with self._lock:
            self._end()

    def _check(self, path: Path) -> None:
        """What can be told without opening the file: a pipe or a device would hang."""
        try:
            found = path.stat()
        except PermissionError as error:
            raise DocumentError("There is no permission to read it.") from error
        except (OSError, ValueError) as error:
            raise DocumentError("There is no such file.") from error
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError("It is not a file.")
        if not os.access(path, os.R_OK):
            raise DocumentError("There is no permission to read it.")
        if found.st_size == 0:
            raise DocumentError("It is empty.")
        if found.st_size > self._limits.file_mb << 20:
            size = -(-found.st_size >> 20)
            most = self._limits.file_mb
            raise DocumentError(f"It is {size} MB, too large: {most} MB are read (ASSISTANT_MAX_FILE_MB).")

    def _read(self, path: Path) -> bytes:
        """The worker's answer; a worker that has read other files may have died of them, so a fresh one tries again."""
        if self._served >= _FILES_PER_WORKER:
            self._end()
        used = self._worker is not None
        try:
            return self._ask(path)
        except _WorkerDiedError as error:
            self._end()
            if used:
                return self._read(path)
            reason = f"It is damaged, or reading it needs more than {self._limits.memory_mb} MB of memory."
            raise DocumentError(reason) from error

    def _ask(self, path: Path) -> bytes:
        worker = self._worker or self._start()
        self._served += 1
        deadline = time.monotonic() + self._limits.seconds
        if worker.stdin is None or worker.stdout is None:
            raise _WorkerDiedError
        try:
            worker.stdin.write(json.dumps({"path": str(path)}).encode() + b"\n")
            worker.stdin.flush()
        except OSError as error:
            raise _WorkerDiedError from error
        return self._receive(worker.stdout.fileno(), deadline)

    def _receive(self, pipe: int, deadline: float) -> bytes:
        answer = bytearray()
        while not answer.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                self._end()
                most = f"{self._limits.seconds:g} s"
                raise DocumentError(f"Reading it took longer than {most} (ASSISTANT_PARSE_SECONDS).")
            chunk = os.read(pipe, _CHUNK)
            if not chunk:
                raise _WorkerDiedError
            answer += chunk
            if len(answer) > (self._limits.output_mb << 20) + _CHUNK:
                self._end()
                raise DocumentError(f"It holds more than {self._limits.output_mb} MB of text; split it.")
        return bytes(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        """A worker with none of this process's environment: no key is in its reach."""
        limits = self._limits
        settings = {
            "memory_mb": limits.memory_mb,
            "seconds": limits.seconds,
            "pages": limits.pages,
            "output_mb": limits.output_mb,
        }
        self._worker = subprocess.Popen(
            [sys.executable, "-m", _WORKER, json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_PACKAGES), "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        self._served = 0
        return self._worker

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # an unsent request of a dead worker
