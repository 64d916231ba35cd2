"""A draft as text that a person edits, and back: one statement a line, its marks at the end, the working language apart.

A line that begins with ``#`` is a heading, with ``?`` a question back, with ``~`` a remark that states no rule. Every other
line that is new states something, and so must cite.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher, unified_diff

from assistant.casework import CITED, Draft, Line, LineKind, marked
from assistant.errors import InputError

_SIGNS: dict[str, LineKind] = {"#": "heading", "?": "ask", "~": "next"}
_OF_KIND: dict[str, str] = {"heading": "# ", "ask": "? ", "statement": "", "step": ""}
_END_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
_LONGEST, _MOST_LINES = 4000, 200


def editable(draft: Draft) -> tuple[str, str]:
    """The reply and its counterpart, line for line."""
    signs = [_OF_KIND.get(line.kind, "~ ") for line in draft.lines]
    own = "\n".join(sign + marked(line) for sign, line in zip(signs, draft.lines, strict=True))
    return own, "\n".join(line.working for line in draft.lines)


def edited(draft: Draft, text: str, working: str, author: str) -> Draft:
    """``draft`` as it was changed; citations that no line uses any more go, and a line that stayed keeps what it rests on.

    Raises:
        InputError: it is empty or far too long.
    """
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    beside = [row.strip() for row in working.splitlines()]
    beside = beside if len(beside) == len(text.splitlines()) else [row for row in beside if row]
    if len(beside) == len(text.splitlines()):
        beside = [other for row, other in zip(text.splitlines(), beside, strict=True) if row.strip()]
    if not rows:
        raise InputError("The reply is empty.", "empty_reply")
    if len(rows) > _MOST_LINES or any(len(row) > _LONGEST for row in rows):
        raise InputError(f"A reply has at most {_MOST_LINES} lines of {_LONGEST} characters.", "too_long")
    before = dict(enumerate(draft.lines))
    origin = _origins([_bare(row)[2] for row in rows], [line.text for line in draft.lines])
    lines = [_line(row, beside[n] if n < len(beside) else "", before.get(origin.get(n, -1))) for n, row in enumerate(rows)]
    used = {number for line in lines for number in line.citations}
    kept = tuple(citation for citation in draft.citations if citation.n in used)
    return replace(draft, lines=tuple(lines), citations=kept, mode="edited", author=author)


def difference(old: Draft, new: Draft) -> str:
    """What a reader would see changed, as a unified diff."""
    names = (f"version {old.version}", f"version {new.version}")
    return "\n".join(unified_diff(old.text().splitlines(), new.text().splitlines(), *names, lineterm="", n=1))


def _line(row: str, working: str, before: Line | None) -> Line:
    sign, marks, text = _bare(row)
    if before is None:
        return Line(_SIGNS.get(sign, "statement"), text, working, marks)
    kind: LineKind = before.kind
    if sign in {"#", "?"}:
        kind = _SIGNS[sign]
    elif not sign and before.kind not in CITED:
        kind = "statement"
    elif sign == "~" and before.kind in CITED:
        kind = "next"
    return Line(kind, text, working, marks, before.basis)


def _bare(row: str) -> tuple[str, tuple[int, ...], str]:
    sign = row[0] if row[0] in _SIGNS and row[1:2] == " " else ""
    text = row[1:].strip() if sign else row
    found = _END_MARKS.search(text)
    marks = tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", found.group()))) if found else ()
    return sign, marks, _END_MARKS.sub("", text).strip()


def _origins(new: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """New line -> the old line it was: the same words, or the one in its place that was rewritten."""
    origin: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            origin |= {c + n: a + n for n in range(b - a)}
    return origin
