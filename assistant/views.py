"""What the pages beside the conversation show: a source with its neighbours, a procedure, a country. Frozen records."""

import datetime as dt
from dataclasses import dataclass

from assistant.domain import Confidence, ProcedureView, Source


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and the language it is in."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One article, page or row of a document: as the reader can read it, and the original where that is another text."""

    passage_id: str
    locator: str
    headings: tuple[str, ...]
    shown: Wording
    original: Wording | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document around one of its parts. ``here`` is the place of the cited part among ``parts``, which are its
    neighbours in order; ``paged`` where the pages of the file itself can be shown."""

    source: Source
    parts: tuple[Part, ...]
    here: int
    replaced_by: Source | None = None
    paged: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureSheet:
    """A procedure as somebody who has to go through it needs it, in one language."""

    view: ProcedureView
    source: Source
    purpose: str
    who_may_file: str
    authority: str
    deadline: str | None
    fee: str | None
    pitfalls: tuple[str, ...]
    basis: tuple[str, ...]
    """Titles of the instruments that it rests on."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure; ``value`` is text where it is no number."""

    name: str
    value: float | str
    unit: str
    year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class SectionView:
    name: str
    wording: Wording
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country report in one language, as far as it is worded in it."""

    id: str
    code: str
    official_languages: tuple[str, ...]
    figures: tuple[FigureView, ...]
    sections: tuple[SectionView, ...]
    rules: tuple[Source, ...]
    centre: Source | None
    ip_office: Source | None
    verified_on: dt.date
    review_by: dt.date
    confidence: Confidence
