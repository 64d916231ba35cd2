"""Days, articles and sums of money that a question states."""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from assistant.numerals import han_number, placed_numbers

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
    OTHER: r"(?:日|韩|港|新|台|加|澳)元|港币|韩币|泰铢|บาท|卢布|卢比|里拉|\bруб(?:л\w{0,3})?\b|тенге|\brub\b|tenge|rupiah"
    r"|\brp\b\.?|rupees?|\brupi\b|\bbaht\b|ringgit|naira|birr|dirhams?|درهم|جنيه|ريال|دينار|riyals?|\brsd\b|dinara?\b|\bpesos?\b|\breais\b"
    r"|r\$|hk\$|s\$(?<!us\$)|\bvnd\b"
    r"|(?:(?<=\d )|(?<=\d)|(?<=trieu )|(?<=ty )|(?<=nghin )|(?<=ngan ))dong\b"
    r"|\bliras?\b|\bpounds?\b|\bgbp\b|\byen\b|\bchf\b|\bfrancs?\b"
    r"|₽|฿|₫|₹|£|₺|₦",
    "USD": r"\busd\b|us\$|\$|dollars?|美元|美金|долл\w{0,4}|دولار|dolares|\bdo la\b|dolar\w{0,2}|ดอลลาร์|เหรียญสหรัฐ",
    "EUR": r"\beur\b|\beuros?\b|€|欧元|евро|يورو|\bevra|ยูโร",
    "CNY": r"\brmb\b|\bcny\b|yuan\w{0,2}|renminbi|人民币|元|юан\w{0,2}|يوان|¥|หยวน|nhan dan te|te trung quoc|\bjuan\w{0,2}",
}
"""Tried in this order: a Hong Kong dollar is no dollar, a Japanese yen in Chinese is no yuan."""
_BEFORE = {code: re.compile(rf"(?:{words}) ?$") for code, words in _CURRENCIES.items()}
_AFTER = {code: re.compile(rf" ?(?:de |d.)?(?:{words})") for code, words in _CURRENCIES.items()}
_ANYWHERE = {code: re.compile(words) for code, words in _CURRENCIES.items()}
_NEAR = 12
"""Characters before a number in which its currency may stand."""
_MONEY = re.compile(r"[.,]\d| ?(?:" + "|".join(_CURRENCIES.values()) + r"|evra|dinar|te\b|รูเปียห์)")


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


def amounts(plain: str) -> tuple[tuple[int, str | None], ...]:
    """Sums of money of at least a thousand in normalised text, with the currency that stands beside each; with the one that the
    text names elsewhere, where it names one alone. Years are none."""
    told = [code for code, words in _ANYWHERE.items() if words.search(plain)]
    elsewhere = None if not told else told[0] if len(told) == 1 else OTHER
    found: dict[int, str | None] = {}
    for value, start, end in placed_numbers(plain):
        beside = _currency_of(plain, start, end)
        if _MIN_AMOUNT <= value <= _MAX_AMOUNT and (beside or not _YEAR.fullmatch(plain[start:end])):
            found.setdefault(int(value), beside or elsewhere)
    return tuple(found.items())


def _currency_of(plain: str, start: int, end: int) -> str | None:
    """The currency that stands beside a number."""
    after = next((code for code, words in _AFTER.items() if words.match(plain, end)), None)
    return after or next((code for code, words in _BEFORE.items() if words.search(plain[max(start - _NEAR, 0) : start])), None)
