"""Pages of PDF files as pictures, drawn in a process of limited memory and time, since the files come from outside."""

import json
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from threading import Lock

import assistant

_WORKER = "assistant.adapters.pdf_page_worker"
_PACKAGES = Path(assistant.__file__).resolve().parent.parent
_KEPT = 24


class PageImages:
    """Safe to share between threads; the last pictures are kept."""

    def __init__(self, seconds: float = 20, memory_mb: int = 1024) -> None:
        self._seconds, self._memory_mb = seconds, memory_mb
        self._kept: OrderedDict[tuple[str, int, str, int | None], bytes] = OrderedDict()
        self._lock = Lock()

    def page(self, path: Path, quote: str, hint: int | None = None) -> bytes | None:
        """PNG of the page that holds ``quote``, which is marked; page ``hint`` is looked at first. None where the quote is on
        no page, or the file cannot be drawn."""
        try:
            found = path.stat()
        except OSError:
            return None
        key = (str(path), found.st_mtime_ns, quote, hint)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = self._drawn(path, quote, hint)
        if picture is not None:
            with self._lock:
                self._kept[key] = picture
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return picture

    def _drawn(self, path: Path, quote: str, hint: int | None) -> bytes | None:
        wanted = {"path": str(path), "quote": quote, "hint": hint, "memory_mb": self._memory_mb, "seconds": self._seconds}
        try:
            done = subprocess.run(
                [sys.executable, "-m", _WORKER],
                input=json.dumps(wanted).encode(),
                capture_output=True,
                env={"PYTHONPATH": str(_PACKAGES), "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
                timeout=self._seconds,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return None
        return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None
