"""Which loader reads a file or folder: the first whose shape fits."""

from pathlib import Path
from typing import Protocol

from assistant.errors import InputError
from eval.suites import beir, bipia, needs_offers, parallel, squad
from eval.suites.shapes import Suite


class Loader(Protocol):
    """A module that reads data of one shape."""

    def fits(self, path: Path, /) -> bool: ...

    def load(self, path: Path, languages: tuple[str, ...], limit: int, /) -> Suite: ...


LOADERS: tuple[Loader, ...] = (parallel, needs_offers, bipia, squad, beir)


def load_suite(path: Path, languages: tuple[str, ...] = (), limit: int = 0) -> Suite:
    """Raises:
    InputError: the data is of no known shape, or damaged.
    """
    for loader in LOADERS:
        if loader.fits(path):
            return loader.load(path, languages, limit)
    raise InputError(f"{path} is of no shape that is known; eval/README.md lists them.")
