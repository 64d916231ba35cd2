"""Every number in a claim stands in what the claim cites: the quote, its title and locator, the record of a cited step, or in the
question itself."""

import re

from assistant.domain import Citation
from assistant.numerals import fingerprint
from eval.measures.lines import MARK, STEP
from eval.measures.relevance import step_of
from eval.questions import Asked
from eval.records import Base, Reply, group_of

_ISO = re.compile(r"\b(\d{4})-\d\d-\d\d\b")


def numbers_grounded(asked: Asked, reply: Reply, base: Base) -> float | None:
    """Share of the answer's marked lines without a number from elsewhere. Only lines that hold a number count."""
    if reply.text is None or not reply.citations:
        return None
    by_number = {c.n: c for c in reply.citations}
    lines = reply.text.splitlines()
    told = " ".join((asked.question, *(turn.content for turn in asked.history)))
    right: list[bool] = []
    for line in lines:
        marks = [int(n) for n in MARK.findall(line)]
        claim = MARK.sub(" ", STEP.sub("", line))
        if marks and fingerprint(claim):
            right.append(_stands(claim, [by_number[n] for n in marks if n in by_number], told, base))
    return sum(right) / len(right) if right else None


def _stands(claim: str, citations: list[Citation], told: str, base: Base) -> bool:
    """The quotes are taken out first, as they are checked on their own; what is left is in our or a model's words."""
    for c in citations:
        claim = claim.replace(re.sub(r"\[(\d+)\]", r"［\1］", c.quote), " ")
    claim = _ISO.sub(lambda day: " " if day.group(1) in told else day.group(), claim)
    allowed = fingerprint(told)
    for c in citations:
        allowed |= fingerprint(f"{c.quote} ; {c.title} ; {c.locator} ; {c.translation or ''} ; {recorded(c, base)}")
    return not set(fingerprint(claim)) - set(allowed)


def recorded(citation: Citation, base: Base) -> str:
    """Time and fee of the step that is cited: they stand in the record beside its words."""
    own = step_of(group_of(citation.passage_id), base) or {}
    time = own.get("duration") or {}
    return " ; ".join(map(str, [time.get("value", ""), time.get("then", ""), *(own.get("fee") or {}).values()]))
