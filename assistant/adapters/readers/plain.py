"""Plain text: paragraphs, read in blocks so that the size of the file does not matter to memory."""

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.adapters.readers.decoding import detect, text_blocks
from assistant.adapters.readers.limits import Limits, clean
from assistant.domain import Page, ParsedFile

_BLANK = re.compile(r"\n[ \t\u3000]*\n")
_LONGEST_PARAGRAPH = 20_000


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """One page for each paragraph; blank lines divide paragraphs.

    Raises:
        DocumentError: unknown encoding, no text, more than ``limits.chars``.
    """
    pages = []
    count = 0
    for paragraph in _paragraphs(path):
        count += len(paragraph)
        limits.check_chars(count)
        pages.append(Page(text=paragraph))
    warning = detect(path).warning
    first = pages[0].text.split("\n", 1)[0].strip() if pages else ""
    title = first if 0 < len(first) <= 120 and not first.endswith((".", "。", ";", "；", ",", "，")) else path.stem
    return [ParsedFile(key="", title=title, pages=tuple(pages), warnings=(warning,) if warning else ())]


def _paragraphs(path: Path) -> Iterator[str]:
    rest = ""
    for block in text_blocks(path):
        *ready, rest = _BLANK.split(clean(rest + block))
        yield from (piece.strip("\n") for piece in ready if piece.strip())
        while len(rest) > _LONGEST_PARAGRAPH:
            cut = max(rest.rfind(mark, 1, _LONGEST_PARAGRAPH) for mark in ("\n", " ", "。")) + 1 or _LONGEST_PARAGRAPH
            yield rest[:cut].strip("\n")
            rest = rest[cut:]
    if rest.strip():
        yield rest.strip("\n")
