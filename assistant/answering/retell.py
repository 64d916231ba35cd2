"""A plan told again in another language: the same claims in the same order, each in its version for that language."""

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.compose import Claim, Plan
from assistant.ports import Store


def retold(plan: Plan, language: str, store: Store, nearest: Callable[[str], str]) -> Plan:
    """Claims without a version in ``language``, the one nearest to it or English stay as they are, marked as foreign."""
    versions = store.group([c.group for c in (*plan.claims(), *plan.steps, *plan.purposes)])
    own = (language, nearest(language))

    def told(claim: Claim) -> Claim:
        if claim.passage.role == "text":  # quoted from a document, which is what it is
            return replace(claim, foreign=claim.passage.language not in own)
        by_language = {passage.language: passage for passage in versions.get(claim.group, [])}
        passage = next((by_language[code] for code in (*own, "en") if code in by_language), claim.passage)
        return Claim(passage, claim.source, passage.text, foreign=passage.language not in own)

    return replace(
        plan,
        lead=told(plan.lead) if plan.lead else None,
        points=tuple(map(told, plan.points)),
        applies_if=tuple(map(told, plan.applies_if)),
        not_to_confuse=tuple(map(told, plan.not_to_confuse)),
        steps=tuple(map(told, plan.steps)),
        purposes=tuple(map(told, plan.purposes)),
    )
