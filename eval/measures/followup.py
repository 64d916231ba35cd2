"""Whether a question that is clear only from the turns before is understood: a right statement among the first five."""

from eval.questions import Asked
from eval.records import Base, Reply


def followup(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Only of questions with turns before them. The same questions without their history are asked as a control."""
    if not asked.history or not asked.ranks:
        return None
    return float(bool(set(reply.first(5)) & set(asked.qrels)))
