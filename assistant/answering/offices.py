"""Which states' offices does a text name: by a name of their own, or by what they do beside their state's name?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.text import mark_places, normalise

_PLACE = "\ue002"
"""What each mention of a country is replaced by before the patterns are tried."""


@dataclass(frozen=True, slots=True)
class OfficeCues:
    """Patterns over normalised text in which ``_PLACE`` stands for countries. ``of_several``: an office of no one state;
    ``papers``: what ends before an office of which only a paper is shown."""

    offices: re.Pattern[str]
    of_several: re.Pattern[str]
    papers: re.Pattern[str]


def read_offices(raw: Mapping[str, Sequence[str]]) -> OfficeCues:
    """Raises KeyError where a list of patterns is missing, re.error where one does not compile."""
    one = {name: "|".join(f"(?:{p.replace('{place}', _PLACE)})" for p in patterns) for name, patterns in raw.items()}
    return OfficeCues(re.compile(one["offices"]), re.compile(one["of_several"]), re.compile(one["papers"]))


def no_office(_text: str) -> tuple[str, ...]:
    """No offices are known by names of their own."""
    return ()


@dataclass(frozen=True, slots=True)
class Offices:
    """The step, with what it needs. ``mentions``: (start, end, country) of each place in a normalised text; ``named``: the
    countries whose offices a text calls by names of their own."""

    cues: OfficeCues
    mentions: Callable[[str], Sequence[tuple[int, int, str]]]
    named: Callable[[str], tuple[str, ...]] = no_office

    def __call__(self, text: str, language: str) -> tuple[str, ...]:
        """Two letters each; China's too."""
        shape, codes = self._shape(text, language)
        found = [code[:2] for code in self.named(text)]
        for match in self.cues.offices.finditer(shape):
            if not self.cues.papers.search(shape, 0, match.start()):
                found.append(codes[shape.count(_PLACE, 0, match.start() + match[0].index(_PLACE))][:2])
        return tuple(dict.fromkeys(found))

    def _shape(self, text: str, language: str) -> tuple[str, Sequence[str]]:
        """``text`` normalised, with ``_PLACE`` for each country, and the countries in order."""
        whole, codes = normalise(text), list[str]()
        several = [match.span() for match in self.cues.of_several.finditer(whole)]

        def mark(start: int, end: int, code: str) -> str | None:
            if any(begin < end and start < stop for begin, stop in several):
                return None
            codes.append(code)
            return _PLACE

        return normalise(mark_places(whole, self.mentions(text), mark), language), codes
