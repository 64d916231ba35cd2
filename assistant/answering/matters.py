"""Matters that lie beside the field: a question that names one is answered only by what speaks of it too.

People ask for trade marks where patents are known, for a minimum wage where work permits are, and the nearest rule is no answer.
``corpus/beside`` has the words for such matters, and for details that no record holds, in ten languages.
"""

from collections.abc import Iterable

from assistant.answering.glossary import Concept, TermFinder
from assistant.domain import Passage


class Matters:
    """Finds them in questions and in passages."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._finder = TermFinder(concepts)

    def of(self, text: str, language: str) -> frozenset[str]:
        """Ids of the matters that a text names."""
        return frozenset(self._finder.find(text, language)) if len(self._finder) else frozenset()

    def unspoken(self, matters: frozenset[str], passage: Passage) -> bool:
        """Whether one of ``matters`` is not named in the passage."""
        return bool(matters) and bool(matters - self.of(passage.searchable, passage.language))


NO_MATTERS = Matters()
