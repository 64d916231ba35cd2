"""What is no evidence whatever its words: China's tax on a payment between two other countries, and a treaty of China with a
third country. Both read like the answer, and are the wrong law.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.domain import Passage, Question, Source

TAXED = frozenset({"tax", "withholding-tax", "withholding-agent", "tax-rate", "tax-treaty", "treaty-cap", "royalty", "vat"})
"""Glossary concepts of which one makes a question one about the tax on a payment."""
_BETWEEN = re.compile(
    r"\b(?:between|entre|между|izmedju|antara|giua)\s*(?:the|el|la|l'|les|los)?\s*$|بين\s*(?:ال)?$|ระหว่าง(?:ประเทศ)?\s*$"
)
_BOTH = re.compile(r"\s*(?:之间|两国|间的)")
"""What makes two listed countries the sides of one treaty: before the first, after the second."""
_TREATY = "treaty"
"""Topic of what a treaty between China and one country says; reports keep it in sections whose ids begin so."""
_LISTED = re.compile(
    r"\W*(?:(?:and|or|y|o|e|et|ou|и|или|و|او|和|与|及|或|กับ|และ|หรือ|va|hoac|hay|dan|atau|i|ili)\b)?\W*(?:the|el|la|l|les|los|ال)?\W*"
)
"""What stands between two countries that are merely listed."""


def between_others(plain: str, places: Sequence[tuple[int, int, str]], concepts: Collection[str], compares: bool) -> bool:
    """Whether the tax on a payment from one country to another is asked for, neither being China. ``places``: (start, end, code)
    in ``plain``. Countries that are listed or held against each other have each its own answer, unless it is "between" them."""
    codes = {code for _, _, code in places}
    if len(codes) < 2 or compares or any(code.startswith("CN") for code in codes) or not TAXED & set(concepts):
        return False
    pairs = [(one, other) for one, other in pairwise(places) if one[2] != other[2]]
    return any(
        not _LISTED.fullmatch(plain[one[1] : other[0]]) or _BETWEEN.search(plain[: one[0]]) or _BOTH.match(plain[other[1] :])
        for one, other in pairs
    )


def of_others(question: Question, passage: Passage, source: Source) -> bool:
    """Whether a passage tells the law of others than the question is about."""
    told_by = passage.group.partition("#")[2].startswith(f"{_TREATY}-")
    bilateral = passage.country is not None and (told_by or _TREATY in passage.topics)
    abroad = {code for code in question.countries if not code.startswith("CN")}
    if bilateral and abroad and passage.country not in abroad:
        return True
    return question.between_others and (bilateral or (source.jurisdiction or "").startswith("CN"))
