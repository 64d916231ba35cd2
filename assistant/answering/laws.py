"""Which law an article is asked of, where no law is called by one of its names letter for letter: languages decline them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.domain import Question, Source
from assistant.text import is_unspaced, normalise, tokens

_FEWEST = 2
"""Stems of a name, beside its country, that must stand in the question: "the law" alone calls none."""
_SHORT = 3
"""Letters of words that mostly join others, so that they may be missing; in scripts that space their words."""
_LONG, _ENDING = 5, 2
"""Letters of a stem of which another may have so many more."""
_NUMBER = re.compile(r"(?:\bn[o°º]\.? ?|№ ?|第 ?|số |\bso |\bnomor |\bno\.? |\bbr\.? |رقم |ที่ |ฉบับที่ )(\d{2,4})(?! ?条)(?!\d)")
"""How an instrument is called by its number, whichever the language."""
_YEARS = range(1949, 2100)
_CAPITALS = re.compile(r"\b[A-ZА-Я]{2,}\b")
Mentions = Callable[[str], list[tuple[int, int, str]]]


def laws_of(question: Question, sources: Sequence[Source], mentions: Mentions) -> list[Source]:
    """The instruments whose number the question names; else those of which it holds the stems of a name, its country and its year
    aside; of several the ones whose names are the longest. Only of the countries that are named, and of China where none is."""
    here = {code[:2] for code in question.countries} or {"CN"}
    numbers = {int(number) for number in _NUMBER.findall(normalise(question.text))}
    numbered = [source for source in sources if numbers & _numbers(source) and (source.jurisdiction or "")[:2] in here]
    if numbered:
        return numbered
    asked = frozenset(tokens(question.text, question.language))
    best: dict[int, list[Source]] = {}
    for source in sources:
        if (source.jurisdiction or "")[:2] in here:
            calls = (source.names.get(question.language, ""), *source.aliases)
            longest = max(_called(asked, _stems(call, question.language, mentions)) for call in calls)
            best.setdefault(longest, []).append(source)
    longest = max(best, default=0)
    return best[longest] if longest else []


def _numbers(source: Source) -> set[int]:
    """The number by which it is cited, the year aside."""
    told = {int(number) for text in source.number.values() for number in re.findall(r"\d+", text)}
    return {number for number in told if number not in _YEARS}


def _called(asked: frozenset[str], name: tuple[frozenset[str], frozenset[str]]) -> int:
    """How many stems of a name are there, if those that tell it are; 0 where they are not."""
    tell, join = name
    if not tell or not all(stem in asked or _is_another_case(stem, asked) for stem in tell):
        return 0
    held = len(tell) + len(join & asked)
    return held if held >= _FEWEST else 0


def _is_another_case(stem: str, asked: frozenset[str]) -> bool:
    """Stemmers leave a letter more on one form of a word than on another."""
    return len(stem) >= _LONG and any(
        len(other) >= _LONG and (stem.startswith(other) or other.startswith(stem)) and abs(len(stem) - len(other)) <= _ENDING
        for other in asked
    )


@lru_cache(maxsize=1024)
def _stems(call: str, language: str, mentions: Mentions) -> tuple[frozenset[str], frozenset[str]]:
    """The stems that tell a name, and those of words that join these."""
    plain = normalise(call)
    for start, end, _ in reversed(mentions(call)):
        plain = f"{plain[:start]} {plain[end:]}"
    stems = [stem for stem in tokens(plain, language) if not any(char.isdigit() for char in stem)]
    acronyms = {stem for word in _CAPITALS.findall(call) for stem in tokens(word, language)}
    join = {stem for stem in stems if len(stem) <= _SHORT and not is_unspaced(stem) and stem not in acronyms}
    return frozenset(stems) - join, frozenset(join)
