"""A question about several countries, answered for each of them: one search a country, with the others' names taken out.

One search for all of them finds what speaks of the nearest, and of the others whatever names them. Each country's own search asks
the same thing of it, so that the sides can be held against each other; a side of which nothing is known is told to be unknown.
"""

from collections.abc import Callable, Sequence

from assistant.answering.between import TAXED
from assistant.answering.elsewhere import tells_a_treaty
from assistant.answering.evidence import Evidence
from assistant.domain import NO_EVIDENCE, Hit, Question

_CHINA = "CN"
_MOST = 4
"""Countries that are held against each other, each of which takes a search; what is asked about more is answered as one."""
_BESIDE = 2
"""Statements of each side that may be told."""
_NEAR = 0.95
"""Share of the score of a side's best from which a second one of it is told."""
_LESS = 0.6
"""Share of the threshold that is enough for a side where another one is sure: what is asked is in the field."""
Alone = Callable[[Question, Sequence[str]], Question]
"""Question, countries -> the same question without these."""


def sides_of(question: Question) -> tuple[str, ...]:
    """The countries of which each has an answer of its own: those that are compared or listed. Where the tax on payments to
    several countries is compared, China pays and is no side. None where they are the parties of one deal, or the place of its
    court."""
    codes = tuple(dict.fromkeys(code[:2] for code in question.countries))
    taxed = not TAXED.isdisjoint(question.terms)
    deal = not taxed and (question.of_parties or _CHINA in codes or bool(question.directions))
    if question.between_others or question.sections or not (question.compares or (question.lists and not deal)):
        return ()
    abroad = tuple(code for code in codes if code != _CHINA)
    payees = len(abroad) > 1 and taxed
    own = codes if question.compares and not payees else abroad
    return own if len(own) > 1 else ()


def each_side(question: Question, alone: Alone, evidence: Evidence) -> tuple[list[Hit], float]:
    """The hits that answer for each country, the best of each first, and how sure the surest is; none where no side is known
    well enough."""
    found: list[tuple[list[Hit], float]] = []
    sides = sides_of(question)
    for code in sides if len(sides) <= _MOST else ():
        asked = alone(question, [other for other in sides if other != code])
        hits = evidence.of(asked)
        if hits and hits[0].passage.role in NO_EVIDENCE:
            continue  # that nothing is known of it is what is known best
        own = _told_of(asked, [hit for hit in hits if _is_of(code, hit, _CHINA in sides)], evidence)
        found.append((own, evidence.sure(own, asked)))
    surest = max((sureness for _, sureness in found), default=0.0)
    if surest < evidence.threshold:
        return [], surest
    told = [own for own, sureness in found if own and sureness >= _LESS * evidence.threshold]
    seconds = [hit for own in told for hit in own[1:_BESIDE] if hit.score >= _NEAR * own[0].score]
    return [*(own[0] for own in told), *seconds], surest


def _told_of(asked: Question, hits: Sequence[Hit], evidence: Evidence) -> list[Hit]:
    """The hits of one country: statements where they answer; else steps and reports."""
    real = [hit for hit in hits if hit.passage.role not in NO_EVIDENCE]
    if not asked.seeks_body and "authority" not in asked.aspects:
        real = [hit for hit in real if hit.source.kind != "organisation"]
    statements = [hit for hit in real if hit.passage.role == "statement"]
    return next((own for own in (statements, real) if evidence.sure(own, asked) >= evidence.threshold), statements)


def _is_of(code: str, hit: Hit, against_china: bool) -> bool:
    """What China takes of payments to a country is that country's side where payees are compared, but not where the country is
    held against China itself."""
    place = (hit.source.jurisdiction or "")[:2]
    if against_china and tells_a_treaty(hit.passage):
        return False
    if hit.passage.country is not None:
        return hit.passage.country == code and (place == code or not against_china)
    return place == code or code in hit.source.covers
