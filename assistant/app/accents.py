"""How Vietnamese syllables follow each other in the knowledge base, kept in ``corpus/accents`` for ``assistant.accents``."""

import gzip
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.accents import NO_ACCENTS, Accents, AccentsSource, learn, read, written
from assistant.errors import CorpusError
from assistant.files import read_yaml

LANGUAGE = "vi"
EVERYDAY = "everyday.yaml"
"""Of the cues: how people talk, which the texts of the knowledge base do not."""


def kept_accents(corpus: Path) -> AccentsSource:
    """Those kept for a knowledge base, read at the first call; none where none are kept."""
    return cache(partial(_read, corpus))


def write_accents(corpus: Path, prompts: Path) -> tuple[int, int]:
    """Learn them anew from all Vietnamese texts: (syllables, bytes of the file)."""
    accents = learn(vietnamese(corpus, prompts))
    packed = gzip.compress(written(accents).encode(), 9, mtime=0)
    path = _path(corpus)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    return len(accents.counts), len(packed)


def vietnamese(corpus: Path, prompts: Path) -> Iterator[str]:
    """Every text of records, ways of asking, stories and phrases that stands under the language's code."""
    for path in chain(sorted(corpus.rglob("*.yaml")), [prompts / "cues" / EVERYDAY]):
        yield from _texts(read_yaml(path), own=False)
    for path in sorted((prompts / "phrases" / LANGUAGE).glob("*.yaml")):
        yield from _texts(read_yaml(path), own=True)


def _texts(value: Any, own: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if own else []
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, own)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, own or key == LANGUAGE)


def _read(corpus: Path) -> Accents:
    path = _path(corpus)
    if not path.is_file():
        return NO_ACCENTS
    try:
        return read(gzip.decompress(path.read_bytes()).decode())
    except (OSError, EOFError, ValueError) as error:
        raise CorpusError(f"{path} is broken ({error}): write it anew with `assistant accents`.") from error


def _path(corpus: Path) -> Path:
    return corpus / "accents" / f"{LANGUAGE}.txt.gz"
