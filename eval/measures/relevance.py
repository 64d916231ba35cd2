"""Which statements may be cited for a question: those that answer it, and what the editors linked to those.

A statement's links are curated: what its answer goes on with, when it applies, what it is confused with. Whoever cites such a
point beside the answer cites what an expert put there. One step only: the links of links are not relevant. Where a right
statement is part of a procedure, or leads into one, that procedure's parts and the statements its steps rest on are relevant.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from eval.questions import Asked
from eval.records import Base, record_of


def relevant(qrels: Iterable[str], base: Base) -> frozenset[str]:
    """Groups that may stand among the citations of an answer to a question with these ``qrels``."""
    right = list(qrels)
    found = set(right)
    for group in right:
        links = base.links.get(group)
        if links is not None:
            found |= {*links.points, *links.applies_if, *links.not_to_confuse}
    for procedure in procedures(right, base):
        found |= {reference for step in base.procedures[procedure]["steps"] for reference in step.get("legal_basis", [])}
        found |= {group for group in base.languages if record_of(group) == procedure}
    return frozenset(found)


def may_be_cited(asked: Asked, base: Base) -> frozenset[str]:
    """Groups that are right to cite: what the author listed, what a judge did not find beside the matter, and what no judge
    has seen but the editors linked."""
    fit = {group for group, grade in asked.judged.items() if grade >= 1}
    unfit = {group for group, grade in asked.judged.items() if grade == 0}
    return frozenset(asked.qrels) | fit | (relevant(asked.qrels, base) - unfit)


def procedures(qrels: Iterable[str], base: Base) -> list[str]:
    """Procedures that the right statements are parts of, or lead into, the most direct first."""
    right = list(qrels)
    own = [record_of(group) for group in right]
    linked = [links.procedure for group in right if (links := base.links.get(group)) is not None and links.procedure]
    return [i for i in dict.fromkeys((*own, *linked)) if i in base.procedures]


def cited(citations: Iterable[object]) -> list[str]:
    """Groups cited, each once, in the order of the answer."""
    return list(dict.fromkeys(str(getattr(c, "passage_id", "")).rsplit("@", 1)[0] for c in citations))


def chosen(citations: Iterable[object], base: Base) -> list[str]:
    """Groups cited because they were chosen; the steps of a procedure that is told whole are not."""
    return [group for group in cited(citations) if step_of(group, base) is None]


def step_of(group: str, base: Base) -> Mapping[str, Any] | None:
    """The step of a procedure's record that ``group`` is; None for any other statement."""
    record, _, part = group.partition("#")
    steps = base.procedures[record]["steps"] if record in base.procedures else []
    return next((step for step in steps if step.get("id") == part), None)
