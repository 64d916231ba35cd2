"""A model's opinion of answers, beside the measures and never instead of them: ``python -m eval.model.judge``.

It is worth what its agreement with the rule-based measures is worth, which is reported with it: share of equal verdicts and
Cohen's kappa (1960), which takes off what chance alone would agree on. The prompt is ``prompts/judge.md``; its version and hash
stand in the result, since another prompt is another judge.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, InputError, ModelError
from assistant.settings import ROOT, load_settings
from eval.full import opened
from eval.measure import ask_all, outcomes, score
from eval.measures.refusal import declines, must_refuse
from eval.model.endpoint import Answers
from eval.model.recording import upstream
from eval.questions import load, sample
from eval.records import Outcome
from eval.report.tables import Table
from eval.report.terminal import lines
from eval.system import OurAssistant, base_of, say

GRADES = ("right", "partly", "wrong")
PROMPT = ROOT / "prompts" / "judge.md"


@dataclass(frozen=True, slots=True)
class Judged:
    """``by_rule`` and ``by_model``: one of ``GRADES``; ``by_model`` is None where the model said nothing of use."""

    question: str
    by_rule: str
    by_model: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over the answers that the model graded; ``unread`` is how many it did not."""

    equal: float
    kappa: float
    n: int
    unread: int


class Judge:
    """Raises:
    InputError: the prompt has no version.
    """

    def __init__(self, model: Answers, prompt: str) -> None:
        version = re.match(r"Version: (\d+)\n", prompt)
        if version is None:
            raise InputError("The judge's prompt does not begin with its version.")
        self.name = f"judge.md version {version[1]}, {hashlib.sha256(prompt.encode()).hexdigest()[:8]}"
        self._model = model
        self._prompt = prompt[version.end() :].strip()

    def __call__(self, outcome: Outcome) -> str | None:
        asked = outcome.asked
        needed = "a refusal: this is not to be answered" if must_refuse(asked) else "; ".join(asked.facts) or "an answer"
        prompt = self._prompt.format(question=asked.question, needed=needed, answer=outcome.reply.text or "nothing")
        try:
            text = self._model(prompt)
            found = json.loads(text[text.index("{") : text.rindex("}") + 1])
        except (ModelError, ValueError):
            return None
        grade = found.get("grade") if isinstance(found, dict) else None
        return grade if grade in GRADES else None


def by_rule(outcome: Outcome) -> str:
    """What the rule-based measures make of the same answer."""
    asked, reply, scores = outcome.asked, outcome.reply, outcome.scores
    if must_refuse(asked) or declines(asked, reply):
        return "right" if must_refuse(asked) == declines(asked, reply) else "wrong"
    facts = scores.get("fact_recall", scores.get("citation_recall", 1.0))
    if not facts or scores.get("uncontradicted", 1.0) < 1:
        return "wrong"
    return "right" if facts == 1 else "partly"


def judged(outcomes_: Sequence[Outcome], judge: Judge) -> list[Judged]:
    return [Judged(o.asked.id, by_rule(o), judge(o)) for o in outcomes_]


def agreement(rows: Sequence[Judged]) -> Agreement:
    """Cohen's kappa over three grades; nan where both sides gave one and the same grade to everything."""
    read = [(row.by_rule, row.by_model) for row in rows if row.by_model is not None]
    if not read:
        return Agreement(float("nan"), float("nan"), 0, len(rows))
    n = len(read)
    equal = sum(a == b for a, b in read) / n
    chance = sum(sum(a == g for a, _ in read) * sum(b == g for _, b in read) for g in GRADES) / n**2
    kappa = (equal - chance) / (1 - chance) if chance < 1 else float("nan")
    return Agreement(equal, kappa, n, len(rows) - n)


def tables_of(rows: Sequence[Judged], name: str) -> list[Table]:
    found = agreement(rows)
    note = (
        f"{name}. Equal {found.equal:.3f}, Cohen's kappa {found.kappa:.3f} over {found.n} answers; {found.unread} without a "
        "grade that could be read. An opinion, no evidence: the measures stand without it."
    )
    body = []
    for rule in GRADES:
        own = [row.by_model for row in rows if row.by_rule == rule]
        body.append([rule, *(str(own.count(grade)) for grade in GRADES), str(own.count(None))])
    return [Table("Judge against measures", note, ("by the measures", *(f"judge: {g}" for g in GRADES), "unread"), body)]


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", required=True, help="of the endpoint in OPENAI_BASE_URL")
    options.add_argument("--split", choices=("dev", "test"), default="test")
    options.add_argument("--languages", default="")
    options.add_argument("--limit", type=int, default=0, help="questions per language")
    options.add_argument("--home", type=Path)
    given = options.parse_args(arguments)
    try:
        settings = load_settings()
        if settings.openai_base_url is None:
            raise InputError("OPENAI_BASE_URL names no endpoint.")
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        judge = Judge(upstream(settings.openai_base_url, given.model, key, most_tokens=40), PROMPT.read_text(encoding="utf-8"))
        asked = sample(list(load(given.split, tuple(x for x in given.languages.split(",") if x))), given.limit)
        with opened(given.home, None) as assistant:
            base = base_of(assistant)
            replies = ask_all(OurAssistant(assistant), asked, "assistant")
            rows = judged(outcomes(asked, replies, score(asked, replies, base)), judge)
    except AssistantError as error:
        say(str(error))
        return 2
    sys.stdout.write("\n".join(lines(t) for t in tables_of(rows, f"{judge.name}, model {given.model}")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
