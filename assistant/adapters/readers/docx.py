"""DOCX: headings by style, paragraphs, list items, table rows that keep their header, in the order of the document."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax import SAXException

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from assistant.adapters.readers.html import row_text
from assistant.adapters.readers.limits import Limits, clean, one_line
from assistant.adapters.readers.packed import check_packed
from assistant.domain import Page, ParsedFile
from assistant.errors import DocumentError

_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre|título|заголовок|judul|đề mục)\s*(\d)", re.IGNORECASE)
_TITLE_STYLES = {"title", "标题", "titel", "titre", "título", "название"}
_TITLE_LINES = 4
_GENERIC_TITLE = re.compile(r"^(?:document\d*|untitled|microsoft word.*|word document|文档\d*)$", re.IGNORECASE)


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """One document.

    Raises:
        DocumentError: damaged, a zip bomb, XML entities, more than ``limits.chars``.
    """
    check_packed(path, limits)
    try:
        document = docx.Document(str(path))
        pages = []
        count = 0
        for page in _pages(document):
            count += len(page.text)
            limits.check_chars(count)
            pages.append(page)
    except (OpcError, InvalidXmlError, LxmlError, SAXException, KeyError, ValueError, AttributeError) as error:
        raise DocumentError("It is damaged or is no Word document.") from error
    return [ParsedFile(key="", title=_title(document, pages) or path.stem, pages=tuple(pages))]


def _pages(document: Document) -> Iterator[Page]:
    tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            yield from _rows(block, tables)
            continue
        text = "\n".join(" ".join(line.split()) for line in clean(block.text).split("\n")).strip()
        if text:
            level = _level(block)
            if level:
                yield Page(text=one_line(text), level=level)
            else:
                yield Page(text=f"• {text}" if _is_item(block) else text)


def _level(paragraph: Paragraph) -> int:
    style = paragraph.style
    name = (style.name or "") if style else ""
    if found := _HEADING.search(name):
        return int(found.group(1)) or 1
    return 1 if name.lower() in _TITLE_STYLES else 0


def _is_item(paragraph: Paragraph) -> bool:
    style = paragraph.style
    numbered = bool(paragraph._p.xpath("./w:pPr/w:numPr"))  # python-docx has no public way to ask for numbering
    return numbered or bool(style and (style.name or "").lower().startswith("list"))


def _rows(table: Table, number: int) -> Iterator[Page]:
    """A table of one row or column is layout: its cells are paragraphs."""
    rows = [_cells(table, n) for n in range(len(table.rows))]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(len(row) for row in rows) < 2 or _is_letterhead(rows):
        yield from (Page(text=cell) for row in rows for cell in row if cell)
        return
    for n, row in enumerate(rows[1:], start=2):
        yield Page(text=row_text(rows[0], row), locator=f"table {number} row {n}", whole=True)


def _cells(table: Table, row: int) -> list[str]:
    """The texts of a row; a merged cell is counted once."""
    cells = table.rows[row].cells
    return [one_line(cell.text) for n, cell in enumerate(cells) if n == 0 or cell._tc is not cells[n - 1]._tc]


def _is_letterhead(rows: list[list[str]]) -> bool:
    """Vietnamese and Russian official papers set who, number, place and date as a table of two rows by two."""
    two_by_two = len(rows) == 2 and max(len(row) for row in rows) == 2
    return two_by_two and any("---" in cell or "___" in cell for cell in rows[0])


def _title(document: Document, pages: list[Page]) -> str:
    """The first heading, else the capitals at the top (``LUẬT`` / ``AN NINH MẠNG``), else what the properties say."""
    if heading := next((page.text for page in pages[:20] if page.level), ""):
        return heading
    lines: list[str] = []
    for paragraph in document.paragraphs[:20]:  # which leaves out a letterhead's table
        text = one_line(paragraph.text)
        if text.isupper() and len(text) < 150 and len(lines) < _TITLE_LINES:
            lines.append(text)
        elif lines:
            break
    stated = one_line(document.core_properties.title or "")
    if lines:
        return " ".join(lines)
    return "" if _GENERIC_TITLE.match(stated) else stated
