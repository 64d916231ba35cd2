"""Inquiries, attachments, drafts and approvals in SQL. A change of state is one conditional update: of two at once, one wins."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql.audit import append
from assistant.adapters.sql.consents import note, taken_over
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.visit_tables import handoffs
from assistant.casework import ATTACHMENT, Approval, Attachment, Contact, Draft, Excerpt, Filter, Inquiry, Miss, State
from assistant.errors import ConflictError, InputError
from assistant.ports import Vectors
from assistant.text import normalise

_DRAFT = TypeAdapter(Draft)
_PLAIN = (
    "channel state revision subject language intent urgency node assignee organisation account handoff consent duplicate_of"
).split()
_LISTS = ("countries", "sectors", "terms")
_CHANGEABLE = frozenset({"node", "due", "assignee", "urgency", "language", "subject", "countries", "sectors"})


class _TakenError(Exception):
    """The row is there already."""


class SqlDesk:
    """Safe to share between threads; every write is one transaction with its audit entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- inquiries ---------------------------------------------------------------------------------------------------

    def add(self, actor: str, inquiry: Inquiry, fingerprint: str, vector: Vectors | None = None, notice: str = "letter") -> bool:
        """False where its hand-off has been taken in already. ``notice``: to which text the inquirer agreed."""
        row = {name: getattr(inquiry, name) for name in _PLAIN} | {
            "id": inquiry.id,
            "created": inquiry.created.isoformat(),
            "body": inquiry.text,
            "search": _searchable(inquiry),
            "print": fingerprint,
            "due": inquiry.due.isoformat() if inquiry.due else None,
            "data": {name: list(getattr(inquiry, name)) for name in _LISTS},
            "vector": None if vector is None else vector.astype(np.float16).tobytes(),
        }
        with suppress(_TakenError), self._database.writing() as db:
            try:
                db.execute(insert(t.inquiries), [row])
            except IntegrityError as error:
                raise _TakenError from error
            if inquiry.contact is not None:
                values = {name: getattr(inquiry.contact, name) for name in ("name", "email", "phone", "organisation")}
                db.execute(insert(t.contacts), [values | {"inquiry_id": inquiry.id}])
            agreed = [(notice, inquiry.created.isoformat())] if inquiry.consent else []
            for text, given in (inquiry.handoff and taken_over(db, inquiry.handoff)) or agreed:
                note(db, "reply", text, given, inquiry_id=inquiry.id)
            seq = append(db, actor, "inquiry.new", inquiry.id, {"channel": inquiry.channel, "node": inquiry.node})
            db.execute(update(t.inquiries).where(t.inquiries.c.id == inquiry.id).values(seq=seq))
            return True
        return False

    def get(self, identity: str) -> Inquiry | None:
        with self._database.reading() as db:
            row = db.execute(_joined().where(t.inquiries.c.id == identity)).first()
        return None if row is None else _inquiry(row)

    def queue(self, wanted: Filter, limit: int = 50, offset: int = 0) -> tuple[list[Inquiry], int]:
        """The most urgent first, and how many there are in all."""
        where = _where(wanted)
        order = (func.coalesce(t.inquiries.c.due, "9999"), t.inquiries.c.created, t.inquiries.c.id)
        page = select(t.inquiries.c.id).where(where).order_by(*order).limit(limit).offset(offset)  # sorted without the texts
        with self._database.reading() as db:
            rows = db.execute(_joined().where(t.inquiries.c.id.in_(page.scalar_subquery())).order_by(*order)).all()
            total = db.execute(select(func.count()).select_from(t.inquiries).where(where)).scalar_one()
        return [_inquiry(row) for row in rows], int(total)

    def states(self) -> dict[str, int]:
        counted = select(t.inquiries.c.state, func.count()).group_by(t.inquiries.c.state)
        with self._database.reading() as db:
            return {state: int(n) for state, n in db.execute(counted)}

    def of_handoff(self, receipt: str) -> Inquiry | None:
        """The inquiry that a question of the chat became."""
        with self._database.reading() as db:
            row = db.execute(_joined().where(t.inquiries.c.handoff == receipt)).first()
        return None if row is None else _inquiry(row)

    def handoffs_waiting(self) -> list[str]:
        """Receipt numbers of questions of the chat that nobody has taken in, oldest first, without reading their texts. A
        question whose asker took the consent back is not among them."""
        h = handoffs.c
        taken = select(t.inquiries.c.id).where(t.inquiries.c.handoff == h.id).exists()
        with self._database.reading() as db:
            return list(db.execute(select(h.id).where(h.consent, ~taken).order_by(h.created, h.id)).scalars())

    def twin(self, fingerprint: str) -> str | None:
        """The oldest inquiry with the same words."""
        wanted = select(t.inquiries.c.id).where(t.inquiries.c.print == fingerprint).order_by(t.inquiries.c.created).limit(1)
        with self._database.reading() as db:
            found = db.execute(wanted).scalar()
            return None if found is None else str(found)

    def vectors(self, after: int = -1) -> tuple[list[str], list[Vectors], int]:
        """Ids and vectors of what came in after ``after``, and the newest number among them. Numbers are those of the log, given
        in the order of the commits: what is not seen now has a higher one, however old its question is."""
        c = t.inquiries.c
        wanted = select(c.id, c.vector, c.seq).where(c.vector.is_not(None), c.seq > after).order_by(c.seq)
        with self._database.reading() as db:
            rows = db.execute(wanted).all()
        vectors = [np.frombuffer(row.vector, np.float16).astype(np.float32) for row in rows]
        return [row.id for row in rows], vectors, rows[-1].seq if rows else after

    def change(self, actor: str, identity: str, **values: Any) -> Inquiry:
        """``node``, ``due``, ``assignee``, ``urgency``, ``language``, ``subject``, ``countries``, ``sectors``."""
        assert values.keys() <= _CHANGEABLE, values
        lists = {name: list(values.pop(name)) for name in ("countries", "sectors") if name in values}
        if isinstance(values.get("due"), dt.date):
            values["due"] = values["due"].isoformat()
        with self._database.writing() as db:
            own = t.inquiries.c.id == identity
            bumped = update(t.inquiries).where(own).values(revision=t.inquiries.c.revision + 1, **values)
            if db.execute(bumped).rowcount == 0:
                raise InputError(f"There is no inquiry {identity}.", "no_inquiry")
            if lists:
                data = db.execute(select(t.inquiries.c.data).where(own)).scalar_one()
                db.execute(update(t.inquiries).where(own).values(data={**data, **lists}))
            append(db, actor, "inquiry.change", identity, {"fields": sorted([*values, *lists])})
            return _inquiry(db.execute(_joined().where(own)).one())

    def move(self, actor: str, identity: str, sources: Sequence[State], target: State, action: str) -> None:
        """From one of ``sources`` to ``target``.

        Raises:
            ConflictError: it is in another state by now.
        """
        with self._database.writing() as db:
            _move(db, identity, sources, target)
            append(db, actor, action, identity)

    # --- drafts and approvals ----------------------------------------------------------------------------------------

    def put_draft(self, actor: str, draft: Draft, sources: Sequence[State], base: int) -> int:
        """The next version after ``base``; the inquiry becomes ``drafted``.

        Raises:
            ConflictError: somebody else has saved a version since, or the inquiry is not to be edited.
        """
        version = base + 1
        draft = replace(draft, version=version)
        data = _DRAFT.dump_python(draft, mode="json")
        row = {"inquiry_id": draft.inquiry, "version": version, "author": draft.author, "created": _now(), "data": data}
        with self._database.writing() as db:
            _move(db, draft.inquiry, sources, "drafted")
            newest = select(func.coalesce(func.max(t.drafts.c.version), 0)).where(t.drafts.c.inquiry_id == draft.inquiry)
            if int(db.execute(newest).scalar_one()) != base:
                raise ConflictError("Somebody else has saved a newer version: load it, then make your change again.", "newer")
            db.execute(insert(t.drafts), [row | {"digest": draft.digest()}])
            append(db, actor, "draft.save", draft.inquiry, {"version": version, "digest": draft.digest(), "mode": draft.mode})
        return version

    def drafts(self, identity: str) -> list[Draft]:
        """All versions, oldest first."""
        wanted = select(t.drafts).where(t.drafts.c.inquiry_id == identity).order_by(t.drafts.c.version)
        with self._database.reading() as db:
            return [_draft(row) for row in db.execute(wanted)]

    def draft(self, identity: str, version: int | None = None) -> Draft | None:
        """One version, or the newest."""
        wanted = select(t.drafts).where(t.drafts.c.inquiry_id == identity).order_by(t.drafts.c.version.desc())
        if version is not None:
            wanted = wanted.where(t.drafts.c.version == version)
        with self._database.reading() as db:
            row = db.execute(wanted.limit(1)).first()
        return None if row is None else _draft(row)

    def approve(self, actor: str, identity: str, version: int, digest: str) -> Approval:
        """One of any number of approvers who try at once; the others are told.

        Raises:
            ConflictError: it is not in review any more, or ``version`` is not its newest with this ``digest``.
        """
        with self._database.writing() as db:
            _move(db, identity, ("in_review",), "approved")
            row = db.execute(_newest(identity)).first()
            if row is None or (row.version, row.digest) != (version, digest):
                raise ConflictError("The draft has changed since you looked at it: read it again before you approve.", "changed")
            done = list(db.execute(select(t.approvals.c.version).where(t.approvals.c.inquiry_id == identity)).scalars())
            if version in done:
                raise ConflictError("This version was approved before: save it as a new version first.", "approved_before")
            number, at = len(done) + 1, _now()
            approved = {"inquiry_id": identity, "version": version, "round": number, "digest": digest, "by": actor, "at": at}
            db.execute(insert(t.approvals), [approved])
            append(db, actor, "draft.approve", identity, {"version": version, "digest": digest})
        return Approval(identity, version, digest, actor, dt.datetime.fromisoformat(at))

    def approvals(self, identity: str) -> list[Approval]:
        wanted = select(t.approvals).where(t.approvals.c.inquiry_id == identity).order_by(t.approvals.c.round)
        with self._database.reading() as db:
            return [
                Approval(row.inquiry_id, row.version, row.digest, row.by, dt.datetime.fromisoformat(row.at))
                for row in db.execute(wanted)
            ]

    def sent(self, actor: str, identity: str) -> None:
        with self._database.writing() as db:
            _move(db, identity, ("approved",), "sent")
            first = t.inquiries.c.replied.is_(None)
            db.execute(update(t.inquiries).where(t.inquiries.c.id == identity, first).values(replied=_now()))
            append(db, actor, "inquiry.sent", identity)

    # --- attachments -------------------------------------------------------------------------------------------------

    def attach(self, attachment: Attachment, pieces: Sequence[tuple[Excerpt, Vectors]]) -> None:
        row = {name: getattr(attachment, name) for name in ("id", "name", "size", "reason")}
        with self._database.writing() as db:
            db.execute(insert(t.attachments), [row | {"inquiry_id": attachment.inquiry}])
            rows = [
                {
                    "attachment_id": attachment.id, "n": n, "inquiry_id": attachment.inquiry, "locator": piece.locator,
                    "language": piece.language, "text": piece.text, "vector": vector.astype(np.float16).tobytes(),
                }
                for n, (piece, vector) in enumerate(pieces)
            ]  # fmt: skip
            if rows:
                db.execute(insert(t.excerpts), rows)

    def attachments(self, identity: str) -> list[Attachment]:
        counted = select(func.count()).where(t.excerpts.c.attachment_id == t.attachments.c.id).scalar_subquery()
        wanted = select(t.attachments, counted.label("passages")).where(t.attachments.c.inquiry_id == identity)
        with self._database.reading() as db:
            rows = db.execute(wanted.order_by(t.attachments.c.name)).all()
        return [Attachment(row.id, row.inquiry_id, row.name, row.size, row.reason, int(row.passages)) for row in rows]

    def excerpts(self, identity: str) -> list[tuple[Excerpt, Vectors]]:
        """All pieces of the attachments of one inquiry; there is no way to read those of several."""
        wanted = select(t.excerpts, t.attachments.c.name).join(t.attachments).where(t.excerpts.c.inquiry_id == identity)
        with self._database.reading() as db:
            rows = db.execute(wanted.order_by(t.excerpts.c.attachment_id, t.excerpts.c.n)).all()
        return [(_excerpt(row), np.frombuffer(row.vector, np.float16).astype(np.float32)) for row in rows]

    # --- what could not be answered ----------------------------------------------------------------------------------

    def put_misses(self, identity: str, misses: Sequence[Miss]) -> None:
        """Those of the newest draft take the place of earlier ones."""
        rows = [
            {
                "inquiry_id": identity, "created": _now(), "text": miss.text, "language": miss.language,
                "reason": miss.reason, "countries": list(miss.countries),
            }
            for miss in misses
        ]  # fmt: skip
        with self._database.writing() as db:
            db.execute(delete(t.misses).where(t.misses.c.inquiry_id == identity))
            if rows:
                db.execute(insert(t.misses), rows)

    def misses(self) -> list[Miss]:
        with self._database.reading() as db:
            return [
                Miss(r.text, r.language, r.reason, tuple(r.countries), r.inquiry_id, dt.datetime.fromisoformat(r.created))
                for r in db.execute(select(t.misses).order_by(t.misses.c.n))
            ]

    def newest_drafts(self) -> Iterator[Draft]:
        """The newest version of each inquiry."""
        last = select(t.drafts.c.inquiry_id, func.max(t.drafts.c.version).label("version")).group_by(t.drafts.c.inquiry_id)
        newest = last.subquery()
        same = and_(t.drafts.c.inquiry_id == newest.c.inquiry_id, t.drafts.c.version == newest.c.version)
        with self._database.reading() as db:
            for row in db.execute(select(t.drafts).join(newest, same)).yield_per(200):
                yield _draft(row)

    def facts(self) -> list[Mapping[str, Any]]:
        """One row per inquiry without words: created, language, state, countries, sectors, terms, node, due, replied."""
        c = t.inquiries.c
        wanted = select(c.id, c.created, c.language, c.state, c.channel, c.intent, c.node, c.due, c.replied, c.data)
        with self._database.reading() as db:
            return [dict(row._mapping) for row in db.execute(wanted.order_by(c.created))]


def _excerpt(row: Any) -> Excerpt:
    return Excerpt(row.name, row.locator, row.text, row.language, source=f"{ATTACHMENT}{row.attachment_id}")


def _move(db: Connection, identity: str, sources: Sequence[State], target: State) -> None:
    own = t.inquiries.c.id == identity
    moved = update(t.inquiries).where(own, t.inquiries.c.state.in_(sources))
    if db.execute(moved.values(state=target, revision=t.inquiries.c.revision + 1)).rowcount == 0:
        state = db.execute(select(t.inquiries.c.state).where(own)).scalar()
        if state is None:
            raise InputError(f"There is no inquiry {identity}.", "no_inquiry")
        told = f"The inquiry is {state.replace('_', ' ')} by now: this step needs {' or '.join(sources)}."
        raise ConflictError(told, "state", state=state)


def _newest(identity: str) -> Any:
    wanted = select(t.drafts.c.version, t.drafts.c.digest).where(t.drafts.c.inquiry_id == identity)
    return wanted.order_by(t.drafts.c.version.desc()).limit(1)


def _joined() -> Any:
    c = t.contacts.c
    names = (c.name.label("c_name"), c.email.label("c_email"), c.phone.label("c_phone"), c.organisation.label("c_org"))
    columns = [column for column in t.inquiries.c if column.name not in {"search", "vector", "print", "seq"}]
    return select(*columns, *names).outerjoin(t.contacts, c.inquiry_id == t.inquiries.c.id)


def _where(wanted: Filter) -> ColumnElement[bool]:
    c = t.inquiries.c
    parts: list[ColumnElement[bool]] = [c.id.is_not(None)]
    if wanted.states:
        parts.append(c.state.in_(wanted.states))
    for name in ("node", "assignee", "language", "organisation", "account"):
        if (value := getattr(wanted, name)) is not None:
            parts.append(c[name] == value)
    for word in normalise(wanted.words).split():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parts.append(or_(c.search.like(f"%{escaped}%", escape="\\"), c.id == wanted.words.strip()))
    return and_(*parts)


def _searchable(inquiry: Inquiry) -> str:
    return normalise(f"{inquiry.id} {inquiry.subject} {inquiry.text}", inquiry.language)


def _inquiry(row: Any) -> Inquiry:
    contact = None if row.c_name is None else Contact(row.c_name, row.c_email, row.c_phone, row.c_org)
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    return Inquiry(
        id=row.id,
        created=dt.datetime.fromisoformat(row.created),
        text=row.body,
        due=dt.date.fromisoformat(row.due) if row.due else None,
        replied=dt.datetime.fromisoformat(row.replied) if row.replied else None,
        contact=contact,
        countries=tuple(row.data["countries"]),
        sectors=tuple(row.data["sectors"]),
        terms=tuple(row.data["terms"]),
        **plain,
    )


def _draft(row: Any) -> Draft:
    draft: Draft = _DRAFT.validate_python({**row.data, "version": row.version, "created": row.created})
    return draft


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()
