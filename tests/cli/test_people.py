"""The administrator's commands: accounts, persons, terms. None of them opens the knowledge base."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import InputError
from tests.conftest import ROOT

PASSWORD = "a long enough password\n"
CHIEF = ("users", "add", "Chief@example.org", "--name", "Chief", "--role", "administrator", "--password-stdin")
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command's output; what it refuses is raised."""
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "home"))

    def command(*arguments: str, said: str = PASSWORD) -> str:
        result = CliRunner().invoke(app, list(arguments), input=said)
        if isinstance(result.exception, InputError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return command


def test_the_first_account_is_an_administrator_made_by_a_command(run: Run) -> None:
    with pytest.raises(InputError, match="no administrator yet"):
        run("users", "add", "li@example.org", "--name", "Li", "--password-stdin")
    run(*CHIEF)
    with pytest.raises(InputError, match="12 characters"):
        run("users", "add", "li@example.org", "--name", "Li", "--password-stdin", said="short\n")
    run("users", "add", "li@example.org", "--name", "Li", "--password-stdin")
    told = json.loads(run("users", "list", "--json"))
    assert [(account["login"], account["role"]) for account in told["accounts"]] == [
        ("chief@example.org", "administrator"),
        ("li@example.org", "staff"),
    ]
    assert "password" not in json.dumps(told)


def test_a_password_is_asked_for_twice_and_never_shown(run: Run) -> None:
    run(*CHIEF)
    said = run("users", "password", "chief@example.org", said="another long password\nanother long password\n")
    assert "another" not in said


def test_roles_change_and_accounts_are_disabled_but_not_the_last_administrator(run: Run) -> None:
    run(*CHIEF)
    run("users", "add", "li@example.org", "--name", "Li", "--sso")
    assert "approver" in run("users", "role", "li@example.org", "approver")
    assert "disabled" in run("users", "disable", "li@example.org")
    assert "disabled" not in run("users", "enable", "li@example.org")
    for arguments in (("role", "chief@example.org", "staff"), ("disable", "chief@example.org")):
        with pytest.raises(InputError, match="only administrator"):
            run("users", *arguments)
    with pytest.raises(InputError, match="no account"):
        run("users", "sessions", "nobody@example.org", "--end")
    assert json.loads(run("users", "sessions", "li@example.org", "--end", "--json")) == {"sessions": [], "ended": 0}


def test_a_person_is_given_out_and_erased_with_a_receipt(run: Run, tmp_path: Path) -> None:
    run(*CHIEF)
    run("users", "add", "li@example.org", "--name", "Li", "--sso")
    run("person", "export", "li@example.org", str(tmp_path / "li.json"))
    assert json.loads((tmp_path / "li.json").read_text())["tables"]["accounts"][0]["name"] == "Li"
    told = json.loads(run("person", "erase", "li@example.org", "--yes", "--json"))
    assert told["removed"] == {"accounts": 1}
    assert told["receipt"].startswith("R")
    with pytest.raises(InputError, match="nothing"):
        run("person", "erase", "li@example.org", "--yes")


def test_terms_are_run_dry_first(run: Run) -> None:
    told = json.loads(run("retention", "run", "--dry-run", "--json"))
    assert told["dry_run"]
    assert told["rows"] == {}
    assert told["days"]["inquiries"] == 1095


def test_the_log_is_verified_by_a_command_that_says_where_it_was_touched(run: Run, tmp_path: Path) -> None:
    run(*CHIEF)
    run("users", "add", "li@example.org", "--name", "Li", "--sso")
    assert run("audit", "verify") == "2 entries are whole\n"
    with closing(sqlite3.connect(tmp_path / "home" / "assistant.db")) as db, db:
        db.execute("UPDATE audit SET detail = replace(detail, 'staff', 'approver') WHERE n = 2")
    touched = CliRunner().invoke(app, ["audit", "verify", "--json"])
    assert touched.exit_code == 1
    assert json.loads(touched.stdout) == {"whole": 1, "wrong": "entry 2 was changed"}


def test_these_commands_do_not_load_the_models() -> None:
    code = "import sys, assistant.cli.people, assistant.app.administration; print('chromadb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
