"""What SQL holds about one person, to give out or to erase, and nothing of anybody else."""

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, delete, func, or_, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import catalogue_tables as c
from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql import interest_tables as e
from assistant.adapters.sql import visit_tables as v
from assistant.adapters.sql.audit import append
from assistant.adapters.sql.consent_tables import consents
from assistant.adapters.sql.consents import holds
from assistant.adapters.sql.database import Database
from assistant.casework import Erasure, Kept, Receipt
from assistant.errors import InputError
from assistant.visits import Purpose

_UNSPOKEN = frozenset({"vector", "search", "print", "password", "csrf", "digest"})
"""Columns that say nothing about the person that others do not, or are secrets of the login."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Ids, by kind, of what is the person's."""

    inquiries: frozenset[str]
    handoffs: frozenset[str]
    visitors: frozenset[str]
    accounts: frozenset[str]
    interests: frozenset[str]
    profiles: frozenset[str]

    def parts(self) -> list[tuple[Table, Column[Any], Collection[str]]]:
        """(table, column, values) of every table that has something of the person, what depends on others first."""
        i, h, w, a = self.inquiries, self.handoffs, self.visitors, self.accounts
        return [
            (consents, consents.c.inquiry_id, i), (consents, consents.c.handoff_id, h), (consents, consents.c.visitor_id, w),
            (t.excerpts, t.excerpts.c.inquiry_id, i), (t.attachments, t.attachments.c.inquiry_id, i),
            (t.approvals, t.approvals.c.inquiry_id, i), (t.drafts, t.drafts.c.inquiry_id, i),
            (t.misses, t.misses.c.inquiry_id, i), (t.library, t.library.c.inquiry_id, i),
            (t.contacts, t.contacts.c.inquiry_id, i), (t.inquiries, t.inquiries.c.id, i),
            (v.handoffs, v.handoffs.c.id, h), (v.feedback, v.feedback.c.visitor_id, w),
            (v.conversations, v.conversations.c.visitor_id, w), (v.visitors, v.visitors.c.id, w),
            (t.sessions, t.sessions.c.account_id, a), (t.accounts, t.accounts.c.id, a),
            (e.interest_events, e.interest_events.c.interest_id, self.interests),
            (e.interest_askers, e.interest_askers.c.interest_id, self.interests), (e.interests, e.interests.c.id, self.interests),
            (e.subscriptions, e.subscriptions.c.visitor, w),
            (c.profile_contacts, c.profile_contacts.c.profile_id, self.profiles),
        ]  # fmt: skip


class SqlPeople:
    """A person is known by an address or number that belongs to a record, never by a name in a text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, actor: str, key: str) -> Kept:
        """Noted in the log with numbers only."""
        with self._database.writing() as db:
            found = _find(db, key)
            tables: dict[str, list[Mapping[str, object]]] = {}
            for table, column, values in found.parts():
                rows = [_told(row._mapping) for row in db.execute(select(table).where(column.in_(values)))] if values else []
                if table is v.conversations:
                    tables[v.exchanges.name] = _exchanges(db, [str(row["id"]) for row in rows])
                tables[table.name] = [*tables.get(table.name, ()), *rows]
            append(db, actor, "person.export", _receipt(), {name: len(rows) for name, rows in tables.items() if rows})
            return Kept({name: rows for name, rows in tables.items() if rows}, _mentions(db, key, found))

    def erase(self, actor: str, key: str, forget: Callable[[Sequence[str]], int]) -> Erasure:
        """One transaction. ``forget`` removes what quotes these questions outside SQL, and says how much it was.

        Raises:
            InputError: there is nothing, or it is the only administrator.
        """
        receipt = Receipt(_receipt(), dt.datetime.now(dt.UTC))
        with self._database.writing() as db:
            found = _find(db, key)
            if not any(values for _, _, values in found.parts()):
                raise InputError("There is nothing of such a person here.")
            _keep_an_administrator(db, found.accounts)
            asked = list(db.execute(select(t.misses.c.text).where(t.misses.c.inquiry_id.in_(found.inquiries))).scalars())
            asked += db.execute(select(t.inquiries.c.body).where(t.inquiries.c.id.in_(found.inquiries))).scalars()
            for table, column, values in found.parts():
                if table is v.conversations and values:
                    own = select(v.conversations.c.id).where(v.conversations.c.visitor_id.in_(values))
                    _count(receipt, v.exchanges, db.execute(delete(v.exchanges).where(v.exchanges.c.conversation_id.in_(own))))
                if values:
                    _count(receipt, table, db.execute(delete(table).where(column.in_(values))))
            throttle = hashlib.sha256(f"login\0{key}".encode()).hexdigest()
            db.execute(delete(t.throttles).where(t.throttles.c.key == throttle))
            mentions = _mentions(db, key, found)
            if files := forget(asked):
                receipt.removed["draft_records"] = files
            append(db, actor, "person.erase", receipt.id, receipt.removed)
        self._database.scrub()
        return Erasure(receipt, mentions)

    def withdraw(self, actor: str, key: str, purpose: Purpose) -> Receipt:
        """The person takes a consent back. Conversations are kept no longer; or staff answer no longer: contacts go, and what
        is not answered yet is closed.

        Raises:
            InputError: there is no such consent.
        """
        receipt = Receipt(_receipt(), dt.datetime.now(dt.UTC))
        with self._database.writing() as db:
            found = _find(db, key)
            own = or_(
                consents.c.visitor_id.in_(found.visitors),
                consents.c.handoff_id.in_(found.handoffs),
                consents.c.inquiry_id.in_(found.inquiries),
            )
            _count(receipt, consents, db.execute(update(consents).where(holds(purpose, own)).values(withdrawn=_now(receipt))))
            if not receipt.removed:
                raise InputError("Such a person has given no consent of this kind, or has withdrawn it before.")
            if purpose == "history":
                talks = v.conversations.c
                own_talks = select(talks.id).where(talks.visitor_id.in_(found.visitors))
                _count(receipt, v.exchanges, db.execute(delete(v.exchanges).where(v.exchanges.c.conversation_id.in_(own_talks))))
                _count(receipt, v.conversations, db.execute(delete(v.conversations).where(talks.visitor_id.in_(found.visitors))))
            else:
                q, h = t.inquiries.c, v.handoffs.c
                _count(receipt, t.contacts, db.execute(delete(t.contacts).where(t.contacts.c.inquiry_id.in_(found.inquiries))))
                db.execute(update(v.handoffs).where(h.id.in_(found.handoffs)).values(contact=None, consent=False))
                unanswered = update(t.inquiries).where(q.id.in_(found.inquiries), q.state.not_in(("sent", "closed")))
                _count(receipt, t.inquiries, db.execute(unanswered.values(state="closed", revision=q.revision + 1)))
                db.execute(update(t.inquiries).where(q.id.in_(found.inquiries)).values(consent=False))
            append(db, actor, "consent.withdraw", receipt.id, {"purpose": purpose, **receipt.removed})
        self._database.scrub()
        return receipt


def _now(receipt: Receipt) -> str:
    return receipt.at.isoformat()


def _count(receipt: Receipt, table: Table, result: Any) -> None:
    if result.rowcount:
        receipt.removed[table.name] = receipt.removed.get(table.name, 0) + result.rowcount


def _find(db: Connection, key: str) -> _Found:
    visitors = set(db.execute(select(v.visitors.c.id).where(func.lower(v.visitors.c.id) == key)).scalars())
    accounts = frozenset(db.execute(select(t.accounts.c.id).where(t.accounts.c.login == key)).scalars())
    handed = db.execute(select(v.handoffs.c.id, v.handoffs.c.visitor_id, v.handoffs.c.contact)).all()
    by_contact = [row for row in handed if row.id.casefold() == key or (row.contact and _names(row.contact, key))]
    visitors |= {row.visitor_id for row in by_contact if row.visitor_id}
    handoffs = {row.id for row in by_contact} | {row.id for row in handed if row.visitor_id in visitors}
    kept = db.execute(select(t.contacts.c.inquiry_id, t.contacts.c.email, t.contacts.c.phone)).all()
    inquiries = {row.inquiry_id for row in kept if _names(row.email, key) or _names(row.phone, key)}
    q = t.inquiries.c
    own = or_(func.lower(q.id) == key, q.handoff.in_(handoffs), q.account.in_(accounts), q.id.in_(inquiries))
    rows = db.execute(select(q.id, q.handoff).where(own)).all()
    asked = db.execute(select(e.interest_askers.c.interest_id, e.interest_askers.c.contact)).all()
    wished = db.execute(select(e.interests.c.id).where(e.interests.c.visitor.in_(visitors))).scalars()
    profiles = db.execute(select(c.profile_contacts)).all()
    return _Found(
        inquiries=frozenset(row.id for row in rows),
        handoffs=frozenset(handoffs | {row.handoff for row in rows if row.handoff}),
        visitors=frozenset(visitors),
        accounts=accounts,
        interests=frozenset({row.interest_id for row in asked if _names(row.contact, key)} | set(wished)),
        profiles=frozenset(row.profile_id for row in profiles if _names(row.contact, key)),
    )


def _names(contact: str, key: str) -> bool:
    """Whether a contact, which may hold several ways to reach somebody, holds the whole of ``key``."""
    plain = contact.casefold()
    if "@" in key:
        return re.search(rf"(?<![\w.+-]){re.escape(key)}(?![\w-]|\.\w)", plain) is not None
    digits = re.sub(r"\D", "", key)
    return len(digits) >= 7 and not re.search(r"[^\d\s()+/.-]", key) and digits in re.sub(r"\D", "", plain)


def _mentions(db: Connection, key: str, found: _Found) -> tuple[str, ...]:
    if "@" not in key:
        return ()
    escaped = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    q = t.inquiries.c
    wanted = select(q.id, q.body).where(func.lower(q.body).like(f"%{escaped}%", escape="\\"), q.id.not_in(found.inquiries))
    return tuple(sorted(row.id for row in db.execute(wanted) if _names(row.body, key)))


def _keep_an_administrator(db: Connection, going: Collection[str]) -> None:
    chiefs = select(t.accounts.c.id).where(t.accounts.c.role == "administrator", t.accounts.c.active)
    left = set(db.execute(chiefs).scalars())
    if left and left <= set(going):
        raise InputError("This is the only administrator: make another one first.")


def _exchanges(db: Connection, conversations: Sequence[str]) -> list[Mapping[str, object]]:
    wanted = select(v.exchanges).where(v.exchanges.c.conversation_id.in_(conversations))
    return [_told(row._mapping) for row in db.execute(wanted.order_by(v.exchanges.c.conversation_id, v.exchanges.c.n))]


def _told(row: Any) -> Mapping[str, object]:
    return {name: value for name, value in row.items() if name not in _UNSPOKEN}


def _receipt() -> str:
    return f"R{secrets.token_hex(5).upper()}"
