"""The life of a profile: draft → published → expired or withdrawn → renewed. What is not in the table below is an error.

A step is kept beside the profile: an import of the same or of an older row does not undo it, a row updated after it does.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import ConflictError, InputError
from assistant.partnering import LifeAction, LifeStep
from assistant.profile import Profile, State

STEPS: Mapping[LifeAction, tuple[frozenset[State], State]] = {
    "publish": (frozenset({"draft"}), "published"),
    "withdraw": (frozenset({"draft", "published", "expired"}), "withdrawn"),
    "renew": (frozenset({"published", "expired", "withdrawn"}), "published"),
    "expire": (frozenset({"published"}), "expired"),
}
"""Step -> the states from which it leads, and the state to which."""
VALID_DAYS = 365
"""How long a profile is valid when nothing else is said."""


def next_state(profile: Profile, action: LifeAction) -> State:
    """Raises ConflictError where the step does not lead on from the profile's state."""
    sources, target = STEPS[action]
    if profile.state not in sources:
        allowed = ", ".join(name for name, (states, _) in STEPS.items() if profile.state in states and name != "expire")
        raise ConflictError(
            f"The profile {profile.id!r} is {profile.state}: {action} is not possible; possible is {allowed or 'nothing'}."
        )
    return target


def stepped(profile: Profile, action: LifeAction, today: dt.date, until: dt.date | None = None) -> Profile:
    """``profile`` after the step.

    Raises:
        ConflictError: the step does not lead on from its state.
        InputError: ``until`` lies in the past, or a renewal would shorten the time.
    """
    state = next_state(profile, action)
    changes: dict[str, object] = {"state": state}
    if action == "expire" and profile.valid_until >= today:
        raise ConflictError(f"The profile {profile.id!r} is valid until {profile.valid_until}: it has not expired.")
    if action in {"publish", "renew"}:
        end = until or _end(profile, action, today)
        if end < today:
            raise InputError(f"{end} has passed: give a later day until which the profile {profile.id!r} is valid.")
        if action == "renew" and end < profile.valid_until:
            raise InputError(f"The profile {profile.id!r} is valid until {profile.valid_until} already: give a later day.")
        changes |= {"updated": max(profile.updated, today), "valid_until": max(end, profile.updated)}
        changes |= {"published": today} if action == "publish" and profile.published > today else {}
    return Profile.model_validate({**profile.model_dump(), **changes})


def overlaid(profile: Profile, step: LifeStep | None, today: dt.date) -> Profile:
    """A profile as it comes from a file, with the last step that was taken here; overdue ones have expired."""
    if step is not None and profile.updated <= step.day:
        changes: dict[str, object] = {"state": step.state}
        if step.action in {"publish", "renew"}:
            changes |= {
                "published": min(profile.published, step.published),
                "updated": max(profile.updated, step.updated),
                "valid_until": max(profile.valid_until, step.valid_until),
            }
        profile = profile.model_copy(update=changes)
    overdue = profile.state == "published" and profile.valid_until < today
    return profile.model_copy(update={"state": "expired"}) if overdue else profile


class LifeStore(Protocol):
    """What life cycles need of SQL."""

    def profiles(self, ids: Sequence[str] | None = None) -> Iterator[Profile]: ...
    def take(self, before: Profile, after: Profile, step: LifeStep) -> None:
        """Raises ConflictError where the profile is no longer what it was ``before``."""

    def overdue(self, today: dt.date) -> Sequence[str]: ...
    def history(self, profile_id: str) -> tuple[LifeStep, ...]: ...


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """Takes steps in SQL and brings the index after them. ``writing`` holds the right to write."""

    store: LifeStore
    writing: Callable[[], AbstractContextManager[None]]
    synchronise: Callable[[], None]
    today: Callable[[], dt.date] = dt.date.today

    def publish(self, profile_id: str, until: dt.date | None = None, by: str = "staff") -> Profile:
        """A draft becomes visible to those who may see it."""
        return self._take([profile_id], "publish", until, by)[0]

    def withdraw(self, profile_id: str, by: str = "staff") -> Profile:
        """Nobody finds it any more; it can be renewed."""
        return self._take([profile_id], "withdraw", None, by)[0]

    def renew(self, profile_id: str, until: dt.date | None = None, by: str = "staff") -> Profile:
        """Valid again or for longer; a year from today where no day is given."""
        return self._take([profile_id], "renew", until, by)[0]

    def expire(self) -> list[str]:
        """Published profiles whose time has run out become expired; their ids."""
        due = list(self.store.overdue(self.today()))
        self._take(due, "expire", None, "clock")
        return due

    def history(self, profile_id: str) -> tuple[LifeStep, ...]:
        """The steps that were taken here, the first first."""
        return self.store.history(profile_id)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _take(self, ids: Sequence[str], action: LifeAction, until: dt.date | None, by: str) -> list[Profile]:
        if not ids:
            return []
        with self.writing():
            found = list(self.store.profiles(ids))
            if not found:
                raise InputError(f"There is no profile {ids[0]!r}.")
            done = []
            for before in found:
                after = stepped(before, action, self.today(), until)
                step = LifeStep(action, after.state, after.published, after.updated, after.valid_until, self.today(), by)
                self.store.take(before, after, step)
                done.append(after)
            self.synchronise()
        return done


def _end(profile: Profile, action: LifeAction, today: dt.date) -> dt.date:
    year = today + dt.timedelta(days=VALID_DAYS)
    return profile.valid_until if action == "publish" and profile.valid_until >= today else max(year, profile.valid_until)
