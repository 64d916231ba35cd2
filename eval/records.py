"""What the parts of the evaluation hand to each other. All frozen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Answer, Citation, Links, Passage, ProcedureView
from eval.questions import Asked


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a ranking. ``groups``: the statements that the text found holds; a chunk may hold several."""

    groups: tuple[str, ...]
    language: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system gave for one question. A system that only ranks leaves ``text`` None; one that failed gives the default,
    which scores zero."""

    ranking: tuple[Found, ...] = ()
    text: str | None = None
    language: str | None = None
    refused: bool = False
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    partners: tuple[str, ...] = ()
    procedure: ProcedureView | None = None
    intent: str | None = None
    sure: float | None = None
    """How sure the system is that it can answer, 0..1; 0 where a rule refused."""
    timings: Mapping[str, float] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    """Why a model's words were not shown."""
    mode: str | None = None

    def first(self, k: int) -> list[str]:
        """Groups among the best ``k`` places."""
        return list(dict.fromkeys(group for found in self.ranking[:k] for group in found.groups))


@dataclass(frozen=True, slots=True)
class Base:
    """What the measures know of the knowledge base."""

    links: Mapping[str, Links]
    procedures: Mapping[str, Mapping[str, Any]]
    passages: Callable[[Sequence[str]], Mapping[str, Passage]]
    languages: Mapping[str, frozenset[str]]
    """Group -> languages it stands in."""
    nearest: Callable[[str], str]
    identify: Callable[[str], str]


Measure = Callable[[Asked, Reply, Base], "float | None"]
"""None where the measure does not apply to the question."""
Scores = Mapping[str, Mapping[str, float]]
"""Measure -> question id -> value in 0..1, higher is better. Questions to which a measure does not apply are absent."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its 95 % interval over ``n`` questions."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, what came back, and what it scored."""

    asked: Asked
    reply: Reply
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SystemResult:
    """What a system scored, by language and by type of question; ``all`` over every question."""

    name: str
    scores: Scores
    by_language: Mapping[str, Mapping[str, Interval]]
    by_type: Mapping[str, Mapping[str, Interval]]
    """And by set of questions."""
    note: str = ""


def group_of(passage_id: str) -> str:
    """``record#part@language`` → ``record#part``."""
    return passage_id.rsplit("@", 1)[0] if "@" in passage_id else passage_id


def record_of(group: str) -> str:
    return group.partition("#")[0]


def reply_of(answer: Answer, ranking: tuple[Found, ...] = (), sure: float | None = None, faults: tuple[str, ...] = ()) -> Reply:
    """The assistant's answer as a reply."""
    return Reply(
        ranking=ranking,
        text=answer.text,
        language=answer.language,
        refused=answer.refused,
        reason=answer.reason,
        citations=answer.citations,
        partners=tuple(match.profile_id for match in getattr(answer, "partners", ())),
        procedure=answer.procedure,
        intent=answer.intent,
        sure=sure,
        timings=answer.timings_ms,
        faults=faults,
        mode=answer.mode,
    )
