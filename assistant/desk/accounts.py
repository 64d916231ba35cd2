"""Logging in: passwords, sessions whose token changes, throttling. An unknown name gets the same answer as a wrong password."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.access import ROLES, Role, Viewer, require
from assistant.casework import Account
from assistant.errors import InputError, LoginError, ThrottledError

LASTS, ROTATES, GRACE = dt.timedelta(hours=8), dt.timedelta(minutes=15), dt.timedelta(seconds=60)
WINDOW = dt.timedelta(minutes=15)
PER_LOGIN, PER_ADDRESS = 8, 40
"""Failures within the window after which a name or an address is refused until the window has passed."""
SHORTEST = 12


class AccountStore(Protocol):
    def add(
        self, actor: str, login: str, name: str, role: Role, password: str | None, organisation: str | None, node: str | None
    ) -> Account: ...
    def all(self) -> Sequence[Account]: ...
    def count(self, role: Role) -> int: ...
    def by_login(self, login: str) -> tuple[Account, str | None] | None: ...
    def by_subject(self, subject: str, login: str | None) -> Account | None: ...
    def change(self, actor: str, login: str, **values: Any) -> Account: ...
    def open_session(self, digest: str, account: str, csrf: str, ends: dt.datetime) -> None: ...
    def session(self, digest: str) -> tuple[Account, str, dt.datetime] | None: ...
    def rotate(self, old: str, new: str, grace: dt.datetime) -> bool: ...
    def close_session(self, digest: str) -> None: ...
    def sessions_of(self, login: str | None) -> Sequence[tuple[str, dt.datetime, dt.datetime]]: ...
    def end_sessions_of(self, actor: str, login: str) -> int: ...
    def failures(self, key: str, window: dt.timedelta) -> int: ...
    def failed(self, key: str, window: dt.timedelta) -> None: ...
    def forgive(self, key: str) -> None: ...


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...
    def verify(self, known: str | None, password: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Session:
    """``token`` is what the browser shall hold from now on: a new one where it was time to change it."""

    account: Account
    csrf: str
    token: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """The service, with what it needs."""

    store: AccountStore
    passwords: Passwords

    # --- logging in --------------------------------------------------------------------------------------------------

    def log_in(self, login: str, password: str, address: str) -> Session:
        """A new session; whatever token the browser held before is worth nothing.

        Raises:
            ThrottledError: too many failures for this name or from this address.
            LoginError: otherwise.
        """
        login = _plain(login)
        keys = ((_key("login", login), PER_LOGIN), (_key("address", address), PER_ADDRESS))
        if any(self.store.failures(key, WINDOW) >= most for key, most in keys):
            raise ThrottledError("Too many attempts: wait a quarter of an hour.")
        found = self.store.by_login(login)
        known = found[1] if found is not None and found[0].active else None
        if not self.passwords.verify(known, password) or found is None:
            for key, _ in keys:
                self.store.failed(key, WINDOW)
            raise LoginError("Name or password is wrong.")
        self.store.forgive(keys[0][0])
        return self.begin(found[0])

    def log_in_subject(self, subject: str, address: str | None) -> Session | None:
        """A person whom the identity provider vouches for. ``address``: its verified e-mail, where there is one."""
        account = self.store.by_subject(subject, _plain(address) if address else None)
        return None if account is None else self.begin(account)

    def begin(self, account: Account) -> Session:
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self.store.open_session(digest_of(token), account.id, csrf, dt.datetime.now(dt.UTC) + LASTS)
        return Session(account, csrf, token)

    def session(self, token: str, *, rotate: bool = False) -> Session | None:
        """The session of a token, with the account as it is now. ``rotate``: the browser can take a new token."""
        found = self.store.session(digest_of(token)) if token else None
        if found is None:
            return None
        account, csrf, made = found
        now = dt.datetime.now(dt.UTC)
        if rotate and now - made > ROTATES:
            fresh = secrets.token_urlsafe(32)
            if self.store.rotate(digest_of(token), digest_of(fresh), now + GRACE):
                token = fresh
        return Session(account, csrf, token)

    def log_out(self, token: str) -> None:
        self.store.close_session(digest_of(token))

    # --- keeping accounts --------------------------------------------------------------------------------------------

    def first(self, login: str, name: str, password: str) -> Account:
        """The first administrator, made by a command at the server.

        Raises:
            InputError: there is one already.
        """
        if self.store.count("administrator"):
            raise InputError("There is an administrator already: let that account make others.")
        return self._made("system", login, name, "administrator", password, None, None)

    def add(
        self,
        by: Account,
        login: str,
        name: str,
        role: Role,
        password: str | None = None,
        organisation: str | None = None,
        node: str | None = None,
    ) -> Account:
        require(by.viewer(), "administer")
        return self._made(by.id, login, name, role, password, organisation, node)

    def change(self, by: Account, login: str, **values: Any) -> Account:
        """``role``, ``organisation``, ``node``, ``active``, ``password`` in the clear. An administrator cannot take away the last
        administrator."""
        require(by.viewer(), "administer")
        login = _plain(login)
        found = self.store.by_login(login)
        loses = values.get("active") is False or values.get("role", "administrator") != "administrator"
        if found and found[0].role == "administrator" and loses and self.store.count("administrator") == 1:
            raise InputError("This is the only administrator: make another one first.")
        if "role" in values:
            _known(values["role"])
        if "password" in values:
            values["password"] = self.passwords.hash(_long_enough(values["password"]))
        return self.store.change(by.id, login, **values)

    def set_password(self, account: Account, old: str, new: str, address: str) -> Session:
        """Somebody's own password; all sessions end, a new one begins."""
        self.log_in(account.login, old, address)
        return self.begin(self.store.change(account.id, account.login, password=self.passwords.hash(_long_enough(new))))

    def all(self, by: Account) -> Sequence[Account]:
        require(by.viewer(), "administer")
        return self.store.all()

    def sessions(self, by: Account, login: str | None = None) -> Sequence[tuple[str, dt.datetime, dt.datetime]]:
        """(login, begun, ends) of who is signed in."""
        require(by.viewer(), "administer")
        return self.store.sessions_of(None if login is None else _plain(login))

    def end_sessions(self, by: Account, login: str) -> int:
        """Sign an account out everywhere; how many sessions ended."""
        require(by.viewer(), "administer")
        return self.store.end_sessions_of(by.id, _plain(login))

    def _made(
        self, actor: str, login: str, name: str, role: Role, password: str | None, organisation: str | None, node: str | None
    ) -> Account:
        login = _plain(login)
        _known(role)
        if not login or not name.strip():
            raise InputError("An account needs a login and a name.")
        if role == "member" and not organisation:
            raise InputError("A member needs an organisation.")
        hashed = None if password is None else self.passwords.hash(_long_enough(password))
        return self.store.add(actor, login, name.strip(), role, hashed, organisation, node)


def digest_of(token: str) -> str:
    """How a token is kept: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def viewer_of(session: Session | None) -> Viewer:
    return Viewer() if session is None else session.account.viewer()


def _plain(login: str) -> str:
    return login.strip().casefold()[:200]


def _key(kind: str, value: str) -> str:
    """Throttles remember no name and no address."""
    return hashlib.sha256(f"{kind}\0{value}".encode()).hexdigest()


def _known(role: str) -> None:
    if role not in ROLES or role == "visitor":
        raise InputError(f"{role!r} is not a role of an account; choose one of {', '.join(ROLES[1:])}.")


def _long_enough(password: str) -> str:
    if not SHORTEST <= len(password) <= 1000:
        raise InputError(f"A password has at least {SHORTEST} characters.")
    return password
