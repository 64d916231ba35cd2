"""A reply as a PDF: HarfBuzz shapes Arabic and Thai; the fonts come inside packages and go into the file as the glyphs used."""

import io
import logging
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from fpdf import FPDF
from fpdf.enums import TextDirection

FONTS = {
    "latin": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "arabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    "thai": ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    "han": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
}
_OF_LANGUAGE = {"ar": "arabic", "th": "thai", "zh": "han"}
_SIZE = {"title": 17, "heading": 13, "body": 11, "item": 11, "small": 9}
_FIRST = {"han": range(0x2E80, 0x9FFF + 1), "arabic": range(0x600, 0x6FF + 1), "thai": range(0xE00, 0xE7F + 1)}
_MARGIN = 20.0


def write_pdf(reply: Any) -> bytes:
    """``reply``: a ``desk.export.Reply``."""
    texts = [reply.title, reply.sources_title, reply.footer, *(p.text for p in reply.paragraphs)]
    texts += [text for row in reply.sources for text in (row.title, row.quote, row.status, f"[{row.n}]")]
    main = _OF_LANGUAGE.get(reply.language, "latin")
    pdf = FPDF()
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(True, _MARGIN)
    pdf.set_title(reply.title)
    pdf.set_lang(reply.language)
    with tempfile.TemporaryDirectory(prefix="fonts-") as folder:
        for name, path in _fonts(texts, Path(folder), main):
            pdf.add_font(name, fname=path)
        pdf.set_fallback_fonts([name for name in FONTS if name in pdf.fonts])
        pdf.add_page()
        _write(pdf, reply, main)
        return bytes(pdf.output())


def _write(pdf: FPDF, reply: Any, main: str) -> None:
    _line(pdf, reply.title, "title", main, reply.right_to_left)
    for paragraph in reply.paragraphs:
        text = f"•  {paragraph.text}" if paragraph.style == "item" else paragraph.text
        _line(pdf, text, paragraph.style, main, reply.right_to_left)
    if reply.sources:
        _line(pdf, reply.sources_title, "heading", main, reply.right_to_left)
    for row in reply.sources:
        _line(pdf, f"[{row.n}] {row.title} · {row.status}", "small", main, reply.right_to_left)
        own = _OF_LANGUAGE.get(row.language, "latin")
        _line(pdf, row.quote, "small", own if own in pdf.fonts else main, own == "arabic")
    _line(pdf, reply.footer, "small", main, reply.right_to_left)


def _line(pdf: FPDF, text: str, style: str, font: str, rtl: bool) -> None:
    pdf.set_font(font, size=_SIZE[style])
    direction = TextDirection.RTL if rtl else TextDirection.LTR
    pdf.set_text_shaping(use_shaping_engine=True, direction=direction)
    height = _SIZE[style] * 0.55
    pdf.ln(height * (0.7 if style in {"title", "heading"} else 0.25))
    pdf.multi_cell(0, height, text, align="R" if rtl else "L", new_x="LMARGIN", new_y="NEXT")


def _fonts(texts: Iterable[str], folder: Path, main: str) -> Iterable[tuple[str, str]]:
    """The fonts that the text needs, cut down to its characters at normal weight: quick even for a font of 17 MB."""
    characters = {ord(char) for text in texts for char in text}
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for name, (package, file) in FONTS.items():
        wanted = name in {main, "latin"} or bool(characters & set(_FIRST.get(name, ())))
        if wanted:
            font = TTFont(io.BytesIO(files(package).joinpath(file).read_bytes()))
            options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"], drop_tables=["STAT", "MVAR"])
            cut = subset.Subsetter(options)
            cut.populate(unicodes=characters | set(range(0x20, 0x7F)) | {0x2022})
            cut.subset(font)
            axes = {axis.axisTag: {"wght": 400, "wdth": 100}.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
            plain = instancer.instantiateVariableFont(font, axes, inplace=True)
            path = folder / f"{name}.ttf"
            plain.save(path)
            yield name, str(path)
