"""Text in any script made comparable: normal form, tokens for lexical search, scripts."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from assistant.numerals import ascii_digits

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
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
_IGNORED = re.compile("[\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئکی", "اااايهويكي")
_SERBIAN = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "đ",
            "e",
            "ž",
            "z",
            "i",
            "j",
            "k",
            "l",
            "lj",
            "m",
            "n",
            "nj",
            "o",
            "p",
            "r",
            "s",
            "t",
            "ć",
            "u",
            "f",
            "h",
            "c",
            "č",
            "dž",
            "š",
        ],
        strict=True,
    )
)
_FOLD = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "ё": "е", "ß": "ss", "æ": "ae", "œ": "oe"})


def normalise(text: str, language: str = "") -> str:
    """``text`` for comparison: compatibility forms, case, Latin accents, Arabic spelling variants and invisible
    characters folded, digits in ASCII. Serbian Cyrillic becomes Latin. Never shown to anybody."""
    text = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    text = ascii_digits(text).translate(_ARABIC_FORMS)
    if language == "sr":
        text = "".join(_SERBIAN.get(char, char) for char in text)
    if text.isascii():
        return text
    out: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char) and out and out[-1].isascii():
            continue
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out)).translate(_FOLD)


@lru_cache(maxsize=32)
def _stemmer(language: str) -> "Stemmer.Stemmer | None":
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None


def _stem(word: str, language: str) -> str:
    first = word[0]
    if first.isdigit():
        return word
    if "a" <= first <= "z":
        chosen = language if language not in {"zh", "ja", "ko", "ru", "ar", "th", "uk", "kk"} else "en"
    elif "\u0400" <= first <= "\u04ff":
        chosen = "ru"
    elif "\u0600" <= first <= "\u06ff":
        chosen = "ar"
    else:
        chosen = language
    stemmer = _stemmer(chosen)
    return str(stemmer.stemWord(word)) if stemmer else word


def tokens(text: str, language: str) -> list[str]:
    """Terms for BM25: stems of words; overlapping character pairs where a script does not space its words."""
    found: list[str] = []
    for run in _WORD.findall(normalise(text, language)):
        if _IS_UNSPACED.match(run):
            found.extend(run[i : i + 2] for i in range(len(run) - 1)) if len(run) > 1 else found.append(run)
        else:
            found.append(_stem(run, language))
    return found


def readable(text: str) -> str:
    """``text`` without halves of surrogate pairs: JSON can carry them, nothing can write or encode them."""
    return text.encode("utf-8", "replace").decode()


def is_unspaced(text: str) -> bool:
    """Whether ``text`` has a script without spaces between words."""
    return bool(_IS_UNSPACED.search(text))


def is_right_to_left(language: str) -> bool:
    return language in {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"}
