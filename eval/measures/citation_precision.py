"""Share of an answer's citations that belong there: a right statement, or one that its editors linked to it."""

from eval.measures.relevance import chosen, may_be_cited
from eval.questions import Asked
from eval.records import Base, Reply


def citation_precision(asked: Asked, reply: Reply, base: Base) -> float | None:
    """Only of answers that cite; what is refused is missing in ``citation_recall`` instead. Where a judge has looked, the
    judge decides; elsewhere the author's list and the editors' links."""
    if not asked.ranks or reply.refused or not reply.citations:
        return None
    allowed = may_be_cited(asked, base)
    groups = chosen(reply.citations, base)
    return sum(group in allowed for group in groups) / len(groups) if groups else None


def citation_precision_strict(asked: Asked, reply: Reply, base: Base) -> float | None:
    """The same, links not counted: only what the question's author listed."""
    if not asked.ranks or reply.refused or not reply.citations:
        return None
    groups = chosen(reply.citations, base)
    return sum(group in asked.qrels for group in groups) / len(groups) if groups else None
