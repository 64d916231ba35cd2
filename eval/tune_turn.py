"""Find when a question that names no partner is one for the catalogue, on the development half: ``python -m eval.tune_turn``.

Logistic regression on the signals of ``turn.leanings``: questions of the type partner and the needs of the corpus gold against
all other questions, then the threshold with the best balance of recall and precision in tenfold cross-validation. Prints the
numbers for ``answering/config.py``.
"""

from dataclasses import asdict

import numpy as np

from assistant.access import VISITOR
from assistant.answering.aims import aimed
from assistant.answering.config import TURN
from assistant.answering.sufficiency import sufficiency
from assistant.answering.turn import leanings, may_turn
from assistant.app import Assistant
from eval.matching import needs
from eval.questions import load
from eval.tune import Floats, cross_validated, logistic

SHARPNESS = 10.0
"""Signals lie in 0..1 and answers are clear: the descent is run on them magnified, so that shrinking hardly holds it back."""
NAMES = [name for name in asdict(TURN) if name not in {"bias", "threshold", "certain", "answered_well"}]


def collect(assistant: Assistant) -> tuple[Floats, Floats]:
    """A row of signals per question, and whether it is for the catalogue."""
    steps = assistant.steps
    asked = [(a.question, a.history, a.seeks_partner) for a in load("dev")]
    asked += [(row["text"], (), True) for row in needs("dev")]
    rows, wanted = [], []
    for text, history, partner in asked:
        question = steps.understand(text, history)
        vector = steps.retrieve.vector(question)
        question = aimed(question, steps.aims.of(vector, question.text, question.language), steps.bounds)
        hits = steps.retrieve(question, vector=vector)
        if question.intent == "partner" or not may_turn(question, hits):
            continue
        similarity, seeks = steps.nearness(question, vector, VISITOR)
        told = leanings(question, similarity, hits, sufficiency(hits, question, steps.gate), seeks)
        rows.append([1.0, *(told[name] for name in NAMES)])
        wanted.append(partner)
    return np.array(rows), np.array(wanted, float)


def learn(x: Floats, y: Floats) -> Floats:
    scale = np.r_[1.0, np.abs(x[:, 1:]).max(axis=0) / SHARPNESS]
    return np.asarray(logistic(x / scale, y, np.ones(len(y))) / scale)


def main() -> None:
    with Assistant() as assistant:
        x, y = collect(assistant)
    cross_validated(x, y, learn, NAMES)


if __name__ == "__main__":
    main()
