"""What went wrong, question by question: what was expected, what came, and the text of the passages that would have answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Passage
from eval.measures.refusal import declines, must_refuse
from eval.records import Base, Outcome, record_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage to click to."""

    group: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Failure:
    id: str
    language: str
    type: str
    question: str
    fault: str
    expected: tuple[Shown, ...]
    got: tuple[Shown, ...]
    answer: str


def fault_of(outcome: Outcome) -> str | None:
    """The gravest fault of an answer, in a few words; None where it is right."""
    asked, reply, scores = outcome.asked, outcome.reply, outcome.scores
    for name in ("quotes_exact", "marks_whole", "numbers_grounded", "answer_language", "uncontradicted"):
        if scores.get(name, 1.0) < 1:
            return f"{name} {scores[name]:.2f}"
    if must_refuse(asked):
        return None if declines(asked, reply) else "answered, though it must be refused"
    if reply.refused:
        return "refused, though it can be answered"
    if scores.get("recall@5", 1.0) < 1:
        return "no right statement among the first five"
    if scores.get("partner_recall", 1.0) < 1:
        return "no right partner among the first five"
    if scores.get("citation_recall", 1.0) < 1:
        return "found, but not cited"
    return "a fact is missing" if scores.get("fact_recall", 1.0) < 1 else None


def failures(outcomes: Sequence[Outcome], base: Base, paths: Mapping[str, str]) -> Iterator[Failure]:
    """``paths``: document id -> the file it was read from."""
    for outcome in outcomes:
        fault = fault_of(outcome)
        if fault is None:
            continue
        asked, reply = outcome.asked, outcome.reply
        expected = _shown(asked.qrels, asked.language, base, paths)
        got = tuple(Shown(c.passage_id, c.quote, paths.get(c.document_id, "")) for c in reply.citations[:3])
        if not got:
            got = _shown(reply.first(3), asked.language, base, paths)
        yield Failure(asked.id, asked.language, asked.type, asked.question, fault, expected, got, reply.text or "")


def _shown(groups: Sequence[str], language: str, base: Base, paths: Mapping[str, str]) -> tuple[Shown, ...]:
    wanted = {}
    for group in groups:
        own = base.languages.get(group, frozenset())
        if own:
            wanted[group] = f"{group}@{next((x for x in (language, 'en') if x in own), min(own))}"
    stored: Mapping[str, Passage] = base.passages(list(wanted.values()))
    return tuple(
        Shown(group, stored[wanted[group]].text if wanted.get(group) in stored else "", paths.get(record_of(group), ""))
        for group in groups
    )
