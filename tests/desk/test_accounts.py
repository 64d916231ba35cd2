"""Logging in: nothing tells an unknown name from a wrong password, and what is changed counts at once."""

import datetime as dt
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.database import Database
from assistant.desk import accounts as module
from assistant.desk.accounts import PER_LOGIN, Accounts
from assistant.errors import DeniedError, InputError, LoginError, ThrottledError

PASSWORD = "a long enough password"


@pytest.fixture
def store(migrated_file: Path, tmp_path: Path) -> Iterator[SqlAccounts]:
    shutil.copyfile(migrated_file, tmp_path / "a.db")
    with closing(Database(f"sqlite:///{tmp_path / 'a.db'}")) as database:
        yield SqlAccounts(database)


@pytest.fixture
def accounts(store: SqlAccounts) -> Accounts:
    """With passwords that are quick to compute, where it does not matter how long it takes."""
    return Accounts(store, Argon2Passwords(rounds=1, memory_kib=64))


def test_the_first_administrator_is_made_once_and_makes_the_others(accounts: Accounts) -> None:
    chief = accounts.first("Chief", "Chief", PASSWORD)
    with pytest.raises(InputError, match="already"):
        accounts.first("other", "Other", PASSWORD)
    accounts.add(chief, "li", "Li", "staff", PASSWORD, node="cq-bri-centre")
    staff = accounts.log_in("LI", PASSWORD, "1").account
    with pytest.raises(DeniedError):
        accounts.add(staff, "friend", "Friend", "administrator", PASSWORD)
    with pytest.raises(InputError, match="organisation"):
        accounts.add(chief, "sme", "Sme", "member", PASSWORD)
    with pytest.raises(InputError, match="only administrator"):
        accounts.change(chief, "chief", role="staff")
    with pytest.raises(InputError, match="12"):
        accounts.change(chief, "li", password="short")


def test_an_unknown_name_is_answered_like_a_wrong_password_and_takes_as_long(store: SqlAccounts) -> None:
    accounts = Accounts(store, Argon2Passwords())
    accounts.first("chief", "Chief", PASSWORD)
    times: dict[str, list[float]] = {"chief": [], "nobody": []}
    said = set()
    for n in range(7):
        for name, spent in times.items():
            started = time.perf_counter()
            with pytest.raises(LoginError) as told:
                accounts.log_in(name, f"wrong {n}", f"address {n}")
            spent.append(time.perf_counter() - started)
            said.add(str(told.value))
    assert len(said) == 1
    known, unknown = (statistics.median(spent) for spent in times.values())
    assert 0.5 < unknown / known < 2


def test_guessing_is_throttled_for_known_and_unknown_names_alike(accounts: Accounts) -> None:
    accounts.first("chief", "Chief", PASSWORD)
    for name in ("chief", "nobody"):
        for _ in range(PER_LOGIN):
            with pytest.raises(LoginError):
                accounts.log_in(name, "wrong", "9.9.9.9")
        with pytest.raises(ThrottledError):
            accounts.log_in(name, PASSWORD, "1.1.1.1")


def test_a_token_is_worthless_after_logout_and_after_a_change_of_role(accounts: Accounts) -> None:
    chief = accounts.first("chief", "Chief", PASSWORD)
    accounts.add(chief, "li", "Li", "approver", PASSWORD)
    session = accounts.log_in("li", PASSWORD, "1")
    accounts.log_out(session.token)
    assert accounts.session(session.token) is None
    again = accounts.log_in("li", PASSWORD, "1")
    assert again.token != session.token
    accounts.change(chief, "li", role="staff")
    assert accounts.session(again.token) is None
    accounts.change(chief, "li", active=False)
    with pytest.raises(LoginError):
        accounts.log_in("li", PASSWORD, "1")


def test_an_old_token_is_exchanged_and_soon_ends(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.first("chief", "Chief", PASSWORD)
    first = accounts.log_in("chief", PASSWORD, "1")
    monkeypatch.setattr(module, "ROTATES", dt.timedelta(0))
    second = accounts.session(first.token, rotate=True)
    assert second is not None
    assert second.token != first.token
    assert second.csrf == first.csrf
    assert accounts.session(first.token) is not None  # a request under way
    monkeypatch.setattr(module, "GRACE", dt.timedelta(0))
    third = accounts.session(second.token, rotate=True)
    assert third is not None
    assert accounts.session(second.token) is None
    assert accounts.session(third.token) is not None


def test_the_database_holds_neither_password_nor_token(accounts: Accounts, tmp_path: Path) -> None:
    accounts.first("chief", "Chief", PASSWORD)
    token = accounts.log_in("chief", PASSWORD, "1").token
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in stored
    assert token.encode() not in stored


def test_single_sign_on_needs_an_account_that_an_administrator_made(accounts: Accounts) -> None:
    chief = accounts.first("chief", "Chief", PASSWORD)
    accounts.add(chief, "li@example.org", "Li", "staff")
    assert accounts.log_in_subject("issuer|1", "stranger@example.org") is None
    session = accounts.log_in_subject("issuer|1", "Li@example.org")
    assert session is not None
    assert session.account.login == "li@example.org"
    assert accounts.log_in_subject("issuer|2", "li@example.org") is None  # the address is taken by the first person
    with pytest.raises(LoginError):
        accounts.log_in("li@example.org", "", "1")
