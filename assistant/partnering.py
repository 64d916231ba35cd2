"""Records of what happens around profiles: steps of their life, expressions of interest, saved needs; all frozen."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from assistant.domain import Match, Visibility, Wish
from assistant.profile import State

LifeAction = Literal["publish", "withdraw", "renew", "expire"]
InterestState = Literal["drafted", "sent", "accepted", "declined", "released"]
PartySide = Literal["asker", "desk"]
"""Who asks, and who answers for the profile: the desk of the node that owns it."""


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A step that was taken on ``day``; the dates are the profile's after it."""

    action: LifeAction
    state: State
    published: dt.date
    updated: dt.date
    valid_until: dt.date
    day: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. ``contact`` never leaves SQL before both sides agree; of an anonymous asker the name does not either."""

    name: str = ""
    country: str | None = None
    contact: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of an interest, when (ISO, UTC), and by whose doing."""

    state: str
    by: PartySide
    at: str


@dataclass(frozen=True, slots=True)
class Interest:
    """An expression of interest as SQL keeps it. ``title`` and ``sample`` are the profile's when it was written.

    ``need`` and ``message`` are without contact details; ``texts`` holds the letter in the owner's language and in the asker's.
    """

    id: str
    profile_id: str
    title: dict[str, str]
    sample: bool
    owner_node: str | None
    level: Visibility
    state: InterestState
    owner_language: str
    asker_language: str
    owner_text: str
    asker_text: str
    need: str
    message: str
    asker: Asker
    owner_agreed: bool
    asker_agreed: bool
    consortium: str | None
    visitor: str | None
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side as the other may see it now: ``name`` is None while it is anonymous, ``contact`` until both sides agree."""

    name: str | None
    country: str | None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class InterestView:
    """An expression of interest as one side may see it, in that side's language; ``next`` says what happens now."""

    id: str
    state: InterestState
    state_name: str
    next: str
    profile_id: str
    title: str
    sample: bool
    side: PartySide
    language: str
    text: str
    owner_language: str
    owner_text: str
    owner_node: str | None
    owner: Party
    asker: Party
    owner_agreed: bool
    asker_agreed: bool
    consortium: str | None
    created: str
    updated: str
    history: tuple[Happening, ...] = ()
    message: str = ""
    """The asker's own words as they are kept; for the other side they stand in the letter."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A new expression of interest with the asker's secret key, which is kept nowhere."""

    view: InterestView
    token: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the desk passes on to the owner of the profile; ``to`` is None where no contact is known."""

    to: str | None
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A saved need. ``level``: up to which visibility it looks; ``looked``: the catalogue's generation at the last look."""

    id: str
    label: str
    language: str
    level: Visibility
    wish: Wish
    looked: int
    visitor: str | None
    created: str


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A new subscription with the secret key to it, which is kept nowhere; ``understood`` says what it looks for."""

    subscription: Subscription
    token: str
    understood: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A profile that came after the need was saved and fits it. ``found``: ISO time, UTC; ``seen``: shown before."""

    match: Match
    found: str
    seen: bool


@dataclass(frozen=True, slots=True)
class News:
    """What came since a need was saved, the newest first."""

    subscription: Subscription
    understood: str
    items: tuple[NewsItem, ...]

    @property
    def fresh(self) -> tuple[Match, ...]:
        return tuple(item.match for item in self.items if not item.seen)

    @property
    def earlier(self) -> tuple[Match, ...]:
        return tuple(item.match for item in self.items if item.seen)
