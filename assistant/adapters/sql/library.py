"""The answer library in SQL."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import insert, select, update

from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql.audit import append
from assistant.adapters.sql.database import Database
from assistant.casework import LibraryEntry, LibraryState
from assistant.errors import ConflictError
from assistant.ports import Vectors

_ENTRY = TypeAdapter(LibraryEntry)


class SqlLibrary:
    """``sources`` of an entry: document id -> the content hash that it had when the entry was made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, actor: str, entry: LibraryEntry, sources: dict[str, str], vector: Vectors) -> None:
        row = {name: getattr(entry, name) for name in ("id", "language", "state", "confirmed_by", "why", "question")}
        row |= {"inquiry_id": entry.inquiry, "created": entry.created.isoformat(), "sources": sources}
        data = _ENTRY.dump_python(entry, mode="json")
        row |= {"data": {"lines": data["lines"], "citations": data["citations"]}, "vector": vector.astype(np.float16).tobytes()}
        with self._database.writing() as db:
            db.execute(insert(t.library), [row])
            append(db, actor, "library.add", entry.id)

    def entries(self, states: Sequence[LibraryState] = ()) -> list[LibraryEntry]:
        wanted = select(t.library).order_by(t.library.c.created)
        if states:
            wanted = wanted.where(t.library.c.state.in_(states))
        with self._database.reading() as db:
            return [_entry(row) for row in db.execute(wanted)]

    def get(self, identity: str) -> LibraryEntry | None:
        with self._database.reading() as db:
            row = db.execute(select(t.library).where(t.library.c.id == identity)).first()
        return None if row is None else _entry(row)

    def vectors(self) -> tuple[list[LibraryEntry], list[Vectors]]:
        """Entries that may be reused."""
        with self._database.reading() as db:
            rows = db.execute(select(t.library).where(t.library.c.state == "active")).all()
        return [_entry(row) for row in rows], [np.frombuffer(row.vector, np.float16).astype(np.float32) for row in rows]

    def sources(self) -> list[tuple[str, str, dict[str, str]]]:
        """(id, state, sources) of what is active or stale."""
        wanted = select(t.library.c.id, t.library.c.state, t.library.c.sources)
        with self._database.reading() as db:
            rows = db.execute(wanted.where(t.library.c.state.in_(("active", "stale")))).all()
        return [(row.id, row.state, dict(row.sources)) for row in rows]

    def confirm(self, actor: str, entry: LibraryEntry) -> None:
        """The words as a person has made them unrecognisable; only now can the entry be found, and it forgets its inquiry.

        Raises:
            ConflictError: it does not wait for that any more.
        """
        data = _ENTRY.dump_python(entry, mode="json")
        changed = {
            "state": "active",
            "confirmed_by": actor,
            "inquiry_id": None,
            "question": entry.question,
            "data": {"lines": data["lines"], "citations": data["citations"]},
        }
        own = (t.library.c.id == entry.id) & (t.library.c.state == "pending")
        with self._database.writing() as db:
            if db.execute(update(t.library).where(own).values(**changed)).rowcount == 0:
                raise ConflictError("The entry is not waiting for confirmation any more.")
            append(db, actor, "library.confirm", entry.id)

    def mark(
        self, actor: str, identity: str, state: LibraryState, why: str | None, sources: dict[str, str] | None = None
    ) -> None:
        values: dict[str, Any] = {"state": state, "why": why} | ({} if sources is None else {"sources": sources})
        with self._database.writing() as db:
            db.execute(update(t.library).where(t.library.c.id == identity).values(**values))
            append(db, actor, f"library.{state}", identity)


def _entry(row: Any) -> LibraryEntry:
    values = {name: getattr(row, name) for name in ("id", "language", "question", "state", "confirmed_by", "why")}
    created = dt.datetime.fromisoformat(row.created)
    entry: LibraryEntry = _ENTRY.validate_python({**values, **row.data, "created": created, "inquiry": row.inquiry_id})
    return entry
