"""Is a question that names no partner one for the catalogue all the same? "We sell heating for minus 40, who wants it"

Such a question lies nearer to a profile than to any rule, and often has a word of looking for something in it.
"""

from collections.abc import Sequence

import numpy as np

from assistant.answering.config import Turn
from assistant.answering.rank import REPORTS
from assistant.domain import NO_EVIDENCE, Hit, Question
from assistant.logistic import log_odds
from assistant.ports import Vectors

_BOUND = 1e-4


def may_turn(question: Question, hits: Sequence[Hit]) -> bool:
    """Not where an article or an instrument is called by name, where something is asked that is never told, where a topic from
    outside lies nearest and the question is more like one of everyday life than like one for partners, or where it is most like
    those that nobody can answer: the price of the day, the best brand of a product."""
    sought = max(question.aims.get("partner", 0.0), question.aims.get("wish", 0.0))
    everyday = question.aims.get("everyday", 0.0) >= question.aims.get("partner", 0.0)
    return not (
        question.intent in {"partner", "smalltalk"}
        or question.evades
        or question.articles
        or question.aims.get("unknowable", 0.0) > sought
        or {"person", "confidential", "another_matter", "market"} & set(question.wants)
        or any(hit.named or (hit.passage.role == "outside" and everyday) for hit in hits[:1])
    )


def leanings(question: Question, similarity: Vectors, hits: Sequence[Hit], answered: float, seeks: bool) -> dict[str, float]:
    """What tells; keys are fields of ``Turn``. ``similarity`` of the question to each profile that the asker may see, not empty;
    ``answered``: probability that the best hit answers the question."""
    real = [hit for hit in hits if hit.passage.role not in NO_EVIDENCE] or list(hits)
    spread = float(similarity.std()) or 1.0
    nearest = float(similarity.max())
    return {
        "nearest": nearest,
        "stands_out": (nearest - float(np.mean(similarity))) / spread,
        "rule": real[0].similarity if real else 0.0,
        "asked": real[0].asked if real else 0.0,
        "answered": log_odds(answered, _BOUND),
        "seeks": float(seeks),
        "partner": question.aims.get("partner", 0.0),
        "wish": question.aims.get("wish", 0.0),
    }


def keeps(question: Question, hits: Sequence[Hit], likely: float, turn: Turn) -> bool:
    """Whether what answers a question well keeps it from the catalogue: a rule that is surer than the catalogue is, or a report
    of a country, a body or a fair that was asked for, or that a follow-up goes on about."""
    best = next((hit for hit in hits if hit.passage.role not in NO_EVIDENCE), None)
    report = best is not None and best.source.kind in REPORTS
    asked_for = question.intent in {"country", "event"} or bool(question.before)
    return asked_for if report else likely < turn.surely
