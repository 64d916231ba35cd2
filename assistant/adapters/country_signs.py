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

    def find(self, text: str) -> Iterable[tuple[int, str]]:
        for match in self.pattern.finditer(text):
            sign = next(group for group in match.groups() if group)
            yield match.start(), self.countries[sign]


@dataclass(frozen=True, slots=True)
class CountrySigns:
    """``find`` gives (place, code) of what stands for a country in a text that names the countries ``named``.

    ``written`` and ``codes`` are looked for as they are written, the others in normal form.
    """

    written: _Signs
    loosely: _Signs
    at_home: _Signs
    at_home_capital: _Signs
    currencies: _Signs
    codes: _Signs
    measured: re.Pattern[str]

    def find(self, text: str, named: Collection[str]) -> list[tuple[int, str]]:
        raw, plain = unicodedata.normalize("NFC", text), normalise(text)
        found = [*self.written.find(raw), *self.loosely.find(plain)]
        if all(code.startswith("CN") for code in (*named, *(code for _, code in found))):
            found += [(at, code) for at, code in self._of_home(raw, plain) if not found]
            found += [one for one in self.currencies.find(plain) if not self.measured.search(plain[: one[0]])]
            found += self.codes.find(raw)
        return sorted(set(found))

    def _of_home(self, raw: str, plain: str) -> Iterable[tuple[int, str]]:
        """Offices called as everybody at home calls them; not "the Chinese office"."""
        for at, code in self.at_home.find(plain):
            if "kin" not in plain[max(at - _NEAR, 0) : at]:
                yield at, code
        for at, code in self.at_home_capital.find(raw):
            if not _BEGINS.search(raw[:at]) and "kin" not in raw[max(at - _NEAR, 0) : at].lower():
                yield at, code


def read_signs(cues: Path) -> CountrySigns:
    """From ``country_signs.yaml``."""
    raw = read_yaml(cues / "country_signs.yaml")
    return CountrySigns(
        written=_signs(raw["written"], str, _WORD),
        loosely=_signs(raw["loosely"], normalise, _WORD_WITH_ENDING),
        at_home=_signs(raw["at_home"], normalise, _WORD),
        at_home_capital=_signs(raw["at_home_capital"], str, _WORD),
        currencies=_signs(raw["currencies"], normalise, _WORD),
        codes=_signs(raw["codes"], str, _BESIDE_A_FIGURE),
        measured=re.compile(raw["measured"]),
    )


_WORD = r"(?<!\w)({})(?!\w)"
_WORD_WITH_ENDING = r"(?<!\w)({})(?:[аеоу]|ом|ов|ой|[uae]|om)?(?!\w)"
_BESIDE_A_FIGURE = r"(?:(?<=\d)|(?<=\d )|(?<=million )|(?<=mln ))({0})(?![A-Za-z])|(?<!\w)({0})(?= ?\d)"


def _signs(table: Mapping[str, Iterable[str]], form: Callable[[str], str], frame: str) -> _Signs:
    """Signs in scripts without spaces stand anywhere, the others in ``frame``."""
    countries = {form(str(sign)): str(code) for code, signs in table.items() for sign in signs}
    ordered = sorted(countries, key=len, reverse=True)
    framed = frame.format("|".join(re.escape(sign) for sign in ordered if not is_unspaced(sign)))
    anywhere = "|".join(re.escape(sign) for sign in ordered if is_unspaced(sign))
    return _Signs(re.compile(f"{framed}|({anywhere})" if anywhere else framed), countries)
