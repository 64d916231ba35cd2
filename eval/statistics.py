"""How far a difference can be trusted: bootstrap intervals, paired permutation tests. Seeds are fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from eval.records import Interval

RESAMPLES = 2000
PERMUTATIONS = 10_000
_EXACT = 12
"""Up to so many differing pairs all sign patterns are counted; above, they are drawn."""
_NOISE = 1e-3
"""Smaller differences are rounding, on another machine or in a file, and count as none: many of them would look significant."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Mean difference ``after - before`` over the ``n`` questions that both runs have, its 95 % interval, and the one-sided
    p-value of a drop: how often chance alone would lower the mean at least as much."""

    difference: float
    low: float
    high: float
    p_drop: float
    n: int


def interval(values: Sequence[float]) -> Interval:
    """Percentile bootstrap over questions; Efron & Tibshirani, An Introduction to the Bootstrap, ch. 13."""
    x = np.asarray(values, float)
    if not len(x):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    if np.all(x == x[0]):
        return Interval(float(x[0]), float(x[0]), float(x[0]), len(x))
    low, high = np.percentile(_resampled(x), [2.5, 97.5])
    return Interval(float(x.mean()), float(low), float(high), len(x))


def paired(before: Mapping[str, float], after: Mapping[str, float]) -> Paired:
    """Sign-flip permutation test over the questions that both have (Noreen 1989); exact where few pairs differ."""
    common = sorted(set(before) & set(after))
    d = np.array([after[i] - before[i] for i in common], float)
    d[np.abs(d) < _NOISE] = 0.0
    if not len(d):
        return Paired(float("nan"), float("nan"), float("nan"), 1.0, 0)
    mean = float(d.mean())
    if not d.any():
        return Paired(0.0, 0.0, 0.0, 1.0, len(d))
    low, high = np.percentile(_resampled(d), [2.5, 97.5])
    return Paired(mean, float(low), float(high), _drop_by_chance(d[d != 0]), len(d))


def _drop_by_chance(d: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    total = float(d.sum())
    if len(d) <= _EXACT:
        signs = np.array(list(product((-1, 1), repeat=len(d))))
        return float((signs @ np.abs(d) <= total + 1e-9).mean())
    rng = np.random.default_rng(0)
    signs = rng.choice((-1, 1), size=(PERMUTATIONS, len(d)))
    return float(((signs @ np.abs(d) <= total + 1e-9).sum() + 1) / (PERMUTATIONS + 1))


def _resampled(x: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    rng = np.random.default_rng(0)
    means: np.ndarray[tuple[int], np.dtype[np.float64]] = x[rng.integers(0, len(x), (RESAMPLES, len(x)))].mean(axis=1)
    return means


def holm(p_values: Sequence[float], alpha: float) -> list[bool]:
    """Which of the tests are significant at ``alpha`` over all of them together (Holm 1979)."""
    order = sorted(range(len(p_values)), key=lambda n: p_values[n])
    passed = [False] * len(p_values)
    for rank, n in enumerate(order):
        if p_values[n] > alpha / (len(p_values) - rank):
            break
        passed[n] = True
    return passed
