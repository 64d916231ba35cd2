"""A progress bar on stderr, only where a person watches."""

import sys
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm


class TerminalProgress:
    """Called with (what, done, total); shows nothing when stderr is not a terminal."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None or self._bar.total != total:
            self._end()
            self._bar = tqdm(total=total, file=sys.stderr, unit="file", leave=False, dynamic_ncols=True)
        self._bar.set_description_str(what[:40], refresh=False)
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
