"""Figures that a question takes for those of a rule and wants confirmed: "the term is 25 years now, right?".

Where no text that was found has the figure, the answer says so: a true neighbouring statement would read as a "yes".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.domain import Asserted
from assistant.numerals import numbers, placed_numbers
from assistant.text import by_character, is_unspaced, normalise

_CLAUSE = re.compile(r"[,，;；:：。！？!?、،؛؟—]|\.(?=\s|$)")
_NEARLY_THE_SAME = {"year": (12, 365), "month": (30,), "week": (7,)}
"""Unit -> how many of a smaller one it is."""
_SMALLER = {"month": (12,), "day": (365, 30, 7)}
"""Unit -> how many of it a larger one is."""
_MOST_NUMBERS = 8
"""Of one text: whoever wants a figure confirmed names few, and each costs a reading of the text."""
_NEAR = 50
"""Characters on each side of a figure that tell whether a contract is called by it."""


@dataclass(frozen=True, slots=True)
class AssertionCues:
    """``asserts``: something is taken for true; ``heard``: by hearsay, of which "I" is no sign of the asker's own case; ``mine``:
    by language, what stands beside it is of that case; ``deal``: by language, a contract is called by a figure, ``#``."""

    asserts: re.Pattern[str]
    heard: re.Pattern[str]
    deal: Mapping[str, re.Pattern[str]]
    mine: Mapping[str, re.Pattern[str]]
    units: Mapping[str, re.Pattern[str]]

    def read(self, text: str, language: str) -> tuple[Asserted, ...]:
        plain = normalise(text, language)
        if not self.asserts.search(plain):
            return ()
        breaks = [match.end() for match in _CLAUSE.finditer(plain)]
        found: dict[str, Asserted] = {}
        for value, start, end in placed_numbers(plain)[:_MOST_NUMBERS]:
            measured = self._unit(plain, end)
            if measured is None or (measured[0] == "year" and 1900 <= value <= 2600):
                continue
            if self._of_own_case(plain, language.split("-")[0], (start, end), breaks):
                continue
            written = _as_written(text, language, start, measured[1])
            found[written] = Asserted(written, frozenset(_same(value, measured[0])))
        return tuple(found.values())

    def _of_own_case(self, plain: str, language: str, figure: tuple[int, int], breaks: Sequence[int]) -> bool:
        start, end = figure
        near = f"{plain[max(0, start - _NEAR) : start]}#{plain[end : end + _NEAR]}"
        if (deal := self.deal.get(language)) is not None and deal.search(near):
            return True
        mine = self.mine.get(language)
        return mine is not None and mine.search(self.heard.sub(" ", _clause_of(plain, start, breaks))) is not None

    def _unit(self, plain: str, end: int) -> tuple[str, int] | None:
        """The unit that follows a number, and where it ends."""
        at = end + len(plain[end:]) - len(plain[end:].lstrip(" -"))
        for unit, pattern in self.units.items():
            if unit != "person" and (match := pattern.match(plain, at)):
                return unit, match.end()
        return None


def unconfirmed(asserted: Iterable[Asserted], texts: Sequence[str]) -> tuple[str, ...]:
    """What of it stands in none of ``texts``, as it was written."""
    asserted = tuple(asserted)
    told = {number for text in texts for number in numbers(text)} if asserted else set()
    return tuple(one.written for one in asserted if one.values.isdisjoint(told))


def _same(value: Decimal, unit: str) -> Iterable[Decimal]:
    """The figure in its own unit and in others: a text may say two years where the question says 24 months."""
    yield value
    yield from (value * n for n in _NEARLY_THE_SAME.get(unit, ()))
    yield from (value / n for n in _SMALLER.get(unit, ()))


def _clause_of(plain: str, at: int, breaks: Sequence[int]) -> str:
    start = max((end for end in breaks if end <= at), default=0)
    stop = min((end for end in breaks if end > at), default=len(plain))
    return plain[start:stop]


def _as_written(text: str, language: str, start: int, end: int) -> str:
    """The piece of ``text`` that stands at ``start`` to ``end`` of its normalised form; a unit that goes on is taken whole."""
    kept, at = [], 0
    inside = False
    for piece, plain in by_character(text, language):
        after = at + len(plain)
        if (plain and at < end and after > start) or (inside and at >= end and piece.isalpha() and not is_unspaced(piece)):
            kept.append(piece)
            inside = True
        else:
            inside = False
        at = after
    return "".join(kept).strip()


def read_assertions(raw: Mapping[str, Any], units: Mapping[str, re.Pattern[str]]) -> AssertionCues:
    """Raises KeyError where a part is missing, re.error where a pattern does not compile."""
    asserts, heard = (re.compile("|".join(f"(?:{pattern})" for pattern in raw[name])) for name in ("asserts", "heard"))
    deal, mine = ({language: re.compile(pattern) for language, pattern in raw[name].items()} for name in ("deal", "mine"))
    return AssertionCues(asserts, heard, deal, mine, units)
