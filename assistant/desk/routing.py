"""Which node takes an inquiry, and until when: rules of a file, two layers, the hub for the rest."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.casework import Urgency
from assistant.errors import CorpusError
from assistant.files import read_yaml

HOME = "CN"


class Rule(BaseModel):
    """A list that is given must hold one of the inquiry's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    node: str
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()


class Table(BaseModel):
    """``routing.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hub: str
    bilateral: tuple[str, ...]
    regional: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    due: dict[Urgency, int]


@dataclass(frozen=True, slots=True)
class Routing:
    """``covers``: node -> countries, from the organisations of the corpus."""

    table: Table
    covers: Mapping[str, frozenset[str]]

    def node(self, countries: Sequence[str], sectors: Sequence[str], intent: str) -> str:
        """The node of the first country abroad that has one; the hub where none has."""
        for rule in self.table.rules:
            if all(not wanted or set(wanted) & set(own) for wanted, own in _pairs(rule, countries, sectors, intent)):
                return rule.node
        abroad = [code for code in countries if not code.startswith(HOME)]
        for layer in (self.table.bilateral, self.table.regional):
            for code in abroad:
                for node in layer:
                    if code in self.covers.get(node, ()):
                        return node
        return self.table.hub

    def due(self, urgency: Urgency, day: dt.date) -> dt.date:
        """So many working days (Monday to Friday) after ``day``."""
        left = self.table.due[urgency]
        while left:
            day += dt.timedelta(days=1)
            left -= day.weekday() < 5
        return day

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.table.hub, *self.table.bilateral, *self.table.regional)


def _pairs(
    rule: Rule, countries: Sequence[str], sectors: Sequence[str], intent: str
) -> tuple[tuple[Sequence[str], Sequence[str]], ...]:
    return ((rule.countries, countries), (rule.sectors, sectors), (rule.intents, (intent,)))


def load_routing(path: Path, covers: Mapping[str, frozenset[str]]) -> Routing:
    """Raises CorpusError where the file is broken or names a node that is no organisation."""
    try:
        table = Table.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise CorpusError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    named = {table.hub, *table.bilateral, *table.regional, *(rule.node for rule in table.rules)}
    if covers and (unknown := sorted(named - covers.keys())):
        raise CorpusError(f"{path} names {', '.join(unknown)}, which are no organisations of the corpus.")
    return Routing(table, covers)
