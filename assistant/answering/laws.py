"""Which law an article is asked of: the one called by a name, in whatever case of it, or by its number; else the likeliest."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from assistant.domain import Hit, Question, Source
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
_CALLED = 0.55
"""Share of a name's words from which on a question that calls no instrument by name is taken to mean it; on the development half
those of the right ones lie from .5 (with their year .8), of wrong ones up to .5."""
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


def _of_its_places(question: Question, named: Sequence[Source]) -> list[Source]:
    """The instruments called by name that are of a country that was named too, where countries were."""
    here = {code[:2] for code in question.countries}
    return [source for source in named if not here or (source.jurisdiction or "")[:2] in here]


def meant(
    question: Question, hits: Sequence[Hit], named: Sequence[Source], articles: Mapping[str, frozenset[int]]
) -> Source | None:
    """The instrument whose article is asked for: the one called by name, else the one whose name shares most with the text; none
    where it shares nothing."""
    named = _of_its_places(question, named)
    found = {hit.source.id: hit.source for hit in hits[:8] if hit.source.articles or hit.source.id in articles}
    pool = list(named) or list(found.values())
    if not pool:
        return None
    words = set(tokens(question.text, question.language))
    text = normalise(question.text)

    def called(source: Source) -> float:
        names = [source.names.get(question.language) or source.names.get("en") or "", *source.aliases]
        best = max(len(words & set(tokens(n, question.language))) / (1 + len(set(tokens(n, question.language)))) for n in names)
        years = [name for name in source.id.split("-") if re.fullmatch(r"(19|20)\d\d", name)]
        return best + 0.3 * any(year in text for year in years)

    def shared(source: Source) -> float:
        often = sum(hit.source.id == source.id for hit in hits[:8]) / 8
        ended = source.status in {"superseded", "expired"}
        return called(source) + 0.2 * often - 0.2 * ended

    best = max(pool, key=shared)
    return best if named or called(best) >= _CALLED else None
