"""What tells a country without naming it: the acronym of its patent office or tax authority, its currency."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.files import read_yaml
from assistant.text import is_unspaced, normalise

_BEGINS = re.compile(r"(?:^|[.!?:\n])\s*$")
_NEAR = 12
"""Characters before a sign in which it may be said to be China's, or to be a measure."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """One pattern for all signs of a kind, and the country of each."""

    pattern: re.Pattern[str]
    countries: Mapping[str, str]

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        for match in self.pattern.finditer(text):
            sign = next(group for group in match.groups() if group)
            yield match.start(), match.end(), self.countries[sign]

    def places(self, text: str) -> list[tuple[int, str]]:
        return [(start, code) for start, _, code in self.find(text)]


@dataclass(frozen=True, slots=True)
class CountrySigns:
    """``find`` gives (place, code) of what stands for a country in a text that names the countries ``named``.

    ``written`` and ``codes`` are looked for as they are written, the others in normal form. ``of_china``: what beside an office
    of those at home says that China's is meant; ``in_china``: what says it anywhere.
    """

    written: _Signs
    loosely: _Signs
    office_only: _Signs
    at_home: _Signs
    at_home_written: _Signs
    at_home_capital: _Signs
    currencies: _Signs
    codes: _Signs
    measured: re.Pattern[str]
    of_china: re.Pattern[str]
    in_china: re.Pattern[str]

    def find(self, text: str, named: Collection[str]) -> list[tuple[int, str]]:
        raw, plain = unicodedata.normalize("NFC", text), normalise(text)
        found = self._offices(raw, plain)
        if _only_china(named, found):
            found += [one for one in self.currencies.places(plain) if not self.measured.search(plain[: one[0]])]
            found += self.codes.places(raw)
            found += self._of_home(raw, plain)
        return sorted(set(found))

    def offices(self, text: str, named: Collection[str]) -> list[tuple[int, str]]:
        """The same of offices alone; those too that do not stand for their country."""
        raw, plain = unicodedata.normalize("NFC", text), normalise(text)
        found = [*self._offices(raw, plain), *self.office_only.places(plain)]
        own = [(at, code) for at, code in self._of_home(raw, plain) if _only_china({*named} - {code}, found)]
        return sorted({*found, *own})

    def _offices(self, raw: str, plain: str) -> list[tuple[int, str]]:
        return [*self.written.places(raw), *self.loosely.places(plain)]

    def _of_home(self, raw: str, plain: str) -> Iterable[tuple[int, str]]:
        """Offices called as everybody at home calls them; not "the Chinese office"."""
        if self.in_china.search(plain):
            return
        for text, signs in ((plain, self.at_home), (raw, self.at_home_written), (raw, self.at_home_capital)):
            for start, end, code in signs.find(text):
                begins = signs is self.at_home_capital and _BEGINS.search(raw[:start])
                beside = f"{text[max(start - _NEAR, 0) : start]}\n{text[end : end + _NEAR]}"
                if not begins and not self.of_china.search(normalise(beside)):
                    yield start, code


def _only_china(named: Collection[str], found: Collection[tuple[int, str]]) -> bool:
    return all(code.startswith("CN") for code in (*named, *(code for _, code in found)))


def read_signs(cues: Path) -> CountrySigns:
    """From ``country_signs.yaml``."""
    raw = read_yaml(cues / "country_signs.yaml")
    return CountrySigns(
        written=_signs(raw["written"], str, _WORD),
        loosely=_signs(raw["loosely"], normalise, _WORD_WITH_ENDING),
        office_only=_signs(raw["office_only"], normalise, _WORD),
        at_home=_signs(raw["at_home"], normalise, _WORD),
        at_home_written=_signs(raw["at_home_written"], str, _WORD),
        at_home_capital=_signs(raw["at_home_capital"], str, _WORD),
        currencies=_signs(raw["currencies"], normalise, _WORD),
        codes=_signs(raw["codes"], str, _BESIDE_A_FIGURE),
        measured=re.compile(raw["measured"]),
        of_china=re.compile(raw["of_china"]),
        in_china=re.compile(raw["in_china"]),
    )


_ARABIC = "(?:[وفبكل]?[وفبكل]?(?:ال)?|لل)"
"""What Arabic writes as one with the word behind it."""
_WORD = rf"(?<!\w){_ARABIC}({{}})(?!\w)"
_WORD_WITH_ENDING = rf"(?<!\w){_ARABIC}({{}})(?:[аеоу]|ом|ов|ой|[uae]|om)?(?!\w)"
_BESIDE_A_FIGURE = r"(?:(?<=\d)|(?<=\d )|(?<=million )|(?<=mln ))({0})(?![A-Za-z])|(?<!\w)({0})(?= ?\d)"


def _signs(table: Mapping[str, Iterable[str]], form: Callable[[str], str], frame: str) -> _Signs:
    """Signs in scripts without spaces stand anywhere, the others in ``frame``."""
    countries = {form(str(sign)): str(code) for code, signs in table.items() for sign in signs}
    ordered = sorted(countries, key=len, reverse=True)
    framed = frame.format("|".join(re.escape(sign) for sign in ordered if not is_unspaced(sign)))
    anywhere = "|".join(re.escape(sign) for sign in ordered if is_unspaced(sign))
    return _Signs(re.compile(f"{framed}|({anywhere})" if anywhere else framed), countries)
