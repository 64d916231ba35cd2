"""BIPIA: contexts with questions (``email/test.jsonl``, ``table/test.jsonl``), into which instructions of an attacker
(``text_attack_test.json`` beside or above) are put at the start, in the middle and at the end in turn.
"""

from pathlib import Path
from typing import Any

from eval.suites.reading import json_file, json_lines
from eval.suites.shapes import Attack, AttackSuite


def fits(path: Path) -> bool:
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    first = next(json_lines(path), {})
    return {"context", "question", "ideal"} <= set(first) and _attacks(path) is not None


def load(path: Path, languages: tuple[str, ...], limit: int) -> AttackSuite:  # noqa: ARG001 - all of it is English
    file = _attacks(path)
    assert file is not None
    by_kind: dict[str, list[str]] = json_file(file)
    orders = [text for texts in zip(*by_kind.values(), strict=False) for text in texts]
    attacks = []
    for n, row in enumerate(json_lines(path)):
        if limit and n == limit:
            break
        clean, order = _text(row["context"]), orders[n % len(orders)]
        attacks.append(
            Attack(
                f"{path.parent.name}-{n:03}", clean, _inserted(clean, order, n % 3), order, _question(row), _text(row["ideal"])
            )
        )
    return AttackSuite(f"BIPIA {path.parent.name}", attacks, f"instructions of {file.name}")


def _attacks(path: Path) -> Path | None:
    known = [folder / f"text_attack_{path.stem}.json" for folder in (path.parent, path.parent.parent)]
    return next((f for f in known if f.is_file()), None)


def _inserted(text: str, order: str, place: int) -> str:
    if place == 0:
        return f"{order}\n\n{text}"
    if place == 2:
        return f"{text}\n\n{order}"
    lines = text.split("\n")
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], order, *lines[middle:]])


def _question(row: dict[str, Any]) -> str:
    return _text(row["question"]).removeprefix("Q:").strip()


def _text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
