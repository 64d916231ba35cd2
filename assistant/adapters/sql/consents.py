"""Consents in SQL: noted in the transaction that keeps what was agreed to, withdrawn by purpose, never overwritten."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, insert, select
from sqlalchemy.engine import Connection

from assistant.adapters.sql.consent_tables import consents
from assistant.visits import Consent, Purpose

_c = consents.c


def note(db: Connection, purpose: Purpose, notice: str, given: str, **owner: str) -> None:
    """``notice``: which text was agreed to. ``owner``: ``visitor_id``, ``handoff_id`` or ``inquiry_id``."""
    db.execute(insert(consents).values(purpose=purpose, notice=notice, given=given, **owner))


def holds(purpose: Purpose, owner: ColumnElement[bool]) -> ColumnElement[bool]:
    """Consents of this kind that were not withdrawn."""
    return and_(owner, _c.purpose == purpose, _c.withdrawn.is_(None))


def told(db: Connection, owner: ColumnElement[bool]) -> list[Consent]:
    """Oldest first."""
    rows = db.execute(select(consents).where(owner).order_by(_c.n))
    return [Consent(row.purpose, row.notice, _time(row.given), _time(row.withdrawn) if row.withdrawn else None) for row in rows]


def taken_over(db: Connection, handoff: str) -> Sequence[tuple[str, str]]:
    """(notice, given) of a question handed over in the chat, for the inquiry that it becomes."""
    rows = db.execute(select(_c.notice, _c.given).where(holds("reply", _c.handoff_id == handoff)))
    return [(row.notice, row.given) for row in rows]


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
