"""How people ask for each statement, as a few typical wordings that a question is held against.

The mean of all ways of asking for a statement lies between wordings that have little in common: a lawyer's, a driver's, one in
another language. So the ways are kept as a few middles, of which those near the question count. They are taken from vectors that
the query adapter has turned, in the directions in which ways of asking differ most, so that all of them take little room.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2

from assistant.ports import Vectors

DIRECTIONS, MIDDLES = 64, 4
"""On the development half 96 directions and 6 middles find as much, 48 directions less."""
SHARPNESS = 20.0
"""The higher, the more the nearest middle alone counts."""
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Wordings:
    """``middles`` has shape (n, directions), each of length 1; those of ``groups[i]`` are the rows from ``starts[i]`` on.
    ``mean`` and ``basis``, of shape (dimensions,) and (dimensions, directions), lead there from a turned vector."""

    groups: tuple[str, ...]
    starts: Sequence[int]
    middles: Vectors
    mean: Vectors
    basis: Vectors

    def similarities(self, turned: Vectors) -> dict[str, float]:
        """Group -> how near its wordings are to a question's turned vector, about -1..1."""
        if not self.groups:
            return {}
        at = (turned - self.mean) @ self.basis
        near = np.exp(SHARPNESS * (self.middles @ (at / max(float(np.linalg.norm(at)), 1e-9))))
        each = np.diff([*self.starts, len(self.middles)])
        told = np.log(np.add.reduceat(near, self.starts) / each) / SHARPNESS
        return dict(zip(self.groups, told.tolist(), strict=True))


NO_WORDINGS = Wordings((), (), np.empty((0, 0), np.float32), np.empty(0, np.float32), np.empty((0, 0), np.float32))


def learn_wordings(turned: Vectors, about: Sequence[str]) -> Wordings:
    """``turned``: ways of asking, shape (n, dimensions); ``about``: the group of each. The same input gives the same result."""
    if not len(turned):
        return NO_WORDINGS
    groups = sorted(set(about))
    row = {group: n for n, group in enumerate(groups)}
    own = np.array([row[group] for group in about])
    mean = turned.mean(axis=0)
    basis = np.linalg.svd(turned - mean, full_matrices=False)[2][:DIRECTIONS].T
    points = _unit((turned - mean) @ basis)
    middles = [_middles(points[own == n]) for n in range(len(groups))]
    starts = np.cumsum([0, *(len(some) for some in middles[:-1])]).tolist()
    return Wordings(tuple(groups), starts, np.concatenate(middles), mean, np.ascontiguousarray(basis))


def _middles(points: Vectors) -> Vectors:
    if len(points) <= MIDDLES:
        return points
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of an empty cluster, which is left out
        found, own = kmeans2(points, MIDDLES, iter=_ROUNDS, minit="++", seed=0)
    return _unit(np.asarray(found[np.unique(own)], np.float32))


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
