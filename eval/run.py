"""Measure answers on one half of the questions: ``python -m eval.run [--split test] [--languages zh,en] [--failures]``.

What each number means, and does not, stands in ``eval/README.md``. A question without an answer scores zero; it never vanishes.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.app import Assistant
from assistant.domain import Answer
from assistant.numerals import ascii_digits, numbers
from assistant.text import normalise
from eval.questions import Asked, load

TOP = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question scored; None where a measure does not apply."""

    asked: Asked
    answer: Answer
    recall: float | None
    lead: float | None
    facts: float | None
    refused: bool
    language: float
    grounded: float


def score(assistant: Assistant, asked: Asked) -> Outcome:
    """Ask one question and hold the answer against what is known of it."""
    answer = assistant.ask(asked.question, history=asked.history)
    cited = [c.passage_id.rsplit("@", 1)[0] for c in answer.citations]
    recall = lead = facts = None
    if asked.answerable:
        found = [hit.passage.group for hit in assistant.hits(asked.question, history=asked.history)][:TOP]
        recall = float(any(group in found for group in asked.qrels))
        lead = float(bool(cited) and cited[0] in asked.qrels)
        facts = sum(holds(answer.text, fact, asked.language) for fact in asked.facts) / max(len(asked.facts), 1)
    same = answer.language == assistant.phrases.nearest(asked.language)
    return Outcome(asked, answer, recall, lead, facts, answer.refused, float(same), grounded(answer))


def holds(text: str, fact: str, language: str) -> bool:
    """Whether a fact stands in the text: numbers as numbers, words as words."""
    if re.fullmatch(r"[\d.,  ]+", ascii_digits(fact)):
        return bool(set(numbers(fact)) & set(numbers(text))) or fact in ascii_digits(text)
    return normalise(fact, language) in normalise(text, language)


def grounded(answer: Answer) -> float:
    """Whether every mark has its citation, every citation its mark, and every quote of a claim stands in the answer.

    Brackets around a number inside a quote are shown wide, so as not to be taken for marks.
    """
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    whole = marks == {c.n for c in answer.citations}
    quotes = (re.sub(r"\[(\d+)\]", r"［\1］", c.quote) for c in answer.citations)
    return float(whole and all(quote in answer.text for quote in quotes))


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def table(outcomes: list[Outcome]) -> dict[str, dict[str, float | int | None]]:
    """Measures per language and over all. Refusal precision: of what was refused, how much had to be."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.asked.language].append(outcome)
    groups["all"] = outcomes
    rows: dict[str, dict[str, float | int | None]] = {}
    for name, own in groups.items():
        refused = [o for o in own if o.refused]
        unanswerable = [o for o in own if not o.asked.answerable]
        rows[name] = {
            "n": len(own),
            f"recall@{TOP}": mean(o.recall for o in own),
            "lead": mean(o.lead for o in own),
            "facts": mean(o.facts for o in own),
            "refusal_precision": mean(float(not o.asked.answerable) for o in refused),
            "refusal_recall": mean(float(o.refused) for o in unanswerable),
            "language": mean(o.language for o in own),
            "grounded": mean(o.grounded for o in own),
        }
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", default="test", choices=("dev", "test"))
    options.add_argument("--languages", default="")
    options.add_argument("--json", action="store_true")
    options.add_argument("--failures", action="store_true", help="list what went wrong")
    given = options.parse_args()
    languages = tuple(given.languages.split(",")) if given.languages else ()
    with Assistant() as assistant:
        outcomes = [score(assistant, asked) for asked in load(given.split, languages)]
    rows = table(outcomes)
    out = sys.stdout
    if given.json:
        out.write(json.dumps(rows, indent=2) + "\n")
    else:
        names = list(rows["all"])
        out.write("language  " + "  ".join(f"{n:>17}" for n in names) + "\n")
        for name, row in rows.items():
            cells = ("-" if row[n] is None else f"{row[n]:.3f}" if n != "n" else str(row[n]) for n in names)
            out.write(f"{name:8}  " + "  ".join(f"{c:>17}" for c in cells) + "\n")
    if given.failures:
        for o in outcomes:
            missed = o.asked.answerable and (o.refused or not o.lead)
            if missed or (not o.asked.answerable and not o.refused):
                cited = [c.passage_id for c in o.answer.citations[:3]]
                out.write(f"{o.asked.id} {o.asked.type}: {o.asked.question}\n   wanted {o.asked.qrels or 'refusal'}, ")
                out.write(f"got {'refusal: ' + str(o.answer.reason) if o.refused else cited}\n")


if __name__ == "__main__":
    main()
