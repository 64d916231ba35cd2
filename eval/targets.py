"""What the project wants to reach on the test half, composed answers, no key; and how far a run is from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from eval.full import Run
from eval.records import Interval

TARGETS = {
    "citation_precision": 0.98,
    "citation_recall": 0.95,
    "citation_support": 0.98,
    "statements_cited": 0.95,
    "quotes_exact": 1.0,
    "numbers_grounded": 1.0,
    "fact_recall": 0.85,
    "refusal_precision": 0.95,
    "refusal_recall": 0.95,
    "answer_language": 0.99,
    "followup": 0.90,
}
PER_LANGUAGE = {"recall@5": 0.95}
PER_PAIR = {"recall@5": 0.90}


@dataclass(frozen=True, slots=True)
class Standing:
    """A target and what was measured; ``worst``: the lowest language or pair, where the target holds for each."""

    name: str
    target: float
    measured: Interval
    worst: str = ""
    worst_value: float | None = None

    @property
    def reached(self) -> bool:
        return (self.measured.mean if self.worst_value is None else self.worst_value) >= self.target


def standings(run: Run) -> Iterator[Standing]:
    """Every target that the run measured."""
    overall = run.assistant.by_language["all"]
    for name, target in PER_LANGUAGE.items():
        if name in overall:
            rows = {x: r[name].mean for x, r in run.assistant.by_language.items() if x != "all" and name in r}
            worst = min(rows, key=lambda x: rows[x])
            yield Standing(f"{name} in each language", target, overall[name], worst, rows[worst])
    if run.pairs is not None:
        for name, target in PER_PAIR.items():
            cells = [c for c in run.pairs.cells if c.asked != c.evidence and c.evidence != "other" and name in c.means]
            if cells:
                low = min(cells, key=lambda c: c.means[name].mean)
                every = _pooled([c.means[name] for c in cells])
                yield Standing(f"{name} for each pair", target, every, f"{low.asked}→{low.evidence}", low.means[name].mean)
    for name, target in TARGETS.items():
        if name in overall:
            yield Standing(name, target, overall[name])


def _pooled(cells: list[Interval]) -> Interval:
    """The mean over all questions of all cells, with the range of the cells in place of an interval."""
    n = sum(c.n for c in cells)
    return Interval(sum(c.mean * c.n for c in cells) / n, min(c.mean for c in cells), max(c.mean for c in cells), n)
