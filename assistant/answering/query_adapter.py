"""A question's vector, turned towards the statements that such questions are about.

A general encoder places a question near texts that use the same words. The ways of asking that editors wrote for each part of
the knowledge base show what people mean; a linear map of the question's vector is learned from them, in all languages at once,
so that a question in one language lies near the statement in every other. Passages keep their vectors. The map knows the
statements that it was taught with; for others (documents that people add) it is no better than none, so it is not used there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.adam import Adam
from assistant.ports import Vectors

RANK = 160
"""Of the map; on the development half the whole map (896) finds as much, 128 a little less."""
ROUNDS, BATCH, RATE = 4, 256, 5e-4
TEMPERATURE = 0.04
PULL = 1e-3
"""Towards no change."""


@dataclass(frozen=True, slots=True)
class QueryAdapter:
    """``down`` has shape (rank, dimensions), ``up`` (dimensions, rank). ``groups``: the statements that it was taught with."""

    down: Vectors
    up: Vectors
    groups: frozenset[str] = frozenset()

    def of(self, vector: Vectors) -> Vectors:
        """Of length 1, like ``vector``; shape (dimensions,)."""
        if not self.groups:
            return vector
        turned = vector + self.up @ (self.down @ vector)
        return np.asarray(turned / np.linalg.norm(turned), np.float32)


NO_ADAPTER = QueryAdapter(np.empty((0, 0), np.float32), np.empty((0, 0), np.float32))


def teach(
    questions: Vectors, about: Sequence[str], versions: Mapping[str, Mapping[str, Vectors]],
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> QueryAdapter:  # fmt: skip
    """Learn the map. ``questions``: shape (n, dimensions); ``about``: the group of each; ``versions``: language -> group ->
    vector.

    Contrastive: among all groups, each by its version in one language or by the mean of its versions, the right one is to be
    the nearest (softmax cross-entropy of cosines, Adam). The same input gives the same map.
    """
    groups = sorted({group for own in versions.values() for group in own})
    row = {group: n for n, group in enumerate(groups)}
    known = np.array([group in row for group in about], bool)
    x, right = questions[known], np.array([row[group] for group in about if group in row])
    if not len(x):
        return NO_ADAPTER
    views = _views(versions, row, x.shape[1])
    map_ = np.zeros((x.shape[1], x.shape[1]), np.float32)
    adam = Adam((map_,), RATE)
    chance = np.random.default_rng(0)
    batch = min(BATCH, len(x))
    steps = [range(start, start + batch) for start in range(0, len(x) - batch + 1, batch)]
    for done in range(1, ROUNDS * len(steps) + 1):
        if (done - 1) % len(steps) == 0:
            order = chance.permutation(len(x))
        rows = order[steps[(done - 1) % len(steps)]]
        view = views[0] if chance.random() < 0.5 else views[int(chance.integers(len(views)))]
        adam.step((np.asarray(_gradient(map_, x[rows], right[rows], view) + PULL * map_, np.float32),))
        told(done, ROUNDS * len(steps))
    left, size, along = np.linalg.svd(map_)
    rank = min(RANK, len(size))
    taught = frozenset(groups[n] for n in set(right.tolist()))
    return QueryAdapter(np.ascontiguousarray(along[:rank]), np.ascontiguousarray(left[:, :rank] * size[:rank]), taught)


def _views(versions: Mapping[str, Mapping[str, Vectors]], row: Mapping[str, int], dimensions: int) -> list[Vectors]:
    """All groups, shape (groups, dimensions): first by the mean of their versions, then by those in each language, zero where
    there is none."""
    views = []
    for _, own in sorted(versions.items()):
        view = np.zeros((len(row), dimensions), np.float32)
        for group, vector in own.items():
            view[row[group]] = vector
        views.append(view)
    total = np.sum(views, axis=0)
    return [total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9), *views]


def _gradient(map_: Vectors, x: Vectors, right: Vectors, view: Vectors) -> Vectors:
    """Of the mean loss; a question whose group has no version in this view teaches nothing."""
    turned = x + x @ map_.T
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    unit = turned / length
    logits = unit @ view.T / TEMPERATURE
    share = np.exp(logits - logits.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    share[np.arange(len(x)), right] -= 1
    share[~view[right].any(axis=1)] = 0
    pull = share @ view / (TEMPERATURE * len(x))
    return np.asarray(((pull - unit * (pull * unit).sum(axis=1, keepdims=True)) / length).T @ x, np.float32)
