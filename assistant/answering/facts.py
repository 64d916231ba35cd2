"""What an asker states of the own case: figures with their unit, and kinds of which one speaks against another.

Only what settles which of two rules applies is read (``prompts/cues/facts.yaml``); a figure of another unit, or beside other
words, is none of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.domain import Facts
from assistant.numerals import han_number, placed_numbers
from assistant.text import normalise

_REACH = 26
"""Characters on each side of a figure in which the words that make it count, or speak against it, stand unless said otherwise."""
_CLOSE = 14
"""The same for the words beside a figure that has no unit of its own: "density of 2.5"."""
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_IN_YEARS = {"month": Decimal(12), "year": Decimal(1)}
_EPSILON = Decimal("0.001")
"""By how much "less than five" lies below five, and "more than five" above."""
_MOST_NUMBERS = 8
"""Of one text: whoever states a case states few, and each costs a search for every figure."""
_DENIED_WITHIN = 80
"""Characters before a kind that may hold its denial."""
_HAN = re.compile("[零〇一二两三四五六七八九十百千]{1,9}(?=万?[来多余]?个?(?:年|月|天|日|周|星期|人|名|位))")


@dataclass(frozen=True, slots=True)
class Figure:
    """What makes a number one of these: its unit or currency, words beside it, and words that speak against it."""

    unit: str | None
    currency: str | None
    beside: re.Pattern[str] | None
    follows: re.Pattern[str] | None
    never: re.Pattern[str] | None
    apart: re.Pattern[str] | None
    """What follows a number that is another figure, though the words stand beside it."""
    reach: int
    """Characters on each side in which the words that make it count stand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands just before a figure that is a limit; ``no``, just before ``less`` and ``more``, turns them round."""

    less: re.Pattern[str]
    more: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    no: re.Pattern[str]

    def values(self, value: Decimal, before: str) -> tuple[Decimal, ...]:
        """What ``value`` stands for after ``before``. A limit that belongs to its range is told with its neighbour inside, so
        that a rule that ends just there is neither met nor barred."""
        under, over = value - _EPSILON * value, value + _EPSILON * value
        if match := self.less.search(before):
            return (value, over) if self._denied(before, match) else (under,)
        if self.most.search(before):
            return under, value
        if match := self.more.search(before):
            return (under, value) if self._denied(before, match) else (over,)
        return (value, over) if self.least.search(before) else (value,)

    def length(self, before: str) -> int:
        """How many characters of the end of ``before`` say that a limit follows."""
        found = (pattern.search(before) for pattern in (self.less, self.more, self.least, self.most))
        return max((len(before) - match.start() for match in found if match), default=0)

    def _denied(self, before: str, match: re.Match[str]) -> bool:
        return self.no.search(before[: match.start()]) is not None


@dataclass(frozen=True, slots=True)
class FactCues:
    """The patterns of ``facts.yaml``, over normalised text."""

    words: Mapping[str, tuple[re.Pattern[str], Mapping[str, str]]]
    """Language -> its written numbers before a unit -> what they are in digits."""
    units: Mapping[str, re.Pattern[str]]
    figures: Mapping[str, Figure]
    limits: Limits
    denial: re.Pattern[str]
    turn: re.Pattern[str]
    """What ends the reach of a denial: "not prohibited but restricted"."""
    others: re.Pattern[str]
    """What only looks like a kind: a limited company is not restricted."""
    yields: Mapping[str, Sequence[str]]
    """Kind -> those beside which it is none."""
    kinds: Mapping[str, Mapping[str, re.Pattern[str]]]

    def families(self) -> dict[str, str]:
        """Kind -> the family that it is of."""
        return {kind: family for family, own in self.kinds.items() for kind in own}

    def read(self, text: str, language: str, loosely: frozenset[str] = frozenset()) -> Facts:
        """``loosely``: figures that were stated before, so that a follow-up need not name what it is of."""
        plain = self.in_digits(normalise(text, language), language)
        placed = placed_numbers(plain)[:_MOST_NUMBERS]
        figures = {name: self._figure(name, plain, placed, name in loosely) for name in self.figures}
        return Facts({name: values for name, values in figures.items() if values}, self._kinds(plain))

    def in_digits(self, plain: str, language: str) -> str:
        """``plain`` with numbers that are written out before a unit in digits."""
        plain = _HAN.sub(lambda match: str(han_number(match.group()) or match.group()), plain)
        pattern, values = self.words.get(language, (None, {}))
        return pattern.sub(lambda match: values[match.group()], plain) if pattern is not None else plain

    def _figure(self, name: str, plain: str, placed: Sequence[tuple[Decimal, int, int]], loosely: bool) -> tuple[Decimal, ...]:
        figure = self.figures[name]
        found: dict[Decimal, None] = {}
        for value, start, end in placed:
            before, after = plain[max(0, start - _REACH) : start], plain[end : end + _REACH]
            measured = self._measured(figure, value, before, after)
            reach = figure.reach + self.limits.length(before)
            wide = plain[max(0, start - reach) : start], plain[end : end + figure.reach]
            if measured is None or not (loosely or self._named(figure, *wide)) or self._spoilt(figure, before, after):
                continue
            found.update(dict.fromkeys(self.limits.values(measured, before)))
        return tuple(found)

    def _measured(self, figure: Figure, value: Decimal, before: str, after: str) -> Decimal | None:
        """``value`` in the unit of ``figure``, where it stands in one that can be turned into it."""
        after = after.lstrip(" -)")
        if figure.currency is not None:
            dollars = re.search(r"(usd|us\$|\$) ?$", before) or re.match(r"usd|us\$|\$|dol|美元|美金|дол|دولار|do la", after)
            return value if dollars else None
        if figure.follows is not None:
            return value if figure.follows.match(after) else None
        if figure.unit is None:
            return None if figure.apart is not None and figure.apart.match(after) else value
        unit = next((unit for unit, pattern in self.units.items() if pattern.match(after)), None)
        if figure.unit == "day" and unit in _DAYS:
            return value * _DAYS[unit]
        if figure.unit == "year" and unit in _IN_YEARS:
            return value / _IN_YEARS[unit]
        return value if unit == figure.unit else None

    def _named(self, figure: Figure, before: str, after: str) -> bool:
        return figure.beside is None or bool(figure.beside.search(before) or figure.beside.search(after))

    def _spoilt(self, figure: Figure, before: str, after: str) -> bool:
        return figure.never is not None and figure.never.search(f"{before} # {after}") is not None

    def _kinds(self, plain: str) -> frozenset[str]:
        """Kinds that are named and not denied; what one kind of a family is called by names no other of them."""
        plain = self.turn.sub(",", self.others.sub(" ", plain))
        named: set[str] = set()
        for own in self.kinds.values():
            rest = plain
            for kind, pattern in own.items():
                spans = [match.span() for match in pattern.finditer(rest) if not self._denied(rest, match.start())]
                if spans:
                    named.add(kind)
                for start, end in spans:
                    rest = rest[:start] + " " * (end - start) + rest[end:]
        return frozenset(kind for kind in named if named.isdisjoint(self.yields.get(kind, ())))

    def _denied(self, plain: str, at: int) -> bool:
        return self.denial.search(plain[max(0, at - _DENIED_WITHIN) : at]) is not None


def read_facts(raw: Mapping[str, Any]) -> FactCues:
    """Raises KeyError where a part is missing, re.error where a pattern does not compile."""
    units = {name: re.compile(f"(?:{pattern})") for name, pattern in raw["units"].items()}
    followed = f"(?=[ -]?(?:{'|'.join(f'(?:{pattern})' for pattern in raw['units'].values())}))"
    return FactCues(
        words={language: _written(own, followed, language) for language, own in raw["words"].items()},
        units=units,
        figures={name: _figure(own) for name, own in raw["figures"].items()},
        limits=Limits(*(re.compile(raw[name]) for name in ("less", "more", "least", "most", "no"))),
        denial=re.compile(raw["denial"]),
        turn=re.compile(raw["turn"]),
        others=_any(raw["others"]),
        yields=raw["yields"],
        kinds={family: {kind: _any(own) for kind, own in kinds.items()} for family, kinds in raw["kinds"].items()},
    )


def _figure(raw: Mapping[str, Any]) -> Figure:
    patterns = {name: re.compile(raw[name]) if name in raw else None for name in ("beside", "follows", "never", "apart")}
    bare = raw.get("unit") in {None, "percent"}
    return Figure(raw.get("unit"), raw.get("currency"), **patterns, reach=raw.get("reach", _CLOSE if bare else _REACH))


def _written(own: Mapping[str, object], followed: str, language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Pattern of a language's written numbers, and what they are. One that names its unit too needs none after it."""
    values = {normalise(word, language): str(value) for word, value in own.items()}
    edge = "" if language == "th" else r"\b"
    whole = "|".join(word for word, value in values.items() if " " in value)
    bare = "|".join(word for word, value in values.items() if " " not in value)
    pattern = rf"{edge}(?:{bare}){edge}{followed}" + (rf"|{edge}(?:{whole}){edge}" if whole else "")
    return re.compile(pattern), values


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
