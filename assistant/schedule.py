"""When the steps of a procedure end, one after the other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Span, StepView

_DAYS = {"day": 1.0, "working_day": 7 / 5, "month": 30.4, "year": 365.0}


@dataclass(frozen=True, slots=True)
class Planned:
    """``begins`` and ``ends`` are days of the calendar; a step without a known time ends on the day it begins."""

    step: StepView
    begins: dt.date
    ends: dt.date


def planned(steps: Sequence[StepView], start: dt.date) -> tuple[Planned, ...]:
    """Each step at its longest ordinary time; Saturdays and Sundays are no working days, public holidays are not known."""
    found = []
    for step in steps:
        ends = later(start, step.span) if step.span else start
        found.append(Planned(step, start, ends))
        start = ends
    return tuple(found)


def later(day: dt.date, span: Span) -> dt.date:
    """The last day of ``span`` counted from ``day``, without its possible extension."""
    if span.unit == "working_day":
        return _after_working_days(day, span.value)
    if span.unit == "day":
        return day + dt.timedelta(days=span.value)
    months = day.month - 1 + span.value * (12 if span.unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, _days_in(year, month)))


def total(steps: Sequence[StepView]) -> Span | None:
    """All known times together: in their unit where they share one, else in days; None where none is known."""
    spans = [step.span for step in steps if step.span]
    if not spans:
        return None
    exact = all(span.at_most for span in spans)
    if len({span.unit for span in spans}) == 1:
        more = sum(span.then or 0 for span in spans)
        return Span(sum(span.value for span in spans), spans[0].unit, exact, more or None)
    return Span(round(sum(days(span) for span in spans)), "day", False)


def days(span: Span) -> float:
    """Its length in days of the calendar, about."""
    return span.value * _DAYS[span.unit]


def _after_working_days(day: dt.date, count: int) -> dt.date:
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _days_in(year: int, month: int) -> int:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).day
