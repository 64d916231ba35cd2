"""What the knowledge base keeps: sources, passages and what links them; and what reading a file gave."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.domain.terms import Confidence, Kind, Role, Status, Visibility


@dataclass(frozen=True, slots=True)
class Source:
    """A document or a corpus record as SQL keeps it. ``names`` maps languages to titles; dates are ISO days."""

    id: str
    kind: Kind
    names: dict[str, str]
    original_language: str
    jurisdiction: str | None = None
    number: dict[str, str] = field(default_factory=dict)
    issuer: dict[str, str] = field(default_factory=dict)
    issued: dt.date | None = None
    effective: dt.date | None = None
    expires: dt.date | None = None
    amended: tuple[dt.date, ...] = ()
    status: Status = "unverified"
    superseded_by: str | None = None
    articles: int | None = None
    guidance: bool = False
    verified_on: dt.date | None = None
    review_by: dt.date | None = None
    confidence: Confidence = "unverified"
    visibility: Visibility = "public"
    organisation: str | None = None
    """Confidential to this organisation and to staff."""
    path: str | None = None
    url: str | None = None
    aliases: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    """Countries that an organisation serves."""

    def title(self, language: str) -> str:
        """The name in ``language``, else in English, else the original."""
        return self.names.get(language) or self.names.get("en") or self.original_title

    def numbered(self, language: str) -> str | None:
        """The number by which it is cited, in ``language``, else in English, else as one has it."""
        return self.number.get(language) or self.number.get("en") or next(iter(self.number.values()), None)

    @property
    def original_title(self) -> str:
        return self.names.get(self.original_language) or next(iter(self.names.values()))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed piece of a file before chunking: ``text`` under ``headings``, found at ``locator`` (``p. 3``, ``row 12``)."""

    text: str
    locator: str | None = None
    headings: tuple[str, ...] = ()
    level: int = 0
    whole: bool = False
    """True when the piece must stay one passage (a table row, an article of a JSON law)."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One logical document read from a file (a JSONL of laws holds several). ``key`` tells them apart within the file.

    ``facts`` carries what the file says of itself, where it does: ``status``, ``issued``, ``effective`` (ISO), ``number``,
    ``issuer``, ``language``, ``url``.
    """

    key: str
    title: str
    pages: tuple[Page, ...]
    facts: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A citeable piece of text. Passages that say the same in several languages share ``group``."""

    id: str
    document_id: str
    group: str
    language: str
    text: str
    locator: str
    headings: tuple[str, ...] = ()
    role: Role = "text"
    aspect: str | None = None
    topics: tuple[str, ...] = ()
    country: str | None = None
    confidence: Confidence = "unverified"
    position: int = 0
    context: str = ""
    """What is put before the text for search only (the instrument's name); never quoted."""

    @property
    def searchable(self) -> str:
        return f"{self.context} — {self.text}" if self.context else self.text

    @property
    def views(self) -> tuple[tuple[str, str], ...]:
        """(Language, text) of what is searched: one, but for ways of asking, which stand in a line each, marked by language."""
        if self.role != "ask":
            return ((self.language, self.searchable),)
        ways: dict[str, list[str]] = {}
        for line in self.text.split("\n"):
            language, _, way = line.partition("\t")
            ways.setdefault(language, []).append(way)
        return tuple((language, "\n".join(own)) for language, own in ways.items())


@dataclass(frozen=True, slots=True)
class Links:
    """Where an answer that leads with a statement goes on; references are group ids (``record#part``) or record ids."""

    points: tuple[str, ...] = ()
    applies_if: tuple[str, ...] = ()
    not_to_confuse: tuple[str, ...] = ()
    procedure: str | None = None
    bonds: Mapping[str, int] = field(default_factory=dict)
    """Linked group -> how much those who ask for the statement need it: 0 another matter, 1 a few of them, 2 most, 3 nearly all.
    What is not in it was not graded."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, and why, in a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """Counts of documents, except ``passages``; ``seconds`` is wall time."""

    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failed: tuple[Failure, ...] = ()
    flagged: tuple[Failure, ...] = ()
    """Indexed, but an editor should look at them."""
    seconds: float = 0.0
