"""CSV and XLSX: each row a page ``header: value; header: value`` that stays whole; rows are streamed."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.adapters.readers.decoding import detect
from assistant.adapters.readers.html import row_text
from assistant.adapters.readers.limits import Limits, one_line
from assistant.adapters.readers.packed import check_packed
from assistant.domain import Page, ParsedFile
from assistant.errors import DocumentError

_DELIMITERS = ",;\t|"
_FIELD_LIMIT = 1 << 20
_COLUMNS = 500
_EMPTY_RUN = 1000
"""A sheet may state a million empty rows; after this many in a row it is taken to have ended."""


def read_csv(path: Path, limits: Limits) -> list[ParsedFile]:
    """One document of the file's rows; ``row 1`` is the header.

    Raises:
        DocumentError: unknown encoding, a field of more than a megabyte, more than ``limits.chars``.
    """
    decoding = detect(path)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        with path.open(encoding=decoding.encoding, errors=decoding.errors, newline="") as file:
            delimiter = _delimiter(file.read(1 << 16))
            file.seek(0)
            rows = csv.reader((line.replace("\x00", "\ufffd") for line in file), delimiter=delimiter)
            pages, warnings = _pages(rows, limits)
    except csv.Error as error:
        raise DocumentError("It is damaged: its quotation marks do not close or a field is too long.") from error
    if decoding.warning:
        warnings.append(decoding.warning)
    return [ParsedFile(key="", title=path.stem, pages=tuple(pages), warnings=tuple(warnings))]


def read_xlsx(path: Path, limits: Limits) -> list[ParsedFile]:
    """One document for each sheet that holds rows, the sheet's name its key.

    Raises:
        DocumentError: damaged, a zip bomb, XML entities, more than ``limits.chars``.
    """
    check_packed(path, limits)
    files = []
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                rows = ([_cell(value) for value in row[:_COLUMNS]] for row in sheet.iter_rows(values_only=True))
                pages, warnings = _pages(rows, limits)
                if pages:
                    title = path.stem if len(book.worksheets) == 1 else f"{path.stem} — {sheet.title}"
                    files.append(ParsedFile(key=sheet.title, title=title, pages=tuple(pages), warnings=tuple(warnings)))
        finally:
            book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, AttributeError, ParseError) as error:
        raise DocumentError("It is damaged or is no Excel workbook.") from error
    return files


def _pages(rows: Iterable[list[str]], limits: Limits) -> tuple[list[Page], list[str]]:
    pages: list[Page] = []
    header: list[str] | None = None
    count = 0
    for number, row in _filled(rows):
        cells = [one_line(cell) for cell in row]
        if header is None:
            header = cells
            continue
        if len(pages) == limits.rows:
            return pages, [f"Only the first {limits.rows} rows were read."]
        text = row_text(header, cells)
        count += len(text)
        limits.check_chars(count)
        pages.append(Page(text=text, locator=f"row {number}", whole=True))
    if header is not None and not pages:
        pages.append(Page(text="; ".join(cell for cell in header if cell), locator="row 1", whole=True))
    return pages, []


def _filled(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    empty = 0
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            empty = 0
            yield number, row[:_COLUMNS]
        elif (empty := empty + 1) > _EMPTY_RUN:
            return


def _delimiter(sample: str) -> str:
    """The delimiter that divides the first lines most evenly; the standard library's sniffer errs on prose in cells."""

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in islice(csv.reader(sample.splitlines(), delimiter=delimiter), 20)][:-1] or [1]
        usual = max(set(widths), key=widths.count)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=evenness)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).removesuffix(" 00:00:00")
