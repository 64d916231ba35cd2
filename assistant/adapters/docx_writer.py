"""A reply as a Word document. Right to left is set where Word looks for it: on the section, each paragraph, run and table."""

import datetime as dt
import io
import re
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from assistant.text import is_right_to_left

FONT, FONT_EAST, FONT_COMPLEX = "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic"
_COMPLEX = re.compile(r"[\u0590-\u08ff\u0e00-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,/&@:_%-]*[A-Za-z0-9]|[A-Za-z]|\u200e\d+(?:[-/.]\d+)+\u200e")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SIZE = {"title": 16, "heading": 13, "body": 11, "item": 11, "small": 9}
_BIDI = {"zh": "zh-CN", "ar": "ar-SA", "en": "en-GB", "ru": "ru-RU", "fr": "fr-FR", "es": "es-ES", "th": "th-TH", "vi": "vi-VN",
         "id": "id-ID", "sr": "sr-Latn-RS"}  # fmt: skip


def write_docx(reply: Any) -> bytes:
    """``reply``: a ``desk.export.Reply``. The same reply always gives the same text; the file's dates are fixed."""
    document = Document()
    document.core_properties.title = _clean(reply.title)
    document.core_properties.language = _BIDI.get(reply.language, reply.language)
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = dt.datetime(2026, 1, 1)
    if reply.right_to_left:
        _add(document.sections[0]._sectPr, "w:bidi")
    _write(document.add_paragraph(style="Title"), reply.title, "title", reply.language)
    for paragraph in reply.paragraphs:
        style = {"heading": "Heading 2", "item": "List Bullet"}.get(paragraph.style, "Normal")
        _write(document.add_paragraph(style=style), paragraph.text, paragraph.style, reply.language)
    if reply.sources:
        _write(document.add_paragraph(style="Heading 2"), reply.sources_title, "heading", reply.language)
        _table(document, reply)
    _write(document.sections[0].footer.paragraphs[0], reply.footer, "small", reply.language)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _table(document: Any, reply: Any) -> None:
    """In a right-to-left table the first column stands at the right."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    if reply.right_to_left:
        _add(table._tbl.tblPr, "w:bidiVisual")
    for row in reply.sources:
        cells = table.add_row().cells
        _write(cells[0].paragraphs[0], f"[{row.n}] {row.title}", "small", reply.language)
        _write(cells[0].add_paragraph(), row.status, "small", reply.language)
        _write(cells[1].paragraphs[0], row.quote, "small", row.language)


def _write(paragraph: Any, text: str, style: str, language: str) -> None:
    """Runs by script: in a right-to-left text, Latin names are runs of their own, so that each keeps its order."""
    rtl = is_right_to_left(language)
    if rtl:
        _add(paragraph._p.get_or_add_pPr(), "w:bidi")
        _add(paragraph._p.get_or_add_pPr(), "w:jc", val="start")
    for piece, latin in _pieces(_clean(text), rtl):
        run = paragraph.add_run(piece)
        run.font.size = Pt(_SIZE[style])
        run.font.color.rgb = RGBColor(0x1F, 0x29, 0x37)
        properties = run._r.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for name, value in (("ascii", FONT), ("hAnsi", FONT), ("eastAsia", FONT_EAST), ("cs", FONT_COMPLEX)):
            fonts.set(qn(f"w:{name}"), value)
        if rtl or _COMPLEX.search(piece):
            _add(properties, "w:szCs", val=str(_SIZE[style] * 2))
        if rtl and not latin:
            _add(properties, "w:rtl")
        locale = _BIDI.get(language, language)
        _add(properties, "w:lang", val=locale, eastAsia="zh-CN", bidi=locale if rtl else "ar-SA")


def _pieces(text: str, rtl: bool) -> list[tuple[str, bool]]:
    """(piece, whether it is Latin)."""
    if not rtl:
        return [(text, False)]
    found: list[tuple[str, bool]] = []
    end = 0
    for match in _LATIN.finditer(text):
        found += [(text[end : match.start()], False)] if match.start() > end else []
        found.append((match.group(), True))
        end = match.end()
    return [*found, (text[end:], False)] if end < len(text) else found


def _add(parent: Any, tag: str, **values: str) -> None:
    """A property at the place that the schema gives it."""
    known = parent.find(qn(tag))
    element = OxmlElement(tag) if known is None else known
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    if known is None:
        after = _ORDER.get(tag, ())
        following = next((child for child in parent if child.tag in {qn(name) for name in after}), None)
        parent.append(element) if following is None else following.addprevious(element)


_ORDER: dict[str, tuple[str, ...]] = {
    "w:bidi": ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:docGrid"),
    "w:jc": ("w:textDirection", "w:textAlignment", "w:outlineLvl", "w:rPr"),
    "w:szCs": ("w:highlight", "w:u", "w:effect", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang"),
    "w:rtl": ("w:cs", "w:em", "w:lang", "w:eastAsianLayout"),
    "w:bidiVisual": ("w:tblStyleRowBandSize", "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblLook"),
}
"""What follows each element in its parent (ECMA-376, part 1)."""


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
