"""Text of pages in Arabic or Hebrew, put together from where each glyph stands.

Gazettes set justified lines in fragments with stretched letters between them; pypdf returns the fragments in the order
they are drawn in and tears numbers from their words. The positions say what is read after what, and a ligature such as
lam-alef stays one piece.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from assistant.adapters.readers.limits import clean

_BROKEN = (
    PDFException,
    PSException,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
MOST_PAGES = 300
"""Glyph by glyph takes up to 0.2 s a page."""
_SAME_LINE = 0.35
_GAP = 0.25
"""A gap of so much of the font's size is a space where none is written."""
_FORMS = re.compile(r"[\ufb50-\ufdcf\ufdf0-\ufdfb\ufe80-\ufefc]+")
_MIRROR = str.maketrans("()[]", ")(][")
"""Some programs write brackets as drawn, others as meant; those that close before they open were drawn."""
_STILL_NUMBER = frozenset(".,:/٫٬-")


def is_right_to_left(text: str) -> bool:
    """Whether most letters run from right to left."""
    letters = [char for char in text if char.isalpha()]
    return sum(map(_runs_left, letters)) * 2 > len(letters) > 0


def read_pages(path: Path) -> list[str] | None:
    """The text of each page, or None where the library cannot make it out."""
    try:
        return [clean("\n".join(_lines(list(_glyphs(page))))) for page in extract_pages(path, laparams=None)]
    except _BROKEN:
        return None  # pypdf has read the file: its text is taken


def _glyphs(node: object) -> Iterator[LTChar]:
    """All upright glyphs; slanted ones are a stamp across the page."""
    if isinstance(node, LTChar):
        if abs(node.matrix[1]) + abs(node.matrix[2]) < 0.01 * (abs(node.matrix[0]) + abs(node.matrix[3])):
            yield node
    elif isinstance(node, LTContainer):
        for child in node:
            yield from _glyphs(child)


def _lines(glyphs: list[LTChar]) -> Iterator[str]:
    glyphs.sort(key=lambda glyph: -(glyph.y0 + glyph.y1))
    lines: list[tuple[float, list[LTChar]]] = []
    for glyph in glyphs:
        middle = (glyph.y0 + glyph.y1) / 2
        for height, line in lines[:-5:-1]:
            if abs(height - middle) < _SAME_LINE * glyph.height:
                line.append(glyph)
                break
        else:
            lines.append((middle, [glyph]))
    for _, line in lines:
        if text := _in_reading_order(line).strip():
            yield text


def _in_reading_order(line: list[LTChar]) -> str:
    """From the right; runs of digits and of Latin letters from the left."""
    pieces: list[str] = []
    run: list[str] = []
    before: LTChar | None = None
    for glyph in sorted(line, key=lambda glyph: -(glyph.x0 + glyph.x1)):
        text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), glyph.get_text())
        spaced = before is not None and before.x0 - glyph.x1 > _GAP * glyph.size and not text.isspace()
        before = glyph
        if spaced:
            pieces += _turned(run, " ")
        if _runs_right(text) or (run and not spaced and text in _STILL_NUMBER):
            run.append(text)
        else:
            pieces += [*_turned(run, ""), text]
    text = " ".join("".join([*pieces, *_turned(run, "")]).split())
    first, last = text.find(")"), text.rfind("(")
    mirrored = 0 <= first < (text.find("(") if "(" in text else len(text)) and last > text.rfind(")")
    return text.translate(_MIRROR) if mirrored else text


def _turned(run: list[str], after: str) -> list[str]:
    """A run from the left, the punctuation that only stood beside it left where it was; empties ``run``."""
    tail: list[str] = []
    while run and run[-1] in _STILL_NUMBER:
        tail.insert(0, run.pop())
    turned = [*reversed(run), *tail, after]
    run.clear()
    return turned


def _runs_left(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") in {"R", "AL"}


def _runs_right(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") in {"L", "EN", "AN"}
