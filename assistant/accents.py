"""Vietnamese that is typed without its marks: recognised, and read with the marks put back.

On a phone many write "hop dong chua dang ky" for "hợp đồng chưa đăng ký". A syllable without marks may be one of ten words; which
it is, its neighbours tell. How often syllables stand alone and beside each other is learned from the Vietnamese texts of the
knowledge base (``assistant accents``); the likeliest whole is found by Viterbi's algorithm. What is not known as a syllable of
Vietnamese stays as it was typed: names, acronyms, English words, numbers.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_TOKEN = re.compile(r"(?P<break>[^\w\s]|_)|[^\W_]+")
_START, _NUMBER = "^", "0"
"""What stands before the first word of a phrase, and for every number."""
_DISCOUNT = 0.5
"""Taken off every count of a pair for the pairs that were never seen; .7 and .9 restore as much."""
_UNSEEN = 1e-7
_FEW_MARKS = 0.2
"""Share of marked syllables below which a text was typed without them; of Vietnamese as it is written three in four are."""
_WRITTEN = 0.35
"""Share from which on a text teaches."""
_SCRAP = 3
"""Words that teach whatever their marks: a term of the glossary."""
_KNOWN, _EVIDENCE, _PAIR = 0.5, 1.05, 1.5
"""Vietnamese is what has so large a share of known syllables, and together with so many times the share of known pairs so
much. Of 87,000 texts in other languages none passes, of the development questions without marks 111 of 112."""
_SHORT, _KNOWN_IN_SHORT = 9, 0.8
"""Below so many words more must be known: "la van a extender"."""
_SCRAP_SEEN = 0.5
"""Share of known pairs in two words."""
_MOSTLY = 0.6
"""Share of known syllables from which on a text is restored."""
_SEEN = 2


@dataclass(frozen=True)
class Accents:
    """``counts``: syllable -> how often it was seen; ``after``: syllable -> what stood after it, how often; ``names``: those that
    are written with a capital in the middle of a sentence. All in lower case."""

    counts: Mapping[str, int]
    after: Mapping[str, Mapping[str, int]]
    names: frozenset[str]

    @cached_property
    def _readings(self) -> Mapping[str, Sequence[str]]:
        """Without marks -> the syllables that it may be."""
        found: dict[str, list[str]] = defaultdict(list)
        for syllable in self.counts:
            found[without_marks(syllable)].append(syllable)
        return found

    @cached_property
    def _total(self) -> int:
        return max(sum(self.counts.values()), 1)

    def recognises(self, text: str) -> bool:
        """Whether ``text`` is Vietnamese, with its marks or without: by syllables, and by which of them stand side by side. Two
        with capitals are a name, which any language may have: "visa Hong Kong"."""
        words = [word for word in _words(text) if not word.kept]
        known = [word for word in words if self._is_syllable(word.bare)]
        share = len(known) / max(len(words), 1)
        pairs = [(one, two) for one, two in pairwise(words) if not (one.capital and two.capital)]
        seen = sum(self._stood_together(one.bare, two.bare) for one, two in pairs) / max(len(pairs), 1)
        if len(words) < _SCRAP:
            return share == 1 and seen >= _SCRAP_SEEN
        return share >= (_KNOWN if len(words) >= _SHORT else _KNOWN_IN_SHORT) and share + _PAIR * seen >= _EVIDENCE

    def restore(self, text: str) -> str:
        """``text``, which is Vietnamese, with the marks that it most likely lacks; unchanged where it has some, or where most of
        its words are none of Vietnamese."""
        text = unicodedata.normalize("NFC", text)
        words = list(_words(text))
        syllables = [word for word in words if not word.kept and self._is_syllable(word.bare)]
        marked = sum(word.plain != word.bare for word in syllables)
        spoken = sum(not word.kept for word in words)
        if marked > _FEW_MARKS * len(syllables) or len(syllables) < max(_MOSTLY * spoken, 1):
            return text
        parts, last = [], 0
        for word, reading in zip(words, self._likeliest(words), strict=True):
            parts += [text[last : word.start], _in_case_of(reading, word.text)]
            last = word.start + len(word.text)
        return "".join([*parts, text[last:]])

    def _is_syllable(self, bare: str) -> bool:
        """Whether some word of Vietnamese with marks is written so without."""
        return any(reading != bare for reading in self._readings.get(bare, ()))

    def _stood_together(self, one: str, other: str) -> bool:
        if not (self._is_syllable(one) and self._is_syllable(other)):
            return False
        second = self._readings[other]
        return sum(self.after.get(a, {}).get(b, 0) for a in self._readings[one] for b in second) >= _SEEN

    def _likeliest(self, words: Sequence["_Word"]) -> list[str]:
        """A reading for each of ``words``."""
        best: dict[str, tuple[float, tuple[str, ...]]] = {_START: (0.0, ())}
        for word in words:
            if word.opens:
                top = max(best.values())
                best = {_START: top}
            reached: dict[str, tuple[float, tuple[str, ...]]] = {}
            for reading in self._may_be(word):
                reached[reading] = max(
                    (cost + self._log_chance(before, reading), (*path, reading)) for before, (cost, path) in best.items()
                )
            best = reached
        return list(max(best.values())[1])

    def _may_be(self, word: "_Word") -> Sequence[str]:
        if word.kept or word.plain != word.bare:
            return [word.plain]
        readings = self._readings.get(word.bare, [word.plain])
        if word.lone_name:
            return [reading for reading in readings if reading in self.names] or [word.plain]
        return readings

    def _log_chance(self, before: str, syllable: str) -> float:
        """Of ``syllable`` after ``before``: absolute discounting, interpolated with how often it stands anywhere."""
        alone = self.counts.get(syllable, 0) / self._total or _UNSEEN
        followers = self.after.get(before)
        if not followers:
            return math.log(alone)
        total = self._followed[before]
        pair = max(followers.get(syllable, 0) - _DISCOUNT, 0.0) / total
        return math.log(pair + _DISCOUNT * len(followers) / total * alone)

    @cached_property
    def _followed(self) -> Mapping[str, int]:
        return {syllable: sum(own.values()) for syllable, own in self.after.items()}


NO_ACCENTS = Accents({}, {}, frozenset())


def no_accents() -> Accents:
    """Where none are kept nothing is recognised, and nothing restored."""
    return NO_ACCENTS


@dataclass(frozen=True, slots=True)
class _Word:
    """A word where it stands in a text. ``opens``: a phrase begins with it; ``kept``: a number or an acronym; ``capital``: it
    begins with one; ``lone_name``: so within a phrase, and its neighbours do not."""

    text: str
    start: int
    plain: str
    bare: str
    opens: bool
    kept: bool
    capital: bool
    lone_name: bool


def without_marks(text: str) -> str:
    """``text`` as it is typed without the marks of Vietnamese: as many characters as its composed form has."""
    letters = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(letters)).replace("đ", "d").replace("Đ", "D")


def _words(text: str) -> Iterator[_Word]:
    text = unicodedata.normalize("NFC", text)
    found = [(match, match.lastgroup == "break") for match in _TOKEN.finditer(text)]
    spans = [(match[0], match.start(), n == 0 or found[n - 1][1]) for n, (match, breaks) in enumerate(found) if not breaks]
    shouted = 2 * sum(word.isupper() and len(word) > 1 for word, *_ in spans) > len(spans)
    capital = [word[0].isupper() and not shouted for word, *_ in spans]
    for n, (word, start, opens) in enumerate(spans):
        number = not word.isalpha()
        acronym = word.isupper() and len(word) > 1 and not shouted
        plain = _NUMBER if number else word.lower()
        lone = capital[n] and not opens and not any([*capital[n - 1 : n], *capital[n + 1 : n + 2]])
        yield _Word(word, start, plain, without_marks(plain), opens, number or acronym, capital[n], lone)


def _in_case_of(reading: str, typed: str) -> str:
    """``reading`` with the capitals of ``typed``, where it is a reading of it."""
    if len(reading) != len(typed) or reading == _NUMBER:
        return typed
    return "".join(new.upper() if old.isupper() else new for new, old in zip(reading, typed, strict=True))


def learn(texts: Iterable[str]) -> Accents:
    """From Vietnamese texts as they are written; those that were typed without marks teach nothing."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = list(_words(text))
        marked = sum(word.plain != word.bare for word in words)
        if len(words) > _SCRAP and marked < _WRITTEN * sum(not word.kept for word in words):
            continue
        before = _START
        for word in words:
            after[_START if word.opens else before][word.plain] += 1
            counts[word.plain] += 1
            names[word.plain] += word.capital and not word.opens and not word.kept
            before = word.plain
    return Accents(counts, after, frozenset(name for name, often in names.items() if often >= _SEEN))


def written(accents: Accents) -> str:
    """A line per syllable: itself, how often it was seen, ``!`` for a name, and what stood after it; once unless it says more."""
    lines = []
    for syllable in sorted({*accents.counts, *accents.after}):
        followers = sorted(accents.after.get(syllable, {}).items())
        told = [word if often == 1 else f"{word}:{often}" for word, often in followers]
        mark = "!" if syllable in accents.names else ""
        lines.append(" ".join([syllable, f"{accents.counts.get(syllable, 0)}{mark}", *told]))
    return "\n".join(lines) + "\n"


def read(text: str) -> Accents:
    """What ``written`` gave. Raises ValueError where it is anything else."""
    counts: dict[str, int] = {}
    after: dict[str, dict[str, int]] = {}
    names = set()
    for line in text.splitlines():
        syllable, often, *followers = line.split(" ")
        if often.endswith("!"):
            names.add(syllable)
        if number := int(often.rstrip("!")):
            counts[syllable] = number
        if followers:
            own = after[syllable] = {}
            for told in followers:
                word, _, times = told.partition(":")
                own[word] = int(times or 1)
    return Accents(counts, after, frozenset(names))


AccentsSource = Callable[[], Accents]
"""Reads them when they are needed first: most questions never do."""
