"""A question about several countries, answered for each of them: one search a country, with the others' names taken out.

One search for all of them finds what speaks of the nearest, and of the others whatever names them. Each country's own search asks
the same thing of it, so that the sides can be held against each other; a side of which nothing is known is told to be unknown.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import zip_longest

from assistant.answering.between import TAXED
from assistant.answering.elsewhere import tells_a_treaty
from assistant.answering.evidence import Evidence
from assistant.answering.sided import Cut, Point, Sided
from assistant.domain import NO_EVIDENCE, Hit, Question

_CHINA = "CN"
_MOST = 4
"""Countries that are held against each other, each of which takes a search; what is asked about more is answered as one."""
_POINTS = 3
"""Points that are held against each other, each of which takes a search for each country."""
_BESIDE = 2
"""Statements of each side that may be told where no point is asked for."""
_NEAR = 0.95
"""Share of the score of a side's best from which a second one of it is told."""
_LESS = 0.6
"""Share of the threshold that is enough for a side where another one is sure: what is asked is in the field."""
_OF_POINT = 0.8
"""Share of the score of the best from which a statement of the point that is asked for is told."""
_INSTEAD = 0.9
"""Share from which it is told in place of the best, though what follows and who is in charge may be told in any statement."""
_SPOKEN = 0.5
"""Share of the concepts of the question, of those of which another one speaks, of which a statement of the point must speak."""
_WITHHELD, _VAT = "withholding-tax", "vat"
"""Concepts: where a tax that is withheld is compared, the other one is not; it is a topic of statements too."""
_ANYWHERE = frozenset({"penalty", "authority"})
"""Points that statements of other aspects tell too: "must be registered, else void" is a requirement."""
_MAY_TELL = frozenset({"requirement", "duty", "route"})
"""Aspects of those statements."""
Alone = Callable[[Question, Sequence[str]], Question]
"""Question, countries -> the same question without these."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The hits that answer for each country, the best of each first, and how sure the surest is; no hits where no side is known
    well enough. ``kept``: groups that tell a point which was asked for, whatever else is told."""

    hits: tuple[Hit, ...]
    surest: float
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Side:
    picked: list[Hit]
    seconds: list[Hit]
    sureness: float


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


def each_side(question: Question, alone: Alone, evidence: Evidence, sided: Sided, cut: Cut) -> Sides:
    """What answers for each country, searched for alone: for each point that is asked for, or for the whole."""
    sides = sides_of(question)
    if len(sides) > _MOST:
        sides = ()
    points = sided.asked(question)[:_POINTS]
    found: list[_Side] = []
    for code in sides:
        asked = alone(question, [other for other in sides if other != code])
        hits = evidence.of(asked)
        if hits and hits[0].passage.role in NO_EVIDENCE:
            continue  # that nothing is known of it is what is known best
        side = _Look(code, _CHINA in sides, evidence)
        own = side.told_of(asked, hits)
        near = [hit for hit in own[1:_BESIDE] if hit.score >= _NEAR * own[0].score]
        picked: dict[str, Hit] = {}
        sureness = evidence.sure(own, asked)
        for point in points:
            one = sided.alone(asked, point, points, cut)
            told = side.told_of(one, evidence.of(one))
            picked |= {hit.passage.group: hit for hit in _of_point(told, point, set(one.terms))}
            sureness = max(sureness, evidence.sure(told, one))
        found.append(_Side(list(picked.values()), [], sureness) if picked else _Side(own[:1], near, sureness))
    surest = max((side.sureness for side in found), default=0.0)
    if surest < evidence.threshold:
        return Sides((), surest)
    known = [side for side in found if side.picked and side.sureness >= _LESS * evidence.threshold]
    turns = [hit for turn in zip_longest(*(side.picked for side in known)) for hit in turn if hit is not None]
    kept = frozenset(hit.passage.group for hit in turns) if points else frozenset()
    return Sides((*turns, *(hit for side in known for hit in side.seconds)), surest, kept)


def _of_point(told: Sequence[Hit], point: Point, terms: AbstractSet[str]) -> list[Hit]:
    """What of one country tells the point. A period, a rate and papers are told where the statement is of them and of the matter,
    or not at all."""
    best = told[0] if told else None
    if best is None:
        return []
    own = [hit for hit in told if hit.passage.aspect in point.aspects and hit.score >= _OF_POINT * best.score]
    if _WITHHELD in terms and _VAT not in terms:
        own = [hit for hit in own if _VAT not in hit.passage.topics] or own
    spoken = max((hit.coverage for hit in own), default=0.0)
    own = [hit for hit in own if hit.coverage >= _SPOKEN * spoken and (spoken > 0 or not terms)][:1]
    if point.name not in _ANYWHERE:
        return own
    if not own or own[0] is best:
        return [best]
    instead = own[0].score >= _INSTEAD * best.score or best.passage.aspect not in _MAY_TELL
    return own if instead else [best, *own]


@dataclass(frozen=True, slots=True)
class _Look:
    """What is of one country. ``against_china``: China is a side too."""

    code: str
    against_china: bool
    evidence: Evidence

    def told_of(self, asked: Question, hits: Sequence[Hit]) -> list[Hit]:
        own = [hit for hit in hits if _is_of(self.code, hit, self.against_china)]
        return _told_of(asked, own if self.against_china else _taken_by_china(asked, own), self.evidence)


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


def _taken_by_china(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Where China pays, what it takes of payments to each payee is compared, not what the payee's own law takes of payments to
    China."""
    caps = [hit for hit in hits if tells_a_treaty(hit.passage) and hit.passage.role == "statement"]
    china_pays = _CHINA in {code[:2] for code in question.countries} and not TAXED.isdisjoint(question.terms)
    return caps if china_pays and caps else list(hits)
