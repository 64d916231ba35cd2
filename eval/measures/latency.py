"""How long each step took: quantiles over the questions of the run, in milliseconds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from eval.records import Reply


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds at the median, the 95th percentile and the longest."""

    p50: float
    p95: float
    longest: float
    n: int


def latency(replies: Iterable[Reply]) -> dict[str, Spent]:
    """Step -> time. Absolute times belong to the machine; compare steps, not machines."""
    steps: dict[str, list[float]] = defaultdict(list)
    for reply in replies:
        for name, spent in reply.timings.items():
            steps[name].append(spent)
    return {name: _spent(values) for name, values in steps.items()}


def _spent(values: list[float]) -> Spent:
    p50, p95, longest = (round(float(np.percentile(values, q)), 2) for q in (50, 95, 100))
    return Spent(p50, p95, longest, len(values))
