"""Evidence into an answer without a model: choose what to say, in which words, in which order. No text is made up here.

The plan leads with the statement that ranks first, goes on with what the knowledge base links to it, then with other strong
hits; what is uncertain and the next step follow. Every claim is a statement of the corpus, or a quote of a document.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.access import VISITOR, Viewer
from assistant.answering.conditions import NO_CONDITIONS, Conditions
from assistant.answering.lawful import bars, side_by_side, ways, without_thresholds
from assistant.answering.leading import lead_first
from assistant.answering.rank import WORLDWIDE, section_of
from assistant.answering.retrieve import may_read
from assistant.domain import Asserted, Hit, Links, Passage, Question, Source
from assistant.ports import Store

_MAX_POINTS = 16
"""Points that a plan takes up; which of them belong to the question is told apart afterwards (``fit.py``)."""
_MAX_CONDITIONS = 2
_NEAR = 0.85
"""A further hit is told when its score is at least this share of the best one's."""
_WHETHER = frozenset({"scope", "exception"})
"""Aspects of statements that tell whether a rule applies: where one answers best, nothing is worked out by that rule."""
_EQUAL_PARTNER = 0.9
CLOSE = 4
"""As many hits may be nearly as good as the first."""
_QUOTE_CHARS = 420
_LAWFUL = 4
"""Statements that a refusal shows at most."""
_ASK_THERE = frozenset({"gap", "section"})
"""Roles of what a country's report says of its rules on transfer: what is not known, or what is, and who is in charge."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement or quote as it will be shown. ``foreign``: not in the asker's language, so marked as the original."""

    passage: Passage
    source: Source
    quote: str
    foreign: bool = False

    @property
    def group(self) -> str:
        return self.passage.group


@dataclass(frozen=True, slots=True)
class Plan:
    """What to say, before it is put into words. ``procedure`` is the record (``Procedure`` as JSON) to take next."""

    lead: Claim | None = None
    points: tuple[Claim, ...] = ()
    applies_if: tuple[Claim, ...] = ()
    not_to_confuse: tuple[Claim, ...] = ()
    procedure: Mapping[str, Any] | None = None
    procedures: tuple[Mapping[str, Any], ...] = ()
    """Procedures to compare side by side."""
    calculation: Mapping[str, Any] | None = None
    amount: int | None = None
    steps: tuple[Claim, ...] = ()
    """What each step of ``procedure`` says, in order; only where the steps are told in the answer itself."""
    purposes: tuple[Claim, ...] = ()
    """What each of ``procedures`` is for."""
    unconfirmed: tuple[str, ...] = ()
    """Figures that the question takes for those of a rule and that stand in nothing that was found."""

    def claims(self) -> tuple[Claim, ...]:
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.points, *self.applies_if, *self.not_to_confuse)


@dataclass(frozen=True, slots=True)
class Composer:
    """The step, with what it needs. ``best_sentence`` picks what to quote from a long passage."""

    store: Store
    sources: Callable[[], Mapping[str, Source]]
    procedures: Callable[[], Mapping[str, Mapping[str, Any]]]
    best_sentence: Callable[[Question, Sequence[Passage]], Mapping[str, str]]
    nearest: Callable[[str], str]
    viewer: Viewer = VISITOR
    conditions: Conditions = NO_CONDITIONS

    def seen_by(self, viewer: Viewer) -> "Composer":
        """The same step with what ``viewer`` may see."""
        return replace(self, viewer=viewer)

    def __call__(self, question: Question, hits: Sequence[Hit], sides: Sequence[str] = ()) -> Plan:
        """``hits`` have passed the gate: the first one answers. ``sides``: groups that answer for each of several countries."""
        if not hits:
            return Plan()
        links = self.store.links([hit.passage.group for hit in hits])
        sum_of = self._calculation(question, hits, links)
        order = lead_first(question, hits, _rests_on(sum_of), self.conditions)
        lead = order[0]
        own = links.get(lead.passage.group, Links())
        points = (
            [g for g in sides if g != lead.passage.group] or self._across(question, order) or self._point_groups(order, links)
        )
        settling = self._settling(question, hits, lead, links)
        first = next(iter(settling), lead.passage.group)
        points = [g for g in dict.fromkeys((*settling, lead.passage.group, *points)) if g != first]
        next_one = None if lead.passage.role == "text" else self._procedure(question, order, links)
        compared = self._compared(question, order, links) if lead.source.guidance else ()
        steps = _step_groups(next_one) if question.intent == "procedure" else []
        purposes = [f"{record['id']}#summary" for record in compared]
        wanted = [first, *points, *own.applies_if[:_MAX_CONDITIONS], *own.not_to_confuse[:1]]
        wanted += [*steps, *purposes]
        versions = self.store.group(list(dict.fromkeys(wanted)))
        shown = {hit.passage.group: hit.passage for hit in order if hit.passage.role == "text"}
        quotes = self.best_sentence(question, [shown[g] for g in wanted if g in shown])

        def claim(group: str) -> Claim | None:
            return self._claim(question, versions.get(group, []), quotes)

        lead_claim = claim(first) or claim(lead.passage.group)
        told = {lead_claim.group} if lead_claim else set()
        return Plan(
            lead=lead_claim,
            points=_told_once([claim(group) for group in points], told, question, _MAX_POINTS),
            applies_if=_told_once([claim(g) for g in own.applies_if], told, question, _MAX_CONDITIONS),
            not_to_confuse=_told_once([claim(g) for g in own.not_to_confuse], told, question, 1),
            procedure=next_one,
            procedures=compared,
            steps=_all_of([claim(group) for group in steps]),
            purposes=_all_of([claim(group) for group in purposes]),
            **sum_of,
        )

    def fitting_first(self, question: Question, plan: Plan) -> tuple[Claim, ...]:
        """The points of ``plan``, those last that the asker's own facts contradict."""
        return tuple(sorted(plan.points, key=lambda point: self.conditions.bearing(point.group, question.facts) == "barred"))

    def asserted_of_rules(self, question: Question, plan: Plan) -> tuple[Asserted, ...]:
        """What the question takes for figures of a rule, but those of the asker's own case that a told statement weighs."""
        weighed = [claim for claim in plan.claims() if self.conditions.bearing(claim.group, question.facts) != "open"]
        own = question.facts.stated() if weighed else frozenset()
        return tuple(one for one in question.asserted if one.values.isdisjoint(own))

    def lawful(self, question: Question, hits: Sequence[Hit]) -> Plan:
        """For a refusal: the statements that show the lawful way, to be told without citation marks."""
        best = ways(question, hits)
        links = self.store.links([hit.passage.group for hit in best])
        procedure = None if any(bars(hit.passage) for hit in best) else self._procedure(question, best, links)
        groups = [hit.passage.group for hit in (best if side_by_side(question, best) else best[:1])]
        groups += [group for hit in best[:1] for group in links.get(hit.passage.group, Links()).points]
        if procedure is not None:
            basis = (reference for step in procedure["steps"] for reference in step.get("legal_basis", []))
            groups += [reference for reference in dict.fromkeys(basis) if "#" in reference]
        groups += [hit.passage.group for hit in best[1:]]
        further = [group for own in links.values() for group in own.points]
        versions = self.store.group(list(dict.fromkeys([*groups, *further])))
        texts = {group: min(found, key=lambda p: p.language != "en") for group, found in versions.items() if found}
        kept = without_thresholds(question, groups, texts, links)
        claims = [self._claim(question, versions.get(group, []), {}) for group in kept]
        shown = tuple(c for c in claims if c is not None and not c.foreign)[:_LAWFUL]
        return Plan(points=shown, procedure=procedure)

    def claims(self, question: Question, groups: Sequence[str]) -> tuple[Claim, ...]:
        """Claims for ``groups``, those of which nothing may be told left out."""
        versions = self.store.group(list(groups))
        return _told_once([self._claim(question, versions.get(g, []), {}) for g in groups], set(), question, len(groups))

    def whom_to_ask(self, question: Question) -> Plan:
        """For a refusal: what the reports of the named countries say of whom to ask where nothing is known."""
        reports = {s.jurisdiction: s.id for s in self.sources().values() if s.kind == "country"}
        groups = [f"{reports[code]}#transfer-rules" for code in question.countries if code in reports]
        versions = self.store.group(groups)
        claims = [self._claim(question, [p for p in versions.get(g, []) if p.role in _ASK_THERE], {}) for g in groups]
        return Plan(points=tuple(c for c in claims if c is not None))

    # --- choosing --------------------------------------------------------------------------------------------------

    def _point_groups(self, order: Sequence[Hit], links: Mapping[str, Links]) -> list[str]:
        """What editors linked to the lead and to what is nearly as good, then other strong hits."""
        lead = order[0]
        own = links.get(lead.passage.group, Links())
        extra = [hit.passage.group for hit in order[1:] if hit.score >= _NEAR * lead.score and _goes_with(lead, hit)]
        chosen = dict.fromkeys([*linked(lead.passage.group, order, links).points, *extra])
        return [group for group in chosen if group != lead.passage.group and group not in own.applies_if]

    def _across(self, question: Question, order: Sequence[Hit]) -> list[str]:
        """Where several countries are asked about: the same part of each one's report, or its best statement."""
        lead = order[0]
        here = lead.passage.country or lead.source.jurisdiction
        others = [code for code in question.countries if code != here and not code.startswith("CN")]
        if here not in question.countries or not others:
            return []
        best = {code: next((h for h in order if code in {h.passage.country, h.source.jurisdiction}), None) for code in others}
        found = {code: hit.passage.group for code, hit in best.items() if hit is not None}
        if lead.source.kind == "country":
            reports = {source.jurisdiction: source.id for source in self.sources().values() if source.kind == "country"}
            same = {code: f"{reports[code]}#{section_of(lead.passage)}" for code in others if code in reports}
            found = same | found
        return [found[code] for code in others if code in found]

    def _claim(self, question: Question, versions: Sequence[Passage], quotes: Mapping[str, str]) -> Claim | None:
        """The version in the asker's language, else in the nearest one, else English, else the original."""
        by_language = {passage.language: passage for passage in versions}
        sources = self.sources()
        source = next((sources.get(p.document_id) for p in versions), None)
        if source is None or not may_read(self.viewer, source):
            return None
        own = question.language.split("-")[0]
        for language in dict.fromkeys((own, self.nearest(own), "en", source.original_language, *by_language)):
            passage = by_language.get(language)
            if passage is not None:
                foreign = language not in {own, self.nearest(own)}
                quote = quotes.get(passage.id) or passage.text[:_QUOTE_CHARS] if passage.role == "text" else passage.text
                return Claim(passage, source, quote, foreign=foreign)
        return None

    def _procedure(self, question: Question, hits: Sequence[Hit], links: Mapping[str, Links]) -> Mapping[str, Any] | None:
        """The procedure of the best hit that is one, or that links to one: one of the lead's own place. A step before an office
        of another country is none of the asker's."""
        known, sources = self.procedures(), self.sources()
        for hit in hits[:3]:
            found = known.get(hit.source.id) or known.get(links.get(hit.passage.group, Links()).procedure or "")
            place = sources[found["id"]].jurisdiction if found is not None and found["id"] in sources else None
            if found is not None and _steps_of(place, hits[0], question):
                return found
        return None

    def _compared(self, question: Question, hits: Sequence[Hit], links: Mapping[str, Links]) -> tuple[Mapping[str, Any], ...]:
        """Two or three procedures that people mix up, where the question asks to tell them apart, and not countries. Only beside
        guidance, which tells procedures apart: of 17 told beside a rule a judge found 16 beside the matter."""
        if not question.compares or len(question.countries) > 1:
            return ()
        known = self.procedures()
        ids: dict[str, None] = {}
        for hit in hits[:6]:
            for candidate in (hit.source.id, links.get(hit.passage.group, Links()).procedure):
                if candidate and candidate in known:
                    ids[candidate] = None
        for candidate in list(ids):
            for other in known[candidate].get("confused_with", []):
                if other in known:
                    ids[other] = None
        return tuple(known[i] for i in list(ids)[:3]) if len(ids) > 1 else ()

    def _settling(self, question: Question, hits: Sequence[Hit], lead: Hit, links: Mapping[str, Links]) -> list[str]:
        """What settles the matter on the asker's facts though it is no lead: an exception that editors linked to the lead, and
        what shuts out a relief whose sum is asked for."""
        if question.compares or not question.facts or self.conditions.bearing(lead.passage.group, question.facts) == "met":
            return []
        exceptions = links.get(lead.passage.group, Links()).applies_if
        found = [group for group in exceptions if self.conditions.leads(group, question.facts)]
        return found + (self._shutting(question, hits, links) if question.amounts else [])

    def _shutting(self, question: Question, hits: Sequence[Hit], links: Mapping[str, Links]) -> list[str]:
        """What shuts the asker out of the reliefs that the best hits belong to, on the facts that the question states."""
        named = ((hit.source.id, links.get(hit.passage.group, Links()).procedure) for hit in hits[:CLOSE])
        known = dict.fromkeys(name for pair in named for name in pair if name)
        return [group for name in known for group in self.conditions.shutting(name, question.facts)]

    def _calculation(self, question: Question, hits: Sequence[Hit], links: Mapping[str, Links]) -> dict[str, Any]:
        if not question.amounts or hits[0].passage.aspect in _WHETHER:
            return {}
        known = self.procedures()
        for hit in hits[:4]:
            found = known.get(hit.source.id) or known.get(links.get(hit.passage.group, Links()).procedure or "")
            if found is None or not found.get("calculation"):
                continue
            if self.conditions.shutting(found["id"], question.facts):
                return {}
            calculation = found["calculation"]
            limits = {bracket["up_to"] for bracket in calculation["brackets"]}
            for amount, currency in question.amounts:
                if currency in {None, calculation["currency"]} and amount not in limits:
                    return {"calculation": calculation, "amount": amount}
        return {}


def _steps_of(place: str | None, lead: Hit, question: Question) -> bool:
    """Whether a procedure of ``place`` is the next step after ``lead``."""
    if not place:
        return True
    own = lead.source.jurisdiction or lead.passage.country
    if own is None or own in WORLDWIDE:
        return place.startswith("CN") or place[:2] in question.countries
    return place[:2] == own[:2]


def linked(lead: str, hits: Sequence[Hit], links: Mapping[str, Links]) -> Links:
    """What editors linked to a lead, then what they linked to the hits that are nearly as good and go with it: the question lies
    between them. ``links``: of all these groups."""
    first = next((hit for hit in hits if hit.passage.group == lead), None)
    close = [
        hit.passage.group
        for hit in hits[:CLOSE]
        if first is not None and hit.score >= _EQUAL_PARTNER * first.score and (hit is first or _goes_with(first, hit))
    ]
    all_of = [links[group] for group in dict.fromkeys([lead, *close]) if group in links]
    bonds: dict[str, int] = {}
    for one in reversed(all_of):
        bonds |= one.bonds
    return Links(points=tuple(dict.fromkeys(point for one in all_of for point in one.points)), bonds=bonds)


def _step_groups(procedure: Mapping[str, Any] | None) -> list[str]:
    return [f"{procedure['id']}#{step['id']}" for step in procedure["steps"]] if procedure is not None else []


def _rests_on(sum_of: Mapping[str, Any]) -> list[str]:
    return list(sum_of["calculation"]["legal_basis"]) if sum_of else []


def _all_of(claims: Sequence[Claim | None]) -> tuple[Claim, ...]:
    """All of them, or none: they are told side by side with the parts of a record."""
    known = tuple(claim for claim in claims if claim is not None)
    return known if len(known) == len(claims) else ()


def _goes_with(lead: Hit, hit: Hit) -> bool:
    """A further point must be of the same place, and share a topic, the instrument, or be a document of its own."""
    if (lead.source.jurisdiction or "")[:2] != (hit.source.jurisdiction or "")[:2]:
        return False
    if lead.passage.country != hit.passage.country and lead.passage.country and hit.passage.country:
        return False
    if hit.passage.role == "text":
        return True
    if lead.source.kind == "organisation" and hit.passage.role == "statement":
        return True
    if hit.passage.role in {"step", "summary", "example", "pitfall"}:
        return False
    same_topic = set(lead.passage.topics) & set(hit.passage.topics)
    return bool(same_topic) or hit.source.id == lead.source.id


def _told_once(claims: Sequence[Claim | None], told: set[str], question: Question, limit: int) -> tuple[Claim, ...]:
    """Claims not told yet, those of rules that ended left out unless the question is about their time."""
    chosen: list[Claim] = []
    for claim in claims:
        if claim is None or claim.group in told or len(chosen) == limit:
            continue
        if claim.source.status in {"superseded", "expired"} and question.as_of is None and not question.past:
            continue
        told.add(claim.group)
        chosen.append(claim)
    return tuple(chosen)


@dataclass(frozen=True, slots=True)
class Sum:
    """A bracket calculation worked out. Amounts in whole units of ``currency``; ``parts`` are (amount, rate, tax)."""

    amount: int
    currency: str
    parts: tuple[tuple[int, float, float], ...] = field(default=())

    @property
    def total(self) -> float:
        return sum(tax for _, _, tax in self.parts)


def work_out(calculation: Mapping[str, Any], amount: int) -> Sum:
    """Split ``amount`` over the brackets of a ``Calculation`` record and tax each part at its rate."""
    parts: list[tuple[int, float, float]] = []
    below = 0
    for bracket in calculation["brackets"]:
        top = bracket["up_to"]
        part = max(min(amount, top if top is not None else amount) - below, 0)
        if part:
            parts.append((part, bracket["rate"], part * bracket["rate"]))
        below = top if top is not None else amount
    return Sum(amount, calculation["currency"], tuple(parts))
