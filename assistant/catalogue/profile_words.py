"""How much a wish and a profile say in the same words: BM25 over the profiles of one board, kept in arrays.

Four things differ from the index of passages. A word counts as often as the wish says it, rare words weigh more, and two
words side by side count as a word of their own, because a wish can be a page long (measured in ``eval/sbir.py``). And how rare
a word is, is told among the texts of its language: in a language with a dozen profiles even "we look for" is rare among all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

_K1, _B = 2.0, 0.9
_RARITY = 1.5
"""Exponent of the inverse document frequency."""
_PRIOR = 10
"""Texts added to every language, so that in one with few texts no word is rare for sure."""
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(slots=True)
class ProfileWords:
    """Postings in the order of ``_keys``: those of key n are ``_rows[_starts[n]:_starts[n + 1]]`` with their ``_impacts``."""

    _size: int = 0
    _texts: Counter[str] = field(default_factory=Counter)
    _keys: Keys = field(default_factory=lambda: np.empty(0, np.uint64))
    _starts: Whole = field(default_factory=lambda: np.zeros(1, np.int64))
    _rarity: Numbers = field(default_factory=lambda: np.empty(0, np.float32))
    _rows: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    _impacts: Numbers = field(default_factory=lambda: np.empty(0, np.float32))

    def build(self, profiles: Iterable[Mapping[str, Sequence[str]]]) -> None:
        """Index profiles, each as language -> tokens of its text in it."""
        parts: list[Keys] = []
        often: list[npt.NDArray[np.int32]] = []
        rows: list[int] = []
        codes: list[str] = []
        lengths: list[int] = []
        self._size = 0
        for row, texts in enumerate(profiles):
            self._size += 1
            for language, tokens in texts.items():
                keys, counts = np.unique(_hashes(tokens), return_counts=True)
                parts.append(keys)
                often.append(counts.astype(np.int32))
                rows.append(row)
                codes.append(language)
                lengths.append(len(tokens))
        self._texts = Counter(codes)
        if not parts:
            return
        sizes = [len(part) for part in parts]
        names = sorted(self._texts)
        language_of = np.repeat(np.array([names.index(code) for code in codes], np.int16), sizes)
        row_of = np.repeat(np.array(rows, np.int32), sizes)
        damping = np.repeat(self._damping(np.array(lengths), np.array(codes)), sizes)
        tf = np.concatenate(often).astype(np.float32)
        self._arrange(np.concatenate(parts), row_of, language_of, tf / (tf + damping), [self._texts[name] for name in names])

    def scores(self, tokens: Sequence[str], language: str) -> Numbers:
        """Of every profile, in the order in which they were given: share, 0..1, of the weight of the wish's words. ``language``
        is the wish's; its words that no profile has count as far as profiles are written in it."""
        found = np.zeros(self._size)
        if not len(self._keys) or not tokens:
            return found.astype(np.float32)
        single, often = np.unique(_singles(tokens), return_counts=True)
        at, known = self._at(single)
        bound = float(often[~known].sum()) * self._rarest(language) * min(1.0, self._texts[language] / self._size)
        keys, often = np.unique(_hashes(tokens), return_counts=True)
        at, known = self._at(keys)
        at, weights = at[known], (often[known] * self._rarity[at[known]]).astype(np.float32)
        counts = self._starts[at + 1] - self._starts[at]
        places = np.repeat(self._starts[at] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        found += np.bincount(self._rows[places], np.repeat(weights, counts) * self._impacts[places], self._size)
        bound += float(weights.sum())
        return np.asarray(found / bound if bound else found, np.float32)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _arrange(
        self, keys: Keys, rows: npt.NDArray[np.int32], languages: npt.NDArray[np.int16], impacts: Numbers, texts: Sequence[int]
    ) -> None:
        """Sort the postings by key and row; of several texts of a profile the one that says a word most counts."""
        order = np.lexsort((languages, keys))
        pair = np.flatnonzero(np.append(True, (np.diff(keys[order]) != 0) | (np.diff(languages[order]) != 0)))
        share = (np.diff(np.append(pair, len(order))) + 0.5) / (np.asarray(texts)[languages[order][pair]] + _PRIOR)
        self._keys, first = np.unique(keys[order][pair], return_index=True)
        commonest = np.maximum.reduceat(share, first)
        self._rarity = (np.log(1 / np.minimum(commonest, 1)) ** _RARITY).astype(np.float32)
        order = np.lexsort((rows, keys))
        keys, rows = keys[order], rows[order]
        start = np.flatnonzero(np.append(True, (np.diff(keys) != 0) | (np.diff(rows) != 0)))
        self._impacts = np.maximum.reduceat(impacts[order], start).astype(np.float32)
        self._rows = rows[start]
        self._starts = np.append(np.searchsorted(keys[start], self._keys), len(start)).astype(np.int64)

    def _damping(self, lengths: Whole, codes: npt.NDArray[np.str_]) -> Numbers:
        """BM25's damping by the length of a text, against the mean of its language."""
        mean = np.ones(len(lengths))
        for code in self._texts:
            mean[codes == code] = max(float(lengths[codes == code].mean()), 1.0)
        return np.asarray(_K1 * (1 - _B + _B * lengths / mean), np.float32)

    def _at(self, keys: Keys) -> tuple[Whole, npt.NDArray[np.bool_]]:
        """Where the keys stand, and which of them are known."""
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return at, self._keys[at] == keys

    def _rarest(self, language: str) -> float:
        return float(np.log((self._texts[language] + _PRIOR) / 0.5) ** _RARITY)


def _singles(tokens: Sequence[str]) -> Keys:
    return np.fromiter(map(_hash, tokens), np.uint64, len(tokens))


def _hashes(tokens: Sequence[str]) -> Keys:
    """A number for every word and for every two words side by side; a clash of two among 2⁶⁴ is as good as impossible."""
    single = _singles(tokens)
    return np.concatenate([single, single[:-1] * _MIX ^ single[1:]])


@lru_cache(maxsize=1 << 18)
def _hash(token: str) -> int:
    return int.from_bytes(blake2b(token.encode(), digest_size=8).digest())
