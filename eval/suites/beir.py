"""Passages, queries and qrels: a folder of three files (BEIR's ``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``, or
``passages.jsonl``, ``queries.jsonl``, ``qrels.tsv``), or one JSONL file whose lines say what they are by their fields.

One file: ``{"passage_id", "text"}``, ``{"query_id", "text"}`` and ``{"query_id", "passage_id"}``; a query may carry its
``qrels`` itself. ``language`` or ``lang`` may stand in each line.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from eval.suites.reading import json_lines, tab_lines, text_of
from eval.suites.shapes import Query, RetrievalSuite, Taken, Text, narrowed


def fits(path: Path) -> bool:
    if path.is_dir():
        return _passages(path) is not None and (path / "queries.jsonl").is_file()
    if path.suffix != ".jsonl":
        return False
    first = next(json_lines(path), {})
    return bool({"passage_id", "query_id"} & set(first))


def load(path: Path, languages: tuple[str, ...], limit: int) -> RetrievalSuite:
    """Raises:
    InputError: a line lacks a field, or no query has a right passage.
    """
    passages, asked, qrels = _folder(path) if path.is_dir() else _one_file(path)
    taken = Taken(languages, limit)
    queries = [Query(i, text, tuple(qrels[i]), language) for i, text, language in asked if qrels.get(i) and taken.takes(language)]
    if not queries:
        raise InputError(f"{path.name}: no query has a right passage.")
    kept, note = narrowed(passages, queries, limit)
    return RetrievalSuite(path.stem, kept, queries, note=note)


Parts = tuple[list[Text], list[tuple[str, str, str]], dict[str, list[str]]]


def _folder(path: Path) -> Parts:
    file = _passages(path)
    assert file is not None
    passages = [
        Text(text_of(row, "_id", "id", "passage_id", path=file), _with_title(row, file), _language(row))
        for row in json_lines(file)
    ]
    source = path / "queries.jsonl"
    asked = [
        (text_of(row, "_id", "id", "query_id", path=source), text_of(row, "text", "query", path=source), _language(row))
        for row in json_lines(source)
    ]
    qrels: dict[str, list[str]] = {}
    for query, passage in _judged(path):
        qrels.setdefault(query, []).append(passage)
    return passages, asked, qrels


def _judged(path: Path) -> Iterator[tuple[str, str]]:
    """TREC's four columns, BEIR's three with a head, or JSONL; those judged 0 are no answers."""
    known = [path / "qrels.tsv", path / "qrels.txt", path / "qrels.jsonl", *sorted((path / "qrels").glob("*.tsv"))]
    file = next((f for f in known if f.is_file()), None)
    if file is None:
        raise InputError(f"{path.name}: there is no file of qrels.")
    if file.suffix == ".jsonl":
        for row in json_lines(file):
            yield text_of(row, "query_id", "query-id", path=file), text_of(row, "passage_id", "corpus-id", path=file)
        return
    for line in tab_lines(file):
        cells = line if len(line) > 1 else line[0].split()
        query, passage, grade = (cells[0], cells[2], cells[3]) if len(cells) == 4 else (cells[0], cells[1], cells[-1])
        if grade.lstrip("-").isdigit() and int(grade) > 0:
            yield query, passage


def _one_file(path: Path) -> Parts:
    passages: list[Text] = []
    asked: list[tuple[str, str, str]] = []
    qrels: dict[str, list[str]] = {}
    for row in json_lines(path):
        if "query_id" in row and "passage_id" in row:
            qrels.setdefault(str(row["query_id"]), []).append(str(row["passage_id"]))
        elif "query_id" in row:
            asked.append((str(row["query_id"]), text_of(row, "text", "query", path=path), _language(row)))
            qrels.setdefault(str(row["query_id"]), []).extend(str(i) for i in row.get("qrels", []))
        else:
            passages.append(Text(text_of(row, "passage_id", path=path), _with_title(row, path), _language(row)))
    return passages, asked, qrels


def _passages(folder: Path) -> Path | None:
    return next((f for f in (folder / "corpus.jsonl", folder / "passages.jsonl") if f.is_file()), None)


def _with_title(row: dict[str, Any], path: Path) -> str:
    text = text_of(row, "text", "passage", path=path)
    return f"{row['title']}. {text}" if row.get("title") else text


def _language(row: dict[str, Any]) -> str:
    return str(row.get("language") or row.get("lang") or "")
