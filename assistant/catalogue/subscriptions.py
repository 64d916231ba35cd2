"""Saved needs: “tell me when something fits”. Matched against profiles that came, or were worded anew, since the last look.

What is found is kept as an id only; it is matched again for whoever reads it, so that nobody is told of a profile that he may
not see, now or any more.
"""

import datetime as dt
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.access import VISITOR, Viewer, authorize, levels, of_level, require
from assistant.catalogue.approach import digest
from assistant.catalogue.masking import masked
from assistant.catalogue.service import Catalogue
from assistant.domain import Side, Visibility
from assistant.errors import InputError
from assistant.partnering import News, NewsItem, Subscribed, Subscription
from assistant.phrases import Phrasebook
from assistant.text import readable

_MOST = 200
"""New profiles that one look takes up, the best first; and characters of a label."""


class SubscriptionStore(Protocol):
    """What saved needs require of SQL."""

    def add(self, subscription: Subscription, digest: str) -> None: ...
    def by_digest(self, digest: str) -> Subscription | None: ...
    def by_id(self, subscription_id: str) -> Subscription | None: ...
    def of_visitor(self, visitor: str) -> list[Subscription]: ...
    def all(self) -> list[Subscription]: ...
    def found(self, subscription_id: str, ids: Collection[str], looked: int) -> None: ...
    def hits(self, subscription_id: str) -> Mapping[str, tuple[str, bool]]: ...
    def saw(self, subscription_id: str, ids: Collection[str]) -> None: ...
    def remove(self, ids: Sequence[str]) -> int: ...


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """``arrived`` gives the published profiles of some levels that came after a generation of the catalogue. A ``key`` is the
    secret that was given out; an id does for staff, and for the ``visitor`` whose it is."""

    store: SubscriptionStore
    service: Catalogue
    phrases: Phrasebook
    arrived: Callable[[int, Sequence[Visibility]], set[str]]

    def add(
        self,
        text: str | None = None,
        *,
        profile: str | None = None,
        side: Side | None = None,
        changes: Mapping[str, object] | None = None,
        label: str = "",
        language: str | None = None,
        visitor: str | None = None,
        viewer: Viewer = VISITOR,
    ) -> Subscribed:
        """Save what a text or a profile asks for, as ``match`` understands it.

        Raises:
            InputError: the text is empty or too long, there is no such profile, or a condition is unknown.
        """
        level = levels(viewer)[-1]
        words = masked(readable(text)) if text is not None else None
        wish = self.service.wish(words, profile=profile, side=side, changes=changes, viewer=viewer)
        shown_in = self.phrases.nearest(language or wish.language)
        subscription = Subscription(
            id=f"sub-{secrets.token_hex(5)}",
            label=masked(readable(label)).strip()[:_MOST] or _short(wish.text),
            language=shown_in,
            level=level,
            wish=wish,
            looked=int(self.service.store.generation()),
            visitor=visitor,
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        )
        token = secrets.token_hex(20)
        self.store.add(subscription, digest(token))
        return Subscribed(subscription, token, self.service.matcher.explain.understood(wish, shown_in))

    def look(
        self,
        key: str,
        *,
        seen: bool = True,
        language: str | None = None,
        visitor: str | None = None,
        viewer: Viewer = VISITOR,
    ) -> News:
        """What came since it was saved, as far as ``viewer`` may see it. ``seen``: it counts as shown from now on.

        Raises:
            InputError: there is no such subscription.
        """
        subscription = self._find(key, visitor, viewer)
        self._bring_up(subscription)
        hits = self.store.hits(subscription.id)
        language = self.phrases.nearest(language or subscription.language)
        owner = of_level(subscription.level)
        both = min(owner, of_level(levels(viewer)[-1]), key=lambda one: len(levels(one)))
        found = self.service.match(subscription.wish, _MOST, language=language, viewer=both, only=hits)
        items = [NewsItem(match, *hits[match.profile_id]) for match in found.found]
        items.sort(key=lambda item: item.found, reverse=True)  # stable: the best first among those of one look
        if seen:
            self.store.saw(subscription.id, [item.match.profile_id for item in items if not item.seen])
        return News(subscription, found.understood, tuple(items))

    def of_visitor(self, visitor: str) -> tuple[Subscription, ...]:
        """All that a visitor of the page has saved."""
        return tuple(self.store.of_visitor(visitor))

    def all(self, viewer: Viewer) -> tuple[Subscription, ...]:
        """All there are, for staff."""
        require(viewer, "work")
        return tuple(self.store.all())

    def remove(self, key: str, *, visitor: str | None = None, viewer: Viewer = VISITOR) -> None:
        """Raises InputError where there is no such subscription."""
        self.store.remove([self._find(key, visitor, viewer).id])

    def forget_visitor(self, visitor: str) -> int:
        """Everything that a visitor of the page has saved; how many."""
        return self.store.remove([item.id for item in self.store.of_visitor(visitor)])

    # --- parts -----------------------------------------------------------------------------------------------------

    def _bring_up(self, subscription: Subscription) -> None:
        """Match what came since the last look; a look of anybody counts, and looks as far as the owner could."""
        now = int(self.service.store.generation())
        if now == subscription.looked:
            return
        new = self.arrived(subscription.looked, levels(of_level(subscription.level)))
        ids: list[str] = []
        if new:
            found = self.service.match(subscription.wish, _MOST, viewer=of_level(subscription.level), only=new)
            ids = [match.profile_id for match in found.found]
        self.store.found(subscription.id, ids, now)

    def _find(self, key: str, visitor: str | None, viewer: Viewer) -> Subscription:
        found = self.store.by_digest(digest(key))
        if found is None:
            found = self.store.by_id(key)
            mine = found is not None and visitor is not None and found.visitor == visitor
            found = found if mine or authorize(viewer, "work") else None
        if found is None:
            raise InputError("There is no subscription with this key.")
        return found


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
