"""Parallel texts, one a line: ``{"id", "article", "lang", "text"}`` (the Universal Declaration of Human Rights, say).

Each text is asked in one language among the texts of another; its translation is the right one.
"""

from collections import defaultdict
from pathlib import Path

from eval.suites.reading import json_lines
from eval.suites.shapes import Query, RetrievalSuite, Taken, Text


def fits(path: Path) -> bool:
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    first = next(json_lines(path), {})
    return {"article", "lang", "text"} <= set(first)


def load(path: Path, languages: tuple[str, ...], limit: int) -> RetrievalSuite:
    """``limit``: articles per language."""
    taken = Taken(languages, limit)
    passages: list[Text] = []
    same: dict[str, list[str]] = defaultdict(list)
    articles: list[str] = []
    for row in json_lines(path):
        if taken.takes(str(row["lang"])):
            identity = f"{row['article']}/{row['lang']}"
            passages.append(Text(identity, str(row["text"]), str(row["lang"])))
            same[str(row["article"])].append(identity)
            articles.append(str(row["article"]))
    queries = [
        Query(p.id, p.text, tuple(i for i in same[article] if i != p.id), p.language)
        for p, article in zip(passages, articles, strict=True)
    ]
    return RetrievalSuite(path.stem, passages, queries, parallel=True)
