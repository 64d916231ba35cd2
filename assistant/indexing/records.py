"""What an editor may write into ``corpus/``: the schema of each kind of record.

A record is one YAML file. Text that a reader sees is a mapping ``language -> text`` (BCP 47 codes). The reference between
records is ``record-id`` or ``record-id#part-id``; ``#part-id`` alone points into the same record.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

LANGUAGES = ("zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")
"""The ten languages of the interface; a record may carry others beside them (kk, pt, am …)."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Reference = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+)?(#[a-z0-9-]+)?$", min_length=2)]
Status = Literal["in_force", "not_yet_in_force", "superseded", "expired", "suspended", "unverified"]
Confidence = Literal["verified", "secondary", "unverified"]
Aspect = Literal[
    "effect",  # when or whether something is valid
    "requirement",  # must, must not, may
    "deadline",  # how long, until when
    "documents",  # what to file
    "authority",  # who decides, where to file
    "rate",  # how much: tax, fee, share, cap
    "exemption",  # who need not, what is free
    "penalty",  # what happens otherwise
    "scope",  # what the rule covers; a definition
    "duty",  # rights and duties of the parties
    "route",  # the order of steps
    "dispute",  # courts, arbitration, applicable law
    "item",  # an entry of a list or catalogue
    "change",  # amended, replaced, transitional
    "figure",  # a statistic
]


def _no_blank(text: dict[str, str]) -> dict[str, str]:
    for language, value in text.items():
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
            raise ValueError(f"{language!r} is not a language code")
        if not value.strip():
            raise ValueError(f"the text in {language!r} is empty")
    return text


def _no_doubles(ids: Iterable[str]) -> None:
    """Parts of a record are referred to by id: two with the same one could not be told apart."""
    twice = sorted(name for name, n in Counter(ids).items() if n > 1)
    if twice:
        raise ValueError(f"the id {twice[0]!r} stands twice")


Text = Annotated[dict[str, str], AfterValidator(_no_blank)]


class Record(BaseModel):
    """Base of every schema: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Origin(Record):
    """Where a fact was read. ``read``: the instrument's own text, a secondary source, or nothing was re-read."""

    title: str
    url: str | None = None
    read: Literal["text", "secondary", "none"]


class Links(Record):
    """What an answer that leads with this statement should go on to say."""

    points: list[Reference] = []
    applies_if: list[Reference] = []
    not_to_confuse: list[Reference] = []
    procedure: Slug | None = None


class Statement(Record):
    """One citeable sentence or two, worded as an answer would say it, self-contained, naming its country or subject."""

    id: Slug
    article: str | None = None
    aspect: Aspect
    topics: list[Slug] = Field(min_length=1)
    text: Text
    links: Links = Links()
    confidence: Confidence | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    country: str | None = None
    note: str | None = None


class Maintained(Record):
    """Fields of provenance that every record has."""

    id: Slug
    source: Origin
    verified_on: dt.date
    confidence: Confidence
    review_by: dt.date
    note: str | None = None


class Policy(Maintained):
    """An instrument: a law, regulation, order, catalogue, treaty list or judicial interpretation."""

    names: Text
    original_language: str
    short: Text = {}
    number: Text | None = None
    issuer: Text
    jurisdiction: str
    issued: dt.date | None = None
    effective: dt.date | None = None
    amended: list[dt.date] = []
    expires: dt.date | None = None
    status: Status
    articles: int | None = None
    guidance: bool = False
    """An overview by the editors, no instrument: it leads where a comparison is asked for, else the instruments do."""
    supersedes: list[Slug] = []
    superseded_by: Slug | None = None
    statements: list[Statement] = Field(min_length=1)

    @model_validator(mode="after")
    def _named(self) -> Self:
        missing = {"zh", "en", self.original_language} - self.names.keys()
        if missing:
            raise ValueError(f"names lacks {sorted(missing)}")
        _no_doubles(statement.id for statement in self.statements)
        return self


class Duration(Record):
    """``value`` units at most (``at_most``) or about; ``then`` is a possible extension in the same unit."""

    value: int
    unit: Literal["working_day", "day", "month", "year"]
    at_most: bool = True
    then: int | None = None


class Step(Record):
    id: Slug
    title: Text
    detail: Text
    authority: Text
    documents: list[Text] = []
    form: Text | None = None
    duration: Duration | None = None
    fee: Text | None = None
    legal_basis: list[Reference] = []
    confidence: Confidence | None = None


class Pitfall(Record):
    text: Text
    legal_basis: list[Reference] = []


class Bracket(Record):
    """Part of an amount between the previous bound and ``up_to`` (None: no bound), taxed at ``rate`` (0.125 = 12.5 %)."""

    up_to: int | None = None
    rate: float


class Calculation(Record):
    """A sum that the assistant may work out on the asker's figure: brackets over one amount in ``currency``."""

    currency: str
    base: Text
    result: Text
    brackets: list[Bracket] = Field(min_length=1)
    legal_basis: list[Reference] = Field(min_length=1)


class Procedure(Maintained):
    """Ordered steps before an authority."""

    title: Text
    jurisdiction: str
    topics: list[Slug] = Field(min_length=1)
    purpose: Text
    who_may_file: Text
    authority: Text
    deadline: Text | None = None
    fee: Text | None = None
    steps: list[Step] = Field(min_length=2)
    legal_basis: list[Reference] = Field(min_length=1)
    pitfalls: list[Pitfall] = []
    example: Text | None = None
    calculation: Calculation | None = None
    related: list[Slug] = []
    confused_with: list[Slug] = []

    @model_validator(mode="after")
    def _steps_apart(self) -> Self:
        _no_doubles(["summary", "example", *(step.id for step in self.steps)])
        return self


class Figure(Record):
    """``value`` in ``unit`` (``people``, ``USD``, ``percent``, or a word) as of ``year``."""

    value: float | str
    unit: str
    year: int | None = None
    source: str


class Section(Record):
    """``gap``: it says only that nothing is known and whom to ask; it answers nothing, but helps who is refused."""

    text: Text
    confidence: Confidence | None = None
    gap: bool = False


class Country(Maintained):
    """A country report with the fixed sections of the source paper."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    official_languages: list[str]
    figures: dict[str, Figure]
    industries: Text = {}
    macro: Section
    policy: Section
    strengths: Section
    prospects: Section
    risks: Section
    transfer_rules: Section
    rules: list[Slug] = []
    ip_office: Slug | None = None
    treaties_with_china: list[Section] = []
    covered_by: Slug | None = None


class Organisation(Maintained):
    """A public body. No private persons, no personal contact."""

    names: Text
    role: Literal["centre", "network", "ip_office", "commerce", "science", "tax", "court", "customs", "agency", "other"]
    jurisdiction: str
    covers: list[str] = []
    languages: list[str] = []
    website: str | None = None
    does: Text


class Event(Maintained):
    names: Text
    month: str
    place: Text
    country: str
    topics: list[Slug]
    audience: Text
    website: str | None = None


class Term(Record):
    """A glossary entry: fixed terms per language, with everyday variants. ``trap`` warns of a false friend."""

    id: Slug
    terms: dict[str, list[str]]
    definition: Text
    trap: Text | None = None
    topics: list[Slug] = []


class Glossary(Record):
    """A file of terms."""

    terms: list[Term]


class Matter(Record):
    """A matter beside the field, by the words for it in some languages."""

    id: Slug
    terms: dict[str, list[str]]


class Beside(Record):
    """A file of ``beside/``."""

    matters: list[Matter]


class OutsideTopic(Record):
    """How people ask for something else, by examples on one line."""

    id: Slug
    zh: str
    en: str


class Outside(Record):
    """A file of topics that the knowledge base has nothing to do with."""

    id: Slug
    topics: list[OutsideTopic] = Field(min_length=1)


class Asks(RootModel[dict[Slug, dict[str, list[str]]]]):
    """A file of ``asks/``: part of the record of the same name -> language -> how people ask for it."""

    model_config = ConfigDict(frozen=True)


class Bonds(RootModel[dict[Slug, dict[Reference, Annotated[int, Field(ge=0, le=3)]]]]):
    """A file of ``bonds/``: part of the record of the same name -> what is linked to it -> how much those who ask for the part
    need that: 0 another matter, 1 a few of them, 2 most, 3 nearly all."""

    model_config = ConfigDict(frozen=True)


SCHEMAS: dict[str, type[Record]] = {
    "policies": Policy,
    "procedures": Procedure,
    "countries": Country,
    "organisations": Organisation,
    "events": Event,
    "glossary": Glossary,
    "outside": Outside,
}
"""Folder of ``corpus/`` -> schema of its files."""


def statement_texts(record: BaseModel) -> Iterator[tuple[str, Text]]:
    """Every multilingual text of a record with a dotted path to it, for checks across languages."""

    def walk(value: object, path: str) -> Iterator[tuple[str, Text]]:
        if isinstance(value, BaseModel):
            for name in type(value).model_fields:
                yield from walk(getattr(value, name), f"{path}.{name}" if path else name)
        elif isinstance(value, list):
            for n, item in enumerate(value):
                part = getattr(item, "id", None) or str(n)
                yield from walk(item, f"{path}[{part}]")
        elif isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
            yield path, value

    yield from walk(record, "")
