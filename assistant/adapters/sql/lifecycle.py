"""Steps in the life of profiles in SQL: the profile's new state and what was done stand in one transaction."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import insert, select, update

from assistant.adapters.sql import catalogue_tables as t
from assistant.adapters.sql.catalogue import LIVE, SqlCatalogue, bump, content_hash, life_step
from assistant.adapters.sql.database import Database
from assistant.domain import Visibility
from assistant.errors import ConflictError
from assistant.partnering import LifeStep
from assistant.profile import Profile


class SqlLifeCycle:
    """Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._catalogue = SqlCatalogue(database)

    def profiles(self, ids: Sequence[str] | None = None) -> Iterator[Profile]:
        return self._catalogue.profiles(ids)

    def take(self, before: Profile, after: Profile, step: LifeStep) -> None:
        """Raises ConflictError where the profile is no longer what it was ``before``."""
        p = t.profiles
        was, now = before.state in LIVE, after.state in LIVE
        with self._database.writing("catalogue") as db:
            generation = bump(db)
            values: dict[str, object] = {
                "state": after.state,
                "valid_until": after.valid_until.isoformat(),
                "content_hash": content_hash(after),
                "data": after.model_dump(mode="json", exclude_defaults=True),
            }
            if after.state == "published" != before.state:  # whoever waits for such a profile is told
                values["since"] = generation
            changed = update(p).where(p.c.id == before.id, p.c.content_hash == content_hash(before)).values(values)
            if db.execute(changed).rowcount != 1:
                raise ConflictError(f"The profile {before.id!r} has just been changed: look at it again.")
            if was != now:
                row = {"profile_id": after.id, "visibility": after.shelf, "action": "add" if now else "remove"}
                db.execute(insert(t.profile_pending), [row])
            db.execute(insert(t.profile_steps), [_row(after.id, step)])

    def overdue(self, today: dt.date) -> Sequence[str]:
        """Published profiles whose time has run out."""
        p = t.profiles.c
        with self._database.reading() as db:
            due = select(p.id).where(p.state == "published", p.valid_until < today.isoformat()).order_by(p.id)
            return list(db.execute(due).scalars())

    def history(self, profile_id: str) -> tuple[LifeStep, ...]:
        s = t.profile_steps
        with self._database.reading() as db:
            rows = db.execute(select(s).where(s.c.profile_id == profile_id).order_by(s.c.n))
            return tuple(life_step(row) for row in rows)

    def arrived(self, after: int, levels: Sequence[Visibility]) -> set[str]:
        """Published profiles of these levels that are there, or have their present text, since a later generation."""
        p = t.profiles.c
        with self._database.reading() as db:
            found = select(p.id).where(p.since > after, p.visibility.in_(levels), p.state == "published")
            return set(db.execute(found).scalars())


def _row(profile_id: str, step: LifeStep) -> dict[str, str]:
    days = {name: getattr(step, name).isoformat() for name in ("published", "updated", "valid_until", "day")}
    return {"profile_id": profile_id, "action": step.action, "state": step.state, "by": step.by, **days}
