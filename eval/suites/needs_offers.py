"""Needs and offers with true pairs: ``sbir_needs.jsonl``, ``sbir_offers.jsonl`` and ``sbir_qrels.tsv`` in a folder (or one of
the three). The description of a need is asked among the abstracts of the offers; titles are hidden, or it would be trivial.
"""

from pathlib import Path

from eval.suites.reading import json_lines, tab_lines, text_of
from eval.suites.shapes import Query, RetrievalSuite, Taken, Text, narrowed


def fits(path: Path) -> bool:
    return _files(path) is not None


def load(path: Path, languages: tuple[str, ...], limit: int) -> RetrievalSuite:  # noqa: ARG001 - all of it is English
    files = _files(path)
    assert files is not None
    needs, offers, pairs = files
    qrels: dict[str, list[str]] = {}
    for pair in tab_lines(pairs):
        qrels.setdefault(pair[0], []).append(pair[1])
    taken = Taken((), limit)
    queries = []
    for row in json_lines(needs):
        identity = text_of(row, "id", path=needs)
        if identity in qrels and taken.takes("en"):
            queries.append(Query(identity, text_of(row, "description", "text", path=needs), tuple(qrels[identity]), "en"))
    passages = [
        Text(text_of(row, "id", path=offers), text_of(row, "abstract", "description", "text", path=offers), "en")
        for row in json_lines(offers)
    ]
    kept, note = narrowed(passages, queries, limit)
    return RetrievalSuite("needs and offers", kept, queries, note=note or "titles hidden")


def _files(path: Path) -> tuple[Path, Path, Path] | None:
    folder = path if path.is_dir() else path.parent
    prefix = "" if path.is_dir() else path.stem.rpartition("_")[0]
    for needs in sorted(folder.glob("*needs.jsonl")):
        stem = needs.stem.removesuffix("needs")
        found = (needs, folder / f"{stem}offers.jsonl", folder / f"{stem}qrels.tsv")
        if all(f.is_file() for f in found) and (path.is_dir() or (path in found and stem.rstrip("_") == prefix)):
            return found
    return None
