"""Whether a question that is clear only from the turns before is understood: a right statement, or a right partner, among the
first five."""

from eval.questions import Asked
from eval.records import Base, Reply


def followup(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Only of questions with turns before them. The same questions without their history are asked as a control."""
    if not asked.history or not asked.qrels:
        return None
    found = reply.partners[:5] if asked.seeks_partner else reply.first(5)
    return float(bool(set(found) & set(asked.qrels)))
