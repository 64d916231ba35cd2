"""A procedure as a Word document in the reader's language, right-to-left where it is written so."""

import io
import re
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.phrases import Phrasebook
from assistant.schedule import total
from assistant.views import ProcedureSheet


def procedure_docx(sheet: ProcedureSheet, phrases: Phrasebook, language: str, total_time: str, *, rtl: bool) -> bytes:
    """Head, a checklist of steps with their facts, pitfalls, sources and date of verification."""
    return _Writer(phrases, language, rtl).write(sheet, total_time)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold."""


class _Writer:
    def __init__(self, phrases: Phrasebook, language: str, rtl: bool) -> None:
        self._phrases, self._language, self._rtl = phrases, language, rtl
        self._document: Any = Document()
        self._font()

    def write(self, sheet: ProcedureSheet, total_time: str) -> bytes:
        self._document.core_properties.title = sheet.view.title[:250]
        self._paragraph(sheet.view.title, style="Title")
        self._paragraph(sheet.purpose)
        facts = [("page.who_may_file", sheet.who_may_file), ("ui.authority", sheet.authority)]
        facts += [("page.deadline", sheet.deadline or ""), ("ui.fee", sheet.fee or "")]
        facts += [("page.total", total_time if total(sheet.view.steps) else "")]
        self._facts(facts)
        self._paragraph(self._say("ui.steps"), style="Heading 1")
        for step in sheet.view.steps:
            self._paragraph(f"☐ {step.n}. {step.title}", style="Heading 2")
            self._paragraph(step.detail)
            facts = [("ui.authority", step.authority), ("ui.documents", "; ".join(step.documents))]
            self._facts([*facts, ("ui.duration", step.duration or ""), ("ui.fee", step.fee or "")])
        self._list("page.pitfalls", sheet.pitfalls)
        self._list("page.basis", sheet.basis)
        if sheet.source.verified_on is not None:
            self._facts([("ui.verified_on", sheet.source.verified_on.isoformat())])
        self._paragraph(self._say("ui.disclaimer"))
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _say(self, key: str) -> str:
        return self._phrases.say(self._language, key)

    def _facts(self, facts: Iterable[tuple[str, str]]) -> None:
        for key, value in facts:
            if value:
                self._paragraph(value, label=self._say(key))

    def _list(self, key: str, items: Iterable[str]) -> None:
        shown = tuple(items)
        if shown:
            self._paragraph(self._say(key), style="Heading 1")
        for item in shown:
            self._paragraph(f"• {item}")

    def _paragraph(self, text: str, style: str | None = None, label: str = "") -> None:
        paragraph = self._document.add_paragraph(style=style)
        if label:
            self._run(paragraph, f"{label}: ").bold = True
        self._run(paragraph, text)
        if self._rtl:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(OxmlElement("w:bidi"))

    def _run(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(_CONTROL.sub("", text))
        if self._rtl:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return run

    def _font(self) -> None:
        """A font that has the script: Word chooses by these names and falls back on its own."""
        style = self._document.styles["Normal"]
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "SimSun" if self._language == "zh" else "Arial")
        fonts.set(qn("w:cs"), "Tahoma" if self._language == "th" else "Arial")
