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
_BESIDE = 24
"""Characters at most between the number of an article and its law."""
_MIN_AMOUNT, _MAX_AMOUNT = 1000, 10**15
_CURRENCIES = {
    "CNY": r"rmb|cny|yuan|renminbi|元|人民币|юан|يوان|¥",
    "USD": r"usd|us\$|\$|dollars?|美元|доллар|دولار|dolares|do la|dolar",
    "EUR": r"eur|euros?|€|欧元|евро|يورو",
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
    """Sums of money of at least a thousand, with their currency where the text names one."""
    currency = next((code for code, words in _CURRENCIES.items() if re.search(words, plain)), None)
    big = [int(n) for n in numbers(ascii_digits(text)) if _MIN_AMOUNT <= n <= _MAX_AMOUNT and not 1900 <= n <= 2100]
    return tuple((n, currency) for n in dict.fromkeys(big))
