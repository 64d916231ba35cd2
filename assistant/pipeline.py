"""The one statement of step order, as a LangChain Runnable: ``invoke``, ``stream`` and ``batch`` come with it.

understand → (match →) retrieve → (turn →) judge → compose → word (by a model, where one is configured, and checked) → present
"""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.access import VISITOR, Viewer
from assistant.answering.aims import NO_AIMS, Aims, aimed, seeks_partner
from assistant.answering.asserted import unconfirmed
from assistant.answering.between import TAXES
from assistant.answering.compared import each_side, sides_of
from assistant.answering.compose import CLOSE, Composer, Plan, linked
from assistant.answering.config import BOUNDS, FIT, Bounds, Fit, Gate, Turn
from assistant.answering.elsewhere import of_a_named, without_unasked
from assistant.answering.evidence import Searched
from assistant.answering.fit import only_fit
from assistant.answering.laws import laws_of
from assistant.answering.of_deal import of_deal
from assistant.answering.parts import served, what_follows
from assistant.answering.present import Presenter
from assistant.answering.retrieve import Retrieval, may_read
from assistant.answering.sufficiency import Verdict, judge, sufficiency
from assistant.answering.turn import keeps, leanings, may_turn
from assistant.answering.understand import Understanding
from assistant.answering.word import Worder, Wording
from assistant.catalogue.present import PartnerPresenter
from assistant.domain import NO_EVIDENCE, Answer, Hit, Links, Matches, Question, Side, Source
from assistant.domain import Turn as Said
from assistant.logistic import chance
from assistant.ports import Vectors

_LIKE_PARTNERS = 0.2
"""How much a question must be like those that look for a partner for its follow-up to be about one."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What comes in. ``language`` and ``as_of`` override what the question says."""

    question: str
    history: tuple[Said, ...] = ()
    language: str | None = None
    as_of: dt.date | None = None
    viewer: Viewer = VISITOR
    """With whose rights the answer is made."""
    told: Callable[[str], None] | None = None
    """Called with the name of each step as it begins."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known so far; each step returns it with one more field set."""

    ask: Ask
    question: Question | None = None
    vector: Vectors | None = None
    hits: tuple[Hit, ...] = ()
    sides: tuple[str, ...] = ()
    """Groups that answer for each of several countries, the best of each first."""
    kept: frozenset[str] = frozenset()
    """Groups that tell, of one of several countries, a point which was asked for."""
    sure: float | None = None
    """How sure the gate is of the surest of several sides, where each had a search of its own."""
    verdict: Verdict | None = None
    matches: Matches | None = None
    plan: Plan = field(default_factory=Plan)
    wording: Wording | None = None
    answer: Answer | None = None
    timings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps, made in ``app``. ``word`` is None without a model."""

    understand: Understanding
    retrieve: Retrieval
    compose: Composer
    present: Presenter
    gate: Gate
    turn: Turn
    sources: Callable[[], Mapping[str, Source]]
    partners: Callable[[Question, Viewer, Side | None], Matches]
    about: Callable[[Question, str, Question, Viewer], Matches | None]
    """The profiles that an answer to a question spoke of, for a follow-up: ``catalogue/detail.py``."""
    nearness: Callable[[Question, Vectors, Viewer], tuple[Vectors, bool]]
    """Similarity of the question to each profile that the viewer may see; whether a word of looking for something is in it."""
    present_partners: PartnerPresenter
    subjects: Callable[[str, str], Sequence[str]]
    """The technical concepts of a text in a language."""
    unknown: Callable[[Question, Sequence[Hit], Viewer], tuple[str, ...]]
    """Names by which the question calls laws and programmes that nothing is known of."""
    aims: Aims = NO_AIMS
    bounds: Bounds = BOUNDS
    fit: Fit = FIT
    word: Worder | None = None
    today: Callable[[], dt.date] = dt.date.today


def build_pipeline(steps: Steps) -> Runnable[Ask, Answer]:
    """The chain from ``Ask`` to ``Answer``. Raises InputError for what is no question."""
    return RunnableLambda(lambda ask: finish(_run(steps, ask, _STEPS)), name="answer")


def build_chain(steps: Steps) -> Runnable[Ask, State]:
    """The same chain, ending in all that became known on the way: for evaluation, which looks at hits and verdicts too."""
    return RunnableLambda(lambda ask: _run(steps, ask, _STEPS), name="state")


def planned(steps: Steps, ask: Ask) -> State:
    """All steps but the last: what would be said to ``ask``, for whoever presents it otherwise than the chat does."""
    return _run(steps, ask, _STEPS[:-1])


def _run(steps: Steps, ask: Ask, order: Sequence[str]) -> State:
    """One step after the other, told and timed. They are one Runnable, not one each: what LangChain does around ten of them
    takes 3.5 ms an answer."""
    state = State(ask)
    for name in order:
        if ask.told is not None:
            ask.told(name)
        started = time.perf_counter()
        state = _WORK[name](steps, state)
        spent = round((time.perf_counter() - started) * 1000, 2)
        state = replace(state, timings={**state.timings, name: spent})
    return state


def _understand(steps: Steps, state: State) -> State:
    ask = state.ask
    return replace(state, question=steps.understand(ask.question, ask.history, ask.language, ask.as_of))


def _match(steps: Steps, state: State) -> State:
    """A question for a partner is answered from the catalogue, not from the rules."""
    question = _question(state)
    if {"person", "confidential", "another_matter"} & set(question.wants):
        return state
    spoken = _spoken_of(steps, state)
    if spoken is not None:
        return spoken
    if question.intent != "partner":
        return state
    vector = steps.retrieve.vector(question)
    if not question.offers and not seeks_partner(steps.aims.of(vector, question.text, question.language), steps.bounds):
        return replace(state, vector=vector, question=replace(question, intent="rule"))
    return replace(state, vector=vector, matches=steps.partners(question, state.ask.viewer, None))


def _spoken_of(steps: Steps, state: State) -> State | None:
    """A follow-up to an answer from the catalogue is about its profiles, or asks the catalogue again, unless it asks for a rule;
    None where it is no such follow-up."""
    ask, question = state.ask, _question(state)
    if not question.before or question.evades or not ask.history or ask.history[-1].role != "assistant":
        return None
    if len(question.before) > steps.understand.max_chars or not _may_have_sought(steps, question.before):
        return None
    earlier = _run(steps, Ask(question.before, viewer=ask.viewer), _UNTIL_TURN)
    if earlier.matches is None or not earlier.matches.found:
        return None
    alone = steps.understand(question.original, (), question.language, ask.as_of)
    named = replace(question, countries=alone.countries)
    spoken = steps.about(_question(earlier), ask.history[-1].content, named, ask.viewer)
    if spoken is None:
        return None
    if _asks_a_rule(alone):
        return replace(state, question=alone)
    matches = spoken if spoken.found else steps.partners(question, ask.viewer, spoken.wish.side)
    return replace(state, matches=matches, question=replace(question, intent="partner"))


def _asks_a_rule(alone: Question) -> bool:
    """Whether a follow-up asks, by itself, for a tax, a duty, a deadline, an authority; "what licence do they give" does not, nor
    "how much water does it use"."""
    sided = alone.directions and not alone.toward_place
    return bool(alone.terms and (alone.aspects or sided or TAXES & set(alone.terms)))


def _may_have_sought(steps: Steps, text: str) -> bool:
    """Whether a question is like those for partners at all; a sixth of the work of answering it."""
    question = steps.understand(text)
    told = steps.aims.of(steps.retrieve.vector(question))
    return question.intent == "partner" or max(told.get("partner", 0.0), told.get("wish", 0.0)) >= _LIKE_PARTNERS


def _retrieve(steps: Steps, state: State) -> State:
    question = _question(state)
    if question.intent == "smalltalk":
        return state
    vector = steps.retrieve.vector(question) if state.vector is None else state.vector
    question = aimed(question, steps.aims.of(vector, question.text, question.language), steps.bounds)
    hits = _evidence(steps, state).of(question, vector)
    state = replace(state, question=question, vector=vector, hits=without_unasked(question, hits))
    return _of_each_country(steps, state)


def _of_each_country(steps: Steps, state: State) -> State:
    """Where several countries are asked about, what answers for each of them comes first."""
    question = _question(state)
    if not sides_of(question):
        return state
    understand = steps.understand
    found = each_side(
        question, understand.without_places, _evidence(steps, state), understand.cues.sided, understand.without_words
    )
    told = tuple(hit.passage.group for hit in found.hits)
    others = [hit for hit in state.hits if hit.passage.group not in told]
    if not told:
        return state
    return replace(state, hits=(*found.hits, *others), sides=told, sure=found.surest, kept=found.kept)


def _turn(steps: Steps, state: State) -> State:
    """A question that lies nearer to the catalogue than to the rules is answered from it, where it has something that fits, or
    where nothing else can be meant."""
    question, viewer = _question(state), state.ask.viewer
    if state.vector is None or not may_turn(question, state.hits):
        return state
    similarity, seeks = steps.nearness(question, state.vector, viewer)
    if not len(similarity):
        return state
    answered = sufficiency(state.hits, question, steps.gate)
    likely = chance(leanings(question, similarity, state.hits, answered, seeks), steps.turn)
    if likely < steps.turn.threshold or (
        answered >= steps.turn.answered_well and keeps(question, state.hits, likely, steps.turn)
    ):
        return state
    matches = steps.partners(question, viewer, None)
    if not matches.found and likely < steps.turn.certain:
        return state
    return replace(state, matches=matches, question=replace(question, intent="partner"))


def _judge(steps: Steps, state: State) -> State:
    question = _question(state)
    if question.intent == "smalltalk" or state.matches is not None:
        return state
    known = steps.retrieve.knowledge()
    named = _named(steps, state) if question.articles else []
    unknown = steps.unknown(question, state.hits, state.ask.viewer)

    def of(hits: Sequence[Hit]) -> Verdict:
        return judge(
            question, hits, steps.gate, steps.today(), named=named, articles=known.articles, unknown=unknown, sure=state.sure
        )

    verdict = of(state.hits)
    if verdict.reason != "no_country":
        return replace(state, verdict=verdict)
    own = [hit for hit in state.hits if hit.passage.role == "statement" and of_a_named(question, hit)]
    other = of(own)
    if not own or other.reason is not None:
        return replace(state, verdict=verdict)
    return replace(state, verdict=other, hits=(*own, *(hit for hit in state.hits if hit not in own)))


def _named(steps: Steps, state: State) -> list[Source]:
    """The instruments that the question calls by name, letter for letter or in another case of it."""
    question, seen = _question(state), steps.retrieve.seen_by(state.ask.viewer)
    readable = [source for source in steps.retrieve.knowledge().sources.values() if may_read(state.ask.viewer, source)]
    return [s for s in readable if seen.names(question, s.id)] or laws_of(question, readable, steps.understand.mentions)


def _compose(steps: Steps, state: State) -> State:
    question, verdict = _question(state), state.verdict
    compose = steps.compose.seen_by(state.ask.viewer)
    if state.matches is not None:
        ruled = [hit for hit in state.hits[:1] if hit.passage.role == "statement" and _of_deal(steps, state, hit)]
        sure = sufficiency(state.hits, question, steps.gate) >= steps.gate.threshold
        return replace(state, plan=_fit(steps, state, compose(question, ruled))) if ruled and sure else state
    if verdict is None:
        return state
    if verdict.reason in {"evasion", "no_such_article", "no_article"}:
        return replace(state, plan=compose.lawful(question, state.hits))
    if verdict.reason in {"no_country", "insufficient", "no_such_name"}:
        # The reports tell whom to ask about a transfer of technology: beside a freight or a rent that is of no use.
        transfers = steps.understand.cues.transfer_terms & set(question.terms)
        return replace(state, plan=compose.whom_to_ask(question) if transfers else Plan())
    if verdict.reason is not None:
        return state
    evidence = [hit for hit in state.hits if hit.passage.role not in NO_EVIDENCE]
    plan = _with_further(steps, state, _fit(steps, state, compose(question, evidence, state.sides)))
    plan = replace(plan, points=compose.fitting_first(question, plan))
    told = [claim.passage.text for claim in (*plan.claims(), *plan.steps)] + [hit.passage.text for hit in evidence[:CLOSE]]
    asserted = compose.asserted_of_rules(question, plan)
    return replace(state, plan=replace(plan, unconfirmed=unconfirmed(asserted, told)))


def _of_deal(steps: Steps, state: State, hit: Hit) -> bool:
    assert state.matches is not None
    told = steps.subjects(hit.passage.text, hit.passage.language)
    return of_deal(_question(state), hit, state.matches.wish.terms, told)


def _with_further(steps: Steps, state: State, plan: Plan) -> Plan:
    """``plan`` with what answers the second and third question of the message."""
    question = _question(state)
    told = {claim.group for claim in (*plan.claims(), *plan.steps, *plan.purposes)}
    parts = [replace(part, aims=question.aims) for part in steps.understand.further(question)]
    groups = served(parts, state.hits, _evidence(steps, state))
    compose = steps.compose.seen_by(state.ask.viewer)
    claims = compose.claims(question, [group for group in groups if group not in told])
    if any(map(steps.understand.asks_what_follows, parts)) and plan.lead is not None:
        linked_to = links_of(steps, plan.lead.group, state.hits).points
        claims += what_follows((*plan.claims(), *claims), compose.claims(question, linked_to))
    return replace(plan, points=(*claims, *plan.points))


def _evidence(steps: Steps, state: State) -> Searched:
    return Searched(steps.retrieve.seen_by(state.ask.viewer), steps.gate)


def _fit(steps: Steps, state: State, plan: Plan) -> Plan:
    """``plan`` without what was not asked for."""
    if state.vector is None or plan.lead is None:
        return plan
    near = steps.retrieve.nearness(state.vector)
    links = links_of(steps, plan.lead.group, state.hits)
    return only_fit(plan, _question(state), state.hits, links, near, steps.fit, state.kept)


def links_of(steps: Steps, lead: str, hits: Sequence[Hit]) -> Links:
    """What editors linked to the lead of a plan and to what is nearly as good."""
    return linked(lead, hits, steps.retrieve.store.links([lead, *(hit.passage.group for hit in hits[:CLOSE])]))


def _word(steps: Steps, state: State) -> State:
    if steps.word is None or state.verdict is None or state.verdict.reason is not None or state.plan.lead is None:
        return state
    wording = steps.word(_question(state), state.plan)
    return replace(state, wording=wording, plan=wording.plan)


def _present(steps: Steps, state: State) -> State:
    question = _question(state)
    identity = uuid.uuid4().hex
    if state.matches is not None:
        found = steps.present_partners.answer(identity, question, state.matches)
        answer = steps.present.beside(found, state.plan)
    elif state.verdict is None:
        answer = steps.present.smalltalk(identity, question)
    elif state.verdict.reason is not None:
        answer = steps.present.refusal(identity, question, state.verdict, state.plan)
    else:
        answer = steps.present.answer(identity, question, state.plan, steps.today(), state.wording)
    return replace(state, answer=answer)


def finish(state: State) -> Answer:
    """The answer of a chain that has run, with the time of each step and how sure the gate was."""
    assert state.answer is not None
    timings = dict(state.timings)
    timings["total"] = round(sum(timings.values()), 2)
    confidence = None if state.verdict is None else round(state.verdict.confidence, 4)
    return replace(state.answer, timings_ms=timings, confidence=confidence)


def _question(state: State) -> Question:
    assert state.question is not None
    return state.question


_WORK: Mapping[str, Callable[[Steps, State], State]] = {
    "understand": _understand,
    "match": _match,
    "retrieve": _retrieve,
    "turn": _turn,
    "judge": _judge,
    "compose": _compose,
    "word": _word,
    "present": _present,
}
_STEPS = tuple(_WORK)
_UNTIL_TURN = _STEPS[: _STEPS.index("turn") + 1]
