"""Accounts, sessions and throttles in SQL. Passwords and session tokens are here as hashes only."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.access import Role
from assistant.adapters.sql import desk_tables as t
from assistant.adapters.sql.audit import append
from assistant.adapters.sql.database import Database
from assistant.casework import Account
from assistant.errors import ConflictError, InputError


class SqlAccounts:
    """Safe to share between threads; every write is one transaction with its audit entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- accounts ----------------------------------------------------------------------------------------------------

    def add(
        self,
        actor: str,
        login: str,
        name: str,
        role: Role,
        password: str | None,
        organisation: str | None = None,
        node: str | None = None,
    ) -> Account:
        """Raises ConflictError where the login is taken. ``password`` is a hash; None: it comes in by single sign-on."""
        account = Account(uuid.uuid4().hex, login, name, role, organisation, node, created=dt.datetime.now(dt.UTC))
        row = {name: getattr(account, name) for name in ("id", "login", "name", "role", "organisation", "node", "active")}
        row |= {"password": password, "created": _now()}
        with self._database.writing() as db:
            try:
                db.execute(insert(t.accounts), [row])
            except IntegrityError as error:
                raise ConflictError(f"There is an account {login!r} already.") from error
            append(db, actor, "account.add", account.id, {"role": role})
        return account

    def count(self, role: Role) -> int:
        return sum(account.role == role and account.active for account in self.all())

    def all(self) -> list[Account]:
        with self._database.reading() as db:
            return [_account(row) for row in db.execute(select(t.accounts).order_by(t.accounts.c.login))]

    def by_login(self, login: str) -> tuple[Account, str | None] | None:
        """With the password's hash."""
        with self._database.reading() as db:
            row = db.execute(select(t.accounts).where(t.accounts.c.login == login)).first()
        return None if row is None else (_account(row), row.password)

    def by_subject(self, subject: str, login: str | None) -> Account | None:
        """The account of a person of the identity provider; at the first time the one that bears the person's address."""
        with self._database.writing() as db:
            row = db.execute(select(t.accounts).where(t.accounts.c.subject == subject)).first()
            if row is None and login is not None:
                unclaimed = (t.accounts.c.login == login) & t.accounts.c.subject.is_(None)
                db.execute(update(t.accounts).where(unclaimed).values(subject=subject))
                row = db.execute(select(t.accounts).where(t.accounts.c.subject == subject)).first()
        return None if row is None or not row.active else _account(row)

    def change(self, actor: str, login: str, **values: Any) -> Account:
        """``role``, ``organisation``, ``node``, ``active``, ``password`` (a hash). Its sessions end, so that a change counts at
        once.

        Raises:
            InputError: there is no such account.
        """
        with self._database.writing() as db:
            if db.execute(update(t.accounts).where(t.accounts.c.login == login).values(**values)).rowcount == 0:
                raise InputError(f"There is no account {login!r}.")
            row = db.execute(select(t.accounts).where(t.accounts.c.login == login)).one()
            db.execute(delete(t.sessions).where(t.sessions.c.account_id == row.id))
            told = {name: value for name, value in values.items() if name in {"role", "active"}}
            append(db, actor, "account.change", row.id, {"fields": sorted(values), **told})
        return _account(row)

    def remove(self, actor: str, login: str) -> int:
        with self._database.writing() as db:
            row = db.execute(select(t.accounts.c.id).where(t.accounts.c.login == login)).first()
            if row is None:
                return 0
            gone = db.execute(delete(t.sessions).where(t.sessions.c.account_id == row.id)).rowcount
            gone += db.execute(delete(t.accounts).where(t.accounts.c.id == row.id)).rowcount
            append(db, actor, "account.remove", row.id)
        return gone

    # --- sessions ----------------------------------------------------------------------------------------------------

    def open_session(self, digest: str, account: str, csrf: str, ends: dt.datetime) -> None:
        with self._database.writing() as db:
            row = {"digest": digest, "account_id": account, "csrf": csrf, "created": _now(), "ends": ends.isoformat()}
            db.execute(insert(t.sessions), [row])
            append(db, account, "session.open", account)

    def session(self, digest: str) -> tuple[Account, str, dt.datetime] | None:
        """(account as it is now, CSRF token, when the token was made); None where it ended or the account is not active."""
        joined = select(t.accounts, t.sessions.c.csrf, t.sessions.c.created.label("opened")).join(t.sessions)
        wanted = joined.where(t.sessions.c.digest == digest, t.sessions.c.ends > _now(), t.accounts.c.active)
        with self._database.reading() as db:
            row = db.execute(wanted).first()
        return None if row is None else (_account(row), row.csrf, dt.datetime.fromisoformat(row.opened))

    def rotate(self, old: str, new: str, grace: dt.datetime) -> bool:
        """The session goes on under ``new``; ``old`` ends at ``grace``, for what is under way. False where it was rotated
        already."""
        with self._database.writing() as db:
            held = t.sessions.c.digest == old
            row = db.execute(select(t.sessions).where(held, t.sessions.c.ends > grace.isoformat())).first()
            if row is None:
                return False
            if (
                db.execute(update(t.sessions).where(held, t.sessions.c.ends == row.ends).values(ends=grace.isoformat())).rowcount
                == 0
            ):
                return False
            fresh = {"digest": new, "account_id": row.account_id, "csrf": row.csrf, "created": _now(), "ends": row.ends}
            db.execute(insert(t.sessions), [fresh])
        return True

    def close_session(self, digest: str) -> None:
        """Also what the session was before it rotated: none of its tokens opens anything again."""
        with self._database.writing() as db:
            row = db.execute(select(t.sessions.c.csrf, t.sessions.c.account_id).where(t.sessions.c.digest == digest)).first()
            if row is not None:
                db.execute(delete(t.sessions).where(t.sessions.c.csrf == row.csrf))
                append(db, row.account_id, "session.close", row.account_id)

    def sessions_of(self, login: str | None) -> list[tuple[str, dt.datetime, dt.datetime]]:
        """(login, begun, ends) of what is open now, of one account or of all; the tokens are not to be had."""
        joined = select(t.accounts.c.login, t.sessions.c.created, t.sessions.c.ends).join(t.sessions)
        wanted = joined.where(t.sessions.c.ends > _now()).order_by(t.accounts.c.login, t.sessions.c.created)
        if login is not None:
            wanted = wanted.where(t.accounts.c.login == login)
        with self._database.reading() as db:
            rows = db.execute(wanted).all()
        return [(r.login, dt.datetime.fromisoformat(r.created), dt.datetime.fromisoformat(r.ends)) for r in rows]

    def end_sessions_of(self, actor: str, login: str) -> int:
        """Raises InputError where there is no such account."""
        with self._database.writing() as db:
            identity = db.execute(select(t.accounts.c.id).where(t.accounts.c.login == login)).scalar()
            if identity is None:
                raise InputError(f"There is no account {login!r}.")
            gone = db.execute(delete(t.sessions).where(t.sessions.c.account_id == identity)).rowcount
            append(db, actor, "session.end", str(identity), {"ended": gone})
        return gone

    def end_sessions(self) -> int:
        with self._database.writing() as db:
            return db.execute(delete(t.sessions).where(t.sessions.c.ends <= _now())).rowcount

    # --- throttles ---------------------------------------------------------------------------------------------------

    def failures(self, key: str, window: dt.timedelta) -> int:
        with self._database.reading() as db:
            row = db.execute(select(t.throttles).where(t.throttles.c.key == key)).first()
        recent = row is not None and dt.datetime.fromisoformat(row.since) > dt.datetime.now(dt.UTC) - window
        return int(row.failures) if row is not None and recent else 0

    def failed(self, key: str, window: dt.timedelta) -> None:
        """One more failure within ``window``, which begins anew after it has passed."""
        begun = (dt.datetime.now(dt.UTC) - window).isoformat()
        own = t.throttles.c.key == key
        with self._database.writing("throttles") as db:
            db.execute(delete(t.throttles).where(t.throttles.c.since <= begun))
            counted = update(t.throttles).where(own).values(failures=t.throttles.c.failures + 1)
            if db.execute(counted).rowcount == 0:
                db.execute(insert(t.throttles).values(key=key, failures=1, since=_now()))

    def forgive(self, key: str) -> None:
        with self._database.writing() as db:
            db.execute(delete(t.throttles).where(t.throttles.c.key == key))


def _account(row: Any) -> Account:
    created = dt.datetime.fromisoformat(row.created)
    return Account(row.id, row.login, row.name, row.role, row.organisation, row.node, bool(row.active), created)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()
