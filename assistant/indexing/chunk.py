"""A parsed document into passages: an article, a table row, a page, the text under a heading; long ones are split."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assistant.domain import ParsedFile, Passage
from assistant.indexing.units import Unit, shorten, units
from assistant.sentences import sentences

TARGET = 600
"""Characters of a passage; encoders read little more."""
LONGEST = 1200
"""No passage is longer; up to here an article or a table row stays whole."""
_LEFT_OVER = 900
"""Up to here what is left is one passage, so that no scrap remains."""
_CONTEXT = 80


def chunk(document: ParsedFile, document_id: str, language: str) -> list[Passage]:
    """The passages of ``document`` in order; the same document always gives the same passages with the same ids.

    The text is taken as it is: damage is mended before (``quality.repair``).
    """
    passages: list[Passage] = []
    for unit in units(document):
        for text in pieces(unit):
            position = len(passages)
            digest = hashlib.sha256(f"{unit.locator}\0{text}".encode()).hexdigest()[:8]
            identity = f"{document_id}:{position}:{digest}"
            passages.append(
                Passage(
                    id=identity,
                    document_id=document_id,
                    group=identity,
                    language=language,
                    text=text,
                    locator=unit.locator,
                    headings=unit.headings,
                    position=position,
                    context=context(document.title, unit.headings),
                )
            )
    return passages


def context(title: str, headings: tuple[str, ...]) -> str:
    """What is put before a passage for search: the document's name and the last heading, about 80 characters."""
    if not headings or headings[-1] == title:
        return shorten(title, _CONTEXT)
    last = shorten(headings[-1], _CONTEXT // 2)
    return f"{shorten(title, _CONTEXT - len(last))}, {last}"


def pieces(unit: Unit) -> Iterator[str]:
    """The unit's text, cut where lines end, else where sentences end, near ``TARGET``; no piece exceeds ``LONGEST``."""
    text = "\n".join(unit.lines)
    most = LONGEST if unit.whole else _LEFT_OVER
    start = 0
    if len(text) > most:
        lines, stops = _ends(text)
        while len(text) - start > _LEFT_OVER:
            end = _nearest(lines, start, start + TARGET * 3 // 2) or _nearest(stops, start, start + LONGEST) or start + LONGEST
            if piece := text[start:end].strip():
                yield piece
            start = end
    if rest := text[start:].strip():
        yield rest


def _ends(text: str) -> tuple[list[int], list[int]]:
    """Offsets at which lines end and at which sentences end."""
    lines = [n + 1 for n, char in enumerate(text) if char == "\n"]
    stops = []
    at = 0
    for sentence in sentences(text):
        at = text.index(sentence, at) + len(sentence)
        stops.append(at)
    return lines, stops


def _nearest(ends: list[int], start: int, last: int) -> int:
    """The end nearest to the target between half of it and ``last``; 0 when there is none."""
    low, high = bisect_left(ends, start + TARGET // 2), bisect_right(ends, last)
    return min(ends[low:high], key=lambda end: abs(end - start - TARGET), default=0)
