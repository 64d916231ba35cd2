"""Which of two rules is the asker's: what statements say they hold for, held against what the asker states.

Of two statements on the two sides of a threshold both are near to every question about it; the asker's own figure tells which one
is meant (``corpus/conditions.yaml``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.domain import Facts

Bearing = Literal["met", "barred", "open"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a figure has to lie."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None

    def __contains__(self, value: Decimal) -> bool:
        return not (
            (self.at_least is not None and value < self.at_least)
            or (self.above is not None and value <= self.above)
            or (self.below is not None and value >= self.below)
            or (self.at_most is not None and value > self.at_most)
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a statement holds: all of it."""

    figures: Mapping[str, Bounds]
    kinds: frozenset[str]
    others: frozenset[str]
    """Kinds for which it does not hold."""
    leads: bool
    """Whether it settles the matter for whoever states it."""
    shuts: str | None
    """The procedure whose sum is not worked out where it holds."""

    def bearing(self, facts: Facts, families: Mapping[str, str]) -> Bearing:
        """Figures of which some lie within the bounds and some do not settle nothing."""
        if self.others & facts.kinds:
            return "barred"
        told = {families.get(kind) for kind in facts.kinds}
        if any(families.get(kind) in told for kind in self.kinds - facts.kinds):
            return "barred"
        stated = {name: [value in bounds for value in facts.figures.get(name, ())] for name, bounds in self.figures.items()}
        if any(inside and not any(inside) for inside in stated.values()):
            return "barred"
        sure = self.kinds <= facts.kinds and all(inside and all(inside) for inside in stated.values())
        return "met" if sure and (self.kinds or self.figures) else "open"


@dataclass(frozen=True, slots=True)
class Conditions:
    """``ways``: group -> ways in which its statement holds. ``families``: kind -> family; one speaks against the others of it."""

    ways: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)

    def bearing(self, group: str, facts: Facts) -> Bearing:
        """``met`` where the asker's facts meet one way, ``barred`` where they contradict all, else ``open``."""
        told = [way.bearing(facts, self.families) for way in self.ways.get(group, ())]
        if not told or not facts:
            return "open"
        return "met" if "met" in told else "barred" if set(told) == {"barred"} else "open"

    def leads(self, group: str, facts: Facts) -> bool:
        """Whether the statement settles the matter for whoever states these facts."""
        return any(way.leads and way.bearing(facts, self.families) == "met" for way in self.ways.get(group, ()))

    def shutting(self, procedure: str, facts: Facts) -> Collection[str]:
        """Groups of statements that shut out what ``procedure`` works out, on the asker's facts."""
        return [
            group
            for group, ways in self.ways.items()
            if any(way.shuts == procedure and way.bearing(facts, self.families) == "met" for way in ways)
        ]


NO_CONDITIONS = Conditions()
