"""Which points are held against each other where countries are compared: periods, rates, consequences, offices, papers.

Two points in one sentence lie apart in meaning, so that one search finds what is near to both and answers neither. Each point is
searched for alone: the text without the words of the comparison and of the other points, with the plain question for the one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answering.between import TAXED
from assistant.domain import Question
from assistant.text import normalise

_OFFICE = "authority"
_ASPECTS: Mapping[str, frozenset[str]] = {
    "duration": frozenset({"deadline"}),
    "deadline": frozenset({"deadline"}),
    "rate": frozenset({"rate"}),
    "penalty": frozenset({"penalty", "effect"}),
    _OFFICE: frozenset({"authority"}),
    "documents": frozenset({"documents"}),
}
"""Point -> the aspects of the statements that tell it."""
_QUANTITIES = {"duration": ("period",), "deadline": ("period",), "rate": ("share",)}
_BY_ASPECT = frozenset({"deadline", "penalty", "authority", "documents"})
"""Points that are asked for where the question has one of their aspects. Whatever names a tax has the aspect of a rate."""
Cut = Callable[[Question, Sequence[re.Pattern[str]]], Question]
"""Question, patterns -> the same without what they match."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is compared, as ``prompts/cues/sided.yaml`` tells it."""

    name: str
    asked: re.Pattern[str]
    asks: Mapping[str, str]

    @property
    def aspects(self) -> frozenset[str]:
        return _ASPECTS[self.name]

    def asked_at(self, question: Question, plain: str) -> int | None:
        """Where in ``plain`` it is asked for: at its end where an aspect says so; None where it is not asked for. A rate is one
        of a tax."""
        if self.name == "rate" and TAXED.isdisjoint(question.terms):
            return None
        found = self.asked.search(plain)
        if found is not None:
            return found.start()
        aspect = self.name in _BY_ASPECT and not self.aspects.isdisjoint(question.aspects)
        return len(plain) if aspect else None


@dataclass(frozen=True, slots=True)
class Sided:
    """The points, and the words of a comparison: ``compares`` and ``comparatives``."""

    points: tuple[Point, ...]
    compares: re.Pattern[str]
    comparatives: re.Pattern[str]

    def asked(self, question: Question) -> tuple[Point, ...]:
        """In the order in which the question has them. "Where is it faster" asks for no office."""
        plain = normalise(question.text, question.language)
        where = self.comparatives.search(plain) is not None
        points = [point for point in self.points if point.name != _OFFICE or not where]
        found = [(point.asked_at(question, plain), point) for point in points]
        return tuple(point for _, point in sorted(((at, p) for at, p in found if at is not None), key=lambda one: one[0]))

    def alone(self, question: Question, point: Point, points: Sequence[Point], cut: Cut) -> Question:
        """``question`` as it would be put if ``point`` were all that it asks for."""
        bare = cut(question, [self.compares, self.comparatives, *(other.asked for other in points if other is not point)])
        asks = point.asks.get(question.language, "")
        text = f"{bare.text} {asks}".strip()
        return replace(
            bare,
            text=text,
            original=text,
            read="",
            aspects=tuple(sorted(point.aspects)),
            quantities=_QUANTITIES.get(point.name, ()),
        )


def read_sided(raw: Mapping[str, Mapping[str, Any]], compares: re.Pattern[str], comparatives: re.Pattern[str]) -> Sided:
    """Raises KeyError where a point is unknown or incomplete, re.error where a pattern does not compile."""
    return Sided(tuple(_point(name, entry) for name, entry in raw.items()), compares, comparatives)


def _point(name: str, entry: Mapping[str, Any]) -> Point:
    if name not in _ASPECTS:
        raise KeyError(name)
    patterns = [f"(?:{pattern})" for pattern in entry["asked"]]
    return Point(name, re.compile("|".join(patterns) if patterns else r"(?!)"), dict(entry["asks"]))
