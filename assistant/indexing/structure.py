"""Which lines of a law or a manual are headings, in many languages, and the path of the headings above a text."""

import re
from dataclasses import dataclass, field

from assistant.numerals import ascii_digits

_LONGEST_HEADING = 150
_NUMBER = r"(?:\d+[A-Za-z]?|[IVXLC]+|[A-Z])"
_TITLE = r"(?=\s*$|\s*[.:–—-]\s*\S|\s+[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЇІЄҐƠƯĐẠ-ỹ\[(])"
_HAN = r"第\s*[零〇一二三四五六七八九十百\d]+\s*"
_PARTS = "PART|Part|TITLE|Title|BOOK|SUBCHAPTER|TITRE|Titre|TÍTULO|Título|LIVRE|Phần|PHẦN|РАЗДЕЛ|Раздел|Розділ|BUKU"
_CHAPTERS = (
    "CHAPTER|Chapter|Chương|CHƯƠNG|Глава|ГЛАВА|CAPÍTULO|Capítulo|CAPITULO|Chapitre|CHAPITRE|Kapitel|KAPITEL"
    "|Rozdział|ROZDZIAŁ|BAB|Bab|BÖLÜM"
)
_SECTIONS = "Mục|MỤC|SECCIÓN|Sección|SEÇÃO|Seção|Bagian|BAGIAN|Abschnitt|Oddział"
_ANNEXES = (
    "ANNEX|Annex|ANNEXE|Annexe|APPENDIX|Appendix|SCHEDULE|Schedule|ANEXO|Anexo|ANLAGE|Anlage|Anhang|ANHANG"
    "|PHỤ LỤC|Phụ lục|ПРИЛОЖЕНИЕ|Приложение|LAMPIRAN|Lampiran"
)
_RANKS = (
    (1, re.compile(rf"{_HAN}(?:编|編|篇|部分)(?=\s|$)|제\s?\d+편")),
    (2, re.compile(rf"{_HAN}章(?=\s|$|[^的规、和])|제\s?\d+장")),
    (3, re.compile(rf"{_HAN}[节節](?=\s|$|[^的规、和])|제\s?\d+절")),
    (1, re.compile(rf"(?:{_PARTS})\s+(?:thứ\s+)?{_NUMBER}{_TITLE}")),
    (2, re.compile(rf"(?:{_CHAPTERS})\s+{_NUMBER}{_TITLE}")),
    (3, re.compile(rf"(?:{_SECTIONS})\s+(?:{_NUMBER}|Ke\w+){_TITLE}")),
    (1, re.compile(r"(?:الباب|الكتاب)\s+(?:ال\w+|\d+)")),
    (2, re.compile(r"الفصل\s+(?:ال\w+|\d+)")),
    (3, re.compile(r"(?:القسم|المبحث)\s+(?:ال\w+|\d+)")),
    (1, re.compile(r"(?:ภาค|ลักษณะ)\s*\d+")),
    (2, re.compile(r"(?:หมวด|ໝວດ)\s*\S?\d+")),
    (3, re.compile(r"(?:ส่วนที่|ส่วน)\s*\d+")),
)
_ANNEX = re.compile(
    r"(?:附件|附录|附錄|附表)\s*(?:[一二三四五六七八九十\d]+)?\s*(?:[:：]|$|\s)"
    rf"|(?:{_ANNEXES})(?:\s+(?:No\.\s*|số\s*|№\s*)?{_NUMBER})?{_TITLE}"
    r"|(?:Supplement|SUPPLEMENT)\s+No\.\s*\d+"
    r"|(?:ال)?ملحق\s*(?:رقم\s*)?[(]?\s*(?:\d+|ال\w+)?\s*[)]?\s*(?:[:\-]|$)"
)
_BARE = re.compile(rf"(?:{_HAN}[编編章节節]|\w+\s+(?:{_NUMBER}|ال\w+|\d+)\s*[.:]?)")
_SENTENCE = re.compile(r"[.;。；，,:：]$")
_IN_TEXT = 10
"""Headings found in running text lie below those that the file itself marks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``rank`` 1 for a part, 2 a chapter, 3 a section, 0 for others.

    ``bare`` when its title may follow on the next line (``Chương I`` / ``QUY ĐỊNH CHUNG``).
    """

    level: int
    rank: int = 0
    annex: bool = False
    bare: bool = False


def heading(line: str) -> Heading | None:
    """What kind of heading the line is, or None for text."""
    text = line.strip()
    if not text or len(text) > _LONGEST_HEADING or _SENTENCE.search(text):
        return None
    plain = ascii_digits(text)
    if _ANNEX.match(plain):
        return Heading(_IN_TEXT, annex=True)
    for rank, pattern in _RANKS:
        if pattern.match(plain):
            return Heading(_IN_TEXT + rank, rank, bare=bool(_BARE.fullmatch(plain)))
    return None


def is_title(line: str) -> bool:
    """Whether the line after a bare heading is its title."""
    return 1 < len(line) < _LONGEST_HEADING and not _SENTENCE.search(line) and not line[:1].isdigit() and not line[:1].islower()


@dataclass(slots=True)
class Outline:
    """The headings above the current text: level, rank among the parts of a law (0: none of them), title."""

    _path: list[tuple[int, int, str]] = field(default_factory=list)

    def push(self, found: Heading, title: str) -> None:
        """Enter a heading; one that repeats the beginning of the last (``PART 4—RIGHTS``, ``Part 4``) only moves it.

        A chapter found in running text ends the chapter that the file itself marked, whatever their levels are.
        """
        last = self._path[-1][2] if self._path else ""
        ended = (level >= found.level or rank >= found.rank > 0 for level, rank, _ in self._path)
        above = next((n for n, ends in enumerate(ended) if ends), None)
        self._path = self._path[:above]
        if last and last.casefold().startswith(title.casefold()):
            title = last
            if self._path and self._path[-1][2] == last:
                self._path.pop()
        self._path.append((found.level, found.rank, title))

    def extend_last(self, title: str) -> None:
        """Add the title that follows a bare heading."""
        level, rank, bare = self._path.pop()
        self._path.append((level, rank, f"{bare} {title}"))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for _, _, title in self._path)
