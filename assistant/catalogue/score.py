"""How well each profile fits a wish: the subject first, then every field that the wish names. All values lie in 0..1."""

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.catalogue.board import Board, class_levels
from assistant.catalogue.columns import COOPERATION, IP, KINDS, LICENCES, SIZES, Bits, Mask, Numbers, bits, day_number
from assistant.catalogue.weights import MatchWeights
from assistant.domain import Wish
from assistant.ports import Vectors

_NEAR_SECTOR, _OTHER_SECTOR = 0.5, 0.0
_OPEN_TO_ALL, _NOT_TARGETED = 0.7, 0.1
_UNSTATED = 0.5
"""For a field that the wish names and the profile leaves open."""
_PER_LEVEL = 0.2
"""What each TRL above the wanted window takes away."""
_FRESH_DAYS, _STALE_DAYS = 90, 730
_TELLING = 3.0
"""Rarity of the terms of a wish from which on a profile that speaks of all of them is near, however it is worded."""
_LOOSE_TOKENS = 30
"""Tokens of a loosely said wish, those of its terms in other languages included."""


@dataclass(frozen=True, slots=True)
class Scores:
    """``fields`` holds those that count for this wish; ``score`` is their weighted mean; ``chance`` is how likely it is that
    a profile is of the wish's subject at all; ``fit``, where it could be told, how likely one is that is not far from it;
    ``named``: it speaks of every term of the wish, and these are no common ones."""

    score: Numbers
    chance: Numbers
    fit: Numbers | None
    named: Mask
    fields: Mapping[str, Numbers]


@dataclass(frozen=True, slots=True)
class Scorer:
    """``near``: sector -> neighbouring sectors."""

    weights: MatchWeights
    near: Mapping[str, Sequence[str]]
    today: Callable[[], dt.date] = dt.date.today

    def __call__(
        self, board: Board, wish: Wish, similarity: Numbers, tokens: Sequence[str], among: Mask, rest: Numbers | None = None
    ) -> Scores:
        """``similarity``: of every profile; ``among``: the rows with which words are compared; ``rest``: similarity of what is
        left of the wish without the words of its terms, where it was told."""
        coverage = _coverage(board, wish)
        words = board.word_index.scores(tokens, wish.language.split("-")[0])
        fields: dict[str, Numbers] = {"topic": self._topic(wish, similarity, words, len(tokens), coverage, among)}
        fields |= self._named(board, wish) | self._general(board, wish)
        weight = self.weights.fields
        total = sum(getattr(weight, name) for name in fields)
        score = np.zeros(len(board.profiles), np.float32)
        for name, values in fields.items():
            score += np.float32(getattr(weight, name) / total) * values
        near = self._nearness(similarity, among)
        fit = None if rest is None else self._fit(board, wish, near, words, self._nearness(rest, among))
        named = (coverage >= 1.0) & (_shared_rarity(board, wish)[0] >= _TELLING)
        return Scores(score, self._chance(near, words, coverage, fields.get("sector")), fit, named, fields)

    def evidence(self, board: Board, wish: Wish, similarity: Numbers, tokens: Sequence[str], among: Mask) -> tuple[Numbers, ...]:
        """What the gate weighs: nearness, words, concepts and sector of every profile."""
        words = board.word_index.scores(tokens, wish.language.split("-")[0])
        sector = self._named(board, wish).get("sector", np.full(len(board.profiles), _UNSTATED, np.float32))
        return self._nearness(similarity, among), words, _coverage(board, wish), sector

    def shown(self, scores: Scores, rows: Mask) -> Mask:
        """Those of ``rows`` that fit well enough to be shown: none, unless at least one fits for certain."""
        gate = self.weights.gate
        certain = rows & self.certain(scores)
        return rows & (scores.chance >= gate.shows) if certain.any() else certain

    def certain(self, scores: Scores) -> Mask:
        """The rows whose subject fits for certain."""
        if scores.fit is None:
            return scores.chance >= self.weights.gate.opens
        second = self.weights.second
        return (scores.chance >= second.looks) & (scores.fit >= second.fits)

    def neighbouring(self, scores: Scores, rows: Mask) -> Mask:
        """Those of ``rows`` of a neighbouring subject: the wish has more in it than they speak of; or they speak of all
        its terms, and nothing else is alike."""
        if scores.fit is None:
            return np.zeros_like(rows)
        second = self.weights.second
        likely = (scores.chance >= second.looks) & (scores.fit >= second.near)
        return rows & (likely | scores.named) & ~self.certain(scores)

    def missed(self, scores: Scores, rows: Mask) -> Mask:
        """Those of ``rows``, all stopped by a filter, whose subject fits for certain."""
        return rows & self.certain(scores)

    def fit_evidence(self, board: Board, wish: Wish, near: Numbers, words: Numbers, rest: Numbers) -> tuple[Numbers, ...]:
        """What the second look weighs, in the order of ``SecondWeights``: ``rest`` is the nearness of what no term names."""
        shared, rarest = _shared_rarity(board, wish)
        unnamed = np.full(len(near), float(not wish.terms), np.float32)
        return near, words, _coverage(board, wish), shared, rarest, unnamed, rest

    def _fit(self, board: Board, wish: Wish, near: Numbers, words: Numbers, rest: Numbers) -> Numbers:
        """A broad term shared says little where what is left of the wish is near to nothing of the profile."""
        w = self.weights.second
        weights = (w.nearness, w.words, w.concepts, w.shared, w.rarest, w.unnamed, w.rest)
        evidence = sum(
            (weight * value for weight, value in zip(weights, self.fit_evidence(board, wish, near, words, rest), strict=True)),
            np.full(len(near), w.bias, np.float32),
        )
        return np.asarray(1 / (1 + np.exp(-evidence)), np.float32)

    def _topic(self, wish: Wish, similarity: Numbers, words: Numbers, length: int, coverage: Numbers, among: Mask) -> Numbers:
        """Of a wish of many words no profile has most: the best then counts as having all."""
        t = self.weights.topic
        near = np.clip((similarity - t.floor) / (t.ceiling - t.floor), 0, 1)
        best = float(words[among].max()) if among.any() else 0.0
        expected = min(1.0, _LOOSE_TOKENS / max(length, 1))
        said = np.clip(words / max(best, expected), 0, 1)
        shares = {
            "similarity": t.similarity,
            "words": t.words + (1 - expected) * t.words_of_long,
            "concepts": t.concepts if wish.terms else 0.0,
        }
        mixed = shares["similarity"] * near + shares["words"] * said + shares["concepts"] * coverage
        return np.asarray(mixed / sum(shares.values()), np.float32)

    def _nearness(self, similarity: Numbers, among: Mask) -> Numbers:
        """By how many spreads a profile is more similar than most: some languages and short wishes are near to nothing, others to
        everything. Few profiles say little of what is usual, and a similarity of 0 is one that was not computed."""
        usual = self.weights.usual
        known = similarity[among & (similarity != 0)]
        count = len(known) if 2 * len(known) > int(among.sum()) else 0
        mean = (float(known.sum()) + usual.worth * usual.mean) / (count + usual.worth) if count else usual.mean
        square = float(np.square(known - mean).sum()) if count else 0.0
        spread = math.sqrt((square + usual.worth * usual.spread**2) / (count + usual.worth))
        return np.asarray((similarity - mean) / spread, np.float32)

    def _chance(self, near: Numbers, words: Numbers, coverage: Numbers, sector: Numbers | None) -> Numbers:
        """The logistic of the weighted evidence."""
        g = self.weights.gate
        evidence = g.nearness * near + g.words * words + g.concepts * coverage
        evidence = evidence + g.sector * (_UNSTATED if sector is None else sector) + g.bias
        return np.asarray(1 / (1 + np.exp(-evidence)), np.float32)

    def _named(self, board: Board, wish: Wish) -> dict[str, Numbers]:
        """Fields that the wish names."""
        c = board.columns
        found: dict[str, Numbers] = {}
        if wish.sectors:
            own = bits(wish.sectors, board.sectors)
            near = bits([n for s in wish.sectors for n in self.near.get(s, ())], board.sectors)
            found["sector"] = _pick([c.sectors & own, c.sectors & near], [1.0, _NEAR_SECTOR], _OTHER_SECTOR)
        if wish.ipc or wish.nace:
            found["codes"] = _class_overlap(board, wish)
        if wish.preferred_countries:
            found["country"] = np.where(board.marked(board.countries, wish.preferred_countries), 1.0, 0.2).astype(np.float32)
        elif wish.countries:
            found["country"] = board.marked(board.countries, wish.countries).astype(np.float32)
        if wish.trl_min is not None or wish.trl_max is not None or (wish.trl is not None and wish.side == "need"):
            found["trl"] = _window(board, wish)
        for name, column, values, known in (
            ("licence", c.licences, wish.licence_types, LICENCES),
            ("ip", c.ip, wish.ip, IP),
            ("cooperation", c.cooperation, wish.cooperation, COOPERATION),
        ):
            if values:
                found[name] = _share(column, bits(values, known), len(values))
        if wish.kinds or wish.sizes:
            fits = (c.kind & bits(wish.kinds, KINDS)) | ((c.size & bits(wish.sizes, SIZES)) << 16)
            found["partner"] = (fits > 0).astype(np.float32)
        if wish.own_country:
            own_codes = (wish.own_country, wish.own_country[:2])
            wanted = np.where(board.untargeted, _OPEN_TO_ALL, _NOT_TARGETED)
            found["target"] = np.where(board.marked(board.targets, own_codes), 1.0, wanted).astype(np.float32)
        return found

    def _general(self, board: Board, wish: Wish) -> dict[str, Numbers]:
        languages = wish.languages or (wish.language,)
        spoken = np.where(board.marked(board.languages, ("en",)), 0.7, 0.3)
        age = np.clip((day_number(self.today()) - board.columns.updated - _FRESH_DAYS) / (_STALE_DAYS - _FRESH_DAYS), 0, 1)
        found = {
            "language": np.where(board.marked(board.languages, languages), 1.0, spoken).astype(np.float32),
            "freshness": (1.0 - 0.7 * age).astype(np.float32),
        }
        if wish.side == "offer":
            found["readiness"] = board.columns.evidence
        return found


def similarities(board: Board, vectors: Vectors) -> Vectors:
    """Shape (number of wishes, number of profiles)."""
    return np.asarray(vectors @ board.vectors.T, np.float32)


def _coverage(board: Board, wish: Wish) -> Numbers:
    """Share, weighted by rarity, of the wish's concepts that each profile speaks of."""
    found = np.zeros(len(board.profiles), np.float32)
    total = 0.0
    for concept in wish.terms:
        weight = board.rarity(concept)
        total += weight
        if concept in board.concepts:
            found[board.concepts[concept]] += weight
    return found / np.float32(total) if total else found


def _shared_rarity(board: Board, wish: Wish) -> tuple[Numbers, Numbers]:
    """Of the wish's concepts that each profile speaks of: their rarity in all, and that of the rarest."""
    shared, rarest = np.zeros(len(board.profiles), np.float32), np.zeros(len(board.profiles), np.float32)
    for concept in wish.terms:
        weight = np.float32(board.rarity(concept))
        if concept in board.concepts:
            rows = board.concepts[concept]
            shared[rows] += weight
            rarest[rows] = np.maximum(rarest[rows], weight)
    return shared, rarest


def _pick(masks: Sequence[Bits], values: Sequence[float], otherwise: float) -> Numbers:
    return np.select([mask > 0 for mask in masks], values, otherwise).astype(np.float32)


def _share(column: Bits, wanted: int, count: int) -> Numbers:
    """Share of the wanted codes that a profile has; half for a profile that states none."""
    have = np.zeros(len(column), np.float32)
    for n in range(wanted.bit_length()):
        if wanted >> n & 1:
            have += (column >> n & 1).astype(np.float32)
    met = np.where(have > 0, 0.7 + 0.3 * have / max(count, 1), 0.0)
    return np.where(column > 0, met, _UNSTATED).astype(np.float32)


def _window(board: Board, wish: Wish) -> Numbers:
    """1 inside the wanted window of TRL; less with every level outside; half where none is stated."""
    c = board.columns
    if wish.side == "need":
        low, high = wish.trl or 1, wish.trl or 9
        below = np.maximum(c.trl_low - high, 0)
        above = np.where(c.trl_high > 0, np.maximum(low - c.trl_high, 0), 0)
    else:
        below = np.maximum((wish.trl_min or 1) - c.trl_low, 0)
        above = np.maximum(c.trl_low - (wish.trl_max or 9), 0)
    met = np.clip(1.0 - _PER_LEVEL * (above + 2 * below), 0, 1)
    return np.where((c.trl_low > 0) | (c.trl_high > 0), met, _UNSTATED).astype(np.float32)


def _class_overlap(board: Board, wish: Wish) -> Numbers:
    """Nearness of IPC and NACE classes: 1 for the same code, less for the same group, subclass, class."""
    found = np.zeros(len(board.profiles), np.float32)
    keys = {key: value for code in (*wish.ipc, *wish.nace) for key, value in class_levels(code)}
    for key, value in sorted(keys.items(), key=lambda item: item[1]):
        if key in board.classes:
            found[board.classes[key]] = value
    return found
