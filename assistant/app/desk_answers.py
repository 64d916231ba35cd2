"""The pipeline as the desk's drafter: one point of an inquiry answered with the recipient's rights, told in two languages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.access import Viewer
from assistant.answering.compose import Plan
from assistant.answering.retell import retold
from assistant.answering.retrieve import may_read
from assistant.catalogue.present import SHOWN
from assistant.desk.draft import Offer, Step, Told
from assistant.domain import Answer, Citation, Match, Matches, Passage, Question, Source, Turn, Wish
from assistant.errors import InputError
from assistant.pipeline import Ask, State, planned

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant


class PipelineAnswers:
    """One point of an inquiry through the pipeline, told in two languages."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant

    def __call__(self, point: str, before: Sequence[str], language: str, working: str, viewer: Viewer) -> Told:
        assistant = self._assistant
        assistant.refresh()
        steps = assistant.steps
        limit = assistant.settings.max_question_chars
        try:
            turns = tuple(Turn("user", earlier) for earlier in before)
            state = planned(steps, Ask(point[:limit], turns, language=language, viewer=viewer))
        except InputError:
            return _untold(point, language, working)
        told = self._told(state, point, language, working, viewer)
        return replace(told, bare=self._bare(point, language)) if before else told

    def _bare(self, point: str, language: str) -> bool:
        alone = self._assistant.steps.understand(point, language=language)
        return not alone.countries and not alone.terms

    def _told(self, state: State, point: str, language: str, working: str, viewer: Viewer) -> Told:
        question, steps = state.question, self._assistant.steps
        assert question is not None
        if state.matches is not None:
            return self._partners(state, state.matches, point, language, working, viewer)
        if state.verdict is None or state.verdict.reason is not None:
            return self._refused(state, point, language, working)
        plan, today = state.plan, steps.today()
        answer = steps.present.answer("", question, plan, today, state.wording)
        other = self._in(working, question, plan)
        wants_steps = question.intent == "procedure"
        title, own = self._procedure(plan, language, working, viewer) if wants_steps else (None, ())
        return Told(point, answer, other, procedure=title, steps=own)

    def _partners(self, state: State, matches: Matches, point: str, language: str, working: str, viewer: Viewer) -> Told:
        """Profiles that fit, or the nearest misses; a rule that bears on the wish, where there is one."""
        catalogue, question = self._assistant.catalogue, state.question
        assert question is not None
        other = catalogue.service.match(matches.wish, SHOWN, language=working, viewer=viewer)
        pairs = zip(_shown(matches), self._lines(matches, language), _shown(other), self._lines(other, working), strict=False)
        offers = tuple(
            Offer(
                m.profile_id, m.title, beside.title, " ".join(said), " ".join(told),
                (said[1], told[1]) if matches.found else ("", ""), self._node(m.profile_id, viewer),
            )
            for m, said, beside, told in pairs
        )  # fmt: skip
        answered = _untold(point, language, working)
        if state.plan.lead is not None:
            ruled = self._assistant.steps.present.answer("", question, state.plan, self._assistant.steps.today())
            answered = replace(answered, answer=ruled, working=self._in(working, question, state.plan))
        return replace(
            answered, reason=None if matches.found else "partner_unavailable", offers=offers, known=_known(matches.wish)
        )

    def _lines(self, matches: Matches, language: str) -> list[list[str]]:
        """The lines of each profile that ``_shown`` gives."""
        present = self._assistant.catalogue.present
        if matches.found:
            each = [replace(matches, found=(m,), near_misses=(), consortium_why=None) for m in matches.found]
            return [[line.strip() for line in present.lines(one, language)[1:]] for one in each]
        each = [replace(matches, near_misses=(m,), consortium_why=None) for m in matches.near_misses]
        return [[line.removeprefix("- ") for line in present.lines(one, language)[2:]] for one in each]

    def _node(self, profile: str, viewer: Viewer) -> str:
        return self._assistant.catalogue.service.profile(profile, viewer).owner_node or ""

    def _refused(self, state: State, point: str, language: str, working: str) -> Told:
        """Why, and what the plan of a refusal holds, with its sources."""
        reason = state.verdict.reason if state.verdict is not None else "smalltalk"
        question, points = state.question, state.plan.points
        if question is None or not points:
            return replace(_untold(point, language, working), reason=reason)
        plan = Plan(lead=points[0], points=points[1:], procedure=state.plan.procedure)
        answer = self._assistant.steps.present.answer("", question, plan, self._assistant.steps.today())
        return Told(point, answer, self._in(working, question, plan), reason)

    def _in(self, language: str, question: Question, plan: Plan) -> Answer:
        steps = self._assistant.steps
        told = retold(plan, language, self._assistant.store, self._assistant.phrases.nearest)
        return steps.present.answer("", replace(question, language=language), told, steps.today())

    def _procedure(
        self, plan: Plan, language: str, working: str, viewer: Viewer
    ) -> tuple[tuple[str, str] | None, tuple[Step, ...]]:
        """Title and steps; each step is a passage of the procedure's record, and cites it."""
        record = plan.procedure
        source = self._assistant.store.sources().get(str(record["id"])) if record else None
        if record is None or source is None or not may_read(viewer, source):
            return None, ()
        groups: dict[str, dict[str, Passage]] = {}
        for passage in self._assistant.store.document_passages(source.id):
            if passage.role == "step":
                groups.setdefault(passage.group, {})[passage.language] = passage
        chosen = [(_version(versions, language), _version(versions, working)) for versions in groups.values()]
        return (source.title(language), source.title(working)), tuple(
            Step(own.text, other.text, _citation(own, source, language)) for own, other in chosen
        )


def _shown(matches: Matches) -> tuple[Match, ...]:
    """What fits; where nothing does, what nearly does."""
    return matches.found or matches.near_misses


def _known(wish: Wish) -> frozenset[str]:
    """What a wish says, and so need not be asked back."""
    maturity = {wish.trl, wish.trl_min, wish.trl_max} - {None}
    return frozenset((["maturity"] if maturity else []) + (["rights"] if wish.licence_types or wish.cooperation else []))


def _untold(point: str, language: str, working: str) -> Told:
    """A point to which nothing can be said."""
    nothing = {code: Answer("", point, code, "outside", "composed", "", refused=True) for code in (language, working)}
    return Told(point, nothing[language], nothing[working], "insufficient")


def _version(versions: Mapping[str, Passage], language: str) -> Passage:
    return versions.get(language) or versions.get("en") or next(iter(versions.values()))


def _citation(passage: Passage, source: Source, language: str) -> Citation:
    return Citation(
        n=0, document_id=source.id, passage_id=passage.id, title=source.title(language), original_title=source.original_title,
        locator=passage.locator, quote=passage.text, language=passage.language, status=source.status,
        confidence=passage.confidence, url=source.url, verified_on=source.verified_on,
        number=source.numbered(language),
    )  # fmt: skip
