"""Does the evidence suffice? If not, why, so that the asker is told what is missing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.answering.config import Gate
from assistant.domain import Hit, Question, Source

Reason = Literal["evasion", "no_such_article", "no_country", "insufficient", "partner_unavailable", "personal"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` None: answer. ``values`` fill the reason's phrase."""

    reason: Reason | None
    confidence: float
    values: Mapping[str, str] = field(default_factory=dict)


def judge(
    question: Question, hits: Sequence[Hit], gate: Gate, names: Mapping[str, Source], *, partners: bool = False
) -> Verdict:
    """``names``: sources that the question calls by name."""
    if question.evades:
        return Verdict("evasion", 1.0)
    if question.intent == "partner" and not partners:
        return Verdict("partner_unavailable", 1.0)
    missing = _missing_article(question, names)
    if missing is not None:
        return missing
    confidence = sufficiency(hits, gate)
    foreign = [code for code in question.countries if not code.startswith("CN")]
    if foreign and not _covers(question, hits, foreign):
        return Verdict("no_country", confidence, {"countries": " ".join(foreign)})
    if confidence < gate.threshold:
        return Verdict("insufficient", confidence)
    return Verdict(None, confidence)


def sufficiency(hits: Sequence[Hit], gate: Gate) -> float:
    """Probability, 0..1, that the best hit answers the question."""
    if not hits:
        return 0.0
    best = hits[0]
    value = gate.bias + gate.similarity * best.similarity + gate.overlap * best.overlap
    return 1 / (1 + math.exp(-value))


def _missing_article(question: Question, names: Mapping[str, Source]) -> Verdict | None:
    for source in names.values():
        for article in question.articles:
            if source.articles and article.isdigit() and int(article) > source.articles:
                return Verdict(
                    "no_such_article", 1.0, {"source": source.id, "article": article, "count": str(source.articles)}
                )
    return None


def _covers(question: Question, hits: Sequence[Hit], foreign: Sequence[str]) -> bool:
    """Whether the best evidence is about a country that was named, or about China's side of a deal with it."""
    if not hits:
        return False
    best = hits[0]
    place = best.source.jurisdiction or best.passage.country
    if best.passage.country in foreign or place in foreign or place is None:
        return True
    if place.startswith("CN") and (question.directions or any(code.startswith("CN") for code in question.countries)):
        return True
    return False
