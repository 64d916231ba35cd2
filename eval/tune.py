"""Find the weights of ranking and the gate of refusal on the development half: ``python -m eval.tune``.

Ranking: for each answerable question the right groups should outweigh the others of its shortlist; the weights minimise the
listwise softmax loss, drawn towards the weights in force (``PULL``), since 180 questions are few for 25 weights.
Refusal: logistic regression of "the best hit answers" on the signals of ``sufficiency``, then the threshold that refuses few of
those that can be answered. Prints the numbers for ``answering/config.py``.
"""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

import numpy as np
import numpy.typing as npt

from assistant.answering.aims import aimed
from assistant.answering.config import GATE, WEIGHTS, Gate, Weights
from assistant.answering.rank import hub_share, weigh
from assistant.answering.sufficiency import judge, signals
from assistant.app import Assistant
from assistant.domain import Hit, Question
from eval.near import load_near
from eval.questions import Asked, load

PULL = 0.02
LOST = 0.02
"""Share of the answerable questions that the gate may refuse: where one question in four must be, that leaves nearly nineteen of
twenty refusals right."""
FOLDS = 10
STEPS, RATE = 3000, 0.05
LEARNED = [n for n in asdict(WEIGHTS) if not n.startswith("list_") and n not in {"candidates", "shortlist", "rrf", "own_words"}]
Floats = npt.NDArray[np.float64]
Case = tuple[Asked, Question, list[Hit], Floats]


def collect(assistant: Assistant) -> list[Case]:
    """Each development question and near miss with its shortlist and a row of features per hit."""
    steps = assistant.steps
    cases = []
    for asked in (*load("dev"), *(asked for _, asked in load_near("dev"))):
        if asked.seeks_partner:
            continue  # the catalogue answers, with weights of its own
        question = steps.understand(asked.question, asked.history)
        vector = steps.retrieve.vector(question)
        question = aimed(question, steps.aims.of(vector, question.text, question.language), steps.bounds)
        found = steps.retrieve.candidates(question, steps.retrieve.knowledge(), vector=vector)
        scores = {hit.passage.group: weigh(values, WEIGHTS) for hit, values in found}
        links = steps.retrieve.store.links(list(scores))
        rows = []
        for hit, values in found:
            values["hub"] = hub_share(hit, links.get(hit.passage.group), scores)
            rows.append([values.get(name, 0.0) for name in LEARNED])
        cases.append((asked, question, [hit for hit, _ in found], np.array(rows).reshape(-1, len(LEARNED))))
    return cases


def learn_weights(cases: list[Case]) -> Weights:
    """Gradient descent on the listwise loss; temperature 1/4 brings scores to the scale of the softmax."""
    start = np.array([getattr(WEIGHTS, name) for name in LEARNED])
    weights = start.copy()
    lists = []
    for asked, _, hits, rows in cases:
        outside = asked.type == "outside"
        right = np.array([hit.passage.role == "outside" if outside else hit.passage.group in asked.qrels for hit in hits])
        if (asked.answerable or outside) and right.any() and not right.all():
            lists.append((rows, right))
    for _ in range(STEPS):
        gradient = PULL * (weights - start)
        for rows, right in lists:
            logits = 4 * (rows @ weights)
            chance = np.exp(logits - logits.max())
            chance /= chance.sum()
            wanted = chance * right / max(float((chance * right).sum()), 1e-9)
            gradient += 4 * rows.T @ (chance - wanted) / len(lists)
        weights -= RATE * gradient
    return replace(WEIGHTS, **{name: round(float(w), 3) for name, w in zip(LEARNED, weights, strict=True)})  # type: ignore[arg-type]


def ranked(case: Case, weights: Weights) -> list[Hit]:
    _, _, hits, rows = case
    scores = rows @ np.array([getattr(weights, name) for name in LEARNED])
    return [replace(hits[n], score=float(scores[n])) for n in np.argsort(-scores, kind="stable")]


def learn_gate(cases: list[Case], weights: Weights) -> Gate:
    """Only questions that no other rule refuses: evasion, a missing article, an uncovered country are settled before."""
    open_gate = replace(GATE, threshold=-1.0)
    names = [n for n in asdict(GATE) if n not in {"bias", "threshold", "beside_outside", "no_report"}]
    rows, right = [], []
    for case in cases:
        asked, question, _, _ = case
        hits = ranked(case, weights)
        if (
            asked.type not in {"evasion", "false_premise"}
            and hits
            and judge(question, hits, open_gate, dt.date.today()).reason is None
        ):
            found = signals(hits, question)
            rows.append([1.0, *(found[name] for name in names)])
            right.append(asked.answerable)
    x, y = np.array(rows), np.array(right, float)
    w = logistic(x, y, np.ones(len(y)))
    p = 1 / (1 + np.exp(-x @ w))
    best = np.quantile(p[y == 1], LOST)
    out = sys.stdout
    out.write(f"gate: {len(y)} questions, accuracy {((p >= best) == (y == 1)).mean():.3f}, ")
    kept = (p[y == 1] >= best).mean()
    out.write(f"refused of those that must be {(p[y == 0] < best).mean():.3f}, answered of the others {kept:.3f}\n")
    fitted = {name: round(float(v), 3) for name, v in zip(names, w[1:], strict=True)}
    return Gate(bias=round(float(w[0]), 3), threshold=round(float(best), 3), **fitted)


def logistic(x: Floats, y: Floats, balance: Floats) -> Floats:
    """Coefficients, the first the intercept, shrunk a little; ``balance`` weighs the rows."""
    w = np.zeros(x.shape[1])
    for _ in range(20_000):
        p = 1 / (1 + np.exp(-x @ w))
        w -= 0.3 * (x.T @ ((p - y) * balance) / len(y) + 0.001 * np.r_[0.0, w[1:]])
    return w


def cross_validated(x: Floats, y: Floats, learn: Callable[[Floats, Floats], Floats], names: Sequence[str]) -> None:
    """Print what a logistic model finds at some thresholds, each tenth judged by what the others teach, and its numbers. ``x``:
    a row per case, the first column 1; ``names``: of the others."""
    fold = np.arange(len(y)) % FOLDS
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ learn(x[fold != k], y[fold != k])))
    for t in np.linspace(0.2, 0.8, 13):
        wrongly = int((p[y == 0] >= t).sum())
        sys.stdout.write(f"{t:.2f}: found {(p[y == 1] >= t).mean():.3f}, taken wrongly {wrongly} of {int((y == 0).sum())}\n")
    for name, value in zip(("bias", *names), learn(x, y), strict=True):
        sys.stdout.write(f"    {name}: float = {value:.2f}\n")


def report(name: str, cases: list[Case], weights: Weights) -> None:
    first, five, listed = [], [], []
    for case in cases:
        asked = case[0]
        if asked.answerable:
            groups = [hit.passage.group for hit in ranked(case, weights)]
            first.append(groups[:1] != [] and groups[0] in asked.qrels)
            five.append(any(g in asked.qrels for g in groups[:5]))
            listed.append(any(g in asked.qrels for g in groups))
    shares = ", ".join(f"{n} {np.mean(v):.3f}" for n, v in (("first", first), ("in five", five), ("in shortlist", listed)))
    sys.stdout.write(f"{name}: {shares}\n")


def main() -> None:
    with Assistant() as assistant:
        cases = collect(assistant)
    report("weights in force", cases, WEIGHTS)
    halves = [[c for n, c in enumerate(cases) if n % 2 == k] for k in (0, 1)]
    for k in (0, 1):
        report(f"learned on one half of it, measured on the other ({k})", halves[1 - k], learn_weights(halves[k]))
    weights = learn_weights(cases)
    report("learned on all of it", cases, weights)
    for name in LEARNED:
        sys.stdout.write(f"    {name}: float = {getattr(weights, name)}\n")
    for name, value in asdict(learn_gate(cases, weights)).items():
        sys.stdout.write(f"    {name}: float = {value}\n")


if __name__ == "__main__":
    main()
