"""Names of countries: those of CLDR in many languages, and those that it lacks, from ``prompts/cues``."""

import re
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError

from assistant.files import read_yaml
from assistant.text import is_unspaced, normalise

_NAME_LANGUAGES = [
    "zh",
    "en",
    "ru",
    "ar",
    "fr",
    "es",
    "th",
    "vi",
    "id",
    "sr",
    "sr_Latn",
    "pt",
    "de",
    "it",
    "tr",
    "kk",
    "uk",
    "fa",
    "ur",
    "ms",
    "hi",
    "bn",
    "sw",
    "uz",
    "ky",
    "mn",
    "km",
    "lo",
    "my",
    "ko",
    "ja",
    "pl",
    "cs",
    "hu",
    "am",
    "ka",
    "he",
    "nl",
    "zh_Hant",
]
_NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def read_names(cues: Path, *, loosely: bool = True) -> dict[str, list[str]]:
    """Code -> names that CLDR lacks: short forms and adjectives (``countries.yaml``), and ``loosely`` cities and whatever else
    people say for a country. For whoever seeks a partner a city is where he sits, and Europe more than the Union."""
    found: dict[str, list[str]] = {}
    for file in (*("cities.yaml", "demonyms.yaml") * loosely, "countries.yaml"):  # a later name prevails
        for code, names in read_yaml(cues / file).items():
            found.setdefault(str(code), []).extend(str(name) for name in names)
    return found


def cldr_tongues() -> Iterable[str]:
    for language in _NAME_LANGUAGES[:11]:
        yield from (normalise(str(name)) for name in Locale.parse(language).languages.values())


def cldr_names() -> Iterable[tuple[str, str]]:
    for language in _NAME_LANGUAGES:
        try:
            territories = Locale.parse(language).territories
        except UnknownLocaleError:
            continue
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
                plain = normalise(str(name))
                if len(plain) > 2 or is_unspaced(plain):
                    yield plain, code
                    short = re.sub(r"\s*[(（\[].*", "", plain)
                    if short and short != plain and len(short) > 3:
                        yield short, code
