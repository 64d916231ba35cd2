"""Which glossary concepts each statement speaks of, whatever its language: lexical overlap that crosses languages."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.domain import Passage

READ_IN = ("en", "zh")
"""A statement's concepts are read from its English and Chinese versions, in which the glossary is richest."""


class ConceptIndex:
    """Concepts per group, and how rare each is."""

    def __init__(self, by_group: Mapping[str, frozenset[str]]) -> None:
        self._by_group = by_group
        total = max(len(by_group), 1)
        frequency = Counter(concept for concepts in by_group.values() for concept in concepts)
        self._rarity = {concept: math.log1p(total / (1 + n)) for concept, n in frequency.items()}
        self._unknown = math.log1p(total)

    def coverage(self, concepts: Sequence[str], group: str, own: frozenset[str] | None = None) -> float:
        """Share, weighted by rarity, of ``concepts`` that the group speaks of; 0 where the question has none."""
        present = self._by_group.get(group, own or frozenset())
        weights = {concept: self._rarity.get(concept, self._unknown) for concept in concepts}
        total = sum(weights.values())
        return sum(weight for concept, weight in weights.items() if concept in present) / total if total else 0.0

    def of(self, group: str) -> frozenset[str]:
        return self._by_group.get(group, frozenset())

    def knows(self, group: str) -> bool:
        return group in self._by_group


def build_concepts(passages: Iterable[Passage], find: Callable[[str, str], Sequence[str]]) -> ConceptIndex:
    """Read the passages of records (those with translations) and note their concepts."""
    found: dict[str, set[str]] = {}
    for passage in passages:
        if passage.role != "text":
            for language, text in passage.views:
                if language in READ_IN:
                    found.setdefault(passage.group, set()).update(find(text, language))
    return ConceptIndex({group: frozenset(concepts) for group, concepts in found.items()})
