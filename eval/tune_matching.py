"""The gate of matching, and which side is looked for, learned: ``python -m eval.tune_matching``.

The gate from the development needs and from ``corpus/wishes``: every pair of a need and a profile is a case, relevant where the
need's author graded it. Each counts twice, as it is read and as if none of its narrower subjects had been understood: their
words were written beside these needs, so that other needs will name fewer. The side from the wishes, each read by readers that
know no wish for the same profile. Prints the weights for ``[gate]`` and ``[side]`` of ``weights.toml``, what they do to
needs that were left out while they were learned, and what ``[usual]`` should say.
"""

import json
import sys
import tempfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.app.catalogue import CataloguePart
from assistant.app.sides import learn_sides, side_reader
from assistant.catalogue.filters import of_side
from assistant.catalogue.weights import load_weights
from assistant.indexing.written import wishes
from assistant.settings import load_settings
from eval.matching import catalogue, needs

Array = npt.NDArray[np.float64]
SUBJECT = "subject-"
"""How ids of the narrower subjects begin."""
SIDE = ("meaning", "wording", "gives", "takes", "subject")
FEATURES = ("nearness", "words", "concepts", "sector", "bias")
_FOLDS = 10
_RELEVANT = 3.0
"""Weight of a relevant pair: there are a hundred others for each."""


def gate_needs(corpus: Path, known: Collection[str]) -> Iterator[dict[str, Any]]:
    """The development needs, then the wishes for profiles of which ``known`` holds the ids, or for none."""
    yield from needs("dev")
    for one in wishes(corpus):
        if one.profile is None or one.profile in known:
            grades = {one.profile: 3} if one.profile else {}
            yield {"text": one.text, "language": one.language, "side": one.side, "grades": grades}


def evidence(part: CataloguePart, row: dict[str, Any], subjects: bool) -> tuple[Array, Array]:
    """(features, relevance) of each profile that the need looks among."""
    board = part.service.board()
    wish = part.service.wish(row["text"], side=row.get("side"))
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


def learn(features: Array, relevant: Array, worth: float = _RELEVANT) -> Array:
    """Logistic regression by Newton's method, the weights but the last drawn to zero; a relevant case counts ``worth`` times."""
    weights = np.zeros(features.shape[1])
    case = np.where(relevant > 0, worth, 1.0)
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


def side_signals(part: CataloguePart, corpus: Path) -> tuple[Array, Array]:
    """(signals of ``SideWeights`` with a constant, whether a need is looked for) of each wish. Its readers know no wish for
    the same profile."""
    found = list(wishes(corpus))
    vectors = np.stack([part.service.encode(one.text, one.language) for one in found])
    fold = np.array([zlib.crc32((one.profile or one.text).encode()) % _FOLDS for one in found])
    board, matcher = part.service.board(), part.service.matcher
    signals, need = [], []
    for left in range(_FOLDS):
        rest = np.flatnonzero(fold != left)
        reader = side_reader(load_weights().side, part.service.sides.takes, learn_sides([found[n] for n in rest], vectors[rest]))
        for n in np.flatnonzero(fold == left):
            one, row = found[n], board.vectors @ vectors[n]
            read = part.service.read(one.text, one.language, None)
            sides = [part.service.read(one.text, one.language, side) for side in ("need", "offer")]
            likeliest = [matcher.likeliest(board, wish, row) for wish in sides]
            near = dict(zip(("need", "offer"), likeliest, strict=True))
            told = reader.signals(one.text, one.language, vectors[n], gives=read.side == "need", **near)
            signals.append([*(told[name] for name in SIDE), 1.0])
            need.append(one.side == "need")
    return np.array(signals), np.array(need, np.float64)


def main() -> None:
    settings = load_settings()
    with tempfile.TemporaryDirectory() as home, catalogue(settings, Path(home)) as part:
        part.keeper.corpus(settings.corpus)
        known = set(part.service.board().rows)
        told, need = side_signals(part, settings.corpus)
        cases = [evidence(part, row, subjects) for row in gate_needs(settings.corpus, known) for subjects in (True, False)]
        found = usual(part)
    side = learn(told, need, 1.0)
    right = (told @ side >= 0) == (need > 0)
    weights = learn(np.concatenate([f for f, _ in cases]), np.concatenate([r for _, r in cases]))
    result = {
        "gate": dict(zip(FEATURES, (round(float(w), 2) for w in weights), strict=True)),
        "side": dict(zip((*SIDE, "bias"), (round(float(w), 2) for w in side), strict=True)),
        "side right": round(float(right.mean()), 3),
        "usual": found,
        "left out": [left_out(cases, opens) for opens in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)],
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
