"""Whether the answer cites what answers the question. A refusal cites nothing and scores zero."""

from eval.measures.relevance import cited
from eval.questions import Asked
from eval.records import Base, Reply


def citation_recall(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where at least one right statement is cited: they are mostly alternatives."""
    if not asked.ranks:
        return None
    return float(bool(set(cited(reply.citations)) & set(asked.qrels)))


def citation_recall_all(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Share of all right statements that are cited."""
    if not asked.ranks:
        return None
    return len(set(cited(reply.citations)) & set(asked.qrels)) / len(set(asked.qrels))


def lead(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where the first citation is a right statement."""
    if not asked.ranks:
        return None
    groups = cited(reply.citations)
    return float(bool(groups) and groups[0] in asked.qrels)
