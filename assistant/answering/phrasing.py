"""How is a question put, whatever it is about? Read off its words and pieces of words, hashed, by linear readers.

A vector tells what a question means; "how do we word it so that nobody asks" and "do we have to file it" mean nearly the same.
The wording tells them apart. Multinomial logistic regression on character n-grams within words and on words and pairs of them
(feature hashing: Weinberger et al. 2009); the small weights are dropped, the others kept in a byte each.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from assistant.ports import Vectors
from assistant.text import normalise

BUCKETS = 1 << 15
"""Of each of the two families of features; on the development questions four times as many find no more."""
PIECES = (3, 4, 5)
"""Lengths of the pieces of words."""
SCALE = 4.0
STRENGTH = 3.0
"""Inverse of the penalty on large weights."""
KEPT = 30_000
"""Weights kept, of ``2 * BUCKETS`` for each kind."""
_ROUNDS = 150
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """``weights``: shape (2 * BUCKETS, kinds); ``constant``: (kinds,)."""

    kinds: tuple[str, ...]
    weights: Vectors
    constant: Vectors

    def of(self, text: str, language: str) -> dict[str, float]:
        """Kind -> probability, 0..1; all of them make 1."""
        if not self.kinds:
            return {}
        found = features(text, language)
        value = self.constant.astype(np.float64)
        if found:
            value = value + np.array(list(found.values())) @ self.weights[list(found)]
        chance = np.exp(value - value.max())
        return dict(zip(self.kinds, (chance / chance.sum()).tolist(), strict=True))


NO_PHRASING = Phrasing((), np.empty((2 * BUCKETS, 0), np.float32), np.empty(0, np.float32))


def features(text: str, language: str) -> dict[int, float]:
    """Bucket -> weight; the weights of each family make a vector of length ``SCALE``."""
    plain = normalise(text, language)
    pieces = Counter(_bucket(piece) for word in plain.split() for piece in _pieces(f" {word} "))
    words = _WORD.findall(plain)
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    whole = Counter(BUCKETS + _bucket(word) for word in (*words, *pairs))
    return _scaled(pieces) | _scaled(whole)


def learn_phrasing(texts: Sequence[tuple[str, str]], kinds: Sequence[str], most: int = KEPT) -> Phrasing:
    """``texts``: (language, text), each of one of ``kinds``. Rare kinds weigh as much as frequent ones.
    ``most``: weights kept."""
    names = tuple(sorted(set(kinds)))
    if len(names) < 2:
        return NO_PHRASING
    x = _rows(features(text, language) for language, text in texts)
    of = np.array([names.index(kind) for kind in kinds])
    wanted = (of[:, None] == np.arange(len(names))).astype(np.float64)
    balance = len(of) / (len(names) * np.bincount(of))[of]
    shape = (2 * BUCKETS + 1, len(names))

    def loss(flat: Vectors) -> tuple[float, Vectors]:
        w = flat.reshape(shape)
        logits = x @ w[:-1] + w[-1]
        logits -= logits.max(axis=1, keepdims=True)
        share = np.exp(logits)
        share /= share.sum(axis=1, keepdims=True)
        wrong = (share - wanted) * balance[:, None]
        gradient = np.vstack([x.T @ wrong + w[:-1] / STRENGTH, wrong.sum(axis=0)])
        right = np.log(np.maximum((share * wanted).sum(axis=1), 1e-12))
        return float(-(balance * right).sum() + (w[:-1] ** 2).sum() / (2 * STRENGTH)), gradient.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    w = found.x.reshape(shape)
    return Phrasing(names, _pruned(w[:-1], most).astype(np.float32), w[-1].astype(np.float32))


def _pruned(weights: Vectors, most: int) -> Vectors:
    least = np.sort(np.abs(weights), axis=None)[-min(most, weights.size)]
    return np.where(np.abs(weights) >= least, weights, 0.0)


def _rows(found: Iterable[dict[int, float]]) -> csr_array:
    """A sparse row for each."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for one in found:
        columns.extend(one)
        data.extend(one.values())
        ends.append(len(columns))
    return csr_array((data, columns, ends), shape=(len(ends) - 1, 2 * BUCKETS))


def _pieces(padded: str) -> Iterable[str]:
    """A word shorter than a piece is one itself."""
    for length in PIECES:
        yield from (padded[n : n + length] for n in range(max(len(padded) - length + 1, 1)))
        if len(padded) <= length:
            return


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS


def _scaled(counts: Counter[int]) -> dict[int, float]:
    length = float(np.sqrt(sum(n * n for n in counts.values())))
    return {bucket: SCALE * n / length for bucket, n in counts.items()}
