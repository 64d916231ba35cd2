"""What the web pages show beside answers, and where they keep what visitors leave; every read says who may see it."""

import os
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.adapters.calendar_file import calendar_file
from assistant.adapters.pdf_pages import PageImages
from assistant.adapters.procedure_docx import procedure_docx
from assistant.adapters.sql.knowledge import SqlStore
from assistant.adapters.sql.visits import SqlVisits
from assistant.answering.present import Presenter
from assistant.domain import Answer, Passage, Source
from assistant.views import (
    CountryView,
    FigureView,
    Part,
    ProcedureSheet,
    SectionView,
    SourceView,
    Wording,
)

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant

NEIGHBOURS = 2
"""Parts shown before and after the cited one."""
SECTIONS = ("macro", "policy", "strengths", "prospects", "risks", "transfer_rules")


def page_services(assistant: "Assistant") -> "PageServices":
    settings = assistant.settings
    return PageServices(
        assistant.store,
        SqlVisits(assistant.database),
        assistant.steps.present,
        PageImages(seconds=min(20, settings.parse_seconds), memory_mb=settings.parse_memory_mb),
        settings.home / "visitor.key",
        lambda levels: assistant.shelf.partners_by_country(levels),
    )


class PageServices:
    """``levels`` are the visibilities that the reader may see; what lies beyond them is as if it did not exist."""

    procedure_docx = staticmethod(procedure_docx)
    calendar_file = staticmethod(calendar_file)

    def __init__(
        self,
        store: SqlStore,
        visits: SqlVisits,
        present: Presenter,
        images: PageImages,
        key: Path,
        partners: Callable[[Collection[str]], Mapping[str, int]],
    ) -> None:
        self._store, self._present, self._images, self._key = store, present, images, key
        self._partners = partners
        self.visits = visits

    def key(self) -> bytes:
        """The secret that visitors' cookies are signed with; made on first use."""
        try:
            descriptor = os.open(self._key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._key.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        return self._key.read_bytes()

    # --- sources ---------------------------------------------------------------------------------------------------

    def may_read(self, answer: Answer, levels: Collection[str]) -> bool:
        """Whether everything that the answer rests on is there, and shown to such a reader."""
        wanted = {citation.document_id for citation in answer.citations}
        wanted |= {answer.procedure.id} if answer.procedure else set()
        present = self._store.present(sorted(wanted))
        return all(present.get(document) in levels for document in wanted)

    def source(self, passage_id: str, language: str, levels: Collection[str]) -> SourceView | None:
        """The document of a passage around it, worded for a reader of ``language``."""
        passage, source = self._passage(passage_id, levels)
        if passage is None or source is None:
            return None
        groups: dict[str, list[Passage]] = {}
        for other in self._store.document_passages(source.id):
            if other.role != "ask":  # how people ask for it is no part of the document
                groups.setdefault(other.group, []).append(other)
        order = list(groups)
        at = order.index(passage.group)
        first = max(0, at - NEIGHBOURS)
        shown = order[first : at + NEIGHBOURS + 1]
        parts = tuple(_part(groups[group], source, language, passage) for group in shown)
        replaced = self._visible(source.superseded_by, levels) if source.superseded_by else None
        return SourceView(source, parts, at - first, replaced, paged=_is_pdf(source))

    def page_image(self, passage_id: str, quote: str, levels: Collection[str]) -> bytes | None:
        """The page of the PDF on which ``quote`` stands, as PNG with the quote marked."""
        passage, source = self._passage(passage_id, levels)
        if passage is None or source is None or not _is_pdf(source) or source.path is None or quote not in passage.text:
            return None
        page = passage.locator.removeprefix("p. ")
        return self._images.page(Path(source.path), quote, int(page) if page.isdecimal() else None)

    def _passage(self, passage_id: str, levels: Collection[str]) -> tuple[Passage | None, Source | None]:
        passage = self._store.passages([passage_id]).get(passage_id)
        return passage, self._visible(passage.document_id, levels) if passage else None

    def _visible(self, document_id: str, levels: Collection[str]) -> Source | None:
        if self._store.present([document_id]).get(document_id) not in levels:
            return None
        return self._store.sources().get(document_id)

    # --- procedures ------------------------------------------------------------------------------------------------

    def procedure(self, identity: str, language: str, levels: Collection[str]) -> ProcedureSheet | None:
        record = self._store.records("procedure").get(identity)
        source = self._visible(identity, levels) if record else None
        if record is None or source is None:
            return None
        sources = self._store.sources()
        basis = dict.fromkeys(reference.partition("#")[0] for reference in record["legal_basis"])
        return ProcedureSheet(
            view=self._present.procedure(record, language, None),
            source=source,
            purpose=_said(record["purpose"], language).text,
            who_may_file=_said(record["who_may_file"], language).text,
            authority=_said(record["authority"], language).text,
            deadline=_said(record["deadline"], language).text if record.get("deadline") else None,
            fee=_said(record["fee"], language).text if record.get("fee") else None,
            pitfalls=tuple(_said(pitfall["text"], language).text for pitfall in record.get("pitfalls", [])),
            basis=tuple(sources[i].title(language) for i in basis if i in sources),
        )

    # --- countries -------------------------------------------------------------------------------------------------

    def countries(self, levels: Collection[str]) -> dict[str, str]:
        """Code -> record id of every country with a report."""
        records = self._store.records("country")
        present = self._store.present(list(records))
        return {data["code"]: i for i, data in records.items() if present.get(i) in levels}

    def country(self, code: str, language: str, levels: Collection[str]) -> CountryView | None:
        records = self._store.records("country")
        found = next((data for data in records.values() if data["code"] == code), None)
        source = self._visible(found["id"], levels) if found else None
        if found is None or source is None or source.verified_on is None or source.review_by is None:
            return None
        sources = self._store.sources()
        return CountryView(
            id=found["id"],
            code=code,
            official_languages=tuple(found["official_languages"]),
            figures=tuple(_figure(name, data) for name, data in found["figures"].items()),
            sections=tuple(self._section(name, found, language) for name in SECTIONS),
            rules=tuple(sources[i] for i in found.get("rules", []) if i in sources),
            centre=sources.get(found.get("covered_by") or ""),
            ip_office=sources.get(found.get("ip_office") or ""),
            verified_on=source.verified_on,
            review_by=source.review_by,
            confidence=source.confidence,
        )

    def figures(self, levels: Collection[str]) -> dict[str, dict[str, float]]:
        """Figure -> country code -> number, over all reports: what one country's figure is seen against."""
        found: dict[str, dict[str, float]] = {}
        records = self._store.records("country")
        present = self._store.present(list(records))
        for identity, data in records.items():
            for name, figure in data["figures"].items():
                if present.get(identity) in levels and isinstance(figure["value"], int | float):
                    found.setdefault(name, {})[data["code"]] = float(figure["value"])
        return found

    def partners_by_country(self, levels: Collection[str]) -> dict[str, int]:
        """How many catalogue entries that the reader may see come from each country."""
        return dict(self._partners(levels))

    @staticmethod
    def _section(name: str, record: Mapping[str, Any], language: str) -> SectionView:
        data = record[name]
        return SectionView(name, _said(data["text"], language), data.get("confidence") or record["confidence"])


def _is_pdf(source: Source) -> bool:
    return source.kind == "document" and source.path is not None and source.path.lower().endswith(".pdf")


def _part(versions: Sequence[Passage], source: Source, language: str, cited: Passage) -> Part:
    """The version that the reader can read, and the original; the cited one is always among them."""
    by_language = {passage.language: passage for passage in versions}
    original = by_language.get(source.original_language) or versions[0]
    shown = by_language.get(language) or by_language.get("en") or original
    if cited.group == original.group and cited.id not in {shown.id, original.id}:
        shown = cited
    part = Part(shown.id, shown.locator, shown.headings, Wording(shown.language, shown.text))
    return part if shown.id == original.id else replace(part, original=Wording(original.language, original.text))


def _figure(name: str, data: Mapping[str, Any]) -> FigureView:
    return FigureView(name, data["value"], data["unit"], data.get("year"), data["source"])


def _said(texts: Mapping[str, str], language: str) -> Wording:
    """In ``language``, else in English, else in whatever there is."""
    found = next((code for code in (language, "en") if code in texts), next(iter(texts)))
    return Wording(found, texts[found])
