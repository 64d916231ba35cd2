"""Find when a text needs the turn before it, on the development half: ``python -m eval.tune_leaning``.

Logistic regression on the signals of ``Leaning``: follow-ups against all other questions, both counting the same in sum, as in a
conversation that has begun either is as likely. Prints recall and wrongly taken ones in tenfold cross-validation for some
thresholds, and the numbers for ``answering/config.py``.
"""

from dataclasses import asdict

import numpy as np

from assistant.answering.config import LEAN
from assistant.app import Assistant
from eval.questions import load
from eval.tune import Floats, cross_validated, logistic

NAMES = [name for name in asdict(LEAN) if name not in {"bias", "threshold"}]


def collect(assistant: Assistant) -> tuple[Floats, Floats]:
    """A row of signals per question, and whether it is a follow-up."""
    leaning = assistant.steps.understand.leaning
    rows, wanted = [], []
    for asked in load("dev"):
        told = leaning.signals(asked.question, asked.language)
        rows.append([1.0, *(told[name] for name in NAMES)])
        wanted.append(bool(asked.history))
    return np.array(rows), np.array(wanted, float)


def learn(x: Floats, y: Floats) -> Floats:
    weight = np.where(y == 1, 0.5 / max(y.mean(), 1e-9), 0.5 / max(1 - y.mean(), 1e-9))
    return logistic(x, y, weight)


def main() -> None:
    with Assistant() as assistant:
        x, y = collect(assistant)
    cross_validated(x, y, learn, NAMES)


if __name__ == "__main__":
    main()
