"""A small knowledge base of real records, indexed once with the fast encoder; each test that writes gets a copy of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.adapters.sql.database import Database
from assistant.app import Assistant
from assistant.indexing.load import Options
from assistant.settings import Settings
from tests.papers import write_papers
from tests.postgres import TEMPLATE, Server, binaries, server
from tests.web_server import ROOT, WebServer, chat_command, chat_environment, copy_corpus, free_port, running

__all__ = ["ROOT", "SHARED", "WebServer", "Workspace", "chat_command", "chat_environment", "free_port"]
SHARED = ROOT.parent / "shared" / "data"
RECORDS = (
    "policies/cn-contract-registration-measures.yaml",
    "policies/id-gr-36-2018.yaml",
    "procedures/cn-import-free-registration.yaml",
    "glossary/contracts.yaml",
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A corpus and a state folder of a test's own."""

    corpus: Path
    home: Path

    def settings(self, **changes: object) -> Settings:
        values: dict[str, object] = {"home": self.home, "corpus": self.corpus, "encoder": "embedded-fast", "workers": 1}
        return Settings(**{**values, **changes})  # type: ignore[arg-type]

    def open(self, **changes: object) -> Assistant:
        return Assistant(self.settings(**changes))

    def environment(self, **more: str) -> dict[str, str]:
        """For a process of its own: nothing is taken over from the tests' environment but what finds Python."""
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "LANG"}}
        own = {"HOME": self.home, "CORPUS": self.corpus, "ENCODER": "embedded-fast", "WORKERS": "1"}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            **{f"ASSISTANT_{name}": str(value) for name, value in own.items()},
            **more,
        }

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """``assistant ARGUMENTS`` as a process and process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=self.home.parent,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """``assistant ARGUMENTS`` until it ends."""
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Indexed, with its vectors kept beside the corpus so that a copy encodes nothing. Not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    workspace = Workspace(folder / "corpus", folder / "home")
    for name in RECORDS:
        target = workspace.corpus / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "corpus" / name, target)
    with workspace.open() as assistant:
        assert assistant.updated is not None
        assert not assistant.updated.failed
        assistant.write_vectors()
    return workspace


@pytest.fixture(scope="session")
def assistant(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Open over a copy of the small knowledge base; for tests that only read."""
    with _copy(built, tmp_path_factory.mktemp("read")).open() as opened:
        yield opened


@pytest.fixture(scope="session")
def web_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[WebServer]:
    """One server for all tests of the page and its API; beside the records it knows the documents of ``tests.papers``.

    Of several test processes the first indexes, the others take a copy."""
    base = tmp_path_factory.getbasetemp()
    made = (base if worker_id == "master" else base.parent) / "web-made"
    made.mkdir(exist_ok=True)
    with FileLock(made / "lock"):
        if not (made / "done").exists():
            (made / "home").mkdir()
            copy_corpus(made / "home")
            _papers(made / "home")
            (made / "done").touch()
    home = tmp_path_factory.mktemp("web") / "home"
    shutil.copytree(made / "home", home)
    with running(home) as server:
        yield server


@pytest.fixture
def workspace(built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the indexed knowledge base that the test may change."""
    return _copy(built, tmp_path)


@pytest.fixture
def new_workspace(built: Workspace, tmp_path: Path) -> Workspace:
    """The corpus with its vectors, nothing indexed yet."""
    shutil.copytree(built.corpus, tmp_path / "corpus")
    return Workspace(tmp_path / "corpus", tmp_path / "home")


@pytest.fixture
def write_documents(tmp_path: Path) -> Callable[[Sequence[str]], Path]:
    """Writes one Markdown file per text given, into a folder."""

    def write(texts: Sequence[str]) -> Path:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for n, text in enumerate(texts):
            (folder / f"note-{n}.md").write_text(text, encoding="utf-8")
        return folder

    return write


def _papers(home: Path) -> None:
    shown, hidden = write_papers(home.parent / "papers")
    with Workspace(home.parent / "web-corpus", home).open() as assistant:
        assert not assistant.index([shown]).failed
        assert not assistant.index([hidden], Options(visibility="staff")).failed


def _copy(built: Workspace, folder: Path) -> Workspace:
    shutil.copytree(built.corpus, folder / "corpus")
    shutil.copytree(built.home, folder / "home")
    return Workspace(folder / "corpus", folder / "home")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real server. Where tests must be complete, its absence is a failure."""
    if binaries() is None:
        reason = "Debian's postgresql is not installed: apt-get install postgresql"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with server() as started:
        yield started


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "a.db"
    Database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind with the newest schema: what is proven on one is proven on both."""
    if request.param == "sqlite":
        path = tmp_path / "state" / "a.db"
        path.parent.mkdir()
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
    else:
        with request.getfixturevalue("postgres").database(TEMPLATE) as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state' / 'a.db'}"
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as opened:
        yield opened
