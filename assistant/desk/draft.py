"""A reply drafted for an inquiry: each point answered from what the recipient may see, in the inquirer's language, with the
working language beside it. Nothing is made up here: statements come with their citations, frames from the phrases."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from assistant.access import Viewer
from assistant.casework import Draft, Inquiry, Line, LineKind, Miss
from assistant.desk.points import MOST
from assistant.domain import Answer, Citation
from assistant.phrases import Phrasebook

WORKING = ("zh", "en")
_MARKS = re.compile(r"\s*\[(\d+)\]")
_BULLET = re.compile(r"^\s*(?:[-·]|\d+\.)\s+")
_HEADING_CHARS = 160


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure in both languages, with the citation it rests on."""

    text: str
    working: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Offer:
    """A profile that fits, in both languages, without contacts."""

    profile: str
    text: str
    working: str


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say to one point. ``reason``: why nothing is, as a code of the pipeline. ``procedure``: its title."""

    question: str
    answer: Answer
    working: Answer
    reason: str | None = None
    procedure: tuple[str, str] | None = None
    steps: tuple[Step, ...] = ()
    offers: tuple[Offer, ...] = ()


Answering = Callable[[str, Sequence[str], str, str, Viewer], Told]
"""(point, points before it, language, working language, with whose rights)."""


@dataclass(slots=True)
class _Numbers:
    """One numbering for the whole reply: the same passage keeps its number."""

    cited: dict[str, Citation] = field(default_factory=dict)

    def of(self, citation: Citation) -> int:
        known = self.cited.get(citation.passage_id)
        if known is None:
            known = self.cited[citation.passage_id] = replace(citation, n=len(self.cited) + 1)
        return known.n


@dataclass(frozen=True, slots=True)
class Drafter:
    """The step, with what it needs. ``answering`` is the pipeline; ``points`` takes a letter apart."""

    answering: Answering
    points: Callable[[str], Sequence[str]]
    phrases: Phrasebook
    today: Callable[[], dt.date] = dt.date.today

    def __call__(self, inquiry: Inquiry, working: str, author: str) -> tuple[Draft, tuple[Miss, ...]]:
        """The draft, and the points that could not be answered."""
        language = self.phrases.nearest(inquiry.language)
        asked = [point for point in self.points(f"{inquiry.text}") if point] or [inquiry.subject]
        recipient = inquiry.recipient()
        told = [self.answering(point, asked[:n], language, working, recipient) for n, point in enumerate(asked[:MOST])]
        numbers = _Numbers()
        lines = [self._frame("salutation", language, working, name=self._name(inquiry, language))]
        lines.append(self._intro(inquiry, language, working))
        misses: list[Miss] = []
        said: set[str] = set()
        for point in told:
            if len(told) > 1:
                lines.append(Line("heading", _short(point.question), _short(point.question), basis=(point.question,)))
            if point.reason is None:
                own = [line for line in self._statements(point, numbers) if line.text not in said]
                said.update(line.text for line in own if line.kind != "heading")
                lines += own
            else:
                lines += self._missing(point, numbers, language, working)
                misses.append(Miss(point.question, language, point.reason, inquiry.countries, inquiry.id))
        misses += [Miss(point, language, "not_drafted", inquiry.countries, inquiry.id) for point in asked[MOST:]]
        lines += self._questions_back(inquiry, told, language, working)
        lines += [self._frame("closing", language, working, part=part) for part in ("disclaimer", "regards", "centre")]
        written = any(point.answer.mode == "generated" for point in told)
        draft = Draft(
            inquiry=inquiry.id, version=0, language=language, working_language=working, lines=tuple(lines),
            citations=tuple(numbers.cited.values()), missing=tuple(miss.text for miss in misses),
            mode="generated" if written else "composed", author=author,
        )  # fmt: skip
        return draft, tuple(misses)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _statements(self, told: Told, numbers: _Numbers) -> list[Line]:
        lines = list(_paired(told.answer, told.working, numbers, told.question))
        if told.steps and told.procedure is not None:
            lines.append(Line("heading", told.procedure[0], told.procedure[1], basis=told.procedure))
            for n, step in enumerate(told.steps, 1):
                basis = (f"{n}", step.text)
                lines.append(Line("step", f"{n}. {step.text}", f"{n}. {step.working}", (numbers.of(step.citation),), basis))
        lines += [Line("partner", offer.text, offer.working, basis=(offer.text,)) for offer in told.offers]
        return lines

    def _missing(self, told: Told, numbers: _Numbers, language: str, working: str) -> list[Line]:
        """What is missing, said plainly; to a question about evading, the lawful way with its sources."""
        key = f"desk.missing.{told.reason}"
        key = key if self.phrases.has("en", key) else "desk.missing.insufficient"
        lines = [Line("missing", self.phrases.say(language, key), self.phrases.say(working, key))]
        if told.answer.citations:
            lines += _paired(told.answer, told.working, numbers, told.question)
        return lines

    def _questions_back(self, inquiry: Inquiry, told: Sequence[Told], language: str, working: str) -> list[Line]:
        """What the inquirer did not say and a reply would hang on."""
        wanted: dict[str, None] = {}
        if not [code for code in inquiry.countries if not code.startswith("CN")]:
            wanted["country"] = None
        if not inquiry.sectors and not inquiry.terms:
            wanted["technology"] = None
        if inquiry.intent == "partner":
            wanted |= {"maturity": None, "rights": None}
        if any(point.reason in {"insufficient", "no_country", "partner_unavailable"} for point in told):
            wanted["case"] = None
        if not wanted:
            return []
        lines = [self._frame("ask", language, working, part="intro")]
        return lines + [self._frame("ask", language, working, part=name) for name in wanted]

    def _intro(self, inquiry: Inquiry, language: str, working: str) -> Line:
        values = {"date": inquiry.created.date().isoformat(), "receipt": inquiry.id}
        line = self._frame("intro", language, working, **values)
        return replace(line, basis=tuple(values.values()))

    def _frame(self, kind: LineKind, language: str, working: str, part: str = "", **values: str) -> Line:
        key = f"desk.{kind}.{part}" if part else f"desk.{kind}"
        return Line(kind, self.phrases.say(language, key, **values), self.phrases.say(working, key, **values))

    def _name(self, inquiry: Inquiry, language: str) -> str:
        contact = inquiry.contact
        return (contact.name if contact else "") or self.phrases.say(language, "desk.unknown_name")


def _paired(answer: Answer, working: Answer, numbers: _Numbers, question: str) -> list[Line]:
    """The lines of an answer, each with its counterpart: lines with the same marks belong together."""
    own, other = _parsed(answer), _parsed(working)
    pairs: dict[int, str] = {}
    for block in SequenceMatcher(None, [sig for sig, _ in own], [sig for sig, _ in other], autojunk=False).get_matching_blocks():
        pairs |= {block.a + n: other[block.b + n][1] for n in range(block.size)}
    by_number: Mapping[int, Citation] = {citation.n: citation for citation in answer.citations}
    lines = []
    for n, ((marks, shape), text) in enumerate(own):
        cited = tuple(numbers.of(by_number[mark]) for mark in marks if mark in by_number)
        kind: LineKind = "statement" if cited else "working" if shape == "-" else "next"
        basis = (text, question) if kind != "statement" else ()
        lines.append(Line(kind, text, pairs.get(n, ""), cited, basis))
    return lines


def _parsed(answer: Answer) -> list[tuple[tuple[tuple[int, ...], str], str]]:
    """((marks, shape), text) of each line of the answer; its numbered steps are left to the procedure block."""
    found = []
    for line in answer.text.splitlines():
        if not line.strip() or re.match(r"^\d+\. ", line):
            continue
        marks = tuple(int(n) for n in _MARKS.findall(line))
        text = _MARKS.sub("", _BULLET.sub("", line)).strip()
        found.append(((marks, line.lstrip()[0] if _BULLET.match(line) else "p"), text))
    return found


def _short(text: str) -> str:
    return text if len(text) <= _HEADING_CHARS else text[: _HEADING_CHARS - 1].rstrip() + "…"
