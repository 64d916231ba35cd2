"""Refuse a change that makes answers worse: ``python -m eval.gate`` (``make gate``); ``--refresh`` writes ``eval/baseline.json``.

Each measure is compared question by question with the committed baseline, over all questions and per language, by a one-sided
permutation test; Holm's correction holds the chance of a false alarm at alpha for each measure's languages together. A promise
(a quote that is exact, a number that stands in its quote) may not fall in any question. Answers are given as of the baseline's
day, so that time passing is no drop. What was worded anew since, or is new, is not compared; a measure or a language that has
nothing left to compare fails, since that would be a way around the gate.
"""

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError, InputError
from eval.config import Config, GateRule, load_config
from eval.full import Run, opened, run
from eval.questions import load, sample
from eval.records import Scores
from eval.report.numbers import append_history
from eval.report.tables import Table
from eval.report.terminal import lines
from eval.statistics import Paired, holm, paired
from eval.system import say

BASELINE = Path(__file__).with_name("baseline.json")
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was measured when it was written: scores by measure and question, and what each question asked."""

    commit: str
    date: str
    encoder: str
    scores: Scores
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison. ``failed``: a significant drop, a broken promise, or nothing left to compare."""

    measure: str
    language: str
    test: Paired
    before: float
    after: float
    failed: bool
    why: str = ""


def compare(before: Baseline, after: Baseline, rule: GateRule) -> list[Check]:
    """Languages are those of the questions' ids (``zh-001``)."""
    same = {i for i, mark in after.marks.items() if before.marks.get(i) == mark}
    languages = sorted({_language(i) for i in (*before.marks, *after.marks)})
    checks: list[Check] = []
    for measure in rule.measures:
        old, new = (b.scores.get(measure, {}) for b in (before, after))
        rows = {_ALL: set(old), **{x: {i for i in old if _language(i) == x} for x in languages}}
        rows = {language: ids for language, ids in rows.items() if ids}
        tests = {language: paired(_only(old, ids & same), _only(new, ids & same)) for language, ids in rows.items()}
        dropped = holm([t.p_drop for t in tests.values()], rule.alpha)
        for (language, test), drop in zip(tests.items(), dropped, strict=True):
            why = "significant drop" if drop else "" if test.n else "nothing left to compare"
            checks.append(_check(measure, language, (old, new), rows[language] & same, test, drop or not test.n, why))
    for measure in rule.promises:
        old, new = (b.scores.get(measure, {}) for b in (before, after))
        broken = sorted(i for i, value in new.items() if value < 1 and old.get(i, 1.0) >= 1)
        why = f"broken in {', '.join(broken[:5])}" if broken else ""
        test = paired(_only(old, same), _only(new, same))
        checks.append(_check(measure, _ALL, (old, new), same, test, bool(broken), why))
    return checks


def _check(
    measure: str, language: str, scores: tuple[Mapping[str, float], Mapping[str, float]], ids: set[str], test: Paired,
    failed: bool, why: str,
) -> Check:  # fmt: skip
    common = ids & set(scores[0]) & set(scores[1])
    old, new = (sum(own[i] for i in common) / len(common) if common else float("nan") for own in scores)
    return Check(measure, language, test, old, new, failed, why)


def table(checks: Sequence[Check], before: Baseline) -> Table:
    """Every comparison over all questions, and those of single languages in which something changed."""
    rows = []
    for c in checks:
        if c.failed or c.language == _ALL or c.test.difference:
            t = c.test
            numbers = [f"{c.before:.3f}", f"{c.after:.3f}", f"{t.difference:+.3f}", str(t.n), f"{t.p_drop:.4f}"]
            rows.append(["FAILED" if c.failed else "ok", c.measure, c.language, *numbers, c.why])
    title = f"Against the baseline of {before.date} ({before.commit})"
    return Table(title, "", ("", "measure", "language", "before", "now", "change", "n", "p", ""), rows)


def of_run(done: Run) -> Baseline:
    marks = {o.asked.id: o.asked.mark for o in done.outcomes}
    return Baseline(done.meta.commit, done.meta.date, done.meta.encoder, done.assistant.scores, marks)


def read(path: Path) -> Baseline:
    """Raises:
    InputError: there is no baseline, or it cannot be read.
    """
    try:
        return Baseline(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise InputError(f"{path} is missing: write it with `make baseline`.") from error
    except (ValueError, TypeError) as error:
        raise InputError(f"{path} is damaged: write it anew with `make baseline`.") from error


def write(baseline: Baseline, path: Path, kept: Sequence[str]) -> None:
    """Only the measures that the gate compares, a line for each, so that a refresh is a readable change."""
    scores = {m: {i: round(v, 4) for i, v in sorted(baseline.scores[m].items())} for m in kept if m in baseline.scores}
    head = {"commit": baseline.commit, "date": baseline.date, "encoder": baseline.encoder}
    parts = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head.items()]
    parts += [f'"marks": {json.dumps(dict(sorted(baseline.marks.items())))}']
    body = ",\n".join(f"  {json.dumps(name)}: {json.dumps(own)}" for name, own in scores.items())
    parts.append('"scores": {\n' + body + "\n}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def passes(config: Config, path: Path, home: Path | None = None, refresh: bool = False) -> bool:
    """Measure, then compare with ``path`` or write it."""
    started = time.monotonic()
    before = None if refresh else read(path)
    with opened(home, None, today=dt.date.fromisoformat(before.date) if before else None) as assistant:
        asked = sample(list(load(config.split, config.languages)), config.limit)
        done = run(assistant, config, asked)
    after = of_run(done)
    if before is None:
        write(after, path, (*config.gate.measures, *config.gate.promises))
        if path == BASELINE:
            append_history(done)
        say(f"written: {path}")
        return True
    if before.encoder != after.encoder:
        raise InputError(
            f"The baseline was made with {before.encoder}, this run with {after.encoder}: `make baseline` makes a new one."
        )
    asked_only = narrowed(before, set(config.languages)) if config.languages else before
    checks = compare(asked_only, after, config.gate)
    sys.stdout.write(lines(table(checks, before)) + "\n")
    say(f"{len(after.marks)} questions in {time.monotonic() - started:.0f} s, {time.process_time():.0f} s of them computing")
    return not any(check.failed for check in checks)


def narrowed(baseline: Baseline, languages: set[str]) -> Baseline:
    """The part of it that is about ``languages``."""
    scores = {name: {i: v for i, v in own.items() if _language(i) in languages} for name, own in baseline.scores.items()}
    return replace(baseline, scores=scores, marks={i: m for i, m in baseline.marks.items() if _language(i) in languages})


def _language(question: str) -> str:
    return question.partition("-")[0]


def _only(scores: Mapping[str, float], ids: set[str]) -> dict[str, float]:
    return {i: value for i, value in scores.items() if i in ids}


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--config", default="gate")
    options.add_argument("--baseline", type=Path, default=BASELINE)
    options.add_argument("--home", type=Path)
    options.add_argument("--languages", default="")
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--refresh", action="store_true", help="write the baseline instead of comparing with it")
    given = options.parse_args(arguments)
    try:
        languages = tuple(x for x in given.languages.split(",") if x)
        config = load_config(given.config, languages=languages, limit=given.limit or None)
        good = passes(config, given.baseline, given.home, given.refresh)
    except AssistantError as error:
        say(str(error))
        return 2
    if not good:
        say("The change makes answers worse. If that is meant, say why in the commit and refresh the baseline: make baseline")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
