"""Text in any script made comparable: normal form, tokens for lexical search, scripts."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import Stemmer

from assistant.arabic import light_stem
from assistant.numerals import ASCII_DIGITS

TERMS = 3
"""Another number whenever ``terms`` gives others than before: what was indexed with those is indexed anew."""
_STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "ms": "indonesian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
_WORD = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_]|[\u0300-\u036f\u0900-\u0d7f])+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_IS_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_IGNORED = re.compile("[\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_VARIANTS = ASCII_DIGITS | str.maketrans("أإآٱىةؤئکی", "اااايهويكي")
_ACCENTS = re.compile("(?<=[\x00-\x7f])[\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff]+")
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_SERBIAN = str.maketrans(
    dict(zip(_CYRILLIC, "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(), strict=True))
)
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]", re.IGNORECASE)
_NO_SERBIAN = re.compile("[йщъыьэюяёіїєґәғқңөұүһ]", re.IGNORECASE)
"""Letters of other Cyrillic alphabets, which Serbian never writes."""
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FOLD = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ё": "е", "ß": "ss", "æ": "ae", "œ": "oe"})


def normalise(text: str, language: str = "") -> str:
    """``text`` for comparison: compatibility forms, case, Latin accents, Arabic spelling variants and invisible
    characters folded, digits in ASCII. Serbian Cyrillic becomes Latin. Never shown to anybody."""
    text = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    if text.isascii():
        return text
    text = text.translate(_VARIANTS)
    if language == "sr":
        text = text.translate(_SERBIAN)
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text).translate(_FOLD)


def by_character(text: str, language: str = "") -> list[tuple[str, str]]:
    """Each character of ``text`` with its accents, and what ``normalise`` makes of it; of the whole normalised text where that is
    not made character by character."""
    pieces: list[str] = []
    for char in text:
        if pieces and unicodedata.combining(char):
            pieces[-1] += char
        else:
            pieces.append(char)
    plain = [normalise(piece, language) for piece in pieces]
    whole = normalise(text, language)
    if "".join(plain) != whole:
        return [(char, char) for char in whole]
    return list(zip(pieces, plain, strict=True))


def cut_at(text: str, language: str, ends: Callable[[str], Iterable[int]]) -> list[str]:
    """``text`` in pieces; ``ends`` tells where one ends in the normalised text."""
    pieces = by_character(text, language)
    wanted = sorted(set(ends("".join(plain for _, plain in pieces))))
    parts, at = [""], 0
    for piece, plain in pieces:
        if wanted and at >= wanted[0]:
            parts.append("")
            wanted = [end for end in wanted if end > at]
        parts[-1] += piece
        at += len(plain)
    return parts


def could_be_serbian(text: str) -> bool:
    """Whether ``text`` is in Cyrillic and has no letter that Serbian lacks."""
    return bool(_IS_CYRILLIC.search(text)) and not _NO_SERBIAN.search(text)


def serbian_latin(text: str) -> str:
    """``text`` with Cyrillic letters of Serbian in Latin ones, as the knowledge base writes them; capitals stay capitals."""

    def latin(match: re.Match[str]) -> str:
        own = match[0].lower().translate(_SERBIAN)
        if match[0].islower():
            return own
        around = text[max(match.start() - 1, 0) : match.end() + 1]
        return own.upper() if sum(map(str.isalpha, around)) > 1 and around.isupper() else own.capitalize()

    return _CYRILLIC_LETTER.sub(latin, unicodedata.normalize("NFC", text)) if _IS_CYRILLIC.search(text) else text


def mark_places(whole: str, places: Sequence[tuple[int, int, str]], mark: Callable[[int, int, str], str | None]) -> str:
    """``whole`` with each of ``places`` (start, end, country) replaced by what ``mark`` makes of it; None leaves it as it is."""
    marked, last = [], 0
    for start, end, code in places:
        sign = mark(start, end, code) if start >= last else None
        if sign is not None:
            marked += [whole[last:start], sign]
            last = end
    return "".join([*marked, whole[last:]])


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str) -> str:
    first = word[0]
    if first.isdigit():
        return word
    if "a" <= first <= "z":
        chosen = language if language not in {"zh", "ja", "ko", "ru", "ar", "th", "uk", "kk"} else "en"
    elif "\u0400" <= first <= "\u04ff":
        chosen = "ru"
    elif "\u0600" <= first <= "\u06ff":
        return light_stem(word)
    else:
        chosen = language
    stemmer = _stemmer(chosen)
    return str(stemmer.stemWord(word)) if stemmer else word


def tokens(text: str, language: str) -> list[str]:
    """Terms for BM25: stems of words; overlapping character pairs where a script does not space its words."""
    return list(_tokens(text, language))


@lru_cache(maxsize=128)
def words(text: str, language: str) -> tuple[str, ...]:
    """The words whose stems ``tokens`` are, one for each."""
    found: list[str] = []
    for run in _WORD.findall(normalise(text, language)):
        if _IS_UNSPACED.match(run):
            found.extend(run[i : i + 2] for i in range(len(run) - 1)) if len(run) > 1 else found.append(run)
        else:
            found.append(run)
    return tuple(found)


@lru_cache(maxsize=128)
def spellings(text: str, language: str) -> tuple[str, ...]:
    """The same words, one for each of ``words``, as they are written: with capitals and accents."""
    found: list[str] = []
    for run in _WORD.findall(unicodedata.normalize("NFKC", _IGNORED.sub("", text))):
        if _IS_UNSPACED.match(run):
            found.extend(run[i : i + 2] for i in range(max(len(run) - 1, 1)))
        else:
            found.append(run)
    plain = words(text, language)
    return tuple(found) if len(found) == len(plain) else plain


@lru_cache(maxsize=128)
def _tokens(text: str, language: str) -> tuple[str, ...]:
    """Kept for a while: what somebody asks is looked at by one step after the other."""
    return tuple(run if _IS_UNSPACED.match(run) else _stem(run, language) for run in words(text, language))


@lru_cache(maxsize=128)
def terms(text: str, language: str) -> tuple[str, ...]:
    """What BM25 looks for: ``tokens``, with the single characters of Han script, runs of three of the other scripts without
    spaces, and pairs of syllables where most words have two. On ways of asking and stories these find more (``corpus/asks``):
    recall of five .74 for .67 in Chinese, .66 for .62 in Thai, .66 for .65 in Vietnamese."""
    found = list(_tokens(text, language))
    for run in _WORD.findall(normalise(text, language)):
        if _IS_HAN.match(run) and len(run) > 1:
            found.extend(run)
        elif _IS_UNSPACED.match(run):
            found.extend(run[i : i + 3] for i in range(len(run) - 2))
    if language == "vi":
        found.extend(f"{first} {second}" for first, second in pairwise(_tokens(text, language)))
    return tuple(found)


def readable(text: str) -> str:
    """``text`` without halves of surrogate pairs: JSON can carry them, nothing can write or encode them."""
    return text.encode("utf-8", "replace").decode()


def as_typed(text: str) -> str:
    """``text`` with each letter and its accents as one character, and without those of private use, which mark places here."""
    return _PRIVATE.sub("", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8192)
def term_set(text: str, language: str) -> frozenset[str]:
    """The distinct ``terms``; kept for texts that come again, as passages do."""
    return frozenset(terms(text, language))


@lru_cache(maxsize=8192)
def shingles(text: str) -> frozenset[str]:
    """Every third run of six characters of the normal form: texts that share most of theirs are copies of each other."""
    plain = normalise(text).replace(" ", "")
    return frozenset(plain[n : n + 6] for n in range(0, max(len(plain) - 5, 1), 3))


def is_unspaced(text: str) -> bool:
    """Whether ``text`` has a script without spaces between words."""
    return bool(_IS_UNSPACED.search(text))


def written(language: str) -> str:
    """The language with the script in which the interface writes it: locale data alone would write Serbian in Cyrillic."""
    return "sr_Latn" if language == "sr" else language


def is_right_to_left(language: str) -> bool:
    return language in {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"}
