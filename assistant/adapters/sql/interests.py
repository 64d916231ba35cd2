"""Expressions of interest in SQL. Who asks lies in a table of its own; a secret key is known by its digest alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import interest_tables as t
from assistant.adapters.sql.catalogue_tables import profile_contacts
from assistant.adapters.sql.database import Database
from assistant.errors import ConflictError
from assistant.partnering import Asker, Happening, Interest, InterestState, PartySide

_PLAIN = tuple(
    "id profile_id title sample owner_node level state owner_language asker_language owner_text asker_text need message "
    "owner_agreed asker_agreed consortium visitor created updated".split()
)


class SqlInterests:
    """Safe to share between threads; every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, interests: Sequence[tuple[Interest, str]]) -> None:
        """Each with the digest of its key; all or none."""
        with self._database.writing() as db:
            for interest, digest in interests:
                row = {name: getattr(interest, name) for name in _PLAIN}
                db.execute(insert(t.interests), [{**row, "digest": digest}])
                db.execute(insert(t.interest_askers), [{"interest_id": interest.id, **asdict(interest.asker)}])
                _note(db, interest.id, interest.state, "asker")

    def change(self, before: Interest, after: Interest, by: PartySide, event: str | None) -> None:
        """Replace what may change; ``event`` goes into the history.

        Raises:
            ConflictError: it is no longer in the state of ``before``.
        """
        i = t.interests
        names = ("state", "owner_text", "asker_text", "message", "owner_agreed", "asker_agreed", "owner_node")
        values = {name: getattr(after, name) for name in names}
        same = (i.c.id == before.id, i.c.state == before.state, i.c.owner_agreed == before.owner_agreed)
        with self._database.writing() as db:
            statement = update(i).where(*same, i.c.asker_agreed == before.asker_agreed).values(**values, updated=_now())
            if db.execute(statement).rowcount != 1:
                raise ConflictError(f"The expression of interest {before.id} has just been changed: look at it again.")
            if after.asker != before.asker:
                own = t.interest_askers.c.interest_id == before.id
                db.execute(update(t.interest_askers).where(own).values(asdict(after.asker)))
            if event is not None:
                _note(db, before.id, event, by)

    def by_digest(self, digest: str) -> Interest | None:
        return next(iter(self._found(t.interests.c.digest == digest)), None)

    def by_id(self, interest_id: str) -> Interest | None:
        return next(iter(self._found(t.interests.c.id == interest_id)), None)

    def of_visitor(self, visitor: str) -> list[Interest]:
        return self._found(t.interests.c.visitor == visitor)

    def of_consortium(self, consortium: str) -> list[Interest]:
        return self._found(t.interests.c.consortium == consortium)

    def queue(self, node: str | None, state: InterestState | None) -> list[Interest]:
        """All that were sent, the oldest first; of one node or in one state only."""
        i = t.interests.c
        wanted = [i.state != "drafted"]
        wanted += [i.owner_node == node] if node is not None else []
        wanted += [i.state == state] if state is not None else []
        return self._found(*wanted)

    def history(self, interest_id: str) -> tuple[Happening, ...]:
        e = t.interest_events
        with self._database.reading() as db:
            rows = db.execute(select(e).where(e.c.interest_id == interest_id).order_by(e.c.n))
            return tuple(Happening(row.state, row.by, row.at) for row in rows)

    def note(self, interest_id: str, event: str, by: PartySide) -> None:
        """Add to the history."""
        with self._database.writing() as db:
            _note(db, interest_id, event, by)

    def owner_contact(self, profile_id: str) -> str | None:
        c = profile_contacts.c
        with self._database.reading() as db:
            return db.execute(select(c.contact).where(c.profile_id == profile_id)).scalar()

    def remove(self, ids: Sequence[str]) -> int:
        """With who asked and with their history; how many."""
        with self._database.writing() as db:
            for table in (t.interest_askers, t.interest_events):
                db.execute(delete(table).where(table.c.interest_id.in_(ids)))
            return int(db.execute(delete(t.interests).where(t.interests.c.id.in_(ids))).rowcount)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _found(self, *wanted: ColumnElement[bool]) -> list[Interest]:
        a = t.interest_askers
        statement = select(t.interests, a.c.name, a.c.country, a.c.contact, a.c.anonymous)
        statement = statement.join(a, a.c.interest_id == t.interests.c.id).where(*wanted)
        with self._database.reading() as db:
            return [_interest(row) for row in db.execute(statement.order_by(t.interests.c.created, t.interests.c.id))]


def _interest(row: Row[Any]) -> Interest:
    values = {name: getattr(row, name) for name in _PLAIN}
    return Interest(**values, asker=Asker(row.name, row.country, row.contact, row.anonymous))


def _note(db: Connection, interest_id: str, state: str, by: PartySide) -> None:
    db.execute(insert(t.interest_events), [{"interest_id": interest_id, "state": state, "by": by, "at": _now()}])


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
