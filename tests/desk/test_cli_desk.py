"""The desk from the shell: the whole path, and refusals in one sentence."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.conftest import Workspace, _copy
from tests.desk.conftest import ENGLISH, staffed

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture(scope="module")
def shell(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    """A desk with its people, and the number of an inquiry that is in review."""
    workspace = _copy(built, tmp_path_factory.mktemp("shell"))
    with workspace.open() as assistant:
        desk = staffed(assistant).desk
        number = desk.intake.take("shell", ENGLISH).id
        desk.review.compose(desk.acting(None), number)
        desk.review.submit(desk.acting(None), number)
    return workspace, number


@pytest.fixture
def run(shell: tuple[Workspace, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """``assistant ARGUMENTS --json`` in this process: (exit code, what it printed, messages)."""
    monkeypatch.chdir(tmp_path)
    for name, value in shell[0].environment().items():
        if name.startswith("ASSISTANT_"):
            monkeypatch.setenv(name, value)

    def command(*arguments: str) -> tuple[int, Any, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return int(end.value.code or 0), json.loads(out) if out.startswith("{") else out, err

    return command


def test_an_inquiry_goes_from_the_shell_to_an_exported_reply(run: Run, tmp_path: Path) -> None:
    _, taken, _ = run("inquiry", "new", "--text", ENGLISH, "--email", "jane@example.org", "--json")
    number = taken["id"]
    assert (taken["state"], taken["language"], taken["draft"]) == ("new", "en", None)
    _, drafted, _ = run("inquiry", "draft", number, "--working", "zh", "--json")
    assert (drafted["draft"]["version"], drafted["findings"]) == (1, [])
    run("inquiry", "export", number, "reply.txt", "--draft")
    reply = tmp_path / "reply.txt"
    reply.write_text(reply.read_text(encoding="utf-8") + "A new rule without a source.\n", encoding="utf-8")
    _, edited, _ = run("inquiry", "edit", number, "reply.txt", "--json")
    assert [finding["fault"] for finding in edited["findings"] if finding["blocks"]] == ["uncited"]
    code, _, told = run("inquiry", "submit", number)
    assert code == 2
    assert "see the checks" in told


def test_a_draft_is_approved_by_a_named_approver_and_exported(run: Run, shell: tuple[Workspace, str], tmp_path: Path) -> None:
    number = shell[1]
    code, _, told = run("inquiry", "approve", number)
    assert code == 2
    assert "rights" in told
    code, approved, _ = run("inquiry", "approve", number, "--as", "approver@example.org", "--json")
    assert (code, approved["state"], approved["approvals"][0]["version"]) == (0, "approved", 1)
    assert run("inquiry", "export", number, "reply.docx")[0] == 0
    assert (tmp_path / "reply.docx").read_bytes().startswith(b"PK")
    code, log, _ = run("audit", "verify", "--json")
    assert (code, log["wrong"]) == (0, None)


def test_what_the_shell_cannot_do_is_said_in_a_sentence(run: Run) -> None:
    for arguments, words in (
        (("inquiry", "show", "QNOTHING99"), "There is no inquiry"),
        (("inquiry", "new"), "either"),
        (("inquiry", "list", "--state", "lost"), "not a value"),
    ):
        code, out, told = run(*arguments)
        assert (code, out) == (2, ""), arguments
        assert words in told
        assert len(told.strip().splitlines()) == 1
