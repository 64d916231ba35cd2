"""A reply drafted for an inquiry: each point answered from what the recipient may see, in the inquirer's language, with the
working language beside it. Nothing is made up here: statements come with their citations, frames from the phrases."""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import cast

from assistant.access import Viewer
from assistant.casework import CITED, Draft, Excerpt, Inquiry, LibraryEntry, Line, LineKind, Miss
from assistant.desk.points import MOST
from assistant.domain import Answer, Citation
from assistant.phrases import Phrasebook

WORKING = ("zh", "en")
_MARKS = re.compile(r"\s*\[(\d+)\]")
_BULLET = re.compile(r"^\s*(?:[-·]|\d+\.)\s+")
_HEADING_CHARS = 160
_OPEN = frozenset({"insufficient", "no_country"})
"""Reasons of the pipeline for which an earlier reply may help."""
KINDS: Mapping[str, LineKind] = {
    "desk.partner.intro": "heading", "desk.partner.none": "heading", "desk.eoi.title": "heading", "desk.eoi.add": "ask",
    "desk.eoi.agree": "next", "desk.library.from": "next",
}  # fmt: skip
"""What kind of line a phrase makes, where its name does not say it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure in both languages, with the citation it rests on."""

    text: str
    working: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Offer:
    """A profile that fits, or nearly, in both languages and without contacts: titles, texts, the node that looks after it."""

    profile: str
    title: str
    working_title: str
    text: str
    working: str
    why: tuple[str, str] = ("", "")
    node: str = ""


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
    known: frozenset[str] = frozenset()
    """Questions back that the point has answered by itself."""
    bare: bool = False
    """The point names no place and no technology of its own: it leans on what was said before."""


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
    reuse: Callable[[str, str], Sequence[LibraryEntry]] = lambda _question, _language: ()
    """Replies of the library that answer a question alike, best first."""
    node_name: Callable[[str, str], str] = lambda node, _language: node
    attached: Callable[[Inquiry, str], Excerpt | None] = lambda _inquiry, _point: None
    """What the inquiry's own attachments say to a point."""

    def __call__(self, inquiry: Inquiry, working: str, author: str) -> tuple[Draft, tuple[Miss, ...]]:
        """The draft, and the points that could not be answered."""
        language = self.phrases.nearest(inquiry.language)
        asked = [point for point in self.points(f"{inquiry.text}") if point] or [inquiry.subject]
        recipient = inquiry.recipient()
        told = [self.answering(point, asked[:n], language, working, recipient) for n, point in enumerate(asked[:MOST])]
        told = [point for n, point in enumerate(told) if not _covered(point, told[:n])]
        numbers = _Numbers()
        lines = [self._salutation(inquiry, language, working), self._intro(inquiry, language, working)]
        misses: list[Miss] = []
        said: set[str] = set()
        for point in told:
            if len(told) > 1:
                lines.append(Line("heading", _short(point.question), _short(point.question), basis=(point.question,)))
            if point.reason is None:
                own = [line for line in self._statements(point, numbers, language, working) if line.text not in said]
                said.update(line.text for line in own if line.kind != "heading")
                lines += own or [self._frame("missing", language, working, part="above")]
                if not own:
                    misses.append(Miss(point.question, language, "insufficient", inquiry.countries, inquiry.id))
            else:
                lines += self._missing(point, numbers, language, working, said)
                misses.append(Miss(point.question, language, point.reason, inquiry.countries, inquiry.id))
            lines += [line for line in self._attached(inquiry, point, numbers, language, working) if line.text not in said]
            said.update(line.text for line in lines[-1:])
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

    def _statements(self, told: Told, numbers: _Numbers, language: str, working: str) -> list[Line]:
        label = self.phrases.say(language, "label.steps") if told.steps else None
        lines = [line for line in _paired(told.answer, told.working, numbers, told.question) if line.text != label]
        if told.steps and told.procedure is not None:
            lines.append(Line("heading", told.procedure[0], told.procedure[1], basis=told.procedure))
            for n, step in enumerate(told.steps, 1):
                basis = (f"{n}", step.text)
                lines.append(Line("step", f"{n}. {step.text}", f"{n}. {step.working}", (numbers.of(step.citation),), basis))
        return lines + self._partners(told, language, working)

    def _attached(self, inquiry: Inquiry, told: Told, numbers: _Numbers, language: str, working: str) -> list[Line]:
        """A sentence of the inquirer's own attachment, named as such: a remark, never a rule."""
        piece = self.attached(inquiry, told.question)
        if piece is None:
            return []
        name = f"{piece.attachment}, {piece.locator}" if piece.locator else piece.attachment
        citation = Citation(
            n=0, document_id=piece.source, passage_id=f"{piece.source}:{zlib.crc32(piece.text.encode()):08x}",
            title=self.phrases.say(language, "desk.attachment.title", name=piece.attachment), original_title=piece.attachment,
            locator=piece.locator, quote=piece.text, language=piece.language, status="unverified", confidence="unverified",
        )  # fmt: skip
        values = {"name": name, "quote": piece.text}
        text, beside = (self.phrases.say(code, "desk.attachment.says", **values) for code in (language, working))
        return [Line("next", text, beside, (numbers.of(citation),), basis=(name,))]

    def _partners(self, told: Told, language: str, working: str) -> list[Line]:
        """The profiles, and an expression of interest in the first to be sent on once the inquirer agrees."""
        if not told.offers:
            return []
        shown = "none" if told.reason else "intro"
        lines = [self._frame("partner", language, working, part=shown)]
        lines += [Line("partner", offer.text, offer.working, basis=(offer.text, offer.profile)) for offer in told.offers]
        if told.reason:
            return lines
        first = told.offers[0]
        own, other = ({"node": self.node_name(first.node, code) or "—", "profile": first.profile} for code in (language, working))
        lines.append(self._frame("eoi", language, working, part="title"))
        lines.append(
            self._said("eoi.to", language, working, own | {"title": first.title}, other | {"title": first.working_title})
        )
        fits = [{"reasons": why} for why in first.why]
        lines.append(self._said("eoi.fits", language, working, *fits))
        words = {"question": _short(told.question)}
        lines.append(self._said("eoi.words", language, working, words, words))
        return [*lines, self._frame("eoi", language, working, part="add"), self._frame("eoi", language, working, part="agree")]

    def _missing(self, told: Told, numbers: _Numbers, language: str, working: str, said: Set[str]) -> list[Line]:
        """What is missing, said plainly; to a question about evading, the lawful way with its sources."""
        key = f"desk.missing.{told.reason}"
        key = key if self.phrases.has("en", key) else "desk.missing.insufficient"
        lines = self._reused(told, numbers, language, working, said)
        lines = lines or [Line("missing", self.phrases.say(language, key), self.phrases.say(working, key))]
        if told.answer.citations:
            lines += _paired(told.answer, told.working, numbers, told.question)
        return lines + self._partners(told, language, working)

    def _reused(self, told: Told, numbers: _Numbers, language: str, working: str, said: Set[str]) -> list[Line]:
        """An earlier reply of the library where the knowledge base itself has nothing to say; named as one."""
        if told.reason not in _OPEN:
            return []
        entry = next((entry for entry in self.reuse(told.question, language) if entry.language == language), None)
        if entry is None or all(line.text in said for line in entry.lines if line.kind in CITED):
            return []
        return self.from_library(entry, numbers.of, language, working)

    def from_library(self, entry: LibraryEntry, number: Callable[[Citation], int], language: str, working: str) -> list[Line]:
        """The lines of an entry, introduced as what they are, with numbers of this reply."""
        values = {"date": entry.created.date().isoformat(), "entry": entry.id}
        named = replace(self._frame("library", language, working, part="from", **values), basis=tuple(values.values()))
        cited = {citation.n: citation for citation in entry.citations}
        return [named] + [
            replace(
                line,
                citations=tuple(number(cited[n]) for n in line.citations if n in cited),
                basis=() if line.kind == "statement" else (line.text,),
            )
            for line in entry.lines
        ]

    def _questions_back(self, inquiry: Inquiry, told: Sequence[Told], language: str, working: str) -> list[Line]:
        """What the inquirer did not say and a reply would hang on."""
        wanted: dict[str, None] = {}
        if not [code for code in inquiry.countries if not code.startswith("CN")]:
            wanted["country"] = None
        if not inquiry.sectors and not inquiry.terms:
            wanted["technology"] = None
        if inquiry.intent == "partner":
            known = frozenset[str]().union(*(point.known for point in told))
            wanted |= {name: None for name in ("maturity", "rights") if name not in known}
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

    def _frame(self, kind: str, language: str, working: str, part: str = "", **values: str) -> Line:
        key = f"desk.{kind}.{part}" if part else f"desk.{kind}"
        return Line(
            KINDS.get(key) or cast(LineKind, kind),
            self.phrases.say(language, key, **values),
            self.phrases.say(working, key, **values),
        )

    def _said(self, name: str, language: str, working: str, own: Mapping[str, str], other: Mapping[str, str]) -> Line:
        key = f"desk.{name}"
        text, beside = self.phrases.say(language, key, **own), self.phrases.say(working, key, **other)
        return Line("partner", text, beside, basis=tuple(own.values()))

    def _salutation(self, inquiry: Inquiry, language: str, working: str) -> Line:
        known = inquiry.contact.name if inquiry.contact else ""
        own, other = ({"name": known or self.phrases.say(code, "desk.unknown_name")} for code in (language, working))
        return replace(self._said("salutation", language, working, own, other), kind="salutation")


def _covered(told: Told, before: Sequence[Told]) -> bool:
    """ "Is there somebody suitable?" after a wish that was answered with profiles."""
    return told.bare and told.reason in {*_OPEN, "partner_unavailable"} and any(point.offers for point in before)


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
