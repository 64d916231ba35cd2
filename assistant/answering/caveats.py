"""What an answer does not know, or knows with a reservation: an instrument that ended, a side of which nothing is known."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from assistant.answering.compared import sides_of
from assistant.answering.compose import Plan
from assistant.answering.sufficiency import asks_only_the_fee
from assistant.domain import RULES, Question, Source
from assistant.phrases import Phrasebook
from assistant.text import written


@dataclass(frozen=True, slots=True)
class Caveats:
    """The step, with what it needs."""

    phrases: Phrasebook
    sources: Callable[[], Mapping[str, Source]]

    def __call__(self, plan: Plan, question: Question, language: str, today: dt.date) -> list[str]:
        """Sentences in ``language``, each said once."""
        said: dict[str, None] = {}
        sources = self.sources()
        for claim in plan.claims():
            source = claim.source
            title = source.title(language)
            successor = sources.get(source.superseded_by or "")
            if source.kind == "document":
                continue
            if source.status in {"superseded", "expired"} and successor is not None:
                by = successor.title(language)
                said[self.phrases.say(language, "uncertain.superseded_by", title=title, by=by)] = None
            elif source.status in {"superseded", "expired"}:
                said[self.phrases.say(language, "uncertain.superseded", title=title)] = None
            elif source.status == "suspended":
                said[self.phrases.say(language, "uncertain.suspended", title=title)] = None
            elif source.status == "not_yet_in_force" and source.effective:
                date = source.effective.isoformat()
                said[self.phrases.say(language, "uncertain.not_yet", title=title, date=date)] = None
            elif source.status == "unverified":
                said[self.phrases.say(language, "uncertain.status", title=title)] = None
            if source.review_by and source.review_by < today:
                date = source.review_by.isoformat()
                said[self.phrases.say(language, "uncertain.review_due", title=title, date=date)] = None
        unknown = self._sides_untold(plan, question)
        if unknown:
            chinese = any((claim.source.jurisdiction or "").startswith("CN") for claim in plan.claims())
            key = "no_country" if chinese and not question.compares else "no_side"
            said[self.phrases.say(language, f"uncertain.{key}", countries=country_names(unknown, language))] = None
        if question.supposed and not any(year in claim.passage.text for year in question.supposed for claim in plan.claims()):
            said[self.phrases.say(language, "uncertain.supposed", years=", ".join(question.supposed))] = None
        if "fee" in question.wants and not asks_only_the_fee(question) and not _tells_a_price(plan):
            said[self.phrases.say(language, "uncertain.fee")] = None
        told_too = (*plan.claims(), *plan.steps)
        if any(claim.passage.confidence == "unverified" and claim.source.kind != "document" for claim in told_too):
            said[self.phrases.say(language, "uncertain.unverified")] = None
        return list(said)

    def _sides_untold(self, plan: Plan, question: Question) -> list[str]:
        """The countries of which the question asks and the answer tells nothing. Where one country abroad is named beside China,
        its rules need not be told where some are known."""
        told: set[str | None] = {(claim.source.jurisdiction or "")[:2] for claim in plan.claims()}
        asked = tuple(dict.fromkeys(code[:2] for code in question.countries))
        sides = sides_of(question)
        if not sides:
            told |= {claim.passage.country for claim in plan.claims()} | {"CN"}
            told |= {source.jurisdiction for source in self.sources().values() if source.kind in RULES}
        elif "CN" not in sides:
            told |= {claim.passage.country for claim in plan.claims()}
        return [code for code in sides or asked if code not in told]


def country_names(codes: Sequence[str], language: str) -> str:
    names = Locale.parse(written(language)).territories
    return ", ".join(names.get(code, code) for code in codes)


def _tells_a_price(plan: Plan) -> bool:
    fees = [step.get("fee") for step in plan.procedure["steps"]] if plan.procedure is not None and plan.steps else []
    return plan.calculation is not None or any(fees) or any(claim.passage.aspect == "rate" for claim in plan.claims())
