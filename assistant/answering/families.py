"""Classes of which one excludes the others: free, restricted and prohibited technology; a patent, a mark, a plant variety.

Texts about two of them are nearly the same but for one word, so that neither meaning nor wording tells them apart; the glossary
does. A text that names several classes, or none, speaks of each of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Families:
    """``classes``: family -> class -> glossary concepts that name it."""

    classes: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def of(self, concepts: Collection[str]) -> dict[str, frozenset[str]]:
        """Family -> the classes that are named."""
        named = {
            family: frozenset(name for name, own in classes.items() if not own.isdisjoint(concepts))
            for family, classes in self.classes.items()
        }
        return {family: classes for family, classes in named.items() if classes}

    def exchanged(self, asked: Mapping[str, frozenset[str]], before: Mapping[str, frozenset[str]]) -> set[str]:
        """Concepts of classes that were asked about before and are not now, in families of which another class is asked for."""
        return {
            concept
            for family, classes in asked.items()
            for name in before.get(family, frozenset()) - classes
            for concept in self.classes[family][name]
        }

    def clash(self, asked: Mapping[str, frozenset[str]], concepts: Collection[str]) -> int:
        """In how many families a text that names ``concepts`` speaks only of other classes than were asked for."""
        if not asked:
            return 0
        told = self.of(concepts)
        return sum(family in told and told[family].isdisjoint(classes) for family, classes in asked.items())


NO_FAMILIES = Families()


def read_families(raw: Mapping[str, Mapping[str, Collection[str]]]) -> Families:
    return Families({family: {name: frozenset(own) for name, own in classes.items()} for family, classes in raw.items()})
