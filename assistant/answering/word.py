"""Let a model word the opening, order the points and translate what the corpus lacks; keep only what stands up to checking."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.compose import Claim, Plan
from assistant.answering.referee import Referee, parse_object
from assistant.answering.verify import Rules
from assistant.domain import Question
from assistant.errors import ModelError, ModelKeyError


@dataclass(frozen=True, slots=True)
class Wording:
    """What may be shown: a checked lead or None, the plan in the model's order, checked translations by passage id.

    ``notice``: key of the phrase that says why the model's words are not shown. ``faults``: for the log and for evaluation.
    """

    plan: Plan
    lead: str | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    notice: str | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worder:
    """The step, with what it needs. ``complete``: one prompt in, the model's text out; raises ModelError."""

    complete: Callable[[str], str]
    referee: Referee
    rules: Rules
    prompt: str
    language_name: Callable[[str], str]
    nearest: Callable[[str], str]

    def __call__(self, question: Question, plan: Plan) -> Wording:
        """Never raises: whatever goes wrong, the composed plan is handed on with a notice."""
        try:
            if not self.referee.fit():
                return Wording(plan, notice="warning.model_unfit", faults=("referee unfit",))
            return self._word(question, plan)
        except ModelKeyError as error:
            return Wording(plan, notice="warning.model_key", faults=(str(error),))
        except ModelError as error:
            return Wording(plan, notice="warning.model_unavailable", faults=(str(error),))

    def _word(self, question: Question, plan: Plan) -> Wording:
        language = self.nearest(question.language)
        claims = {secrets.token_hex(2): claim for claim in plan.claims()}
        reply = parse_object(self.complete(self._fill(question, claims, language)))
        uses = [claims[i] for i in _ids(reply.get("uses")) if i in claims]
        order = [claims[i] for i in _ids(reply.get("order")) if i in claims]
        unknown = [i for i in (*_ids(reply.get("uses")), *_ids(reply.get("order"))) if i not in claims]
        faults = [f"unknown id {i}" for i in unknown]
        lead = reply.get("lead")
        fault = "no lead" if not isinstance(lead, str) else self._fault(lead, language, uses)
        translations = self._translations(reply.get("translations"), claims, language, faults)
        if fault is not None or unknown:
            return Wording(plan, None, translations, "warning.model_rejected", (*faults, fault or "unknown id"))
        assert isinstance(lead, str)
        return Wording(_reordered(plan, uses[0], order), lead.strip(), translations, None, tuple(faults))

    def _fault(self, lead: str, language: str, uses: Sequence[Claim]) -> str | None:
        evidence = [(claim.quote, claim.passage.language) for claim in uses]
        fault = self.rules.fault(lead, language, evidence)
        if fault is not None:
            return fault
        verdict = self.referee.judge(lead, "\n".join(text for text, _ in evidence))
        return None if verdict == "supported" else verdict

    def _translations(self, given: object, claims: Mapping[str, Claim], language: str, faults: list[str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        if not isinstance(given, dict):
            return kept
        for identity, text in given.items():
            claim = claims.get(str(identity))
            if claim is None or not claim.foreign or not isinstance(text, str):
                continue
            fault = self.rules.translation_fault(text, language, claim.quote, claim.passage.language)
            if fault is None and self.referee.judge(text, claim.quote) != "supported":
                fault = "not supported"
            if fault is None:
                kept[claim.passage.id] = text.strip()
            else:
                faults.append(f"translation: {fault}")
        return kept

    def _fill(self, question: Question, claims: Mapping[str, Claim], language: str) -> str:
        lines = []
        for identity, claim in claims.items():
            task = " (translate)" if claim.foreign else ""
            lines.append(f"[{identity}]{task} {claim.quote}")
        return self.prompt.format(
            language=language,
            language_name=self.language_name(language),
            question=question.text,
            statements="\n".join(lines),
        )


def _ids(value: object) -> list[str]:
    return [str(item).strip("[] ") for item in value] if isinstance(value, list) else []


def _reordered(plan: Plan, lead: Claim, order: Sequence[Claim]) -> Plan:
    """The plan led by the claim that the model's lead rests on, its points in the model's order; none is lost."""
    points = [claim for claim in (plan.lead, *plan.points) if claim is not None and claim.group != lead.group]
    rank = {claim.group: n for n, claim in enumerate(order)}
    points.sort(key=lambda claim: rank.get(claim.group, len(rank)))
    return replace(
        plan,
        lead=lead,
        points=tuple(points),
        applies_if=tuple(c for c in plan.applies_if if c.group != lead.group),
        not_to_confuse=tuple(c for c in plan.not_to_confuse if c.group != lead.group),
    )
