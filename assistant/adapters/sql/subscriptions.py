"""Saved needs and what came for them, in SQL. A secret key is known by its digest alone."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from assistant.adapters.sql import interest_tables as t
from assistant.adapters.sql.database import Database
from assistant.domain import Wish
from assistant.partnering import Subscription

_WISH = TypeAdapter(Wish)


@dataclass(frozen=True, slots=True)
class SqlSubscriptions:
    """Safe to share between threads; every write is one transaction."""

    database: Database

    def add(self, subscription: Subscription, digest: str) -> None:
        names = ("id", "label", "language", "level", "looked", "visitor", "created")
        row = {name: getattr(subscription, name) for name in names}
        row |= {"digest": digest, "wish": _WISH.dump_python(subscription.wish, mode="json")}
        with self.database.writing() as db:
            db.execute(insert(t.subscriptions), [row])

    def by_digest(self, digest: str) -> Subscription | None:
        return next(iter(self._found(t.subscriptions.c.digest == digest)), None)

    def by_id(self, subscription_id: str) -> Subscription | None:
        return next(iter(self._found(t.subscriptions.c.id == subscription_id)), None)

    def of_visitor(self, visitor: str) -> list[Subscription]:
        return self._found(t.subscriptions.c.visitor == visitor)

    def all(self) -> list[Subscription]:
        return self._found()

    def found(self, subscription_id: str, ids: Collection[str], looked: int) -> None:
        """Note the profiles that came, those known already apart, and up to which generation the catalogue was looked at."""
        h, at = t.subscription_hits, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with self.database.writing(f"subscription {subscription_id}") as db:
            s = t.subscriptions
            later = update(s).where(s.c.id == subscription_id, s.c.looked < looked).values(looked=looked)
            db.execute(later)
            known = set(db.execute(select(h.c.profile_id).where(h.c.subscription_id == subscription_id)).scalars())
            rows = [
                {"subscription_id": subscription_id, "profile_id": i, "found": at, "seen": False} for i in ids if i not in known
            ]
            if rows:
                db.execute(insert(h), rows)

    def hits(self, subscription_id: str) -> Mapping[str, tuple[str, bool]]:
        """Profile id -> (when it was found, whether it has been shown)."""
        h = t.subscription_hits
        with self.database.reading() as db:
            rows = db.execute(select(h).where(h.c.subscription_id == subscription_id))
            return {row.profile_id: (row.found, row.seen) for row in rows}

    def saw(self, subscription_id: str, ids: Collection[str]) -> None:
        """These profiles have been shown."""
        h = t.subscription_hits
        with self.database.writing() as db:
            own = (h.c.subscription_id == subscription_id, h.c.profile_id.in_(ids))
            db.execute(update(h).where(*own).values(seen=True))

    def remove(self, ids: Sequence[str]) -> int:
        with self.database.writing() as db:
            db.execute(delete(t.subscription_hits).where(t.subscription_hits.c.subscription_id.in_(ids)))
            return int(db.execute(delete(t.subscriptions).where(t.subscriptions.c.id.in_(ids))).rowcount)

    def _found(self, *wanted: ColumnElement[bool]) -> list[Subscription]:
        statement = select(t.subscriptions).where(*wanted).order_by(t.subscriptions.c.created, t.subscriptions.c.id)
        with self.database.reading() as db:
            return [_subscription(row) for row in db.execute(statement)]


def _subscription(row: Row[Any]) -> Subscription:
    wish = _WISH.validate_python(row.wish)
    return Subscription(row.id, row.label, row.language, row.level, wish, row.looked, row.visitor, row.created)
