"""Does a statement answer the question, or does the question only lie near it?

Nearness does not tell: "how long is a trade mark protected in Serbia" lies beside what is said of a petty patent's term there.
What does is how the question differs from the ways in which people ask for the statement. A small network is shown questions
with the statement that answers them, with one of its neighbours, and near misses: questions that lie near a statement and are
not answered by it, each with a twin that is.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.answering.adam import Adam
from assistant.ports import Vectors

HIDDEN, DIRECTIONS = 128, 32
"""Of the network's first layer, which is kept as a product of two of few directions; on the development half 48 tell as much."""
ROUNDS, BATCH, RATE = 12, 256, 5e-4
PULL = 4e-4
"""Towards small weights."""
_SHARED = 5.0
"""Scale of the products of both vectors, which are small beside the vectors."""
_SCALE = 5.0


@dataclass(frozen=True, slots=True)
class Answerability:
    """``down`` has shape (directions, 3 * dimensions), ``up`` (hidden, directions), ``level`` and ``out`` (hidden,)."""

    down: Vectors
    up: Vectors
    level: Vectors
    out: Vectors
    constant: float = 0.0

    def of(self, question: Vectors, ways: Vectors | None) -> float:
        """Above 0 for a question that the statement answers, below 0 for one that it does not, about -2..2; 0 where that is not
        known. ``ways``: the mean of the ways of asking for the statement, shape (dimensions,)."""
        if ways is None or not len(self.out):
            return 0.0
        hidden = np.maximum(self.up @ (self.down @ _held_against(question[None], ways[None])[0]) + self.level, 0)
        return float(self.out @ hidden + self.constant) / 4


_NONE = np.empty(0, np.float32)
NO_ANSWERABILITY = Answerability(_NONE, _NONE, _NONE, _NONE)


def learn_answerability(
    questions: Vectors, ways: Vectors, answered: Vectors, told: Callable[[int, int], None] = lambda _done, _all: None
) -> Answerability:
    """Logistic loss of "is answered". ``questions`` and ``ways`` have shape (n, dimensions), ``answered`` (n,) is 1 or 0. The
    same input gives the same network."""
    if len(set(answered.tolist())) < 2:
        return NO_ANSWERABILITY
    chance = np.random.default_rng(0)
    size = 3 * questions.shape[1]
    first = (chance.uniform(-1, 1, (size, HIDDEN)) * np.sqrt(6 / (size + HIDDEN))).astype(np.float32)
    out = (chance.uniform(-1, 1, HIDDEN) * np.sqrt(6 / (HIDDEN + 1))).astype(np.float32)
    level, constant = np.zeros(HIDDEN, np.float32), np.zeros(1, np.float32)
    adam = Adam((first, level, out, constant), RATE, (0.9, 0.999))
    batch = min(BATCH, len(questions))
    steps = range(0, len(questions) - batch + 1, batch)
    for done in range(ROUNDS * len(steps)):
        if done % len(steps) == 0:
            order = chance.permutation(len(questions))
        rows = order[steps[done % len(steps)] :][:batch]
        x = _held_against(questions[rows], ways[rows])
        hidden = np.maximum(x @ first + level, 0)
        wrong = ((1 / (1 + np.exp(-(hidden @ out + constant)))) - answered[rows]).astype(np.float32) / batch
        back = wrong[:, None] * out * (hidden > 0)
        adam.step((x.T @ back + PULL * first, back.sum(axis=0), hidden.T @ wrong + PULL * out, wrong.sum(keepdims=True)))
        told(done + 1, ROUNDS * len(steps))
    left, along, right = np.linalg.svd(first.T, full_matrices=False)
    few = min(DIRECTIONS, len(along))
    down, up = np.ascontiguousarray(right[:few]), np.ascontiguousarray(left[:, :few] * along[:few])
    return Answerability(down, up, level, out, float(constant[0]))


def _held_against(questions: Vectors, ways: Vectors) -> Vectors:
    """Shape (n, 3 * dimensions)."""
    x = np.concatenate([questions, questions - ways, _SHARED * questions * ways], axis=1)
    return np.asarray(_SCALE * x, np.float32)
