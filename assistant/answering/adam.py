"""Adam (Kingma & Ba 2015), for the small models that are learned from the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.ports import Vectors


@dataclass(slots=True)
class Adam:
    """Changes ``weights`` in place."""

    weights: Sequence[Vectors]
    rate: float
    decay: tuple[float, float] = (0.9, 0.99)
    _moments: list[tuple[Vectors, Vectors]] = field(init=False)
    _steps: int = 0

    def __post_init__(self) -> None:
        self._moments = [(np.zeros_like(own), np.zeros_like(own)) for own in self.weights]

    def step(self, gradients: Sequence[Vectors]) -> None:
        """``gradients``: of the loss, each of the shape of its weights."""
        self._steps += 1
        shares = [1 - decay**self._steps for decay in self.decay]
        for own, gradient, (first, second) in zip(self.weights, gradients, self._moments, strict=True):
            first += (1 - self.decay[0]) * (gradient - first)
            second += (1 - self.decay[1]) * (gradient * gradient - second)
            own -= self.rate * (first / shares[0]) / (np.sqrt(second / shares[1]) + 1e-8)
