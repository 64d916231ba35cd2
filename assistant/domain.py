"""The records that the stages hand to each other. All frozen; nothing here does work or knows a vendor."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["policy", "procedure", "country", "organisation", "event", "document"]
Visibility = Literal["public", "member", "staff"]
Status = Literal["in_force", "not_yet_in_force", "superseded", "expired", "suspended", "unverified"]
Confidence = Literal["verified", "secondary", "unverified"]
Intent = Literal["rule", "procedure", "partner", "country", "event", "smalltalk", "outside", "refuse"]
Side = Literal["offer", "need"]
SIDES: tuple[Side, ...] = ("offer", "need")
Role = Literal["statement", "step", "summary", "pitfall", "example", "section", "gap", "outside", "text", "ask"]
"""An ``ask`` is a way in which people ask for its group: searched, never shown. A ``gap`` says that nothing is known and whom to
ask: it is no evidence, but is told with a refusal. ``outside``: an example of what the knowledge base does not deal with."""
NO_EVIDENCE = frozenset({"gap", "outside"})
"""Roles that compete with the statements so that a question nearest to them is refused; nothing is answered from them."""


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
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Called:
    """A name by which a question calls a law, treaty or programme. ``words``: the stems that make it a name; ``whole``: all of
    them are needed, side by side, since they are places."""

    name: str
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What the assistant understood. ``text`` is what is searched for: the asker's words, completed from the conversation;
    ``original`` is what was typed."""

    original: str
    text: str
    language: str
    intent: Intent
    countries: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Glossary concepts found in the text."""
    translations: tuple[str, ...] = ()
    """The words of those concepts in the languages of the knowledge base, for lexical search."""
    articles: tuple[str, ...] = ()
    amounts: tuple[tuple[int, str | None], ...] = ()
    as_of: dt.date | None = None
    evades: bool = False
    wants: tuple[str, ...] = ()
    """``person``, ``confidential``, ``market``, ``fee`` or ``number``: what can be answered only where the evidence itself
    speaks of it, or never."""
    quantities: tuple[str, ...] = ()
    """``period``, ``share``, ``money``: what kind of figure is asked for; none where none is, or any."""
    supposed: tuple[str, ...] = ()
    """Years of changes of the law that the question takes for a fact."""
    years_ahead: tuple[int, ...] = ()
    """Years after the current one that the question names."""
    instruments: tuple[str, ...] = ()
    """Years by which it calls laws or treaties."""
    called: tuple[Called, ...] = ()
    """Names by which it calls them, and programmes."""
    compares: bool = False
    lists: bool = False
    """Whether countries abroad are named as a list: each has its own answer."""
    directions: tuple[str, ...] = ()
    """``import`` or ``export`` where the question settles it."""
    sections: tuple[str, ...] = ()
    """What of a country report is asked for: ``overview`` or names of its sections."""
    seeks_body: bool = False
    """Whether an organisation is asked for: who it is, what it does, where it is found."""
    past: bool = False
    """Whether an earlier state of the law is asked for, without a day."""
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What of classes that exclude each other is named: ``answering/families.py``."""
    pays_home: bool = False
    """Royalties are paid to China."""
    pays_abroad: bool = False
    """Royalties are paid from China."""
    between_others: bool = False
    """The tax on a payment between two countries is asked for, and neither is China."""
    toward_place: bool = False
    """Whether a direction was read from a place that something goes to or comes from."""
    of_parties: bool = False
    """Whether every country is named only as where somebody is from who comes to the asker or deals with the asker."""
    general: bool = False
    """All concepts that it names are such as every procedure has: deadline, fee, permit."""
    drafts: bool = False
    """Whether the draft of a reply to somebody is asked for, which a person has to approve."""
    before: str = ""
    """The question that the conversation leans on since, where this one does, or may though it is read by itself; else empty."""
    aims: Mapping[str, float] = field(default_factory=dict)
    """How much it is like each kind of question (``answering/aims.py``): about 1 for a typical one."""
    read: str = ""
    """``original`` as it is read (``answering/spelling.py``), where that is spelt otherwise; else empty."""

    @property
    def own_words(self) -> str:
        """What the asker said this time, as it is read."""
        return self.read or self.original

    @property
    def completed(self) -> bool:
        """Whether more is searched for than the asker said this time."""
        return self.text != self.own_words


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its place in the ranking. ``similarity`` is the cosine of centred vectors, ``overlap`` the share of
    the question's informative words found in the passage, ``coverage`` that of its glossary concepts, both in 0..1."""

    passage: Passage
    source: Source
    score: float
    similarity: float = 0.0
    overlap: float = 0.0
    coverage: float = 0.0
    asked: float = 0.0
    """Similarity to the ways in which people ask for it."""
    taught: float = 0.0
    """Similarity of the question, turned by the query adapter, to it; ``similarity`` where it was not taught."""
    worded: float = 0.0
    """The same to the nearest of its typical wordings; ``taught`` where it has none."""
    answers: float = 0.0
    """Whether it answers the question or only lies near it: about 1, about -1; 0 where that is not known."""
    clash: int = 0
    """In how many families of classes it speaks of another class than is asked for."""
    beside: bool = False
    """Whether the question names a matter beside the field of which it does not speak."""
    named: bool = False
    """Whether the question calls the source by name or number."""
    tells: frozenset[str] = frozenset()
    """Which kinds of figures it tells (``Question.quantities``), where the question asks for some, or for a fee."""


@dataclass(frozen=True, slots=True)
class Citation:
    """``quote`` is a substring of the cited passage's text, character for character."""

    n: int
    document_id: str
    passage_id: str
    title: str
    original_title: str
    locator: str
    quote: str
    language: str
    status: Status
    confidence: Confidence
    kind: Kind = "document"
    translation: str | None = None
    url: str | None = None
    verified_on: dt.date | None = None
    number: str | None = None
    """The number by which the instrument is cited."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long a step takes: ``value`` units at most, or about; ``then`` is a possible extension in the same unit."""

    value: int
    unit: Literal["working_day", "day", "month", "year"]
    at_most: bool = True
    then: int | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a procedure in the asker's language; ``citations`` are numbers of the answer's citations."""

    n: int
    title: str
    detail: str
    authority: str
    documents: tuple[str, ...]
    duration: str | None
    fee: str | None
    citations: tuple[int, ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ProcedureView:
    id: str
    title: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Whether a person should take over, and why, in the asker's language."""

    suggested: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was understood of a description of an offer or a need. ``side`` is the side looked for; empty fields were not named.

    Codes are those of the open schema (``assistant.profile``). ``countries``: where the partner must be, ``preferred_countries``
    where it had better be; ``trl_min`` and ``trl_max`` bound the partner's maturity, ``trl`` is the asker's own.
    ``source`` tells where it comes from: read by rules, by a model, from a filled profile, or set right by the asker.
    """

    text: str
    language: str
    side: Side
    sectors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Glossary concepts."""
    countries: tuple[str, ...] = ()
    own_country: str | None = None
    use_country: str | None = None
    """Where the technology is to be used, where the text says so (“for Kenya”): a partner must be willing to go there."""
    excluded_countries: tuple[str, ...] = ()
    preferred_countries: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    nace: tuple[str, ...] = ()
    trl: int | None = None
    trl_min: int | None = None
    trl_max: int | None = None
    cooperation: tuple[str, ...] = ()
    ip: tuple[str, ...] = ()
    licence_types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    """Of ``trl``, ``licence`` and ``cooperation`` those that were only preferred: they order what is found, and stop nothing."""
    deadline: dt.date | None = None
    profile_id: str | None = None
    source: Literal["rules", "model", "profile", "corrected"] = "rules"
    open_side: bool = False
    """It is not sure which side is looked for, and the asker has set nothing right."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a profile fits in one ``field``: ``score`` in 0..1, ``why`` a short clause in the asker's language."""

    field: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A profile as an outsider may see it, with what speaks for and against it. ``score`` in 0..1.

    Of an anonymous profile country, sectors and abstract are shown only: ``organisation`` is None and details are empty. A near
    miss has ``blocked_by``, the conditions that stopped it; what is ranked below all whose subject fits for certain is
    ``beside`` it. Names and texts are in the asker's language where the profile has them (``language`` tells which it is); the
    other fields are codes of the open schema.
    """

    rank: int
    profile_id: str
    side: Side
    type: str
    title: str
    summary: str
    language: str
    organisation: str | None
    score: float
    country: str
    country_name: str
    sectors: tuple[str, ...]
    sector_names: tuple[str, ...]
    updated: dt.date
    valid_until: dt.date
    sample: bool
    anonymous: bool
    reasons: tuple[Reason, ...] = ()
    against: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    beside: bool = False
    trl: int | None = None
    trl_min: int | None = None
    trl_max: int | None = None
    ip: tuple[str, ...] = ()
    licence_types: tuple[str, ...] = ()
    cooperation: tuple[str, ...] = ()
    verification: str = "unverified"
    export_control: str = "unchecked"
    owner_node: str | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to a wish. ``understood``: one line in the asker's language; ``consortium``: ids of two profiles that meet the
    wish together where none does alone, and ``consortium_why`` says how; ``details``: lines about the first of ``found``, where a
    follow-up asks about it."""

    wish: Wish
    understood: str
    found: tuple[Match, ...] = ()
    near_misses: tuple[Match, ...] = ()
    consortium: tuple[str, ...] = ()
    consortium_why: str | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the asker gets. ``text`` holds ``[n]`` marks, one for each citation used; a refusal holds none."""

    id: str
    question: str
    language: str
    intent: Intent
    mode: Literal["composed", "generated"]
    text: str
    refused: bool = False
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    partners: tuple[Match, ...] = ()
    near_misses: tuple[Match, ...] = ()
    wish: Wish | None = None
    """What was understood, where a partner was asked for."""
    understood: str | None = None
    procedure: ProcedureView | None = None
    warnings: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    desk: Desk = Desk()
    timings_ms: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None
    """How sure the gate was of its verdict, 0..1; None where there was nothing to judge."""


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
