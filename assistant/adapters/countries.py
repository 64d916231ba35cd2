"""Country names in every language that CLDR has, with the aliases people use."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from assistant.adapters.country_names import cldr_names, cldr_tongues, read_names
from assistant.adapters.country_signs import CountrySigns, read_signs
from assistant.files import read_yaml
from assistant.text import is_unspaced, normalise, serbian_latin

_AMBIGUOUS = {
    "us",
    "in",
    "no",
    "to",
    "is",
    "it",
    "at",
    "my",
    "by",
    "be",
    "me",
    "co",
    "so",
    "do",
    "de",
    "la",
    "es",
    "man",
    "oman's",
}


@dataclass(frozen=True, slots=True)
class NoNames:
    """Words that look like a name: which are ``never`` one, and which only with a ``capital`` inside a sentence. Normalised."""

    never: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()


def read_finder(cues: Path, *, loosely: bool = True) -> "CountryFinder":
    """A finder of what the files of ``cues`` list; not ``loosely``: of countries by their own names and adjectives alone."""
    raw = read_yaml(cues / "no_countries.yaml")
    no_names = NoNames(*(frozenset(normalise(word) for row in raw[kind] for word in row) for kind in ("never", "capital")))
    return CountryFinder(read_names(cues, loosely=loosely), no_names, read_signs(cues) if loosely else None)


class CountryFinder:
    """``find`` gives ISO 3166 codes (and ``EU``, ``CN-SC``, ``CN-CQ`` …) in the order in which a text names them.

    ``aliases``: code -> names that CLDR lacks, as ``read_names`` gives them; ``signs``: what stands for a country without
    naming it.
    """

    def __init__(
        self, aliases: Mapping[str, Iterable[str]], no_names: NoNames = NoNames(), signs: CountrySigns | None = None
    ) -> None:
        self._no_names = no_names
        self._signs = signs
        spaced: dict[str, str] = {}
        unspaced: dict[str, str] = {}
        for name, code in cldr_names():
            name = _straight(name)
            (unspaced if is_unspaced(name) else spaced).setdefault(name, code)
        for code, names in aliases.items():
            for raw in names:
                for name in dict.fromkeys(_straight(normalise(one)) for one in (raw, *_in_latin(raw))):
                    (unspaced if is_unspaced(name) else spaced)[name] = code
        for name in no_names.never:
            spaced.pop(name, None)
            unspaced.pop(name, None)
        self._spaced = spaced
        self._tongues = frozenset(cldr_tongues()) - {_straight(name) for name, _ in cldr_names()}
        self._unspaced = unspaced
        self._prefixes = {name.split()[0][:4] for name in spaced}
        self._longest = max(len(name.split()) for name in spaced)
        self._unspaced_pattern = re.compile("|".join(sorted(map(re.escape, unspaced), key=len, reverse=True)))

    def find(self, text: str) -> tuple[str, ...]:
        """Those named, and those that an authority's acronym or a currency stands for."""
        found = self._named(text)
        if self._signs is not None:
            found = sorted([*found, *self._signs.find(text, {code for _, code in found})], key=itemgetter(0))
        return tuple(dict.fromkeys(code for _, code in found))

    def offices(self, text: str) -> tuple[str, ...]:
        """Those whose offices are called by names of their own."""
        if self._signs is None:
            return ()
        return tuple(dict.fromkeys(code for _, code in self._signs.offices(text, {code for _, code in self._named(text)})))

    def named(self, text: str) -> tuple[str, ...]:
        """Those named: an office that stands for its country is no name of it."""
        return tuple(dict.fromkeys(code for _, code in self._named(text)))

    def _named(self, text: str) -> list[tuple[int, str]]:
        found = [(start, code) for start, _, code in self.mentions(text)]
        if _SERBIAN.search(text):
            found += [(start, code) for start, _, code in self.mentions(normalise(text, "sr"))]
        return found

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, code) of each mention in ``normalise(text)``, in order, without overlaps."""
        plain = _straight(normalise(text))
        raw = unicodedata.normalize("NFC", text)
        found: list[tuple[int, int, str]] = []
        if is_unspaced(plain):
            found += [(m.start(), m.end(), self._unspaced[m.group()]) for m in self._unspaced_pattern.finditer(plain)]
        words = list(re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", plain))
        n = 0
        while n < len(words):
            length = self._match(words, n, found)
            n += max(length, 1)
        found += [one for word in words for one in self._paired(word, found)]
        found = [one for one in found if not self._is_tongue(plain, *one[:2])]
        found = _amman(raw, plain, found)
        return sorted(one for one in found if len(raw) != len(plain) or self._is_written(raw, plain, *one[:2]))

    def _paired(self, word: re.Match[str], found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The countries of "the Egypt-Kenya treaty": each part of the word is one as it stands."""
        parts = word.group().split("-")
        if len(parts) < 2 or any(start < word.end() and word.start() < end for start, end, _ in found):
            return []
        codes = [self._spaced.get(part) for part in parts]
        if None in codes:
            return []
        starts = [word.start() + sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
        return [(at, at + len(part), str(code)) for at, part, code in zip(starts, parts, codes, strict=True)]

    def _is_written(self, raw: str, plain: str, start: int, end: int) -> bool:
        """Whether what ends in a word that is more often another one has a capital there, not as the first of a sentence."""
        last = max(start, plain.rfind(" ", start, end) + 1)
        if not {plain[last:end], plain[start:end]} & self._no_names.capital:
            return True
        if plain[last:end] in _TYPED and raw[last:end].lower() == plain[last:end] and not _VIETNAMESE.search(raw):
            return True
        return raw[last].isupper() and not _BEGINS.search(raw[:last])

    def _is_tongue(self, plain: str, start: int, end: int) -> bool:
        """Whether what stands there is the name of a language: "in French", "bahasa Inggris"."""
        before = plain[:start]
        if _TONGUE.search(before) or _LANGUAGE.match(plain[end:]):
            return True
        name = plain[start:end]
        bare = _ADJECTIVE.sub("", name)
        return (
            bool({name, bare + "ский", bare + "ski", name.removesuffix("om") + "i"} & self._tongues)
            and bool(_IN.search(before))
            and bool(_NOTHING_NAMED.match(plain[end:]))
        )

    def _match(self, words: list[re.Match[str]], start: int, found: list[tuple[int, int, str]]) -> int:
        """Longest name that begins at word ``start``; inflected endings of up to three letters are allowed."""
        for article in self._beginnings(words[start].group()):
            first = words[start].group()[article:]
            for length in range(min(self._longest, len(words) - start), 0, -1):
                candidate = " ".join([first, *(w.group() for w in words[start + 1 : start + length])])
                code = self._lookup(candidate)
                if code:
                    found.append((words[start].start() + article, words[start + length - 1].end(), code))
                    return length
        return 0

    @lru_cache(maxsize=20_000)  # noqa: B019 - one finder lives as long as the process
    def _beginnings(self, word: str) -> tuple[int, ...]:
        """Where in ``word`` a name may begin: at its start, after an article."""
        starts = sorted({0, _elided(word)})
        return tuple(n for n in starts if any(p in self._prefixes for p in _stems(word[n:])))

    @lru_cache(maxsize=20_000)  # noqa: B019 - one finder lives as long as the process
    def _lookup(self, name: str) -> str | None:
        if name in self._no_names.never:
            return None
        if name in self._spaced and name not in _AMBIGUOUS:
            return self._spaced[name]
        for prefix in ("ال", "و", "لل", "بال", "وال", "ل", "ب", "ف"):
            rest = name.removeprefix(prefix)
            if rest != name and len(rest) >= 3 and (rest in self._spaced or "ال" + rest in self._spaced):
                return self._spaced.get(rest) or self._spaced["ال" + rest]
        adjective = _ADJECTIVE.sub("", name)
        if adjective != name and len(adjective) > 3:
            nominative = (*_ENDINGS, "ский", "ski")
            found = next((self._spaced[adjective + e] for e in nominative if adjective + e in self._spaced), None)
            if found is None:
                found = next((self._spaced[adjective[:-1] + e] for e in _ENDINGS if adjective[:-1] + e in self._spaced), None)
            return found
        if _ARABIC.match(name[-1]):
            return self._arabic(name)
        if len(name) < 5 or (name.isascii() and not name.endswith(("u", "i", "a", "e", "om", "ju", "iji", "s"))):
            return None
        for cut in (1, 2, 3):
            stem = name[:-cut]
            if len(stem) < 4 or " " in name[-cut - 1 :]:
                break
            for ending in _ENDINGS:
                whole = stem + ending
                if whole in self._spaced and whole not in _AMBIGUOUS and len(whole.rpartition(" ")[2]) >= _INFLECTED:
                    return self._spaced[whole]
        return None

    def _arabic(self, name: str) -> str | None:
        """With the endings of an adjective alone: "in Mali" begins "in Malaysia", and "India" engineering."""
        for ending in _ARABIC_ENDINGS:
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= _INFLECTED:
                found = self._spaced.get(stem) or self._spaced.get("ال" + stem)
                if found is not None:
                    return found
        return None


def _amman(raw: str, plain: str, found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Amman is written like Oman but for a sign that few type: it is meant where that sign stands, or where Jordan is named
    otherwise than beside it in a list."""
    written = [match.group() for match in _OMAN.finditer(raw)]
    places = [match.start() for match in _OMAN.finditer(plain)]
    jordan = [plain[start:end] for start, end, code in found if code == _JORDAN]
    told: list[tuple[int, int, str]] = []
    for start, end, code in found:
        at = next((n for n, place in enumerate(places) if start <= place < end), None)
        bare = code == "OM" and at is not None and len(places) == len(written) and " " not in plain[start:end]
        if bare and at is not None:
            doubled, rounded = _SHADDA in written[at], _DAMMA in written[at]
            listed = plain[start] == "و" or any(
                plain[end : end + 1 + len(name)] == f" {name}" and name[0] == "و" for name in jordan
            )
            code = _JORDAN if doubled or (jordan and not listed and not rounded) else code
        told.append((start, end, code))
    return told


def _in_latin(name: str) -> tuple[str, ...]:
    """The name as Serbian questions are read, where it stands in the cues in Serbian Cyrillic alone."""
    return (serbian_latin(name),) if _SERBIAN.search(name) else ()


def _straight(name: str) -> str:
    """With the apostrophe that keyboards have; CLDR writes Côte d’Ivoire."""
    return name.replace("’", "'")


_SERBIAN = re.compile("[јљњћџђЈЉЊЋЏЂ]")
"""Letters that Serbian alone writes."""
_SHADDA, _DAMMA, _JORDAN = "\u0651", "\u064f", "JO"
_MARKS = "[\u064b-\u0652\u0670]*"
_OMAN = re.compile(f"ع{_MARKS}م{_MARKS}ا{_MARKS}ن(?![\u0621-\u064a])")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_ENDINGS = ("ه", "ات", "ون", "ين", "ي", "ا", "يا", "ان", "اني", "يه", "يات", "يون", "يين", "وي", "ويه", "تين", "تان")
_INFLECTED = 4
"""A last word of fewer letters has no endings: "the us" is not in "the user"."""
_ELISION = re.compile(r"(?:[dl]|qu|jusqu)['’](?=\w)")


def _elided(word: str) -> int:
    """Length of a French article or preposition that is written as one with what follows (``l'Égypte``)."""
    match = _ELISION.match(word)
    return match.end() if match else 0


_TONGUE = re.compile(r"(?:\btieng|\bbahasa|\blangue|\bidioma|\blengua|ภาษา|لغه)\s*(?:ال)?$")
_LANGUAGE = re.compile(r"\s(?:language|язык|jezik|lengua|langue)|语")
_IN = re.compile(r"\b(?:in|en|em|на|na|po)\s$")
_NOTHING_NAMED = re.compile(
    r"\s*(?:$|[.,;:?!)]|(?:and|or|et|ou|y|o|и|или|i|ili|please|pls|svp|por favor|molim|пожалуйста|язык\w*|jezik\w*)\b)"
)
"""What follows an adjective that stands for a language, where no noun does."""
_TYPED = frozenset({"thai", "lao"})
"""Short names in Vietnamese that other languages write the same, in small letters too."""


_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ]|[\u1ea0-\u1ef9]")
_BEGINS = re.compile(r"(?:^|[.!?\n])\s*$")
_ADJECTIVE = re.compile("(ск(ий|ая|ое|ие|ого|ой|ому|им|ом|ую|их|ими)|sk(i|a|o|e|og|oj|om|u|im|ih))$")
"""Russian and Serbian adjectives of places."""
_ENDINGS = ("", "a", "я", "а", "ия", "ь", "й", "ja", "ija", "e", "o", "и", "ы")


def _stems(word: str) -> list[str]:
    bare = re.sub("^(وال|بال|لل|ال|و|ل|ب|ف)", "", word)
    return [word[:4], bare[:4], ("ال" + bare)[:4], word]
