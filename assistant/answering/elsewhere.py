"""What is no evidence whatever its words: China's tax on a payment between two other countries, and a treaty of China with a
third country. Both read like the answer, and are the wrong law.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.domain import Passage, Question, Source

TAXES = frozenset({"tax", "withholding-tax", "withholding-agent", "tax-rate", "tax-treaty", "treaty-cap", "vat"})
TAXED = TAXES | {"royalty"}
"""Glossary concepts of which one makes a question one about the tax on a payment."""
_TREATY = "treaty"
"""Topic of what a treaty between China and one country says; reports keep it in sections whose ids begin so."""
_TREATIES = frozenset({"tax-treaty", "treaty-cap"})
_BETWEEN = re.compile(
    r"(?:\b(?:between|entre|между|izmedj?u|antara|giua)|بين|ระหว่าง(?:ประเทศ)?) {0,2}(?:the |el |le |la |l'|les |los |ال)?$"
)
_BOTH = re.compile(r" {0,2}(?:之间|两国|间的)")
"""What makes two listed countries the sides of one treaty: before the first, after the second."""
_AND = (
    r"(?:[,،、;]|\b(?:and|or|y|o|e|et|ou|и|или|و|او|va|hoac|hay|dan|atau|i|ili)\b|[和与及或]|กับ|และ|หรือ|و(?=[\u0600-\u06ff]|$))"
)
_PREPOSITIONS = "in|for|from|of|en|au|aux|de|du|pour|para|desde|в|во|из|для|с|на|في|من|di|dari|untuk|o|tu|cho|u|iz|za"
_AT = rf"(?:(?:{_PREPOSITIONS})\b|ใน|จาก|[在从])?"
_LISTED = re.compile(rf"\W{{0,3}}{_AND}{{1,2}}\W{{0,3}}{_AT}\W{{0,3}}(?:the |el |le |la |l'|les |los |ال)?\W{{0,2}}")
"""What stands between two countries that are merely listed."""
_JOINED = re.compile(r"[\s/·–—-]{0,4}")
_GAP = 24
"""Characters that are looked at beside a country; a list has fewer between two of its members."""


def between_others(plain: str, places: Sequence[tuple[int, int, str]], concepts: Collection[str], compares: bool) -> bool:
    """Whether the tax on a payment from one country to another is asked for, neither being China. ``places``: (start, end, code)
    in ``plain``. Countries that are listed or held against each other have each its own answer, unless it is "between" them."""
    codes = {code for _, _, code in places}
    if len(codes) < 2 or compares or any(code.startswith("CN") for code in codes) or not TAXED & set(concepts):
        return False
    treaty = bool(_TREATIES & set(concepts)) and len(codes) == 2
    return any(
        _apart(plain[one[1] : other[0]], treaty)
        or _BETWEEN.search(plain[max(0, one[0] - _GAP) : one[0]])
        or _BOTH.match(plain[other[1] : other[1] + _GAP])
        for one, other in pairwise(places)
        if one[2] != other[2]
    )


def _apart(gap: str, treaty: bool) -> bool:
    """Whether two countries with ``gap`` between them are no list. "The Kenya-Egypt treaty" is one of both."""
    if len(gap) > _GAP:
        return True
    return treaty if _JOINED.fullmatch(gap) else _LISTED.fullmatch(gap) is None


def of_others(question: Question, passage: Passage, source: Source) -> bool:
    """Whether a passage tells the law of others than the question is about."""
    told_by = passage.group.partition("#")[2].startswith(f"{_TREATY}-")
    bilateral = passage.country is not None and (told_by or _TREATY in passage.topics)
    abroad = {code for code in question.countries if not code.startswith("CN")}
    if bilateral and abroad and passage.country not in abroad:
        return True
    return question.between_others and (bilateral or (source.jurisdiction or "").startswith("CN"))
