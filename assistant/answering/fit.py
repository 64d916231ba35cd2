"""Of what editors linked to a statement, what belongs to this question? The rest is true, but nobody asked for it.

A link says that two statements go together; whether the second helps here depends on the question. A logistic model weighs how
near the point is to the question, beside the statement that leads, and how editors and ranking placed it. It is learned from
points that were judged blind (``eval/judgements``), by ``eval/tune_points.py``.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.answering.compose import Claim, Plan
from assistant.answering.config import Fit
from assistant.answering.elsewhere import of_others
from assistant.answering.rank import ELSEWHERE, place_feature
from assistant.answering.retrieve import Nearness
from assistant.domain import Hit, Links, Question
from assistant.logistic import chance

NEARLY_ALL = 3
"""The grade of what nearly all who ask for the lead need: it is told whatever the model says."""
NEARLY_EQUAL = 0.96
"""Share of the best score from which a point might as well have led: it is told first."""
Near = Callable[[str], "Nearness | None"]
"""Group -> how near the question is to it; None where that is not known."""


def only_fit(
    plan: Plan,
    question: Question,
    hits: Sequence[Hit],
    links: Links,
    near: Near,
    fit: Fit,
    kept: Collection[str] = (),
) -> Plan:
    """``plan`` with the points that belong to the question, the likeliest first. ``links``: as
    ``compose.linked`` gives them. Of a comparison and a question about several countries more is told, and of each country its
    likeliest: each side has to be there. ``kept``: groups
    that tell a point which was asked for, and are told whatever the model says; beside them no third country is."""
    abroad = [code for code in question.countries if not code.startswith("CN")]
    sided = question.compares or len(abroad) > 1
    least_fit = fit.sided if sided else fit.threshold
    if plan.lead is None:
        return plan

    def weight(claim: Claim, **kind: float) -> float:
        if of_others(question, claim.passage, claim.source):
            return -1.0
        if claim.group in kept:
            return 1.0
        if kept and place_feature(question, claim.passage, claim.source) in ELSEWHERE:
            return -1.0
        told = bearings(plan.lead, claim, question, hits, links, near)
        if told is None:
            return least_fit
        if told["ratio"] >= NEARLY_EQUAL:
            return 1.0
        least = least_fit if links.bonds.get(claim.group) == NEARLY_ALL else 0.0
        return max(least, chance(told | kind, fit))

    def weighed(claims: Sequence[Claim], **kind: float) -> tuple[Claim, ...]:
        weights = [(weight(claim, order=n / 5, **kind), claim) for n, claim in enumerate(claims)]
        ordered = sorted(weights, key=lambda one: -one[0])
        first = {_place(claim): claim for _, claim in reversed(ordered)} if sided else {}
        return tuple(claim for p, claim in ordered if p >= least_fit or (p >= 0 and first.get(_place(claim)) is claim))

    return replace(
        plan,
        points=weighed(plan.points)[: fit.points],
        applies_if=weighed(plan.applies_if, condition=1.0),
        not_to_confuse=weighed(plan.not_to_confuse, confusable=1.0),
    )


def _place(claim: Claim) -> str | None:
    return claim.passage.country or claim.source.jurisdiction


def bearings(
    lead: Claim | None, claim: Claim, question: Question, hits: Sequence[Hit], links: Links, near: Near
) -> dict[str, float] | None:
    """What tells whether a point fits; keys are fields of ``Fit``. None where nothing is known of it: a document from outside."""
    own, first = near(claim.group), near(lead.group) if lead is not None else None
    if own is None or first is None:
        return None
    hit = next((hit for hit in hits if hit.passage.group == claim.group), None)
    score = hit.score if hit is not None else None
    best = max((one.score for one in hits), default=0.0)
    grade = links.bonds.get(claim.group)
    return {
        "similarity": own.own,
        "asked": own.asked,
        "taught": own.taught,
        "worded": own.worded,
        "similarity_more": own.own - first.own,
        "asked_more": own.asked - first.asked,
        "taught_more": own.taught - first.taught,
        "worded_more": own.worded - first.worded,
        "ratio": score / best if score is not None and best > 0 else 0.0,
        "ranked": float(score is not None),
        "linked": float(claim.group in links.points),
        "graded": float(grade is not None),
        "some": float(grade is not None and grade >= 1),
        "most": float(grade is not None and grade >= 2),
        "nearly_all": float(grade is not None and grade >= 3),
        "overlap": hit.overlap if hit is not None else 0.0,
        "place": float(claim.source.jurisdiction in question.countries),
        "places": float(len(question.countries)),
        "guidance": float(claim.source.guidance),
        "aspects": float(len(question.aspects)),
        "procedure": float(question.intent == "procedure"),
        "followup": float(question.completed),
    }
