"""Concepts of the glossary in a text, and their words in other languages for lexical search."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.text import is_unspaced, normalise, spellings, tokens, words

_SHORT, _SHORT_IN = 3, {"ar": 2}
"""A stem of so few letters stands for its own word alone: in Spanish "láser" has the stem of "las". Roots of Arabic have
three."""
_ACRONYM = 5
"""Letters up to which an English acronym needs its capitals in another language of Latin script."""
_OTHER_SCRIPT = 5
"""A text of which one letter in so many is of another script is not of Latin script: "ai robot 技术"."""
_ALIKE, _ALIKE_IN = 3, {"ar": 5, "id": 9}
"""By how many letters two words of one stem may differ: those of "patentability" and "patent" are one stem, and two matters.
More where articles or prefixes are written with the word."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A glossary term: language -> preferred word and variants."""

    id: str
    terms: Mapping[str, Sequence[str]]
    topics: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """A term of words with spaces between: its words, and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    concept: str
    short: int
    alike: int
    acronym: bool

    def stands_in(self, words: Sequence[str], stems: Sequence[str], *, inflected: bool) -> bool:
        """Whether a text of these words and stems begins with it; ``inflected``: in any form of its words."""
        length = len(self.words)
        if not inflected or len("".join(self.stems)) <= self.short:
            return tuple(words[:length]) == self.words
        apart = (abs(len(said) - len(own)) for said, own in zip(words, self.words, strict=False))
        return tuple(stems[:length]) == self.stems and max(apart) <= self.alike

    def is_foreign(self, spelled: Sequence[str], *, latin: bool) -> bool:
        """Whether the words, as they are spelled, are those of another language than the term's: with accents ("rồi", "bản"); or,
        where both have the same letters, short ones ("soy") and what should have capitals ("ai")."""
        own = spelled[: len(self.words)]
        if any(word.casefold() != plain for word, plain in zip(own, self.words, strict=True)):
            return True
        return latin and len("".join(own)) <= (_ACRONYM if self.acronym else _SHORT) and not own[0].isupper()


class TermFinder:
    """Finds concepts by their words in any language of the glossary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self._unspaced: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._stemmed: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        for concept in self._concepts.values():
            for language, variants in concept.terms.items():
                for word in variants:
                    self._enter(concept.id, language, word)

    def _enter(self, concept: str, language: str, word: str) -> None:
        if is_unspaced(word):
            plain = normalise(word)
            if len(plain) > 1:
                pairs = self._unspaced[language].setdefault(plain[:2], [])
                if f"{plain}\t{concept}" not in pairs:
                    pairs.append(f"{plain}\t{concept}")
        else:
            stems = tuple(tokens(word, language))
            if stems and len("".join(stems)) > 1:
                entry = _Entry(
                    words(word, language), stems, concept, _SHORT_IN.get(language, _SHORT), _ALIKE_IN.get(language, _ALIKE),
                    word.isupper(),
                )  # fmt: skip
                self._stemmed[language][stems[0]].append(entry)

    def find(self, text: str, language: str) -> tuple[str, ...]:
        """Concept ids in order of appearance. English words count in a text of any language, as they are written."""
        found: dict[str, None] = {}
        for own in dict.fromkeys((language, "en")):
            for concept in self._find_unspaced(normalise(text, own), own):
                found[concept] = None
            for entry, _ in self._find_spaced(text, language, own):
                found[entry.concept] = None
        return tuple(found)

    def without(self, text: str, language: str, concepts: Collection[str]) -> str:
        """``text`` without the words, in any of their forms, by which it names ``concepts``."""
        known = [concept for concept in concepts if concept in self._concepts]
        if is_unspaced(text):
            rest = list(normalise(text, language))
            for start, end in self.spans(text, language, known):
                rest[start:end] = " " * (end - start)
            return " ".join("".join(rest).split())
        spelled = spellings(text, language)
        named: set[int] = set()
        for own in dict.fromkeys((language, "en")):
            for entry, n in self._find_spaced(text, language, own):
                if entry.concept in known:
                    named.update(range(n, n + len(entry.words)))
        return " ".join(word for n, word in enumerate(spelled) if n not in named)

    def _find_spaced(self, text: str, language: str, own: str) -> Iterator[tuple[_Entry, int]]:
        """Terms of the language ``own`` in a text of ``language``, each with the place among its words where it begins."""
        latin, spelled = _is_latin(text), spellings(text, "en")
        stems, plain = tokens(text, own), words(text, own)
        for n, stem in enumerate(stems):
            for entry in self._stemmed[own].get(stem, ()):
                if not entry.stands_in(plain[n:], stems[n:], inflected=own == language):
                    continue
                if own == language or not entry.is_foreign(spelled[n:], latin=latin):
                    yield entry, n

    def _find_unspaced(self, plain: str, language: str) -> Iterable[str]:
        table = self._unspaced.get(language)
        if not table:
            return
        for n in range(len(plain) - 1):
            for entry in table.get(plain[n : n + 2], ()):
                word, _, concept = entry.partition("\t")
                if plain.startswith(word, n):
                    yield concept

    def spans(self, text: str, language: str, concepts: Collection[str]) -> list[tuple[int, int]]:
        """Where words of ``concepts`` stand, as they are written in the glossary, in ``normalise(text, language)``."""
        plain = normalise(text, language)
        variants = [word for concept in concepts for word in self._concepts[concept].terms.get(language, ())]
        found = [normalise(word, language) for word in sorted(variants, key=len, reverse=True)]
        return [match.span() for word in found if word for match in re.finditer(re.escape(word), plain)]

    def translate(self, concepts: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
        """The preferred words of ``concepts`` in ``languages``."""
        words: dict[str, None] = {}
        for concept in concepts:
            for language in languages:
                for word in self._concepts[concept].terms.get(language, ())[:1]:
                    words[f"{language}\t{word}"] = None
        return tuple(words)

    def topics(self, concepts: Iterable[str]) -> frozenset[str]:
        return frozenset(topic for concept in concepts for topic in self._concepts[concept].topics)

    def __len__(self) -> int:
        return len(self._concepts)


def _is_latin(text: str) -> bool:
    letters = [char for char in normalise(text) if char.isalpha()]
    return _OTHER_SCRIPT * sum(not char.isascii() for char in letters) < len(letters)
