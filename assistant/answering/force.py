"""Whether a rule is in force on the day that the question is about."""

import datetime as dt
from collections.abc import Mapping

from assistant.answering.rank import ENDED
from assistant.domain import Question, Source


def ended(question: Question, source: Source, named: bool, sources: Mapping[str, Source]) -> bool:
    """Superseded and expired rules stay out, unless the question is about their time or names the instrument."""
    if question.as_of is not None:
        return source.kind != "document" and not in_force(source, question.as_of, sources)
    return source.status in ENDED and not (named or question.past)


def in_force(source: Source, day: dt.date, sources: Mapping[str, Source]) -> bool:
    """Whether ``source`` was in force on ``day``: begun, and neither expired nor replaced by then."""
    if source.effective and source.effective > day:
        return False
    if source.expires and source.expires < day:
        return False
    successor = sources.get(source.superseded_by or "")
    if successor is not None and successor.effective:
        return successor.effective > day
    return source.status not in ENDED or source.effective is not None
