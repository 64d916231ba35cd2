"""A wish held against a board: filters, scores, diversity, near misses, and two profiles together where none does alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.catalogue.board import Board
from assistant.catalogue.explain import Explainer
from assistant.catalogue.filters import count_stops, of_side, stopped_by
from assistant.catalogue.names import text_in
from assistant.catalogue.score import Scorer, Scores
from assistant.domain import Match, Matches, Wish
from assistant.ports import Vectors
from assistant.profile import Profile

_POOL = 12
"""Profiles among which two that complement each other are looked for."""
_ALONE, _ADDS = 0.85, 0.25
"""Share of the wish's terms from which one profile does alone; what the second of two must add, to the first and to what the best
does alone."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """The step, with what it needs. ``words`` gives the tokens of a wish, those of its terms in other languages included."""

    scorer: Scorer
    explain: Explainer
    words: Callable[[Wish], list[str]]
    nearest: Callable[[str], str]
    today: Callable[[], dt.date] = dt.date.today

    def __call__(
        self,
        board: Board,
        wish: Wish,
        similarity: Vectors,
        k: int,
        language: str,
        only: Collection[str] | None = None,
        rest: Vectors | None = None,
    ) -> Matches:
        """``similarity`` of the wish, ``rest`` of what is left of it without its terms, to every profile of the board; texts in
        ``language``. With ``only``, no other profile is named, while all of the board count for what is rare in it."""
        understood = self.explain.understood(wish, language)
        if not board.profiles:
            return Matches(wish, understood)
        among = of_side(board, wish)
        stops = stopped_by(board, wish, self.today())
        stopped = count_stops(stops, len(board.profiles))
        scores = self.scorer(board, wish, similarity, self.words(wish), among, rest)
        asked = among if only is None else among & board.chosen(only)
        ranked = self._ranked(board, scores, self.scorer.shown(scores, asked & (stopped == 0)), k)
        certain = self.scorer.certain(scores)
        first = next((n for n, row in enumerate(ranked) if certain[row]), len(ranked))
        met = [row for n, row in enumerate(ranked) if n <= first or certain[row]]  # what outranks all is not beside them
        rows = [*met, *(row for row in ranked if row not in met)]
        limits = self.scorer.weights.limits
        missed = self.scorer.missed(scores, asked & (stopped > 0) & (stopped <= limits.near_miss_filters))
        if not rows:
            missed |= self.scorer.neighbouring(scores, asked & (stopped == 0))
        near = self._ranked(board, scores, missed, limits.near_misses, by="topic")
        found = tuple(
            replace(self._match(n, row, board, wish, scores, (), language), beside=n > len(met)) for n, row in enumerate(rows, 1)
        )
        misses = tuple(
            self._match(n, row, board, wish, scores, [name for name, mask in stops.items() if mask[row]] or ["subject"], language)
            for n, row in enumerate(near, 1)
        )
        pair, why = self._consortium(board, wish, met, language)
        return Matches(wish, understood, found, misses, pair, why)

    def likeliest(self, board: Board, wish: Wish, similarity: Vectors) -> float:
        """How likely the likeliest profile of the wish's side is of its subject, 0..1, whatever a filter says."""
        among = of_side(board, wish)
        scores = self.scorer(board, wish, similarity, self.words(wish), among)
        return float(scores.chance[among].max(initial=0.0))

    def _ranked(
        self, board: Board, scores: Scores, mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]", k: int, by: str = ""
    ) -> list[int]:
        """The best rows of ``mask``, not more of one organisation than the limit; ties in order of ids."""
        rows = np.flatnonzero(mask)
        values = (scores.fields[by] if by else scores.score)[rows]
        order = rows[np.lexsort((rows, -values))]
        taken: Counter[str] = Counter()
        chosen: list[int] = []
        for row in order:
            if len(chosen) == k:
                break
            owner = organisation_key(board.profiles[row])
            if taken[owner] < self.scorer.weights.limits.per_organisation:
                taken[owner] += 1
                chosen.append(int(row))
        return chosen

    def _match(
        self, rank: int, row: int, board: Board, wish: Wish, scores: Scores, filters: Sequence[str], language: str
    ) -> Match:
        profile = board.profiles[row]
        fields = {name: float(values[row]) for name, values in scores.fields.items()}
        reasons = self.explain.reasons(profile, wish, fields, board.concepts_of[row], language)
        return view(
            profile,
            language,
            self.nearest(language),
            self.explain.names.country(profile.country, language),
            tuple(self.explain.names.one("sector", s, language) for s in profile.sectors),
            rank=rank,
            score=round(float(scores.score[row]), 4),
            reasons=reasons,
            against=self.explain.against(profile, wish, language),
            blocked_by=self.explain.blocked(profile, wish, filters, language),
        )

    def _consortium(self, board: Board, wish: Wish, rows: Sequence[int], language: str) -> tuple[tuple[str, ...], str | None]:
        """Two matches that together speak of the wish's terms, where no match does alone."""
        terms = [term for term in wish.terms if term in board.concepts]
        if len(terms) < 2:
            return (), None
        weight = {term: board.rarity(term) for term in terms}
        total = sum(weight.values())
        have = {row: {t for t in terms if t in board.concepts_of[row]} for row in rows[:_POOL]}

        def share(covered: set[str]) -> float:
            return sum(weight[t] for t in covered) / total

        if not have or max(share(c) for c in have.values()) >= _ALONE:
            return (), None
        pairs = [(a, b) for a in have for b in have if a != b and share(have[b] - have[a]) >= _ADDS and have[a] - have[b]]
        pairs = [p for p in pairs if organisation_key(board.profiles[p[0]]) != organisation_key(board.profiles[p[1]])]
        if not pairs:
            return (), None
        order = list(have)
        best = max(share(c) for c in have.values())
        pairs = [p for p in pairs if share(have[p[0]] | have[p[1]]) >= best + _ADDS]
        if not pairs:
            return (), None
        first, second = max(pairs, key=lambda p: (share(have[p[0]] | have[p[1]]), -order.index(p[0]), -order.index(p[1])))
        why = self.explain.complement(
            [board.profiles[first], board.profiles[second]],
            [[t for t in terms if t in have[first]], [t for t in terms if t in have[second] - have[first]]],
            language,
        )
        return (board.profiles[first].id, board.profiles[second].id), why


def organisation_key(profile: Profile) -> str:
    name = profile.organisation.name
    return f"{profile.country} {name.get('en') or next(iter(name.values()))}".casefold()


def view(
    profile: Profile, language: str, nearest: str, country_name: str, sector_names: tuple[str, ...], **more: object
) -> Match:
    """The profile as an outsider may see it."""
    shown_in, title = text_in(profile.title, language, nearest, profile.original_language)
    open_fields: dict[str, object] = {}
    if not profile.anonymous:
        open_fields = {
            "organisation": text_in(profile.organisation.name, language, nearest, "en")[1],
            "trl": profile.trl, "trl_min": profile.trl_min, "trl_max": profile.trl_max, "ip": tuple(profile.ip),
            "licence_types": tuple(profile.licence_types), "cooperation": tuple(profile.cooperation),
            "verification": profile.organisation.verification,
        }  # fmt: skip
    values: dict[str, object] = {
        "rank": 0, "score": 0.0, "profile_id": profile.id, "side": profile.side, "type": profile.type, "title": title,
        "summary": text_in(profile.summary, language, nearest, profile.original_language)[1], "language": shown_in,
        "organisation": None, "country": profile.country, "country_name": country_name,
        "sectors": tuple(profile.sectors), "sector_names": sector_names, "updated": profile.updated,
        "valid_until": profile.valid_until, "sample": profile.sample, "anonymous": profile.anonymous,
        "export_control": profile.export_control.status, "owner_node": profile.owner_node,
    }  # fmt: skip
    return Match(**{**values, **open_fields, **more})  # type: ignore[arg-type]
