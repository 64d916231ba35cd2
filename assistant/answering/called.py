"""The names by which a question calls laws, treaties and programmes.

A name is what stands in quotation marks or, in scripts that have capitals, is written with them, beside a noun of
``prompts/cues/instruments.yaml``; in Chinese, what such a noun ends.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from assistant.domain import Called
from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.text import is_unspaced, normalise, tokens, words

_QUOTED = re.compile(
    r"«([^«»]{4,90})»|“([^“”]{4,90})”|\"([^\"]{4,90})\"|「([^「」]{4,60})」|《([^《》]{4,60})》|„([^„“”]{4,90})[“”]"
)
_WORD = re.compile(r"\w[\w’'&]*")
_WITHIN = re.compile(r" | ?[-–—] ?")
"""What may stand between two words of a name."""
_ABBREVIATION = re.compile(r"\b[A-ZА-ЯĐŠŽČĆ&]{2,6}\b")
"""It stands for anything, and alone it is no name."""
_DASHES = str.maketrans("-–—", "   ")
_SENTENCE = re.compile(r"(?:^|[.?!:;…])\s*[«“\"„(¿¡]*$")
_ARTICLE = re.compile(
    r"第\s*[0-9零〇一二三四五六七八九十百千两]+\s*条"
    r"|\b(?:art(?:icle|\.|iculo|ículo)?s?|section|ст(?:атья|атьи|атье|\.)|pasal|član\w{0,2}|clan\w{0,2}|члан\w{0,2}|điều)\s*\.?\s*\d+",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]{4,24}")
_WITHOUT_CAPITALS = frozenset({"ar", "th"})
_NOUN_LAST = frozenset({"en"})
"""Languages in which the noun ends the name: "the Patent Law", but "Zhong Lun Law Firm" is none."""
_OF_STATES = frozenset({"treaties", "accords"})
_LONGEST = 12
_APART = 6
"""Characters at most between two places of a name."""
_BEFORE, _BEHIND = 14, 5
"""Characters before and behind a name in which it may be said to be a company's."""


class _Name(NamedTuple):
    """``whole`` has the noun where it stands beside; ``proper`` is the name alone; ``kinds``: those of the noun."""

    whole: str
    proper: str
    kinds: frozenset[str]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names from questions. ``nouns``: by kind and language; ``mentions``: places in a text; ``states``: those that are
    named as countries, not by a city of theirs."""

    nouns: Mapping[str, Mapping[str, re.Pattern[str]]]
    compounds: Mapping[str, re.Pattern[str]]
    joining: frozenset[str]
    ends: re.Pattern[str]
    before: re.Pattern[str]
    well_known: re.Pattern[str]
    companies: re.Pattern[str]
    subjects: re.Pattern[str]
    with_china: re.Pattern[str]
    mentions: Callable[[str], Sequence[tuple[int, int, str]]]
    states: Callable[[str], Sequence[tuple[int, int, str]]]

    def __call__(self, text: str, language: str) -> tuple[Called, ...]:
        text = _ARTICLE.sub(lambda match: "," * len(match[0]), unicodedata.normalize("NFC", text))
        if language in self.compounds:
            text = self.compounds[language].sub(lambda match: match[0].replace(" ", "_"), text)
        found = [*self._quoted(text, language), *self._written_large(text, language)]
        if language == "zh":
            found += self._of_han(text)
        if language in _WITHOUT_CAPITALS:
            found += self._of_places(text, language)
        of_none = (self._of_company, self._between_states)
        public = (name for name in dict.fromkeys(found) if not any(known(name, text, language) for known in of_none))
        called = (self._called(name, language) for name in public)
        return tuple(one for one in called if one is not None)

    def _of_company(self, name: _Name, text: str, language: str) -> bool:
        """Whether the name, or what stands beside it, is what a company calls itself by."""
        start = text.index(name.whole)
        around = text[max(start - _BEFORE, 0) : start + len(name.whole) + _BEHIND]
        return bool(self.companies.search(normalise(around, language)))

    def _between_states(self, name: _Name, _text: str, language: str) -> bool:
        """Whether it is what any two states have with each other, called by nothing but them and its everyday subject: it may
        well exist, whether or not a text here speaks of it."""
        if not name.kinds & _OF_STATES:
            return False
        if self.with_china.fullmatch(normalise(name.whole, language)):
            return True
        places = self._places(name.whole)
        states = {place for place in self.states(name.whole.translate(_DASHES)) if "-" not in place[2]}
        if not set(places) <= states or len({code for *_, code in places}) < 2:
            return False
        plain = normalise(name.whole.translate(_DASHES))
        for start, end, _ in sorted(places, reverse=True):
            plain = f"{plain[:start]} {plain[end:]}"
        rest = (word for word in _WORD.findall(self.subjects.sub(" ", plain)) if not self._kinds(word, language))
        return not self._telling(" ".join(rest), language)

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """Where places stand in it, those too that dashes join."""
        return list(self.mentions(text.translate(_DASHES)))

    def _kinds(self, word: str, language: str) -> frozenset[str]:
        """Kinds of what the word is a noun for. English ones count in every language, as names are quoted."""
        plain = normalise(word, language)
        match = re.Pattern.search if is_unspaced(plain) else re.Pattern.fullmatch
        codes = dict.fromkeys((language, "en"))
        return frozenset(
            kind for kind, table in self.nouns.items() for code in codes if code in table and match(table[code], plain)
        )

    def _quoted(self, text: str, language: str) -> Iterator[_Name]:
        """What stands in quotation marks with such a noun in it, or before it."""
        for match in _QUOTED.finditer(text):
            body = next(group for group in match.groups() if group).strip()
            before = _WORD.findall(text[: match.start()])[-1:]
            inside = self._kinds_of(body, language)
            beside = self._kinds(before[0], language) if before else frozenset()
            if inside or beside:
                yield _Name(body, body, inside or beside, quoted=True)

    def _written_large(self, text: str, language: str) -> Iterator[_Name]:
        """Words with capitals among which, or beside which, such a noun stands."""
        written = list(_WORD.finditer(text))
        n = 0
        while n < len(written):
            last = self._end_of_run(text, written, n)
            if last is None:
                n += 1
                continue
            found = self._named(text, written, n, last, language)
            if found is not None:
                yield found
            n = last + 1

    def _named(self, text: str, written: Sequence[re.Match[str]], n: int, last: int, language: str) -> _Name | None:
        """The run of words from the n-th to the last as a name, with the noun beside it."""
        run = [match[0] for match in written[n : last + 1]]
        kinds = [self._kinds(word, language) for word in run]
        nouns = [k for k, kind in enumerate(kinds) if kind]
        begins = bool(_SENTENCE.search(text[: written[n].start()]))
        by_sentence = begins and len(run) > 1 and nouns[:1] != [0] and not _joined(text, written, n)
        start, end = written[n + by_sentence].start(), written[last].end()
        name = text[start:end]
        if nouns:
            alone = len(run) == 1 or (language in _NOUN_LAST and not _ends(run, nouns[-1]))
            return None if alone else _Name(name, name, kinds[nouns[-1]])
        before = self._kinds(written[n - 1][0], language) if _beside(text, written, n - 1, n) else frozenset()
        if before and language not in _NOUN_LAST:
            return _Name(text[written[n - 1].start() : end], name, before)
        after = self._kinds(written[last + 1][0], language) if _beside(text, written, last, last + 1) else frozenset()
        if after & _OF_STATES and not self.joining & {word.lower() for word in run}:
            return _Name(text[start : written[last + 1].end()], name, after)
        return None

    def _end_of_run(self, text: str, written: Sequence[re.Match[str]], n: int) -> int | None:
        """Index of the last word of the name that begins with the n-th."""
        if not written[n][0][0].isupper():
            return None
        last = k = n
        while k + 1 < len(written) and k - n < _LONGEST:
            word = written[k + 1][0]
            if not _WITHIN.fullmatch(text[written[k].end() : written[k + 1].start()]):
                break
            if word[0].isupper() or (word[0].isdigit() and k == last):
                last = k + 1
            elif word.lower() not in self.joining or k - last >= 2:
                break
            k += 1
        return last

    def _of_han(self, text: str) -> Iterator[_Name]:
        for run in _HAN.findall(text):
            for match in self.ends.finditer(run):
                name = self.before.split(run[: match.end()])[-1]
                if len(name) > len(match[0]) + 1:
                    yield _Name(name, name, self._kinds(match[0], "zh"))

    def _of_places(self, text: str, language: str) -> Iterator[_Name]:
        """A noun and the two places that follow it: the treaty of Cairo and Chongqing."""
        for one, other in pairwise(self._places(text)):
            before = _WORD.findall(text[: one[0]])[-1:]
            kinds = self._kinds(before[0], language) if before and text[: one[0]].rstrip().endswith(before[0]) else frozenset()
            if kinds & _OF_STATES and other[0] - one[1] <= _APART:
                noun = text[: one[0]].rindex(before[0]) if language == "ar" else one[0]
                yield _Name(text[noun : other[1]], text[one[0] : other[1]], kinds)

    def _kinds_of(self, name: str, language: str) -> frozenset[str]:
        return frozenset().union(*(self._kinds(word, language) for word in _WORD.findall(name)))

    def _called(self, name: _Name, language: str) -> Called | None:
        """The name with the words that make it a name; without them it is none. A treaty may be called by places alone."""
        plainly = _ABBREVIATION.sub(lambda match: " " * len(match[0]), name.proper)
        proper = name.proper if name.quoted and self._telling(plainly, language) else plainly
        places = sorted(self._places(proper), reverse=True)
        if len(places) < self._least(name):
            return None
        plain = normalise(name.whole, language)
        if self.well_known.search(plain) and not any(code.startswith("CN") for *_, code in self._places(name.whole)):
            return None
        bare = proper
        for start, end, _ in places:
            bare = f"{bare[:start]} {bare[end:]}"
        shown = name.whole.replace("_", " ")
        own = self._telling(bare, language)
        if own:
            return Called(shown, own, whole=False)
        noun = next((w for w in _WORD.findall(name.whole) if self._kinds(w, language) & _OF_STATES), None)
        telling = self._telling(proper, language)
        return Called(shown, (*telling, *tokens(noun, language)), whole=True) if noun and telling else None

    @staticmethod
    def _least(name: _Name) -> int:
        """How many places are in the name of what states, cities or offices have made."""
        if "accords" in name.kinds:
            return 1 if name.quoted else 2
        return int("plans" in name.kinds and not name.quoted)

    def _telling(self, name: str, language: str) -> tuple[str, ...]:
        if is_unspaced(name):
            plain = normalise(name, language)
            for table in self.nouns.values():
                plain = table[language].sub(" ", plain) if language in table else plain
            return tuple(dict.fromkeys(tokens(plain, language)))
        pairs = zip(words(name, language), tokens(name, language), strict=True)
        return tuple(
            dict.fromkeys(
                stem
                for word, stem in pairs
                if len(word) > 1 and not word.isdigit() and word not in self.joining and not self._kinds(word, language)
            )
        )


def load_names(
    path: Path,
    mentions: Callable[[str], Sequence[tuple[int, int, str]]],
    states: Callable[[str], Sequence[tuple[int, int, str]]] = lambda _text: (),
) -> NameReader:
    """From ``instruments.yaml``; without ``states`` a treaty of two countries is a name like others.

    Raises:
        CorpusError: something is missing, or a pattern does not compile.
    """
    raw = read_yaml(path)
    try:
        return NameReader(
            nouns={kind: {code: re.compile(p) for code, p in table.items()} for kind, table in raw["nouns"].items()},
            compounds={code: re.compile(rf"\b(?:{p})\b", re.IGNORECASE) for code, p in raw["compounds"].items()},
            joining=frozenset(raw["joining"].split()),
            ends=re.compile(raw["ends"]),
            before=re.compile(raw["before"]),
            well_known=re.compile("|".join(raw["well_known"])),
            companies=re.compile(raw["companies"].replace(" |", "|")),
            subjects=re.compile("|".join(raw["subjects"])),
            with_china=re.compile(raw["with_china"]),
            mentions=mentions,
            states=states,
        )
    except (re.error, KeyError, AttributeError, TypeError) as error:
        raise CorpusError(f"{path.name}: {error}: see CONTRIBUTING.md on cues.") from error


def _ends(run: Sequence[str], head: int) -> bool:
    """Whether what follows the noun is no further part of a name: nothing, a number, "of …"."""
    return head == len(run) - 1 or not run[head + 1][0].isupper()


def _beside(text: str, written: Sequence[re.Match[str]], one: int, other: int) -> bool:
    """Whether two words, which follow each other, have but spaces between them."""
    return one >= 0 and other < len(written) and text[written[one].end() : written[other].start()].isspace()


def _joined(text: str, written: Sequence[re.Match[str]], n: int) -> bool:
    """Whether a hyphen or dash joins a word to the next."""
    return text[written[n].end() : written[n + 1].start()].strip() in {"-", "–"}
