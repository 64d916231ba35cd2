"""A private PostgreSQL server for tests: made under a temporary folder, on a socket of its own, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine

from assistant.adapters.sql.database import Database

TEMPLATE = "migrated"
_ROOM = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Server:
    """``address`` has ``{name}`` for a database's name; ``migrated`` holds the newest schema and is never written to."""

    address: str
    engine: Engine
    _numbers: Iterator[int]

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a database of one test's own, gone afterwards."""
        name = f"t{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self.address.format(name=name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self.engine.connect() as db:
            db.exec_driver_sql(statement)


def binaries() -> Path | None:
    """The newest installed server's programs."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if homes:
        return homes[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _unprivileged() -> str | None:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _place() -> str | None:
    """In memory where there is room: nothing of it need outlive the tests."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM else None


@contextmanager
def server() -> Iterator[Server]:
    programs = binaries()
    assert programs is not None
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="assistant-pg-", dir=_place()))
    if user is not None:
        shutil.chown(folder, user)
    quiet = {"check": True, "user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data, log = folder / "data", folder / "log"
    try:
        initdb = [programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        subprocess.run(initdb, timeout=120, **quiet)  # type: ignore[call-overload]
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        start = [programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"]
        subprocess.run(start, timeout=60, **quiet)  # type: ignore[call-overload]
        try:
            yield from _ready(f"postgresql+psycopg://tester@/{{name}}?host={folder}")
        finally:
            stop = [programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]
            subprocess.run(stop, timeout=60, **quiet)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ready(address: str) -> Iterator[Server]:
    engine = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as db:
            db.exec_driver_sql(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
        Database(address.format(name=TEMPLATE)).close()
        yield Server(address, engine, count())
    finally:
        engine.dispose()
