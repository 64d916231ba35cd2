"""Days, articles and sums of money that a question states."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from assistant.numerals import ascii_digits, han_number, numbers

_ARTICLE = re.compile(
    r"第\s*([0-9零〇一二三四五六七八九十百千两]+)\s*条"
    r"|(?:\b(?:art(?:icle|\.|iculo|icolo)?s?|ст(?:атья|атьи|атье|\.)|pasal|clan(?:a|u|om)?|dieu)\s*\.?|الماده|ماده|มาตรา|§)\s*([0-9]+)"
)
_DATE = re.compile(
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<year>\d{4})(?:[-年](?P<month>\d{1,2})(?:[-月](?P<day>\d{1,2}))?)?"
)
_BUDDHIST = 543
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")
_BESIDE = 24
"""Characters at most between the number of an article and its law."""
OTHER = "?"
"""A currency in which nothing is worked out."""
_MIN_AMOUNT, _MAX_AMOUNT = 1000, 10**15
_CURRENCIES = {
    "USD": r"usd|us\$|\$|dollars?|美元|美金|долл|دولار|dolares|do la\b|dolar|ดอลลาร์|เหรียญสหรัฐ",
    "EUR": r"\beur\b|\beuros?\b|€|欧元|евро|يورو|\bevra|ยูโร",
    "CNY": r"rmb|cny|yuan|renminbi|元|人民币|юан|يوان|¥|หยวน|nhan dan te|te trung quoc|\bjuan",
    OTHER: r"บาท|卢布|泰铢|卢比|日元|里拉|\bруб(л\w*)?\b|тенге|\brub\b|tenge|rupiah|rupees?|\brupi\b|\bbaht\b|ringgit|naira|birr"
    r"|dirhams?|درهم|جنيه|ريال|riyals?|\brsd\b|dinara?\b|دينار|\bpesos?\b|\breais\b|\bvnd\b|trieu dong|ty dong|\bliras?\b"
    r"|\bpounds?\b|\bgbp\b|\byen\b",
}
_MONEY = re.compile(r"[.,]\d| ?(?:" + "|".join(_CURRENCIES.values()) + r"|evra|dinar|te\b|หยวน|บาท|รูเปียห์|rupiah|rub|руб)")


def is_a_sum(plain: str, end: int) -> bool:
    """Whether the number that ends at ``end`` is one of money: "2000 yuan" is no year."""
    return _MONEY.match(plain, end) is not None


def last_day(text: str) -> dt.date | None:
    """The day that ``text`` names, or the last day of the month or year; years of the Buddhist era count from 544 BC."""
    match = _DATE.search(text)
    if match is None:
        return None
    year = int(match["y"] or match["year"])
    year -= _BUDDHIST if year > 2400 else 0
    month = int(match["m"] or match["month"] or 12)
    if not (1950 <= year <= 2100 and 1 <= month <= 12):
        return None
    longest = calendar.monthrange(year, month)[1]
    day = int(match["d"] or match["day"] or longest)
    return dt.date(year, month, min(day, longest)) if day > 0 else None


def years(plain: str) -> list[str]:
    """The years of the common era that a text names, those of the Buddhist era told in it."""
    return [str(int(year) - _BUDDHIST * (year > "2400")) for year in _YEAR.findall(plain)]


def other_era(year: str) -> str:
    """The year as the Buddhist era counts it."""
    return str(int(year) + _BUDDHIST)


def articles(plain: str, others: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Numbers of articles, but those beside one of ``others``, where a law stands of which nothing is known."""
    found = []
    for match in _ARTICLE.finditer(plain):
        if any(start - match.end() <= _BESIDE and match.start() - end <= _BESIDE for start, end in others):
            continue
        han, number = match.groups()
        if number:
            found.append(number)
        elif han.isdigit():
            found.append(han)
        elif (value := han_number(han)) is not None:
            found.append(str(value))
    return tuple(dict.fromkeys(found))


def amounts(text: str, plain: str) -> tuple[tuple[int, str | None], ...]:
    """Sums of money of at least a thousand, with their currency where the text names one; years are none."""
    currency = next((code for code, words in _CURRENCIES.items() if re.search(words, plain)), None)
    dates = {int(year) for year in _YEAR.findall(plain)}
    big = [int(n) for n in numbers(ascii_digits(text)) if _MIN_AMOUNT <= n <= _MAX_AMOUNT and n not in dates]
    return tuple((n, currency) for n in dict.fromkeys(big))
