"""Rows of a file, one at a time: JSON lines, a JSON list, CSV, XLSX. A million rows need no more memory than one."""

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from assistant.errors import InputError

Record = dict[str, Any]
_MAX_UNPACKED = 1 << 30
_MAX_RATIO = 200
_MAX_FIELD = 1 << 22


def records(path: Path, form: str) -> Iterator[tuple[int, Record | str]]:
    """(line, record), or (line, reason) where the line holds none.

    Raises:
        InputError: the file is missing or is not of this form at all.
    """
    if not path.is_file():
        raise InputError(f"{path} does not exist: give a file of profiles.")
    yield from {"jsonl": _lines, "json": _list, "csv": _csv, "een": _csv, "xlsx": _xlsx}[form](path)


def form_of(path: Path) -> str:
    """The form that a file's name tells; ``jsonl`` where it tells none."""
    return {".csv": "csv", ".xlsx": "xlsx", ".json": "json"}.get(path.suffix.lower(), "jsonl")


def _lines(path: Path) -> Iterator[tuple[int, Record | str]]:
    with path.open("rb") as file:
        for n, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            try:
                found = json.loads(raw.decode("utf-8-sig"))
            except (ValueError, RecursionError):
                yield n, "not JSON in UTF-8"
                continue
            yield n, found if isinstance(found, dict) else "not a JSON object"


def _list(path: Path) -> Iterator[tuple[int, Record | str]]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not JSON in UTF-8.") from error
    if not isinstance(found, list):
        raise InputError(f"{path} does not hold a list of records.")
    for n, item in enumerate(found, 1):
        yield n, item if isinstance(item, dict) else "not a JSON object"


def _csv(path: Path) -> Iterator[tuple[int, Record | str]]:
    csv.field_size_limit(_MAX_FIELD)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file)
            for row in reader:
                if None in row:
                    yield reader.line_num, "more cells than columns"
                else:
                    yield reader.line_num, {name: value or "" for name, value in row.items()}
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError(f"{path} is not a CSV table in UTF-8.") from error


def _xlsx(path: Path) -> Iterator[tuple[int, Record | str]]:
    with path.open("rb") as file:  # whatever the file is called
        try:
            with zipfile.ZipFile(file) as packed:
                size = sum(item.file_size for item in packed.infolist())
            if size > min(_MAX_UNPACKED, max(path.stat().st_size, 1) * _MAX_RATIO):
                raise InputError(f"{path} unpacks to {size} bytes: not read.")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as error:
            raise InputError(f"{path} is not an XLSX workbook.") from error
        try:
            rows = book.worksheets[0].iter_rows(values_only=True)
            names = [str(cell or "").strip() for cell in next(rows, ())]
            for n, cells in enumerate(rows, 2):
                texts = {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if name}
                if any(texts.values()):
                    yield n, texts
        finally:
            book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "date") and callable(value.date):
        return str(value.date())
    return str(value)
