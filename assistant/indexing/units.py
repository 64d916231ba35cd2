"""A parsed document into units: the text found at one place (an article, a page, a table row, under one heading)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.articles import ArticleStart, article_start
from assistant.domain import Page, ParsedFile
from assistant.indexing.structure import Heading, Outline, heading, is_title
from assistant.numerals import han_number

PARAGRAPHS = 600
"""Where nothing but the number of a paragraph says where a text is, a unit ends after so many characters."""
_FURTHEST_JUMP = 100
"""A number that leaps further, or back, is a reference or a quotation from another law."""
_LONGEST_LOCATOR = 60
_LONGEST_TITLE = 120
_LONGEST_HEADING = 300
_ITEM = re.compile(r"^([一二三四五六七八九十]{1,3})、")
_UNFINISHED = (".", "。", ";", "；", ":", "：", "，", ",")


@dataclass(slots=True)
class Unit:
    """``whole`` units are split only when they are longer than any passage may be."""

    locator: str
    headings: tuple[str, ...]
    whole: bool
    lines: list[str] = field(default_factory=list)
    size: int = 0


def units(document: ParsedFile) -> Iterator[Unit]:
    """The units of the document in order; none is empty."""
    walk = _Walk(document.title)
    for page in document.pages:
        yield from walk.take(page)
    yield from walk.flush()


def shorten(text: str, limit: int) -> str:
    """``text`` on one line, cut at a word where there is one."""
    text = " ".join(text[: 4 * limit].split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > limit // 2 else cut).rstrip(" ,;:、，—–-") + "…"


def _heading(line: str, level: int) -> Heading | None:
    """A heading by the file's own mark, else by its words."""
    found = heading(line)
    if len(line) > _LONGEST_HEADING:
        return None  # a paragraph marked as one
    return Heading(level, rank=found.rank if found else 0) if level else found


class _Walk:
    """Goes through the pages and remembers the headings, the article and the item that the text stands under."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._outline = Outline()
        self._article: ArticleStart | None = None
        self._article_title = ""
        self._number = 0
        self._item = ""
        self._unit: Unit | None = None
        self._bare = False
        self._paragraphs = 0

    def take(self, page: Page) -> Iterator[Unit]:
        """The units that the page completes."""
        text = page.text.strip()
        if page.whole:
            yield from self.flush()
            self._paragraphs += 1
            if text:
                yield Unit(page.locator or f"para. {self._paragraphs}", page.headings or self._outline.path, True, [text])
            return
        for line in filter(None, map(str.strip, text.split("\n"))):
            yield from self._line(line, page)

    def flush(self) -> Iterator[Unit]:
        """The unit that is still open."""
        if self._unit is not None:
            yield self._unit
        self._unit = None

    def _line(self, line: str, page: Page) -> Iterator[Unit]:
        if (start := article_start(line)) and self._continues(start):
            if self._article and self._article.locator == start.locator:
                if page.level:
                    return  # the file repeats the number of the article it is in as a heading
            else:
                self._enter(start, line)
        elif found := _heading(line, page.level):
            yield from self.flush()
            self._article, self._item = None, ""
            self._number = 0 if found.annex else self._number
            self._outline.push(found, line)
            self._bare = found.bare
            return
        elif self._bare and is_title(line):
            self._bare = False
            self._outline.extend_last(line)
            return
        elif item := _ITEM.match(line):
            self._item = f"item {han_number(item.group(1))}"
        self._bare = False
        yield from self._place(line, page)

    def _enter(self, start: ArticleStart, line: str) -> None:
        self._article, self._item = start, ""
        self._number = start.number or self._number
        named = start.rest.strip(" .:–—-") and len(line) <= _LONGEST_TITLE
        unfinished = line.endswith(_UNFINISHED) and start.number is not None
        self._article_title = " ".join(line.split()) if named and not unfinished else ""

    def _continues(self, start: ArticleStart) -> bool:
        """Whether the number can be the next article's: it grows, or starts again at one."""
        if start.number is None or start.number == 1 or self._number == 0:
            return True
        return self._number <= start.number <= self._number + _FURTHEST_JUMP

    def _place(self, line: str, page: Page) -> Iterator[Unit]:
        """Put the line into the open unit, or into a new one when it stands elsewhere."""
        self._paragraphs += 1
        headings = page.headings or tuple(heading for heading in self._outline.path if not self._title.endswith(heading))
        if self._article and self._article_title:
            headings = (*headings, self._article_title)
        locator = self._locator(page, headings)
        counted = not locator
        unit = self._unit
        here = (
            unit is not None
            and unit.headings == headings
            and (unit.locator == locator or (counted and unit.locator.startswith("para. ") and unit.size < PARAGRAPHS))
        )
        if unit is None or not here:
            yield from self.flush()
            unit = self._unit = Unit(locator or f"para. {self._paragraphs}", headings, self._article is not None)
        unit.lines.append(line)
        unit.size += len(line)

    def _locator(self, page: Page, headings: tuple[str, ...]) -> str:
        """Where a person would look; empty when only the paragraph's number says it."""
        if self._article:
            return self._article.locator
        return page.locator or self._item or (shorten(headings[-1], _LONGEST_LOCATOR) if headings else "")
