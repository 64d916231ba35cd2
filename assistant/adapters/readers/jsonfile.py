"""JSON and JSONL from outside, parsed once, with shapes told apart: laws, lists of records, trees of facts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from assistant.adapters.readers.decoding import detect, text_blocks
from assistant.adapters.readers.html import visible_text
from assistant.adapters.readers.laws_json import Record, is_article, is_law, read_articles, read_law
from assistant.adapters.readers.limits import Limits, one_line
from assistant.domain import Page, ParsedFile
from assistant.errors import DocumentError

_TITLES = ("title", "name", "full_name", "Software", "label")
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|&[a-z]+;|&#\d+;")


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """Laws as one document each; any other list as one document of rows, any other tree as one of headings.

    Raises:
        DocumentError: no valid JSON, nested without measure, more than ``limits.chars`` or ``limits.rows`` records.
    """
    try:
        by_line = path.suffix.lower() in {".jsonl", ".ndjson"}
        value = list(_lines(path, limits)) if by_line else json.loads(_text(path, limits))
        records = [cast(Record, item) for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        if isinstance(value, dict) and is_law(cast(Record, value)):
            files = [read_law(cast(Record, value), path.stem)]
        elif records and all(is_article(record) for record in records):
            files = read_articles(records, path)
        elif records and all(is_law(record) for record in records):
            files = [read_law(record, f"{path.stem}-{n}") for n, record in enumerate(records, start=1)]
        elif records:
            rows = [(n, text) for n, record in enumerate(records, start=1) if (text := _row(record))]
            pages = tuple(Page(text=text, locator=f"record {n}", whole=True) for n, text in rows)
            files = [ParsedFile(key="", title=path.stem, pages=pages)]
        else:
            files = [ParsedFile(key="", title=_tree_title(value) or path.stem, pages=tuple(_tree(value, ())))]
    except json.JSONDecodeError as error:
        raise DocumentError(f"It is no valid JSON: {error.msg} in line {error.lineno}.") from error
    except RecursionError as error:
        raise DocumentError("It is nested too deeply.") from error
    return files


def _text(path: Path, limits: Limits) -> str:
    parts = []
    count = 0
    for block in text_blocks(path):
        count += len(block)
        limits.check_chars(count)
        parts.append(block)
    return "".join(parts)


def _lines(path: Path, limits: Limits) -> Iterator[object]:
    decoding = detect(path)
    with path.open(encoding=decoding.encoding, errors=decoding.errors) as file:
        for n, line in enumerate(file, start=1):
            if n > limits.rows:
                raise DocumentError(f"It holds more than {limits.rows} records; split it.")
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise DocumentError(f"It is no valid JSON: {error.msg} in line {n}.") from error


def _plain(text: str) -> str:
    return visible_text(text) if _MARKUP.search(text) else text.strip()


def _row(record: Record) -> str:
    return "; ".join(f"{key}: {text}" for key, value in record.items() if (text := one_line(_flat(value))))


def _flat(value: object) -> str:
    """A value on one line: ``text`` keys stand for their parent, other keys are named."""
    if isinstance(value, dict):
        items = cast(Record, value).items()
        parts = [_flat(item) if key in {"text", "value"} else f"{key.strip()}: {_flat(item)}" for key, item in items]
        return "; ".join(part for part in parts if part and not part.endswith(": "))
    if isinstance(value, list):
        return ", ".join(filter(None, (_flat(item) for item in cast(list[object], value))))
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return _plain(str(value))


def _tree_title(value: object) -> str:
    """The name that a tree gives itself; the World Factbook's stands under Government."""
    if not isinstance(value, dict):
        return ""
    tree = cast(Record, value)
    if name := next((tree[key] for key in _TITLES if isinstance(tree.get(key), str)), None):
        return one_line(str(name))
    government = tree.get("Government")
    names = cast(Record, government).get("Country name") if isinstance(government, dict) else None
    if not isinstance(names, dict):
        return ""
    for kind in ("conventional short form", "conventional long form"):
        form = _plain(_flat(cast(Record, names).get(kind)))
        if form and form != "none":
            return one_line(form)
    return ""


def _tree(value: object, path: tuple[str, ...]) -> Iterator[Page]:
    """Two levels of keys are headings; what lies below is text, ``key: value`` a line."""
    if isinstance(value, dict) and len(path) < 2 and "text" not in value:
        for key, item in cast(Record, value).items():
            yield from _tree(item, (*path, key.strip()))
        return
    lines = [_flat(value)]
    if isinstance(value, dict):
        lines = [_flat({key: item}) for key, item in cast(Record, value).items()]
    elif isinstance(value, list):
        lines = [_flat(item) for item in cast(list[object], value)]
    if text := "\n".join(line for line in lines if line):
        yield Page(text=text, locator=": ".join(path) or None, headings=path)
