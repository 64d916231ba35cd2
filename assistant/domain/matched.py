"""A wish for a partner, and the profiles that fit it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from assistant.domain.terms import Side


@dataclass(frozen=True, slots=True)
class Wish:
    """What was understood of a description of an offer or a need. ``side`` is the side looked for; empty fields were not named.

    Codes are those of the open schema (``assistant.profile``). ``countries``: where the partner must be, ``preferred_countries``
    where it had better be; ``trl_min`` and ``trl_max`` bound the partner's maturity, ``trl`` is the asker's own.
    ``source`` tells where it comes from: read by rules, by a model, from a filled profile, or set right by the asker.
    """

    text: str
    language: str
    side: Side
    sectors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Glossary concepts."""
    countries: tuple[str, ...] = ()
    own_country: str | None = None
    use_country: str | None = None
    """Where the technology is to be used, where the text says so (“for Kenya”): a partner must be willing to go there."""
    excluded_countries: tuple[str, ...] = ()
    preferred_countries: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    nace: tuple[str, ...] = ()
    trl: int | None = None
    trl_min: int | None = None
    trl_max: int | None = None
    cooperation: tuple[str, ...] = ()
    ip: tuple[str, ...] = ()
    licence_types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    """Of ``trl``, ``licence`` and ``cooperation`` those that were only preferred: they order what is found, and stop nothing."""
    deadline: dt.date | None = None
    profile_id: str | None = None
    source: Literal["rules", "model", "profile", "corrected"] = "rules"
    open_side: bool = False
    """It is not sure which side is looked for, and the asker has set nothing right."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a profile fits in one ``field``: ``score`` in 0..1, ``why`` a short clause in the asker's language."""

    field: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A profile as an outsider may see it, with what speaks for and against it. ``score`` in 0..1.

    Of an anonymous profile country, sectors and abstract are shown only: ``organisation`` is None and details are empty. A near
    miss has ``blocked_by``, the conditions that stopped it; what is ranked below one whose subject fits for certain, and does
    not itself, is ``beside`` it. Names and texts are in the asker's language where the profile has them (``language`` tells
    which it is); the other fields are codes of the open schema.
    """

    rank: int
    profile_id: str
    side: Side
    type: str
    title: str
    summary: str
    language: str
    organisation: str | None
    score: float
    country: str
    country_name: str
    sectors: tuple[str, ...]
    sector_names: tuple[str, ...]
    updated: dt.date
    valid_until: dt.date
    sample: bool
    anonymous: bool
    reasons: tuple[Reason, ...] = ()
    against: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    beside: bool = False
    trl: int | None = None
    trl_min: int | None = None
    trl_max: int | None = None
    ip: tuple[str, ...] = ()
    licence_types: tuple[str, ...] = ()
    cooperation: tuple[str, ...] = ()
    verification: str = "unverified"
    export_control: str = "unchecked"
    owner_node: str | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to a wish. ``understood``: one line in the asker's language; ``consortium``: ids of two profiles that meet the
    wish together where none does alone, and ``consortium_why`` says how; ``details``: lines about the first of ``found``, where a
    follow-up asks about it."""

    wish: Wish
    understood: str
    found: tuple[Match, ...] = ()
    near_misses: tuple[Match, ...] = ()
    consortium: tuple[str, ...] = ()
    consortium_why: str | None = None
    details: tuple[str, ...] = ()
