"""Builds the staff desk over an open assistant: stores, the pipeline as its drafter, sandboxed reading of attachments."""

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access import require
from assistant.adapters.docx_writer import write_docx
from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.pdf_writer import write_pdf
from assistant.adapters.sandbox import SandboxedParser, SandboxLimits
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.desk import SqlDesk
from assistant.adapters.sql.library import SqlLibrary
from assistant.answering.glossary import Concept, TermFinder
from assistant.app.desk_answers import PipelineAnswers
from assistant.app.introduce import Introductions
from assistant.casework import ATTACHMENT, Account, Case, Contact, Draft, Inquiry
from assistant.desk.accounts import Accounts
from assistant.desk.analytics import Analytics, Figures, open_record
from assistant.desk.checks import Checks
from assistant.desk.draft import Drafter
from assistant.desk.edit import difference, editable
from assistant.desk.export import Exporter, Reply
from assistant.desk.intake import Intake
from assistant.desk.letter import File, safe_name
from assistant.desk.library import Library
from assistant.desk.points import load_letters, points_of, without_contacts
from assistant.desk.receipt import Receipts, Shown
from assistant.desk.review import Review
from assistant.desk.routing import load_routing
from assistant.errors import DocumentError, InputError
from assistant.files import read_yaml
from assistant.indexing.chunk import chunk
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant

__all__ = ["Desk", "Figures", "Reply", "Shown"]
MOST_PIECES = 400


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
            identify=assistant.steps.understand.spelling.identify,
            understand=lambda text, language: assistant.steps.understand(text[: settings.max_question_chars], language=language),
            sectors=sectors.find,
            encode=assistant.encoder.query,
            pieces=lambda file: pieces(settings, assistant.steps.understand.spelling.identify, file),
        )
        self.library = Library(
            SqlLibrary(assistant.database),
            assistant.encoder.query,
            assistant.store.sources,
            assistant.store.hashes,
            lambda text: points_of(text, letters, places),
        )
        self.review = Review(
            store=self.store,
            drafter=Drafter(
                answering=PipelineAnswers(assistant),
                points=lambda text: points_of(text, letters, places),
                phrases=assistant.phrases,
                reuse=self.library.similar,
                node_name=self.node_name,
                attached=self.intake.quotation,
            ),
            checks=Checks(
                assistant.steps.understand.spelling.identify,
                assistant.store.sources,
                attached=lambda inquiry: frozenset(f"{ATTACHMENT}{own.id}" for own in self.store.attachments(inquiry)),
            ),
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

        self.introduce = Introductions(self)
        self.receipts = Receipts(self.store, self.review.approved, self.exporter.reply)
        self.analytics = Analytics(
            self.store, self.review.checks, assistant.store.sources, assistant.encoder.query, wrong=self._marked_wrong
        )

    def collect(self) -> int:
        """Questions handed over in the chat since the last look."""
        return self.intake.collect(self.assistant.page.visits)

    def replies(self, visitor: str) -> list[Shown]:
        """Replies that went out to what this visitor of the chat handed over and has not put away, the newest first."""
        found = [self.receipts(receipt) for receipt in self.assistant.page.visits.unread(visitor)]
        return [shown for shown in found if shown is not None and shown.reply is not None]

    def receive(
        self, text: str, subject: str, language: str | None, contact: Contact, files: Sequence[tuple[str, bytes]]
    ) -> Inquiry:
        """From the API: whoever sends it has agreed that staff read and answer it. ``files``: names and contents."""
        notice = self.phrases.version(language or "en", "person.consent")
        known = contact if contact != Contact() else None
        return self.intake.take(
            "api", text, channel="api", subject=subject, language=language, contact=known, consent=True, notice=notice,
            files=[File(safe_name(name), content) for name, content in files],
        )  # fmt: skip

    def change(self, by: Account, inquiry: str, node: str, due: str) -> None:
        """Raises InputError where ``due`` is no day."""
        try:
            day = dt.date.fromisoformat(due.strip()) if due.strip() else None
        except ValueError as error:
            raise InputError(f"{due!r} is not a day; write it as 2026-11-30.", "bad_day", value=due) from error
        self.review.change(by, inquiry, node=node, due=day)

    def figures(self) -> Figures:
        self.library.recheck()
        return self.analytics()

    def open_record(self, by: Account, gap: int) -> str:
        """A draft record for the gap with that number in ``figures().gaps``; where it lies."""
        require(by.viewer(), "work")
        gaps = self.analytics.gaps()
        if not 0 <= gap < len(gaps):
            raise InputError("There is no such gap any more.", "no_gap")
        path = open_record(gaps[gap], self.assistant.settings.home / "drafts", dt.date.today())
        self.audit.record(by.id, "gap.record", path.stem)
        return str(path)

    def editable(self, draft: Draft) -> tuple[str, str]:
        return editable(draft)

    def changes(self, inquiry: str) -> str:
        """The last change of a draft, as a unified diff."""
        versions = self.store.drafts(inquiry)[-2:]
        return difference(*versions) if len(versions) == 2 else ""

    def topic_name(self, topic: str, language: str) -> str:
        """A sector or a term of the glossary, as the language has it."""
        named = self.assistant.catalogue.names.one("sector", topic, language)
        if named != topic:
            return named
        terms = self.assistant.steps.understand.terms()
        found = next(iter(terms.translate([topic], [language])), None) or next(iter(terms.translate([topic], ["en"])), topic)
        return found.partition("\t")[2] or topic

    def node_name(self, node: str, language: str) -> str:
        names = self.names.get(node, {})
        return names.get(language) or names.get("en") or node

    def reuse(self, by: Account, inquiry: str, base: int, entry: str) -> Draft:
        """The draft with an entry of the library put before its closing, named as an earlier reply, as the next version.

        Raises:
            ConflictError: somebody has saved since version ``base``.
            InputError: there is no such draft, or the entry is not in use.
        """
        require(by.viewer(), "work")
        before = self.review.draft(by.viewer(), inquiry, base)
        if before is None:
            raise InputError("There is no draft yet: let one be made first.", "no_draft")
        return self.review.put(by, self.library.into(before, entry, self.review.drafter.from_library, by.id))

    def acting(self, login: str | None) -> Account:
        """The account of a login name; without one, whoever is at the shell: works, but approves nothing.

        Raises:
            InputError: there is no such account, or it is closed.
        """
        if login is None:
            return Account("shell", "shell", "shell", "staff")
        found = self.accounts.store.by_login(login.strip().casefold())
        if found is None or not found[0].active:
            raise InputError(f"There is no account {login!r}.")
        return found[0]

    def case(self, by: Account, identity: str) -> Case:
        """Raises InputError where there is no such inquiry for this account."""
        viewer = by.viewer()
        inquiry = self.review.inquiry(viewer, identity)
        draft = self.review.draft(viewer, identity)
        found = self.review.findings(viewer, draft) if draft is not None else ()
        similar = [(self.store.get(other), score) for other, score in self.intake.similar(inquiry)]
        return Case(
            inquiry=inquiry,
            draft=draft,
            versions=draft.version if draft is not None else 0,
            findings=tuple((finding.line + 1, finding.fault, finding.detail, finding.blocks) for finding in found),
            approvals=tuple(self.store.approvals(identity)),
            attachments=tuple(self.store.attachments(identity)),
            similar=tuple((other, score) for other, score in similar if other is not None),
            reusable=tuple(self.library.similar(inquiry.text, inquiry.language)),
        )

    def _marked_wrong(self) -> Sequence[str]:
        """What visitors said of citations, oldest first, without who said it."""
        told = [f for f in self.assistant.page.visits.feedback() if f.opinion == "wrong"]
        marks = ("" if f.citation is None else f" [{f.citation}]" for f in told)
        return [f"{without_contacts(f.question)}{mark}" for f, mark in zip(told, marks, strict=True)]

    def _approved(self, by: Account, inquiry: Inquiry, draft: Draft) -> None:
        self.library.propose(by.id, inquiry, draft)


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
