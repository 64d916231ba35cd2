"""Whether a text tells a figure, and which: a sum, a share, a period. Years, days and numbers of articles are none."""

import re
from collections.abc import Collection, Mapping

from assistant.text import normalise

SUM = frozenset({"money", "share"})
"""What tells how much is to be paid: a sum, or a rate of one."""
_NO_QUANTITY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2})?)?(?!\d)"
    r"|(?:\bart(?:icles?|\.|iculos?)?|\bst\.|ст(?:атья|\.)|第|الماده|ماده|มาตรา|\bdieu|\bpasal|\bclan|§|\bno\.?|№|nº|n°|رقم)\s*[\d(]+(?:[-–,]\s?\d+)*"
)
"""Years, days, and numbers of articles and instruments."""


def tells_a_number(text: str) -> bool:
    """Whether a number stands in it that is no day, no year and no article."""
    return bool(re.search(r"\d", _NO_QUANTITY.sub(" ", normalise(text))))


def quantities(text: str, patterns: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    """Which of ``patterns`` (of ``period``, ``share``, ``money``) ``text`` has, years and articles not counted."""
    plain = _NO_QUANTITY.sub(" ", normalise(text))
    return frozenset(name for name, pattern in patterns.items() if pattern.search(plain))


def tells_what_is_asked(asked: Collection[str], told: Collection[str]) -> bool:
    """Whether one of the quantities that are asked for is told; how much money, a rate tells too."""
    return any(not SUM.isdisjoint(told) if kind == "money" else kind in told for kind in asked)
