"""The question sets of ``eval/questions/<language>.jsonl``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Turn

FOLDER = Path(__file__).with_name("questions")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what a right answer needs. ``qrels``: groups that answer it, the best first."""

    id: str
    language: str
    split: str
    type: str
    question: str
    answerable: bool
    history: tuple[Turn, ...] = ()
    qrels: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def load(split: str, languages: tuple[str, ...] = ()) -> Iterator[Asked]:
    """Questions of one half (``dev`` or ``test``), of all languages or of those given."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        if languages and path.stem not in languages:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            if row["split"] == split:
                turns = tuple(Turn(t["role"], t["content"]) for t in row.get("history", []))
                lists = {name: tuple(row.get(name, ())) for name in ("qrels", "facts", "wrong")}
                plain = {name: row[name] for name in ("id", "language", "split", "type", "question", "answerable")}
                yield Asked(**plain, history=turns, **lists)
