"""The audit log: each entry carries the hash of the one before it. An entry is written in the transaction of what it tells."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql.database import Database
from assistant.casework import AuditEntry

START = "0" * 64


def append(db: Connection, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None) -> int:
    """The next entry, and its number. The head's row is updated first: whoever else writes waits for this transaction, on both
    databases."""
    if db.execute(update(t.audit_head).where(t.audit_head.c.id == 1).values(n=t.audit_head.c.n + 1)).rowcount == 0:
        db.execute(insert(t.audit_head).values(id=1, n=1, digest=START))
    n, previous = db.execute(select(t.audit_head.c.n, t.audit_head.c.digest).where(t.audit_head.c.id == 1)).one()
    at = dt.datetime.now(dt.UTC).isoformat()
    told = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)
    entry = AuditEntry(n, at, actor, action, subject, told, previous, "")
    digest = entry.computed()
    row = {"n": n, "at": at, "actor": actor, "action": action, "subject": subject, "detail": told, "previous": previous}
    db.execute(insert(t.audit), [row | {"digest": digest}])
    db.execute(update(t.audit_head).where(t.audit_head.c.id == 1).values(digest=digest))
    return int(n)


class SqlAudit:
    """Reading the log; there is no way to change or remove an entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, subject: str | None = None) -> Iterator[AuditEntry]:
        """Oldest first."""
        wanted = select(t.audit).order_by(t.audit.c.n)
        if subject is not None:
            wanted = wanted.where(t.audit.c.subject == subject)
        with self._database.reading() as db:
            for row in db.execute(wanted).yield_per(500):
                yield AuditEntry(**row._mapping)

    def record(self, actor: str, action: str, subject: str, detail: Mapping[str, object] | None = None) -> None:
        with self._database.writing() as db:
            append(db, actor, action, subject, detail)

    def verify(self) -> tuple[int, str | None]:
        """(entries that are whole, what is wrong with the next or None)."""
        previous, count = START, 0
        for entry in self.entries():
            if entry.n != count + 1:
                return count, f"entry {count + 1} is missing"
            if entry.previous != previous:
                return count, f"entry {entry.n} does not follow entry {count}"
            if entry.computed() != entry.digest:
                return count, f"entry {entry.n} was changed"
            previous, count = entry.digest, entry.n
        with self._database.reading() as db:
            head = db.execute(select(t.audit_head.c.n, t.audit_head.c.digest).where(t.audit_head.c.id == 1)).first()
        if head is None:
            return count, "the head of the chain is missing" if count else None
        if head.n > count:
            return count, f"entries after {count} are missing: the log once had {head.n}"
        if (head.n, head.digest) != (count, previous):
            return count, f"the head of the chain does not fit entry {count}"
        return count, None
