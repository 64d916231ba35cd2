"""Numbers and dates in text of any language, in one comparable form.

``1,500,000``, ``1 500 000``, ``150万``, ``1.5 million``, ``1,5 млн`` and ``١٫٥ مليون`` are all ``Decimal(1500000)``. Used to
compare translations, to check that what an answer says stands in its evidence, and to read an asker's sum.
"""

import re
import unicodedata
from collections import Counter
from decimal import Decimal

_MULTIPLIERS: dict[Decimal, tuple[str, ...]] = {
    Decimal(10) ** 12: (
        "trillion",
        "трлн",
        "триллион",
        "تريليون",
        "billones",
        "nghìn tỷ",
        "triliun",
        "трилион",
        "ล้านล้าน",
        "万亿",
    ),
    Decimal(10) ** 9: (
        "billion",
        "bn",
        "млрд",
        "миллиард",
        "мільярд",
        "مليار",
        "بليون",
        "milliard",
        "mil millones",
        "tỷ",
        "tỉ",
        "miliar",
        "milijard",
        "милијард",
        "พันล้าน",
        "十亿",
        "bilhões",
        "bilhão",
    ),
    Decimal(10) ** 8: ("亿", "億"),
    Decimal(10) ** 6: (
        "million",
        "mln",
        "млн",
        "миллион",
        "мільйон",
        "مليون",
        "ملايين",
        "millón",
        "millones",
        "triệu",
        "juta",
        "milion",
        "милион",
        "ล้าน",
        "百万",
        "milhão",
        "milhões",
    ),
    Decimal(10) ** 4: ("万", "萬", "หมื่น"),
    Decimal(10) ** 3: (
        "thousand",
        "тыс",
        "тысяч",
        "ألف",
        "آلاف",
        "mille",
        "mil",
        "nghìn",
        "ngàn",
        "ribu",
        "hiljad",
        "хиљад",
        "พัน",
        "千",
    ),
}
_FACTOR = {word: factor for factor, words in _MULTIPLIERS.items() for word in words}
_SPACES = "\u00a0\u202f\u2009 "
_DATE = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_NOT_BEFORE = {
    **dict.fromkeys(("tỷ", "tỉ", "triệu", "nghìn", "ngàn"), r"(?!\w)"),  # tỉnh is a province
    "千": "(?![瓦克米帕卡赫伏焦])",  # kilowatt, kilogram …
    "พัน": "(?!ธุ)",  # a breed
}
_WORDS = "|".join(re.escape(word) + _NOT_BEFORE.get(word, "") for word in sorted(_FACTOR, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:[,.'’{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:[{_SPACES}-]?({_WORDS})(?<!mil(?=[a-z]))(?![a-zа-яђ-џ]{{4}}))?",
    re.IGNORECASE,
)


def _without_marks(word: str) -> str:
    """``word`` without Latin and Arabic marks, as ``text.normalise`` leaves it."""
    return re.sub("[\u0300-\u036f\u0653-\u0655]", "", unicodedata.normalize("NFD", word))


_PLAIN_FACTOR = _FACTOR | {_without_marks(word): factor for word, factor in _FACTOR.items()}
_PLAIN_WORDS = "|".join(
    re.escape(word) + _NOT_BEFORE.get(word, r"(?!\w)" if word in {"ty", "ti", "bn"} else "")
    for word in sorted(_PLAIN_FACTOR, key=len, reverse=True)
)
_PLAIN_NUMBER = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[,.'’ ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    rf"(?:[ -]?({_PLAIN_WORDS})(?<!mil(?=[a-z]))(?![a-zа-яђ-џ]{{4}}))?"
)
_HAN_POINTS = frozenset({"亿", "億", "万", "萬", "万亿"})
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_NUMERAL = re.compile("[零〇一二三四五六七八九十百千两]+")


ASCII_DIGITS = {
    code: str(digit) for code in range(128, 0x10000) if (digit := unicodedata.decimal(chr(code), None)) is not None
} | {ord("٫"): ".", ord("٬"): ","}
"""Every decimal digit outside ASCII (of the basic plane), and the Arabic separators, to its ASCII form; for ``str.translate``."""


def ascii_digits(text: str) -> str:
    """``text`` with every Unicode decimal digit and Arabic separator in its ASCII form; length is kept."""
    return text if text.isascii() else text.translate(ASCII_DIGITS)


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand (``二十一`` → 21, ``一百零八`` → 108), or None."""
    if not text or not _HAN_NUMERAL.fullmatch(text):
        return None
    total, current = 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            current = _HAN_DIGITS[char]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
    return total + current


def dates(text: str) -> list[str]:
    """ISO dates in order of appearance (``2026-11-22``, ``2026年11月22日``, ``2026/11/22``)."""
    return [f"{y}-{int(m):02d}-{int(d):02d}" for y, m, d in _DATE.findall(ascii_digits(text))]


def numbers(text: str) -> list[Decimal]:
    """Every number outside dates, in order, with words such as ``million`` or ``万`` multiplied in."""
    plain = _DATE.sub(" ", ascii_digits(text))
    found = []
    for match in _NUMBER.finditer(plain):
        word = (match.group(2) or "").lower()
        found.append(_value(match.group(1), points=word in _HAN_POINTS) * _FACTOR.get(word, Decimal(1)))
    return found


def placed_numbers(plain: str) -> list[tuple[Decimal, int, int]]:
    """Every number of ``normalise``d text with where it begins and ends, words such as ``million`` multiplied in."""
    found = []
    for match in _PLAIN_NUMBER.finditer(plain):
        word = match.group(2) or ""
        value = _value(match.group(1), points=word in _HAN_POINTS) * _PLAIN_FACTOR.get(word, Decimal(1))
        found.append((value, match.start(), match.end()))
    return found


def _value(raw: str, *, points: bool) -> Decimal:
    """``points``: a full stop is a decimal point for certain, as before 亿."""
    raw = re.sub(rf"['’{_SPACES}]", "", raw)
    if points:
        return Decimal(raw.replace(",", ""))
    if re.fullmatch(r"\d{1,3}([,.]\d{3})+", raw):
        return Decimal(re.sub("[,.]", "", raw))
    last = max(raw.rfind(","), raw.rfind("."))
    if last >= 0:
        return Decimal(re.sub("[,.]", "", raw[:last]) + "." + raw[last + 1 :])
    return Decimal(raw)


def fingerprint(text: str) -> Counter[str]:
    """Numbers and dates of ``text`` as a multiset; equal for faithful translations of each other."""
    return Counter([format(n.normalize(), "f") for n in numbers(text)] + dates(text))
