"""Visitors' conversations, feedback and questions for a person in SQL. Every read names whose it is."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import visit_tables as t
from assistant.adapters.sql.consent_tables import consents
from assistant.adapters.sql.consents import holds, note, told
from assistant.adapters.sql.database import Database
from assistant.domain import Answer
from assistant.visits import Consent, Exchange, Feedback, Handoff, Talk

_ANSWER = TypeAdapter(Answer)
_EXCHANGES = TypeAdapter(tuple[Exchange, ...])


class SqlVisits:
    """Safe to share between threads; every write is one transaction. The desk takes questions for a person from here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- visitors --------------------------------------------------------------------------------------------------

    def welcome(self, visitor: str, notice: str = "") -> None:
        """``visitor`` agreed that conversations are kept; ``notice``: to which text."""
        with self._database.writing(f"visitor {visitor}") as db:
            if _exists(db, visitor):
                return
            if db.execute(select(t.visitors.c.id).where(t.visitors.c.id == visitor)).scalar() is None:
                db.execute(insert(t.visitors), [{"id": visitor, "consented": _now()}])
            note(db, "history", notice, _now(), visitor_id=visitor)

    def knows(self, visitor: str) -> bool:
        """Whether ``visitor`` agreed, and has not taken that back."""
        with self._database.reading() as db:
            return _exists(db, visitor)

    def erase(self, visitor: str) -> int:
        """Everything of ``visitor``; the number of rows that went."""
        with self._database.writing() as db:
            own = select(t.conversations.c.id).where(t.conversations.c.visitor_id == visitor)
            gone = db.execute(delete(t.exchanges).where(t.exchanges.c.conversation_id.in_(own))).rowcount
            handed = select(t.handoffs.c.id).where(t.handoffs.c.visitor_id == visitor)
            agreed = or_(consents.c.visitor_id == visitor, consents.c.handoff_id.in_(handed))
            gone += db.execute(delete(consents).where(agreed)).rowcount
            for table in (t.conversations, t.feedback, t.handoffs):
                gone += db.execute(delete(table).where(table.c.visitor_id == visitor)).rowcount
            return gone + db.execute(delete(t.visitors).where(t.visitors.c.id == visitor)).rowcount

    # --- conversations ---------------------------------------------------------------------------------------------

    def keep(self, visitor: str, conversation: str, exchange: Exchange) -> bool:
        """Add to a conversation of ``visitor``, which begins with its first exchange; False where it is another's, or the
        visitor is unknown."""
        with self._database.writing(f"visitor {visitor}") as db:
            if not _exists(db, visitor):
                return False
            owner = db.execute(select(t.conversations.c.visitor_id).where(t.conversations.c.id == conversation)).scalar()
            if owner is not None and owner != visitor:
                return False
            if owner is None:
                db.execute(insert(t.conversations), [_begun(visitor, conversation, exchange)])
            else:
                db.execute(update(t.conversations).where(t.conversations.c.id == conversation).values(updated=_now()))
            last = select(func.max(t.exchanges.c.n)).where(t.exchanges.c.conversation_id == conversation)
            n = (db.execute(last).scalar() or 0) + 1
            answer = _ANSWER.dump_python(exchange.answer, mode="json")
            row = {"conversation_id": conversation, "n": n, "question": exchange.question, "answer": answer}
            db.execute(insert(t.exchanges), [row])
            return True

    def cut(self, visitor: str, conversation: str, answer_id: str) -> None:
        """Forget that answer and what came after it: the question was asked anew."""
        with self._database.writing(f"visitor {visitor}") as db:
            if not self._owned(db, visitor, conversation):
                return
            own = t.exchanges.c.conversation_id == conversation
            rows = db.execute(select(t.exchanges.c.n, t.exchanges.c.answer).where(own))
            first = next((row.n for row in rows if row.answer["id"] == answer_id), None)
            if first is not None:
                db.execute(delete(t.exchanges).where(own, t.exchanges.c.n >= first))

    def talks(self, visitor: str) -> list[Talk]:
        """Conversations of ``visitor``, the newest first, without what was said."""
        own = select(t.conversations).where(t.conversations.c.visitor_id == visitor)
        with self._database.reading() as db:
            return [_talk(row) for row in db.execute(own.order_by(t.conversations.c.updated.desc()))]

    def talk(self, visitor: str, conversation: str) -> Talk | None:
        with self._database.reading() as db:
            own = (t.conversations.c.id == conversation) & (t.conversations.c.visitor_id == visitor)
            return self._whole(db, own)

    def shared(self, token: str) -> Talk | None:
        with self._database.reading() as db:
            return self._whole(db, t.conversations.c.share == token)

    def share(self, visitor: str, conversation: str, token: str | None) -> bool:
        """Give the conversation a read-only link, or take it back with None; False where it is not the visitor's."""
        with self._database.writing() as db:
            if not self._owned(db, visitor, conversation):
                return False
            db.execute(update(t.conversations).where(t.conversations.c.id == conversation).values(share=token))
            return True

    def forget(self, visitor: str, conversation: str) -> bool:
        with self._database.writing() as db:
            if not self._owned(db, visitor, conversation):
                return False
            db.execute(delete(t.exchanges).where(t.exchanges.c.conversation_id == conversation))
            db.execute(delete(t.conversations).where(t.conversations.c.id == conversation))
            return True

    @staticmethod
    def _owned(db: Connection, visitor: str, conversation: str) -> bool:
        own = select(t.conversations.c.visitor_id).where(t.conversations.c.id == conversation)
        return db.execute(own).scalar() == visitor

    @staticmethod
    def _whole(db: Connection, which: Any) -> Talk | None:
        row = db.execute(select(t.conversations).where(which)).first()
        if row is None:
            return None
        said = select(t.exchanges).where(t.exchanges.c.conversation_id == row.id).order_by(t.exchanges.c.n)
        exchanges = tuple(Exchange(e.question, _ANSWER.validate_python(e.answer)) for e in db.execute(said))
        return _talk(row, exchanges)

    # --- feedback and questions for a person -----------------------------------------------------------------------

    def put_feedback(self, feedback: Feedback, visitor: str | None = None) -> None:
        with self._database.writing() as db:
            row = {name: getattr(feedback, name) for name in ("answer_id", "question", "language", "opinion", "citation", "text")}
            db.execute(insert(t.feedback), [row | {"visitor_id": _known(db, visitor), "created": _now()}])

    def feedback(self, visitor: str | None = None) -> list[Feedback]:
        """All of it, or one visitor's, oldest first."""
        wanted = select(t.feedback).order_by(t.feedback.c.n)
        if visitor is not None:
            wanted = wanted.where(t.feedback.c.visitor_id == visitor)
        with self._database.reading() as db:
            return [
                Feedback(r.answer_id, r.question, r.language, r.opinion, r.citation, r.text, _time(r.created))
                for r in db.execute(wanted)
            ]

    def put_handoff(self, handoff: Handoff, visitor: str | None = None) -> None:
        conversation = _EXCHANGES.dump_python(handoff.conversation, mode="json")
        with self._database.writing() as db:
            row = {name: getattr(handoff, name) for name in ("id", "language", "question", "contact", "consent")}
            row |= {"created": handoff.created.isoformat(), "conversation": conversation}
            db.execute(insert(t.handoffs), [row | {"visitor_id": _known(db, visitor)}])
            if handoff.consent:
                note(db, "reply", handoff.notice, handoff.created.isoformat(), handoff_id=handoff.id)

    def handoffs(self, visitor: str | None = None) -> list[Handoff]:
        wanted = select(t.handoffs).order_by(t.handoffs.c.created, t.handoffs.c.id)
        if visitor is not None:
            wanted = wanted.where(t.handoffs.c.visitor_id == visitor)
        with self._database.reading() as db:
            return [_handoff(row) for row in db.execute(wanted)]

    def unread(self, visitor: str) -> list[str]:
        """Receipt numbers of what ``visitor`` handed over and has not put away yet, the newest first."""
        own = (t.handoffs.c.visitor_id == visitor) & t.handoffs.c.read.is_(None)
        with self._database.reading() as db:
            return list(db.execute(select(t.handoffs.c.id).where(own).order_by(t.handoffs.c.created.desc())).scalars())

    def put_away(self, visitor: str, receipt: str) -> bool:
        """The reply has been read; False where the question is another's."""
        own = (t.handoffs.c.visitor_id == visitor) & (t.handoffs.c.id == receipt)
        with self._database.writing() as db:
            return db.execute(update(t.handoffs).where(own).values(read=_now())).rowcount == 1

    def consents(self, visitor: str) -> list[Consent]:
        """What ``visitor`` agreed to, oldest first."""
        handed = select(t.handoffs.c.id).where(t.handoffs.c.visitor_id == visitor)
        with self._database.reading() as db:
            return told(db, or_(consents.c.visitor_id == visitor, consents.c.handoff_id.in_(handed)))

    def handoff(self, receipt: str) -> Handoff | None:
        with self._database.reading() as db:
            row = db.execute(select(t.handoffs).where(t.handoffs.c.id == receipt)).first()
            return None if row is None else _handoff(row)


def _exists(db: Connection, visitor: str) -> bool:
    agreed = select(consents.c.n).where(holds("history", consents.c.visitor_id == visitor))
    return db.execute(agreed.limit(1)).scalar() is not None


def _known(db: Connection, visitor: str | None) -> str | None:
    return visitor if visitor is not None and _exists(db, visitor) else None


def _begun(visitor: str, conversation: str, exchange: Exchange) -> dict[str, Any]:
    return {
        "id": conversation,
        "visitor_id": visitor,
        "title": exchange.question[:200],
        "language": exchange.answer.language,
        "created": _now(),
        "updated": _now(),
    }


def _talk(row: Any, exchanges: Sequence[Exchange] = ()) -> Talk:
    created, updated = _time(row.created), _time(row.updated)
    return Talk(row.id, row.title, row.language, created, updated, tuple(exchanges), row.share)


def _handoff(row: Any) -> Handoff:
    said = _EXCHANGES.validate_python(row.conversation)
    return Handoff(row.id, _time(row.created), row.language, row.question, said, row.contact, bool(row.consent))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
