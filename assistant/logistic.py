"""The logistic model by which everything is decided that is a yes or a no: signals by name, weighed, to a probability."""

import math
from collections.abc import Mapping
from typing import Protocol


class Weighted(Protocol):
    """Weights by the name of their signal, and a constant."""

    @property
    def bias(self) -> float: ...


def chance(told: Mapping[str, float], model: Weighted) -> float:
    """Probability, 0..1. ``told``: signals, whose names are fields of ``model``."""
    return 1 / (1 + math.exp(-model.bias - sum(getattr(model, name) * value for name, value in told.items())))


def log_odds(probability: float, bound: float) -> float:
    """Of a probability, held ``bound`` away from 0 and 1."""
    bounded = min(max(probability, bound), 1 - bound)
    return math.log(bounded / (1 - bounded))
