"""What is past its term, removed in one transaction; a dry run is the same transaction taken back."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Table, delete, select

from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql import interest_tables as i
from assistant.adapters.sql import visit_tables as v
from assistant.adapters.sql.audit import append
from assistant.adapters.sql.consent_tables import consents
from assistant.adapters.sql.database import Database

Condition = ColumnElement[bool]
_DONE = ("sent", "closed")
"""Inquiries on which somebody still works are kept, however old."""


class _DryRunError(Exception):
    """Takes the transaction back."""


class SqlRetention:
    """``before``: kind -> the time before which it is past its term; what is not in it is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def run(self, actor: str, before: Mapping[str, dt.datetime], *, dry: bool) -> Mapping[str, int]:
        """Rows by table."""
        gone: dict[str, int] = {}
        try:
            with self._database.writing() as db:
                for table, old in _past({kind: time.isoformat() for kind, time in before.items()}):
                    if rows := db.execute(delete(table).where(*old)).rowcount:
                        gone[table.name] = gone.get(table.name, 0) + rows
                if dry:
                    raise _DryRunError
                append(db, actor, "retention.run", "retention", gone)
        except _DryRunError:
            return gone
        self._database.scrub()
        return gone


def _past(before: Mapping[str, str]) -> Iterator[tuple[Table, list[Condition]]]:
    """Tables with what of them goes, in an order in which what depends on others goes first, so that each row is counted in
    its own table."""
    q, h, e = t.inquiries.c, v.handoffs.c, i.interests.c
    if "inquiries" in before:
        old = select(q.id).where(q.state.in_(_DONE), q.created < before["inquiries"])
        handed = select(q.handoff).where(q.id.in_(old), q.handoff.is_not(None))
        yield consents, [consents.c.handoff_id.in_(handed)]
        yield v.handoffs, [h.id.in_(handed)]  # else it would be taken in as a new inquiry
        for table in (consents, t.excerpts, t.attachments, t.approvals, t.drafts, t.misses, t.contacts):
            yield table, [table.c.inquiry_id.in_(old)]
        yield t.library, [t.library.c.inquiry_id.in_(old), t.library.c.state == "pending"]
        yield t.inquiries, [q.id.in_(old)]
    for kind, tables in (("attachments", (t.excerpts, t.attachments)), ("contacts", (t.contacts,))):
        for table in tables if kind in before else ():
            yield table, [table.c.inquiry_id.in_(select(q.id).where(q.state.in_(_DONE), q.created < before[kind]))]
    if "library" in before:
        yield t.library, [t.library.c.state == "withdrawn", t.library.c.created < before["library"]]
    if "handoffs" in before:
        done = select(q.handoff).where(q.handoff.is_not(None), q.state.in_(_DONE))
        gone = [h.created < before["handoffs"], h.id.in_(done)]
        yield consents, [consents.c.handoff_id.in_(select(h.id).where(*gone))]
        yield v.handoffs, gone
    yield from _of_visitors(before)
    if "interests" in before:
        old = select(e.id).where(e.updated < before["interests"])
        for table in (i.interest_events, i.interest_askers):
            yield table, [table.c.interest_id.in_(old)]
        yield i.interests, [e.updated < before["interests"]]
    now = dt.datetime.now(dt.UTC)
    yield t.sessions, [t.sessions.c.ends <= now.isoformat()]
    yield t.throttles, [t.throttles.c.since <= (now - dt.timedelta(days=1)).isoformat()]


def _of_visitors(before: Mapping[str, str]) -> Iterator[tuple[Table, list[Condition]]]:
    talks, w = v.conversations.c, v.visitors.c
    if "feedback" in before:
        yield v.feedback, [v.feedback.c.created < before["feedback"]]
    if "conversations" in before:
        last = before["conversations"]
        old = select(talks.id).where(talks.updated < last)
        yield v.exchanges, [v.exchanges.c.conversation_id.in_(old)]
        yield v.conversations, [talks.updated < last]
        own = (v.conversations, v.feedback, v.handoffs)
        busy = [w.id.not_in(select(table.c.visitor_id).where(table.c.visitor_id.is_not(None))) for table in own]
        idle = [w.consented < last, *busy]
        yield consents, [consents.c.visitor_id.in_(select(w.id).where(*idle))]
        yield v.visitors, idle
