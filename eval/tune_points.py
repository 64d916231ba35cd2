"""Find which further points belong to an answer, on the judged development half: ``python -m eval.tune_points``.

Every point of a composed plan that a judge has seen is a case: right where it may be cited (grade 1 or 2, or the author's list).
Logistic regression on the bearings of ``answering/fit.py``; ten folds over questions show what a threshold gains and costs, of
which the one with the best F1 is taken.
Prints the numbers for ``answering/config.py``.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

import numpy as np

from assistant.answering.compose import Claim
from assistant.answering.config import FIT
from assistant.answering.fit import bearings
from assistant.app import Assistant
from assistant.pipeline import Ask, Steps, links_of, planned
from eval.questions import Asked, load
from eval.tune import Floats, logistic

NAMES = [name for name in asdict(FIT) if name not in {"bias", "threshold", "sided", "points"}]
FOLDS = 10


def cases(steps: Steps, asked: Asked) -> Iterator[tuple[list[float], bool]]:
    """A row of bearings for each judged point, and whether it is right."""
    state = planned(steps, Ask(asked.question, asked.history))
    plan = state.plan
    if plan.lead is None or state.question is None or state.vector is None or state.matches is not None:
        return
    links = links_of(steps, plan.lead.group, state.hits)
    near = steps.retrieve.nearness(state.vector)
    kinds: list[tuple[Sequence[Claim], dict[str, float]]] = [
        (plan.points, {}),
        (plan.applies_if, {"condition": 1.0}),
        (plan.not_to_confuse, {"confusable": 1.0}),
    ]
    for claims, kind in kinds:
        for n, claim in enumerate(claims):
            grade = 2 if claim.group in asked.qrels else asked.judged.get(claim.group)
            told = bearings(plan.lead, claim, state.question, state.hits, links, near)
            if grade is not None and told is not None:
                found = told | kind | {"order": n / 5}
                yield [1.0, *(found.get(name, 0.0) for name in NAMES)], grade >= 1


def main() -> None:
    rows: list[list[float]] = []
    right: list[bool] = []
    fold: list[int] = []
    with Assistant() as assistant:
        steps = replace(assistant.steps, fit=replace(FIT, threshold=0.0, points=99))  # those left out today are learned from too
        for n, asked in enumerate(a for a in load("dev") if a.ranks and a.judged):
            for row, fits in cases(steps, asked):
                rows.append(row)
                right.append(fits)
                fold.append(n % FOLDS)
    x, y, f = np.array(rows), np.array(right, float), np.array(fold)
    p: Floats = np.zeros(len(y))
    for k in range(FOLDS):
        p[f == k] = 1 / (1 + np.exp(-x[f == k] @ logistic(x[f != k], y[f != k], np.ones(int((f != k).sum())))))
    for t in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = p >= t
        right_share, found = float(y[kept].mean()), float(y[kept].sum() / y.sum())
        f1 = 2 * right_share * found / (right_share + found)
        sys.stdout.write(
            f"{t:.2f}: {int(kept.sum())} of {len(y)} kept, right {right_share:.3f}, right ones kept {found:.3f}, F1 {f1:.3f}\n"
        )
    for name, value in zip(("bias", *NAMES), logistic(x, y, np.ones(len(y))), strict=True):
        sys.stdout.write(f"    {name}: float = {value:.3f}\n")


if __name__ == "__main__":
    main()
