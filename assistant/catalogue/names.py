"""Codes of the open schema as words of a language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from babel import Locale

from assistant.phrases import Phrasebook
from assistant.text import written


@lru_cache(maxsize=32)
def _territories(language: str) -> Mapping[str, str]:
    names: Mapping[str, str] = Locale.parse(written(language)).territories
    return names


@lru_cache(maxsize=32)
def _languages(language: str) -> Mapping[str, str]:
    names: Mapping[str, str] = Locale.parse(written(language)).languages
    return names


class Names:
    """``of("cooperation", ["licence"], "fr")`` gives ``licence``; separators follow the language."""

    def __init__(
        self, phrases: Phrasebook, sectors: Mapping[str, Mapping[str, Sequence[str]]], groups: Mapping[str, Sequence[str]]
    ) -> None:
        """``sectors``: words of each sector by language, its name first; ``groups``: countries that have a name together."""
        self._phrases = phrases
        self._sectors = sectors
        self._groups = groups

    def of(self, group: str, codes: Iterable[str], language: str) -> str:
        return self.joined([self.one(group, code, language) for code in codes], language)

    def one(self, group: str, code: str, language: str) -> str:
        if group == "sector":
            words = self._sectors.get(code, {})
            return next(iter(words.get(self._phrases.nearest(language), words.get("en", ()))), code)
        key = f"code.{group}.{code}"
        return self._phrases.say(language, key) if self._phrases.has(language, key) else code

    def countries(self, codes: Iterable[str], language: str, but: Collection[str] = ()) -> str:
        """Names of countries; a whole group has its own, also one that lacks only what is ruled out (``but``)."""
        left = list(codes)
        whole = []
        for group, members in self._groups.items():
            if set(members) - set(but) <= set(left) and set(members) & set(left):
                whole.append(group)
                left = [code for code in left if code not in members]
        return self.joined([self.country(code, language) for code in (*whole, *left)], language)

    def country(self, code: str, language: str) -> str:
        key = f"code.place.{code}"
        if self._phrases.has(language, key):
            return self._phrases.say(language, key)
        return _territories(self._phrases.nearest(language)).get(code, code)

    def language(self, code: str, language: str) -> str:
        return _languages(self._phrases.nearest(language)).get(code, code)

    def joined(self, names: Iterable[str], language: str) -> str:
        separator = {"zh": "、", "ar": "، "}.get(self._phrases.nearest(language), ", ")
        return separator.join(dict.fromkeys(filter(None, names)))


def text_in(texts: Mapping[str, str], language: str, nearest: str, original: str) -> tuple[str, str]:
    """(language, text): the asker's language, else the interface's, else English, else the original."""
    for code in (language, nearest, "en", original):
        if code in texts:
            return code, texts[code]
    return next(iter(texts.items()))
