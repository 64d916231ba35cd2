"""What part a country has that a question names: that whose law is to be chosen for a contract, that which taxes. Each mention is
looked at by itself, with the others as what is not looked for."""

import re
from collections.abc import Sequence

from assistant.answering.cues import PLACE_ABROAD, PLACE_HOME
from assistant.text import mark_places

Mention = tuple[int, int, str]


def in_part(whole: str, places: Sequence[Mention], pattern: re.Pattern[str]) -> tuple[frozenset[str], frozenset[str]]:
    """``whole``: the normalised text that ``places`` (start, end, country) lie in. Countries of which some mention has the part
    that ``pattern`` tells, with PLACE_ABROAD for the country; and those of which every mention has."""
    found: dict[str, list[bool]] = {}
    for at, (_, _, code) in enumerate(places):
        found.setdefault(code, []).append(bool(pattern.search(_but_one(whole, places, at))))
    return frozenset(code for code, had in found.items() if any(had)), frozenset(code for code, had in found.items() if all(had))


def _but_one(whole: str, places: Sequence[Mention], at: int) -> str:
    """The text with one place as what is looked for, and all others as what is not."""
    start = places[at][0]
    return mark_places(whole, places, lambda begin, _end, _code: PLACE_ABROAD if begin == start else PLACE_HOME)
