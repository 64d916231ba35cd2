"""Every text that a user sees, from ``prompts/phrases/<language>/*.yaml``; a missing phrase or variable is an error at start."""

import hashlib
import string
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from babel import Locale

from assistant.errors import CorpusError
from assistant.files import read_yaml

FALLBACK = {
    "kk": "ru", "ky": "ru", "uz": "ru", "tg": "ru", "tk": "ru", "be": "ru", "uk": "ru", "hy": "ru", "az": "ru", "ka": "ru",
    "ms": "id", "jv": "id", "su": "id", "lo": "th", "pt": "es", "gl": "es", "ca": "es", "ug": "zh", "bo": "zh",
    "hr": "sr", "bs": "sr", "mk": "sr", "sl": "sr", "wo": "fr", "ht": "fr", "ar": "ar",
}  # fmt: skip
"""The interface language for a language that has no phrases; English for all others."""


class Phrasebook:
    """Phrases of all languages. ``say(language, key, **values)`` fills ``{name}`` fields."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def nearest(self, language: str) -> str:
        """The language of the interface for a question in ``language``."""
        base = language.split("-")[0]
        return base if base in self._texts else FALLBACK.get(base, "en")

    def say(self, language: str, key: str, /, **values: object) -> str:
        return self._texts[self.nearest(language)][key].format(**values)

    def count(self, language: str, key: str, number: int, /) -> str:
        """The plural form (CLDR) of ``key`` for ``number``: ``working_day.one`` … ``working_day.other``."""
        language = self.nearest(language)
        form = _plural(language)(number)
        texts = self._texts[language]
        return (texts.get(f"{key}.{form}") or texts[f"{key}.other"]).format(n=number)

    def version(self, language: str, key: str) -> str:
        """Names the wording of ``key`` as it is now: what somebody agreed to can be told years later."""
        language = self.nearest(language)
        return f"{language}:{hashlib.sha256(self._texts[language][key].encode()).hexdigest()[:12]}"

    def has(self, language: str, key: str) -> bool:
        return key in self._texts[self.nearest(language)]

    def keys(self) -> tuple[str, ...]:
        return tuple(self._texts["en"])


@lru_cache(maxsize=32)
def _plural(language: str):  # type: ignore[no-untyped-def]
    return Locale.parse(language).plural_form


def fields(text: str) -> frozenset[str]:
    """Names of the variables in a phrase."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def load_phrases(folder: Path) -> Phrasebook:
    """All phrase files of ``folder``.

    Raises:
        CorpusError: a language lacks a phrase or a variable of the English file, or has one too many.
    """
    texts = {home.name: _language(home) for home in sorted(folder.iterdir()) if home.is_dir()}
    if "en" not in texts:
        raise CorpusError(f"{folder}/en is missing: the phrases of the interface are not there.")
    problems = [problem for language in texts for problem in _gaps(language, texts[language], texts["en"])]
    if problems:
        raise CorpusError("Phrases do not agree: " + "; ".join(problems))
    return Phrasebook(texts)


def _language(home: Path) -> dict[str, str]:
    """The phrases of all files of a language; a key stands in one of them only."""
    texts: dict[str, str] = {}
    for path in sorted(home.glob("*.yaml")):
        try:
            loaded = read_yaml(path)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path} is not YAML: {' '.join(str(error).split())}") from error
        if not isinstance(loaded, dict):
            raise CorpusError(f"{path} holds no phrases: each line must be a key and a text.")
        own = {str(key): str(value) for key, value in loaded.items()}
        if twice := texts.keys() & own.keys():
            raise CorpusError(f"{path} holds {min(twice)} again.")
        texts |= own
    return texts


_PLURALS = (".zero", ".one", ".two", ".few", ".many", ".other")


def _gaps(language: str, own: Mapping[str, str], english: Mapping[str, str]) -> list[str]:
    def plain(keys: Mapping[str, str]) -> set[str]:
        return {key for key in keys if not key.endswith(_PLURALS) or key.endswith(".other")}

    problems = [f"{language} lacks {key}" for key in sorted(plain(english) - plain(own))]
    problems += [f"{language} has {key} that English lacks" for key in sorted(plain(own) - plain(english))]
    for key in plain(own) & plain(english):
        if fields(own[key]) != fields(english[key]):
            problems.append(f"{language}: {key} has other variables than in English")
    return problems
