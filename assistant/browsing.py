"""What the catalogue's pages ask for and show: filters, an overview, a profile, a profile handed in. Frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain import Match


@dataclass(frozen=True, slots=True)
class Choice:
    """Which profiles are wanted; what is empty does not matter. ``text`` describes what is looked for, in any language."""

    text: str = ""
    side: str = ""
    sector: str = ""
    country: str = ""
    cooperation: str = ""
    ip: str = ""
    trl_from: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the profiles that were chosen. ``sectors`` and ``countries`` count all that may be seen, ``grid`` those of
    the chosen side by (sector, country); ``understood`` says how a text was read."""

    found: tuple[Match, ...]
    total: int
    pages: int
    sectors: Mapping[str, int]
    countries: Mapping[str, int]
    grid: Mapping[tuple[str, str], int]
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A longer text of a profile under the key of its heading, and the language it is in."""

    key: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the readiness checklist."""

    name: str
    present: bool
    text: str


@dataclass(frozen=True, slots=True)
class ProfileSheet:
    """A profile with its longer texts, as an outsider may see it."""

    match: Match
    texts: tuple[Told, ...]
    readiness: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A profile as a visitor describes it. ``organisation`` and ``contact`` are for staff until the profile is checked; the
    contact stays in SQL for good."""

    type: str
    language: str
    title: str
    summary: str
    sectors: tuple[str, ...]
    country: str
    cooperation: tuple[str, ...]
    organisation: str
    kind: str
    contact: str
    ip: tuple[str, ...] = ()
    trl: int | None = None
    anonymous: bool = False
