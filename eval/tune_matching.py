"""The gate of matching, learned: ``python -m eval.tune_matching``.

From the development needs only: every pair of a need and a profile is a case, relevant where the need's author graded it. Each
need counts twice, as it is read and as if none of its narrower subjects had been understood: their words were written beside
these needs, so that other needs will name fewer. Prints the weights for ``[gate]`` of ``weights.toml``, what they do to needs
that were left out while they were learned, and what ``[usual]`` should say.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.app.catalogue import CataloguePart
from assistant.catalogue.filters import of_side
from assistant.settings import load_settings
from eval.matching import catalogue, needs

Array = npt.NDArray[np.float64]
SUBJECT = "subject-"
"""How ids of the narrower subjects begin."""
FEATURES = ("nearness", "words", "concepts", "sector", "bias")
_FOLDS = 10
_RELEVANT = 3.0
"""Weight of a relevant pair: there are a hundred others for each."""


def evidence(part: CataloguePart, row: dict[str, Any], subjects: bool) -> tuple[Array, Array]:
    """(features, relevance) of each profile that the need looks among."""
    board = part.service.board()
    wish = part.service.wish(row["text"])
    if not subjects:
        wish = replace(wish, terms=tuple(term for term in wish.terms if not term.startswith(SUBJECT)))
    among = of_side(board, wish)
    similarity = board.vectors @ part.service.encode(wish.text, wish.language)
    scores = part.service.matcher.scorer.evidence(board, wish, similarity, part.service.matcher.words(wish), among)
    features = np.stack([*scores, np.ones(len(similarity))], axis=1)
    relevant = np.array([p.id in row["grades"] for p in board.profiles], np.float64)
    return np.asarray(features[among], np.float64), relevant[among]


def usual(part: CataloguePart) -> dict[str, float]:
    """Mean similarity of a need to the profiles of its side, and the mean of the spreads."""
    board = part.service.board()
    found = []
    for row in needs("dev"):
        wish = part.service.wish(row["text"])
        own = (board.vectors @ part.service.encode(wish.text, wish.language))[of_side(board, wish)]
        found.append((float(own.mean()), float(own.std())))
    mean, spread = np.mean(found, axis=0)
    return {"mean": round(float(mean), 3), "spread": round(float(spread), 3)}


def learn(features: Array, relevant: Array) -> Array:
    """Logistic regression by Newton's method, the weights but the last drawn to zero."""
    weights = np.zeros(features.shape[1])
    case = np.where(relevant > 0, _RELEVANT, 1.0)
    pull = np.append(np.full(len(weights) - 1, 0.1), 0.0)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (case * (chance - relevant)) + pull * weights
        bend = (features * (case * chance * (1 - chance))[:, None]).T @ features + np.diag(pull + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    return weights


def left_out(cases: Sequence[tuple[Array, Array]], opens: float) -> dict[str, float]:
    """Of needs left out: share that keep their best profile, and share of the needs without one in which something is shown.
    ``cases`` hold each need twice, one after the other."""
    kept, alarms = [], []
    for fold in range(_FOLDS):
        rest = [case for n, case in enumerate(cases) if n // 2 % _FOLDS != fold]
        weights = learn(np.concatenate([f for f, _ in rest]), np.concatenate([r for _, r in rest]))
        for features, relevant in (case for n, case in enumerate(cases) if n // 2 % _FOLDS == fold):
            certain = 1 / (1 + np.exp(-features @ weights)) >= opens
            if relevant.any():
                kept.append(float((certain & (relevant > 0)).any()))
            else:
                alarms.append(float(certain.any()))
    return {"opens": opens, "kept": round(float(np.mean(kept)), 3), "false alarms": round(float(np.mean(alarms)), 3)}


def main() -> None:
    settings = load_settings()
    with tempfile.TemporaryDirectory() as home, catalogue(settings, Path(home)) as part:
        part.keeper.corpus(settings.corpus)
        cases = [evidence(part, row, subjects) for row in needs("dev") for subjects in (True, False)]
        found = usual(part)
    weights = learn(np.concatenate([f for f, _ in cases]), np.concatenate([r for _, r in cases]))
    result = {
        "gate": dict(zip(FEATURES, (round(float(w), 2) for w in weights), strict=True)),
        "usual": found,
        "left out": [left_out(cases, opens) for opens in (0.05, 0.1, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4)],
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
