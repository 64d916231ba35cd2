"""Whether the system refuses what it must, and only that."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.questions import Asked
from eval.records import Base, Outcome, Reply


def must_refuse(asked: Asked) -> bool:
    """Also where no partner is known: saying so is right, offering one is not."""
    return not asked.answerable or asked.expect_none


def declines(asked: Asked, reply: Reply) -> bool:
    """An answer from the catalogue that says that nothing there fits, and cites nothing, declines as well."""
    empty = reply.intent == "partner" and not reply.partners and not reply.citations
    return reply.refused or empty or (asked.expect_none and not reply.partners)


def refusal_precision(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Over what was refused: 1 where it had to be."""
    return float(must_refuse(asked)) if reply.text is not None and declines(asked, reply) else None


def refusal_recall(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Over what must be refused: 1 where it was."""
    return float(declines(asked, reply)) if reply.text is not None and must_refuse(asked) else None


def refusal_right(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Over all questions: 1 where answered what can be, refused what must be. For paired tests: it applies to every question."""
    return float(declines(asked, reply) == must_refuse(asked)) if reply.text is not None else None


@dataclass(frozen=True, slots=True)
class Point:
    """With questions answered from the surest down to ``threshold``: their share, and the share of those answered wrongly."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(outcomes: Sequence[Outcome]) -> list[Point]:
    """El-Yaniv & Wiener 2010. An answer is wrong where the question must be refused or the best hit is no right statement.

    Partner questions are left out: another gate judges them.
    """
    rated = [o for o in outcomes if o.reply.sure is not None and not o.asked.seeks_partner]
    rated.sort(key=lambda o: -(o.reply.sure or 0.0))
    points: list[Point] = []
    wrong = 0
    for n, outcome in enumerate(rated, 1):
        right = not must_refuse(outcome.asked) and bool(set(outcome.reply.first(1)) & set(outcome.asked.qrels))
        wrong += not right
        threshold = outcome.reply.sure or 0.0
        if n == len(rated) or (rated[n].reply.sure or 0.0) < threshold:
            points.append(Point(threshold, n / len(rated), wrong / n))
    return points


def area(points: Sequence[Point]) -> float | None:
    """Area under the curve: the mean risk over all coverages; lower is better."""
    if not points:
        return None
    total, before = 0.0, 0.0
    for point in points:
        total += (point.coverage - before) * point.risk
        before = point.coverage
    return total / before
