"""Countries whose law or whose arbitrators are to be chosen for a contract. Whether that may be is for another law to say."""

import re
from collections.abc import Sequence

from assistant.answering.cues import PLACE_ABROAD, PLACE_HOME
from assistant.text import mark_places

Mention = tuple[int, int, str]


def chosen(whole: str, places: Sequence[Mention], pattern: re.Pattern[str]) -> frozenset[str]:
    """``whole``: the normalised text that ``places`` (start, end, country) lie in. Countries of which every mention is one."""
    found: dict[str, bool] = {}
    for at, (_, _, code) in enumerate(places):
        found[code] = found.get(code, True) and bool(pattern.search(_but_one(whole, places, at)))
    return frozenset(code for code, every in found.items() if every)


def _but_one(whole: str, places: Sequence[Mention], at: int) -> str:
    """The text with one place as what is looked for, and all others as what is not."""
    start = places[at][0]
    return mark_places(whole, places, lambda begin, _end, _code: PLACE_ABROAD if begin == start else PLACE_HOME)
