"""The question sets of ``eval/questions/<language>.jsonl``."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain import Turn

FOLDER = Path(__file__).with_name("questions")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what a right answer needs. ``qrels``: groups that answer it, the best first; of a question of type
    ``partner``: ids of profiles."""

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
    expect_none: bool = False
    """A partner is asked for, and the catalogue has none."""
    wave: int = 1
    """When it was written: 2 are those of 2026-11-26, by writers who knew neither the assistant nor the questions before."""
    judged: Mapping[str, int] = field(default_factory=dict)
    """Group -> 0 beside the matter, 1 may be cited, 2 answers: judged blind, from a pool of several systems."""

    @property
    def seeks_partner(self) -> bool:
        """Whether profiles of the catalogue are the answer, also of a follow-up on them."""
        return self.type == "partner" or (bool(self.qrels) and not any("#" in group for group in self.qrels))

    @property
    def ranks(self) -> bool:
        """Whether statements of the knowledge base answer it, so that a ranking can be right or wrong."""
        return self.answerable and bool(self.qrels) and not self.seeks_partner

    @property
    def mark(self) -> str:
        """Changes whenever what is asked or wanted does: results of another wording are not compared."""
        told = [self.question, [[t.role, t.content] for t in self.history], self.qrels, self.facts, self.wrong, self.answerable]
        if self.judged:
            told.append(sorted(self.judged.items()))
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:12]


def load(split: str, languages: tuple[str, ...] = (), folder: Path = FOLDER) -> Iterator[Asked]:
    """Questions of one half (``dev`` or ``test``), of all languages or of those given."""
    judged = _judgements(folder.parent / "judgements" / f"{split}.tsv")
    for path in sorted(folder.glob("*.jsonl")):
        if languages and path.stem not in languages:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                if row["split"] == split:
                    yield _asked(row, judged.get(row["id"], {}))


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Question id -> group -> grade, of a file of lines ``question, group, grade``."""
    found: dict[str, dict[str, int]] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            question, group, grade = line.split("\t")
            found.setdefault(question, {})[group] = int(grade)
    return found


def _asked(row: dict[str, Any], judged: Mapping[str, int]) -> Asked:
    turns = tuple(Turn(t["role"], t["content"]) for t in row.get("history", []))
    given: dict[str, Any] = {name: row[name] for name in ("id", "language", "split", "type", "question", "answerable")}
    given |= {name: tuple(row.get(name, ())) for name in ("qrels", "facts", "wrong")}
    return Asked(**given, history=turns, expect_none=bool(row.get("expect_none", False)), judged=judged, wave=row.get("wave", 1))


def sample(asked: Sequence[Asked], limit: int) -> list[Asked]:
    """At most ``limit`` questions of each language, spread evenly over its types; 0: all. Always the same ones."""
    if not limit:
        return list(asked)
    chosen: list[Asked] = []
    for language in dict.fromkeys(a.language for a in asked):
        own = sorted((a for a in asked if a.language == language), key=lambda a: (a.type, a.id))
        step = max(len(own) / limit, 1.0)
        chosen += [own[int(n * step)] for n in range(min(limit, len(own)))]
    return chosen
