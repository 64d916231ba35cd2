"""How central a statement is to the knowledge base: how many others, and how many steps of procedures, refer to it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.domain import Links

_MOST = 8


def prominence(links: Mapping[str, Links], procedures: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Group -> 0..1, logarithmic in the number of references from other statements and from steps."""
    referred: Counter[str] = Counter()
    for group, own in links.items():
        targets = {*own.points, *own.applies_if, *own.not_to_confuse} - {group}
        referred.update(targets)
    for procedure in procedures:
        for step in procedure["steps"]:
            referred.update(set(step.get("legal_basis", [])))
    return {group: min(math.log1p(n) / math.log1p(_MOST), 1.0) for group, n in referred.items()}
