"""What is answered."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from assistant.domain.matched import Match, Wish
from assistant.domain.terms import Confidence, Intent, Kind, Status


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
