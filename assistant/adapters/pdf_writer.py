"""A reply as a PDF: HarfBuzz shapes Arabic and Thai; the fonts come inside packages and go into the file as the glyphs used."""

import io
import logging
import tempfile
from collections.abc import Iterable, Iterator
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
_ALWAYS = frozenset(range(0x20, 0x7F)) | {0x2022}
_MARKS = frozenset({0x200E, 0x200F})
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


def _fonts(texts: Iterable[str], folder: Path, main: str) -> Iterator[tuple[str, str]]:
    """The fonts that the text needs, cut down to its characters at normal weight: quick even for a font of 17 MB. A font is
    taken for what those before it lack, be it a letter or an arrow."""
    left = {ord(char) for text in texts for char in text if char.isprintable()} | _ALWAYS
    characters = frozenset(left) | _MARKS
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for name in sorted(FONTS, key=lambda name: name != main):
        if not left and name != main:
            return
        package, file = FONTS[name]
        font = TTFont(io.BytesIO(files(package).joinpath(file).read_bytes()), lazy=True)
        known = font.getBestCmap().keys()
        if name != main and not left & known:
            continue
        left -= known
        options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"], drop_tables=["STAT", "MVAR"])
        cut = subset.Subsetter(options)
        cut.populate(unicodes=characters)
        cut.subset(font)
        axes = {axis.axisTag: {"wght": 400, "wdth": 100}.get(axis.axisTag, axis.defaultValue) for axis in font["fvar"].axes}
        plain = instancer.instantiateVariableFont(font, axes, inplace=True)
        path = folder / f"{name}.ttf"
        plain.save(path)
        yield name, str(path)
