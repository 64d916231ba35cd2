"""A plan into the words of the asker's language: frames from the phrases, claims as they stand, marks and citations."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, format_percent

from assistant.answering.caveats import Caveats, country_names
from assistant.answering.compose import Claim, Plan, work_out
from assistant.answering.sufficiency import Verdict, article_numbers
from assistant.answering.word import Wording
from assistant.domain import Answer, Citation, Desk, ProcedureView, Question, Source, Span, StepView
from assistant.numerals import dates
from assistant.phrases import Phrasebook
from assistant.text import written

_NO_MARK = re.compile(r"\[(\d+)\]")
"""A number in brackets inside a quote would read as a mark of ours: it is shown in wide brackets."""
_RULES_BESIDE = 2
_REFUSALS = frozenset({"evasion", "no_such_article", "no_such_name", "no_article", "person", "confidential"})


@dataclass(slots=True)
class _Marks:
    """Numbers citations in order of first use; the same passage keeps its number."""

    language: str
    translations: Mapping[str, str]
    phrases: Phrasebook
    cited: dict[str, Citation] = field(default_factory=dict)

    def mark(self, claim: Claim) -> str:
        passage, source = claim.passage, claim.source
        known = self.cited.get(passage.id)
        if known is None:
            known = Citation(
                n=len(self.cited) + 1,
                document_id=source.id,
                passage_id=passage.id,
                title=self._title(source),
                original_title=source.original_title,
                locator=passage.locator,
                quote=claim.quote,
                language=passage.language,
                status=source.status,
                confidence=passage.confidence,
                kind=source.kind,
                translation=self.translations.get(passage.id),
                url=source.url,
                verified_on=source.verified_on,
                number=source.numbered(self.language),
            )
            self.cited[passage.id] = known
        return f"[{known.n}]"

    def _title(self, source: Source) -> str:
        title = source.title(self.language)
        return self.phrases.say(self.language, "title.country", country=title) if source.kind == "country" else title

    def number_of(self, group: str) -> int | None:
        return next((c.n for c in self.cited.values() if c.passage_id.rsplit("@", 1)[0] == group), None)


@dataclass(frozen=True, slots=True)
class Presenter:
    """The step, with what it needs."""

    phrases: Phrasebook
    sources: Callable[[], Mapping[str, Source]]
    desk_contact: str | None = None

    def answer(self, identity: str, question: Question, plan: Plan, today: dt.date, wording: Wording | None = None) -> Answer:
        """``wording``: a model's words that were checked; its lead stands before the lead statement's own."""
        language = self.phrases.nearest(question.language)
        marks = _Marks(language, wording.translations if wording else {}, self.phrases)
        lines = self._unconfirmed(plan, language)
        lines += self._lead(plan, question, marks, language, wording.lead if wording else None)
        lines += [f"- {self._told(claim, marks, language)}" for claim in plan.points]
        lines += self._working(plan, language)
        lines += self._table(plan, marks, language)
        lines += self._steps(plan, marks, language)
        for key, claims in (("label.applies_if", plan.applies_if), ("label.not_to_confuse", plan.not_to_confuse)):
            lines += [f"{self.phrases.say(language, key)} {self._told(claim, marks, language)}" for claim in claims]
        uncertain = Caveats(self.phrases, self.sources)(plan, question, language, today)
        if uncertain:
            lines += ["", *(f"{self.phrases.say(language, 'label.uncertain')} {text}" for text in uncertain)]
        if question.drafts:
            lines += ["", self.phrases.say(language, "draft.approval")]
        lines += ["", self._next(plan, language)]
        notices = self._warnings(plan, question, language)
        if wording is not None and wording.notice:
            notices.insert(0, self.phrases.say(language, wording.notice))
        written = wording is not None and (wording.lead is not None or bool(wording.translations))
        doubtful = any(claim.passage.confidence == "unverified" for claim in plan.claims()[:1])
        return Answer(
            id=identity,
            question=question.original,
            language=language,
            intent=question.intent,
            mode="generated" if written else "composed",
            text="\n".join(lines).strip(),
            citations=tuple(marks.cited.values()),
            procedure=self.procedure(plan.procedure, language, marks) if plan.procedure else None,
            warnings=tuple(notices),
            follow_ups=self._follow_ups(plan, question, language),
            desk=self._desk(question, doubtful, language),
        )

    def beside(self, answer: Answer, plan: Plan) -> Answer:
        """An answer from the catalogue with the rules that the deal has to keep to, where the knowledge base has some."""
        if plan.lead is None:
            return answer
        marks = _Marks(answer.language, {}, self.phrases)
        told = [f"- {self._told(claim, marks, answer.language)}" for claim in (plan.lead, *plan.points[:_RULES_BESIDE])]
        text = "\n".join([answer.text, "", self.phrases.say(answer.language, "label.rules"), *told])
        return replace(answer, text=text, citations=tuple(marks.cited.values()))

    def _desk(self, question: Question, doubtful: bool, language: str) -> Desk:
        if question.drafts:
            return Desk(True, self.phrases.say(language, "draft.approval"))
        return Desk(True, self.phrases.say(language, "desk.uncertain")) if doubtful else Desk()

    def refusal(self, identity: str, question: Question, verdict: Verdict, plan: Plan) -> Answer:
        """Why there is no answer, what is missing, the lawful route where there is one, and who can help. No marks."""
        language = self.phrases.nearest(question.language)
        reason = verdict.reason or "insufficient"
        values = dict(verdict.values)
        if "countries" in values:
            values["countries"] = country_names(values["countries"].split(), language)
        source = self.sources().get(values.get("source", ""))
        if source is not None:
            values["title"] = source.title(language)
        lines = [self.phrases.say(language, f"refuse.{reason}", **values)]
        if reason in {"insufficient", "no_country", "no_article"}:
            lines.append(self.phrases.say(language, "refuse.insufficient.missing"))
        if reason in {"insufficient", "no_country", "no_such_name"}:
            lines += [f"- {_quoted(claim)} {self._inline_source(claim, language)}" for claim in plan.points]
        if reason == "evasion" and plan.points:
            lines += [self.phrases.say(language, "label.lawful")]
            lines += [f"- {_quoted(claim)} {self._inline_source(claim, language)}" for claim in plan.points]
            if plan.procedure is not None:
                lines.append(self._next(plan, language))
        if reason in {"no_such_article", "no_article"} and plan.points:
            own = [claim for claim in plan.points if source is not None and claim.source.id == source.id]
            numbers = sorted({n for claim in own for n in article_numbers(claim.passage.locator)})
            if numbers:
                near = self.phrases.say(language, "locator.article", n=", ".join(map(str, numbers)))
                lines.append(self.phrases.say(language, "refuse.no_such_article.near", articles=near))
        lines.append(self.phrases.say(language, "refuse.desk"))
        if self.desk_contact:
            lines.append(self.phrases.say(language, "refuse.desk_contact", contact=self.desk_contact))
        return Answer(
            id=identity,
            question=question.original,
            language=language,
            intent="refuse" if reason in _REFUSALS else _intent_of(question, reason),
            mode="composed",
            text="\n".join(lines),
            refused=True,
            reason=self.phrases.say(language, f"reason.{reason}"),
            procedure=self.procedure(plan.procedure, language, None) if plan.procedure and reason == "evasion" else None,
            desk=Desk(True, self.phrases.say(language, "desk.refused")),
        )

    def smalltalk(self, identity: str, question: Question) -> Answer:
        language = self.phrases.nearest(question.language)
        return Answer(
            id=identity,
            question=question.original,
            language=language,
            intent="smalltalk",
            mode="composed",
            text=self.phrases.say(language, "smalltalk.reply"),
            follow_ups=tuple(self.phrases.say(language, f"ui.example.{n}") for n in (1, 2, 3)),
        )

    # --- parts of an answer ----------------------------------------------------------------------------------------

    def _lead(self, plan: Plan, question: Question, marks: _Marks, language: str, lead: str | None) -> list[str]:
        if plan.lead is None:
            return []
        lines: list[str] = []
        if lead is not None:
            lines.append(f"{lead} {marks.mark(plan.lead)} {self.phrases.say(language, 'tag.model')}")
        if plan.lead.foreign:
            lines.append(self.phrases.say(language, "quote.intro"))
        lines.append(self._told(plan.lead, marks, language))
        if question.as_of is not None and not _tells_of_later(plan.lead, question.as_of):
            lines[0] = self.phrases.say(language, "lead.as_of", date=question.as_of.isoformat(), text=lines[0])
        return lines

    def _unconfirmed(self, plan: Plan, language: str) -> list[str]:
        """What the question takes for true and nothing that was found says."""
        figures = ", ".join(plan.unconfirmed)
        return [self.phrases.say(language, "lead.unconfirmed", figures=figures), ""] if figures else []

    def _told(self, claim: Claim, marks: _Marks, language: str) -> str:
        """A claim with its caveat and mark; a quote in another language is marked as the original."""
        mark = marks.mark(claim)
        quote = _quoted(claim)
        if claim.foreign:
            name = self._language_name(claim.passage.language, language)
            text = self.phrases.say(language, "quote.line", quote=quote, mark=mark, language=name)
            if translated := marks.translations.get(claim.passage.id):
                text += f" — {translated} {self.phrases.say(language, 'tag.translated', language=name)}"
        else:
            text = f"{quote} {mark}" if claim.passage.role != "text" else f"“{quote}” {mark}"
        return f"{text} {self._tag(claim, language)}".rstrip()

    def _working(self, plan: Plan, language: str) -> list[str]:
        """The sum on the asker's figure, with its working. Where the rule that it rests on is among the evidence, it leads."""
        if plan.calculation is None or plan.amount is None:
            return []
        done = work_out(plan.calculation, plan.amount)
        currency = done.currency
        base, result = _text(plan.calculation["base"], language), _text(plan.calculation["result"], language)
        say = self.phrases.say
        amount = format_decimal(done.amount, locale=language)
        lines = [f"{say(language, 'label.working')} {say(language, 'calc.applies', amount=amount, currency=currency, base=base)}"]
        for part, rate, tax in done.parts:
            lines.append(
                "- "
                + say(
                    language,
                    "calc.part",
                    part=format_decimal(part, locale=language),
                    rate=format_percent(rate, format="#,##0.##%", locale=language),
                    tax=format_decimal(round(tax, 2), locale=language),
                )
            )
        total = format_decimal(round(done.total, 2), locale=language)
        closing = say(language, "calc.total", result=result, total=total, currency=currency)
        return [*lines, f"{closing} {say(language, 'calc.condition')}"]

    def _table(self, plan: Plan, marks: _Marks, language: str) -> list[str]:
        """Procedures side by side, as lines that read well in plain text."""
        lines: list[str] = []
        for record, purpose in zip_longest(plan.procedures, plan.purposes):
            lines.append(f"- {_text(record['title'], language)} {marks.mark(purpose) if purpose else ''}".rstrip())
            for key, name in (
                ("purpose", "purpose"),
                ("authority", "authority"),
                ("deadline", "deadline"),
                ("who", "who_may_file"),
            ):
                if record.get(name):
                    lines.append(f"  · {self.phrases.say(language, f'table.{key}')}: {_text(record[name], language)}")
        return lines

    def _steps(self, plan: Plan, marks: _Marks, language: str) -> list[str]:
        """Each step as its record says it, with its mark."""
        if plan.procedure is None or not plan.steps:
            return []
        lines = ["", self.phrases.say(language, "label.steps")]
        for n, (step, claim) in enumerate(zip(plan.procedure["steps"], plan.steps, strict=True), 1):
            extra = [_text(step["authority"], language)]
            if duration := self.duration(step.get("duration"), language):
                extra.append(duration)
            if step.get("fee"):
                extra.append(_text(step["fee"], language))
            tag = self._tag(claim, language)
            lines.append(f"{n}. {_quoted(claim)} ({' · '.join(extra)}) {marks.mark(claim)} {tag}".rstrip())
        return lines

    def _tag(self, claim: Claim, language: str) -> str:
        """How sure the claim is; nothing where its source was read itself."""
        doubtful = claim.passage.confidence in {"unverified", "secondary"} and claim.source.kind != "document"
        return self.phrases.say(language, f"tag.{claim.passage.confidence}") if doubtful else ""

    def _next(self, plan: Plan, language: str) -> str:
        label = self.phrases.say(language, "label.next")
        record = plan.procedure
        if record is None:
            return f"{label} {self.phrases.say(language, 'next.desk')}"
        first = record["steps"][0]
        step = self.phrases.say(
            language,
            "next.step",
            title=_text(first["title"], language).rstrip("。."),
            authority=_text(first["authority"], language),
        )
        steps = self.phrases.count(language, "step", len(record["steps"]))
        procedure = self.phrases.say(language, "label.procedure", title=_text(record["title"], language), steps=steps)
        return f"{label} {step} → {procedure}"

    def _warnings(self, plan: Plan, question: Question, language: str) -> list[str]:
        found: dict[str, None] = {}
        base = question.language.split("-")[0]
        if base not in self.phrases.languages:
            name = self._language_name(language, language)
            found[self.phrases.say(language, "warning.language", language=name)] = None
        for claim in plan.claims():
            if claim.source.status in {"superseded", "expired"} and claim.source.kind != "document":
                found[self.phrases.say(language, "warning.superseded", title=claim.source.title(language))] = None
            if claim.passage.confidence == "unverified" and claim.source.kind != "document":
                found[self.phrases.say(language, "warning.unverified")] = None
        return list(found)

    def _follow_ups(self, plan: Plan, question: Question, language: str) -> tuple[str, ...]:
        found: list[str] = []
        if plan.procedure is not None and question.intent != "procedure":
            found.append(self.phrases.say(language, "followup.procedure", title=_text(plan.procedure["title"], language)))
        for claim in (*plan.applies_if, *plan.not_to_confuse):
            title = claim.source.title(language)
            if plan.lead is not None and claim.source.id != plan.lead.source.id:
                found.append(self.phrases.say(language, "followup.statement", topic=title))
        return tuple(dict.fromkeys(found))[:3]

    # --- small parts -----------------------------------------------------------------------------------------------

    def procedure(self, record: Mapping[str, Any], language: str, marks: _Marks | None) -> ProcedureView:
        """The record in ``language``; steps cite what the answer already cites."""
        steps = []
        for n, step in enumerate(record["steps"], 1):
            grounds = (f"{record['id']}#{step['id']}", *step.get("legal_basis", []))
            numbers = [marks.number_of(reference) for reference in grounds] if marks else []
            steps.append(
                StepView(
                    n=n,
                    title=_text(step["title"], language),
                    detail=_text(step["detail"], language),
                    authority=_text(step["authority"], language),
                    documents=tuple(_text(d, language) for d in step.get("documents", [])),
                    duration=self.duration(step.get("duration"), language),
                    fee=_text(step["fee"], language) if step.get("fee") else None,
                    citations=tuple(dict.fromkeys(n for n in numbers if n is not None)),
                    span=Span(**step["duration"]) if step.get("duration") else None,
                )
            )
        return ProcedureView(record["id"], _text(record["title"], language), tuple(steps))

    def duration(self, value: Mapping[str, Any] | None, language: str) -> str | None:
        if not value:
            return None
        time = self.phrases.count(language, value["unit"], value["value"])
        if value.get("then"):
            more = self.phrases.count(language, value["unit"], value["then"])
            time = self.phrases.say(language, "duration.extended", time=time, more=more)
        return self.phrases.say(language, "duration.at_most" if value["at_most"] else "duration.about", time=time)

    def locator(self, raw: str, language: str) -> str:
        """``art. 20`` as the asker's language writes it; other locators as they are."""
        for prefix, key in (("art. ", "article"), ("p. ", "page"), ("step ", "step"), ("row ", "row")):
            if raw.startswith(prefix):
                return self.phrases.say(language, f"locator.{key}", n=raw.removeprefix(prefix))
        return raw

    def _inline_source(self, claim: Claim, language: str) -> str:
        locator = self.locator(claim.passage.locator, language)
        title = claim.source.title(language)
        return self.phrases.say(language, "refuse.source", title=title, locator=locator) if locator else f"({title})"

    @staticmethod
    def _language_name(code: str, language: str) -> str:
        return str(Locale.parse(written(language)).languages.get(code, code))


def _tells_of_later(claim: Claim, day: dt.date) -> bool:
    """Whether a claim tells what holds from a later day on: "as of" an earlier one it is not true."""
    return any(told > day.isoformat() for told in dates(claim.passage.text))


def _quoted(claim: Claim) -> str:
    """The claim's words; a number in square brackets that is part of them does not look like a mark."""
    return _NO_MARK.sub(r"［\1］", claim.quote)


def _text(texts: Mapping[str, str], language: str) -> str:
    """A record's text in ``language``, else in English, else in whatever it has."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def _intent_of(question: Question, reason: str) -> Any:
    return "outside" if reason == "insufficient" and question.intent == "rule" else question.intent
