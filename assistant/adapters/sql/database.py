"""The database behind every store: engine, migrations, transactions, and SQLAlchemy's errors as ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine, event, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from assistant.adapters.sql.migrate import migrate
from assistant.errors import BusyError, StoreError

BUSY_SECONDS = 10
metadata = MetaData()
"""All tables of all stores; a migration for each change lies in ``migrations/versions``."""


class Database:
    """One database, brought to the newest schema when it is opened. Safe to share between threads."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        if url.startswith("sqlite:///"):
            _make_folder(Path(url.removeprefix("sqlite:///")).parent)
        with translated():
            self._engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", partial(_tune_sqlite, busy_seconds))
        try:
            with translated():
                migrate(self._engine)
        except StoreError:
            self._engine.dispose()
            raise

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        self._engine.dispose()

    def scrub(self) -> None:
        """After an erasure: nothing of what is gone stays in SQLite's log. A reader that is under way puts it off until the
        log is next emptied. PostgreSQL does the like by itself (``VACUUM``)."""
        if self._engine.dialect.name == "sqlite":
            with translated(), self._engine.connect() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with translated(), self._engine.connect() as db:
            yield db

    @contextmanager
    def writing(self, alone: str = "") -> Iterator[Connection]:
        """One transaction: all of it or nothing. ``alone`` names what no two of them may do at once, for steps that look before
        they write where there may be no row yet to lock; on SQLite, which has one writer, each waits from its beginning."""
        with translated(), self._engine.begin() as db:
            if self._engine.dialect.name == "sqlite":
                db.exec_driver_sql("BEGIN IMMEDIATE")
            elif alone:
                db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(alone, 0))))
            yield db


@contextmanager
def translated() -> Iterator[None]:
    """SQLAlchemy's errors as ours."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise BusyError("The database is busy: another process is writing. Try again in a moment.") from error
        if "full" in reason:
            raise StoreError("The disk is full: free some room and run the command again.") from error
        raise StoreError(f"The database does not work: {reason}.") from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database does not work: {type(error).__name__}.") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"The database needs a driver that is not installed: {error.name}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The database's folder {folder} cannot be made ({error.strerror}).") from error


def _tune_sqlite(busy_seconds: float, connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    busy = f"busy_timeout={int(busy_seconds * 1000)}"
    for pragma in (busy, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
