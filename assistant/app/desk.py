"""Builds the staff desk over an open assistant: stores, the pipeline as its drafter, sandboxed reading of attachments."""

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access import Viewer, require
from assistant.adapters.docx_writer import write_docx
from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.pdf_writer import write_pdf
from assistant.adapters.sandbox import SandboxedParser, SandboxLimits
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.desk import SqlDesk
from assistant.adapters.sql.library import SqlLibrary
from assistant.answering.compose import Plan
from assistant.answering.glossary import Concept, TermFinder
from assistant.answering.retell import retold
from assistant.answering.retrieve import may_read
from assistant.casework import Account, Draft, Inquiry
from assistant.desk.accounts import Accounts
from assistant.desk.analytics import Analytics, Figures, open_record
from assistant.desk.checks import Checks
from assistant.desk.draft import Drafter, Step, Told
from assistant.desk.edit import difference, editable
from assistant.desk.export import Exporter
from assistant.desk.intake import Intake
from assistant.desk.letter import File
from assistant.desk.library import Library
from assistant.desk.points import load_letters, points_of
from assistant.desk.review import Review
from assistant.desk.routing import load_routing
from assistant.domain import Answer, Citation, Passage, Question, Source, Turn
from assistant.errors import DocumentError, InputError
from assistant.files import read_yaml
from assistant.indexing.chunk import chunk
from assistant.pipeline import Ask, State, planned
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant

MOST_PIECES = 400
SIGNED_IN = "desk"


class Desk:
    """``Desk(assistant)``: accounts, intake, review, library, audit; one per process."""

    def __init__(self, assistant: "Assistant") -> None:
        settings = assistant.settings
        self.assistant = assistant
        self.phrases = assistant.phrases
        self.store = SqlDesk(assistant.database)
        self.audit = SqlAudit(assistant.database)
        self.accounts = Accounts(SqlAccounts(assistant.database), Argon2Passwords())
        letters = load_letters(settings.prompts / "desk" / "letters.yaml")
        self.routing = load_routing(settings.prompts / "desk" / "routing.yaml", covers(settings.corpus))
        self.names = organisations(settings.corpus)
        sectors = sector_finder(settings.corpus)
        places = assistant.steps.understand.countries
        self.intake = Intake(
            store=self.store,
            routing=self.routing,
            letters=letters,
            identify=assistant.steps.understand.identify,
            understand=lambda text, language: assistant.steps.understand(text[: settings.max_question_chars], language=language),
            sectors=sectors.find,
            encode=assistant.encoder.query,
            pieces=lambda file: pieces(settings, assistant.steps.understand.identify, file),
        )
        self.library = Library(
            SqlLibrary(assistant.database), assistant.encoder.query, assistant.store.sources, assistant.store.hashes
        )
        self.review = Review(
            store=self.store,
            drafter=Drafter(
                answering=PipelineAnswers(assistant),
                points=lambda text: points_of(text, letters, places),
                phrases=assistant.phrases,
            ),
            checks=Checks(assistant.steps.understand.identify, assistant.store.sources),
            nodes=self.routing.nodes,
            second_person=settings.desk_second_person,
            on_approved=self._approved,
        )

        self.exporter = Exporter(
            approved=self.review.approved,
            inquiry=self.review.inquiry,
            docx=write_docx,
            pdf=write_pdf,
            phrases=assistant.phrases,
            locate=assistant.steps.present.locator,
        )

        self.analytics = Analytics(self.store, self.review.checks, assistant.store.sources, assistant.encoder.query)

    def collect(self) -> int:
        """Questions handed over in the chat since the last look."""
        inbox = getattr(self.assistant, "visits", None)
        return 0 if inbox is None else self.intake.collect(inbox)

    def change(self, by: Account, inquiry: str, node: str, due: str) -> None:
        """Raises InputError where ``due`` is no day."""
        try:
            day = dt.date.fromisoformat(due.strip()) if due.strip() else None
        except ValueError as error:
            raise InputError(f"{due!r} is not a day; write it as 2026-11-30.") from error
        self.review.change(by, inquiry, node=node, due=day)

    def figures(self) -> Figures:
        self.library.recheck()
        return self.analytics()

    def open_record(self, by: Account, gap: int) -> str:
        """A draft record for the gap with that number in ``figures().gaps``; where it lies."""
        require(by.viewer(), "work")
        gaps = self.analytics.gaps()
        if not 0 <= gap < len(gaps):
            raise InputError("There is no such gap any more.")
        path = open_record(gaps[gap], self.assistant.settings.home / "drafts", dt.date.today())
        self.audit.record(by.id, "gap.record", path.stem)
        return str(path)

    def editable(self, draft: Draft) -> tuple[str, str]:
        return editable(draft)

    def changes(self, inquiry: str) -> str:
        """The last change of a draft, as a unified diff."""
        versions = self.store.drafts(inquiry)[-2:]
        return difference(*versions) if len(versions) == 2 else ""

    def node_name(self, node: str, language: str) -> str:
        names = self.names.get(node, {})
        return names.get(language) or names.get("en") or node

    def _approved(self, by: Account, inquiry: Inquiry, draft: Draft) -> None:
        self.library.propose(by.id, inquiry, draft)


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
        question = state.question
        assert question is not None
        if state.verdict is None or state.verdict.reason is not None:
            return self._refused(state, point, language, working)
        plan, today = state.plan, steps.today()
        answer = steps.present.answer("", question, plan, today, state.wording)
        other = self._in(working, question, plan)
        wants_steps = question.intent == "procedure"
        title, own = self._procedure(plan, language, working, viewer) if wants_steps else (None, ())
        return Told(point, answer, other, procedure=title, steps=own)

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
    )  # fmt: skip


def covers(corpus: Path) -> dict[str, frozenset[str]]:
    """Organisation -> the countries it covers."""
    return {record["id"]: frozenset(map(str, record.get("covers", ()))) for record in _organisations(corpus)}


def organisations(corpus: Path) -> dict[str, dict[str, str]]:
    """Organisation -> its names by language."""
    return {record["id"]: dict(record["names"]) for record in _organisations(corpus)}


def _organisations(corpus: Path) -> list[dict[str, Any]]:
    return [read_yaml(path) for path in sorted((corpus / "organisations").glob("*.yaml"))]


def sector_finder(corpus: Path) -> TermFinder:
    """The sectors of the catalogue by the words that ``sectors.yaml`` has for them."""
    path = corpus / "codes" / "sectors.yaml"
    known: Sequence[Mapping[str, object]] = read_yaml(path)["sectors"] if path.is_file() else []
    return TermFinder(Concept(str(s["id"]), s["words"]) for s in known if isinstance(s.get("words"), dict))  # type: ignore[arg-type]


def pieces(settings: Settings, identify: Callable[[str], str], file: File) -> list[tuple[str, str, str]] | str:
    """A file read by the sandboxed parser: (locator, text, language) of its pieces, or the reason why not."""
    limits = SandboxLimits(
        file_mb=settings.max_file_mb, seconds=settings.parse_seconds, memory_mb=settings.parse_memory_mb,
        pages=settings.parse_pages,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="attachment-") as folder, closing(SandboxedParser(limits)) as parser:
        path = Path(folder) / f"attachment{Path(file.name).suffix.lower()[:8]}"
        path.write_bytes(file.content)
        try:
            parsed = parser.parse(path)
        except DocumentError as error:
            return str(error)
    found = []
    for document in parsed:
        language = identify("\n".join(page.text for page in document.pages)[:2000])
        found += [(passage.locator, passage.text, language) for passage in chunk(document, "attachment", language)]
    return found[:MOST_PIECES]
