"""Whether a text tells a figure: a sum, a rate, a period. Years, days and numbers of articles are none."""

import re

from assistant.text import normalise

_NO_QUANTITY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2})?)?(?!\d)"
    r"|(?:\bart(?:icles?|\.|iculos?)?|\bst\.|ст(?:атья|\.)|第|الماده|ماده|มาตรา|\bdieu|\bpasal|\bclan|§|\bno\.?|№|nº|n°|رقم)\s*[\d(]+(?:[-–,]\s?\d+)*"
)
"""Years, days, and numbers of articles and instruments."""


def tells_a_number(text: str) -> bool:
    """Whether a number stands in it that is no day, no year and no article."""
    return bool(re.search(r"\d", _NO_QUANTITY.sub(" ", normalise(text))))
