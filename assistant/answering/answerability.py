"""Does a statement answer the question, or does the question only lie near it?

Nearness does not tell: "how long is a trade mark protected in Serbia" lies beside what is said of a petty patent's term there.
What does is how the question differs from the ways in which people ask for the statement. A linear reader of that difference is
learned from near misses, questions that lie near a statement and are not answered by it, each with a twin that is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.ports import Vectors

RIDGE = 3.0
"""Penalty on a long reader; on the development questions 1 to 10 do alike."""
SHARED = 5.0
"""Scale of the products of both vectors, which are small beside the vectors."""


@dataclass(frozen=True, slots=True)
class Answerability:
    """``reader`` has shape (3 * dimensions + 1,), the last number being the constant; empty where nothing was learned."""

    reader: Vectors

    def of(self, question: Vectors, ways: Vectors | None) -> float:
        """About 1 for a question that the statement answers, about -1 for one that it does not; 0 where that is not known.
        ``ways``: the mean of the ways of asking for the statement, shape (dimensions,)."""
        if not len(self.reader) or ways is None:
            return 0.0
        return float(_held_against(question[None], ways[None])[0] @ self.reader[:-1] + self.reader[-1])


NO_ANSWERABILITY = Answerability(np.empty(0, np.float32))


def learn_answerability(questions: Vectors, ways: Vectors, answered: Sequence[bool]) -> Answerability:
    """Ridge regression of "is answered". ``questions`` and ``ways`` have shape (n, dimensions); both outcomes count alike however
    often they come."""
    wanted = np.where(np.array(answered, bool), 1.0, -1.0)
    if len(set(wanted.tolist())) < 2:
        return NO_ANSWERABILITY
    x = _held_against(questions, ways).astype(np.float64)
    share = np.where(wanted > 0, 0.5 / (wanted > 0).mean(), 0.5 / (wanted < 0).mean())
    mean = np.average(x, axis=0, weights=share)
    own = (x - mean) * np.sqrt(share)[:, None]
    reader = np.linalg.solve(own.T @ own + RIDGE * np.eye(x.shape[1]), own.T @ (wanted * np.sqrt(share)))
    return Answerability(np.append(reader, -mean @ reader).astype(np.float32))


def _held_against(questions: Vectors, ways: Vectors) -> Vectors:
    """Shape (n, 3 * dimensions)."""
    return np.concatenate([questions, questions - ways, SHARED * questions * ways], axis=1)
