"""What the desk drafts for the hundred inquiries of ``inquiries.jsonl``: language, citations, numbers, and what is missing."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.app import Assistant
from assistant.app.administration import SHELL
from assistant.app.desk import Desk
from assistant.casework import CITED, Contact, Draft, Inquiry
from assistant.errors import AssistantError

INQUIRIES = Path(__file__).with_name("inquiries.jsonl")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An inquiry as it came; ``answerable``: the corpus holds what it asks."""

    id: str
    language: str
    answerable: bool
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """``lacks``: why the draft is not right; empty where it is. ``missing``: points that it says it cannot answer."""

    wanted: Wanted
    lacks: tuple[str, ...]
    missing: tuple[str, ...] = ()
    statements: int = 0


def load(path: Path = INQUIRIES, languages: Sequence[str] = ()) -> list[Wanted]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Wanted(**line) for line in lines if not languages or line["language"] in languages]


def drafted(assistant: Assistant, wanted: Sequence[Wanted]) -> Iterator[Result]:
    """Each is taken in and drafted as staff would; the state folder is meant to be thrown away."""
    desk = Desk(assistant)
    for one in wanted:
        try:
            inquiry = desk.intake.take("eval", one.text, contact=Contact("N. N."), consent=True)
            draft = desk.review.compose(SHELL, inquiry.id, "en" if one.language == "zh" else "zh")
        except AssistantError as error:
            yield Result(one, (f"no draft: {error}",))
            continue
        yield Result(one, tuple(_lacks(desk, one, inquiry, draft)), draft.missing, _statements(draft))


def _statements(draft: Draft) -> int:
    return sum(line.kind in CITED for line in draft.lines)


def _lacks(desk: Desk, one: Wanted, inquiry: Inquiry, draft: Draft) -> Iterator[str]:
    if draft.language != one.language:
        yield f"is in {draft.language}"
    for finding in desk.review.checks(draft, inquiry.recipient()):
        if finding.fault in {"uncited", "number", "unseen", "language"}:
            yield f"{finding.fault} in line {finding.line + 1} {finding.detail}".strip()
    if not one.answerable and not draft.missing:
        yield "does not say what is missing"
    if one.answerable and not _statements(draft):
        yield "states nothing"


def report(results: Sequence[Result]) -> str:
    """Shares with their counts, then each draft that is not right and what it lacks."""
    answerable = [r for r in results if r.wanted.answerable]
    rest = [r for r in results if not r.wanted.answerable]
    faults = Counter(lack.split(" in ")[0].split(":")[0] for r in results for lack in r.lacks)
    open_points = [r for r in answerable if r.missing]
    lines = [
        f"right drafts for answerable inquiries: {_share(answerable)}",
        f"unanswerable inquiries that say what is missing: {_share(rest)}",
        f"answerable inquiries with a point left open: {len(open_points)} of {len(answerable)}",
        f"statements in all: {sum(r.statements for r in results)}, faults by kind: {dict(faults)}",
    ]
    for language in dict.fromkeys(r.wanted.language for r in results):
        lines.append(f"  {language}: {_share([r for r in results if r.wanted.language == language])}")
    lines += [f"- {r.wanted.id}: {'; '.join(r.lacks)}" for r in results if r.lacks]
    lines += [f"~ {r.wanted.id} leaves open: {' | '.join(r.missing)}" for r in open_points]
    return "\n".join(lines)


def _share(results: Sequence[Result]) -> str:
    return f"{sum(not r.lacks for r in results)} of {len(results)}"
