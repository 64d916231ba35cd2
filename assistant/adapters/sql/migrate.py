"""Bring a database to the newest schema: Alembic, loaded only when there is something to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from assistant.errors import StoreError

FOLDER = Path(__file__).parent / "migrations"
_BEFORE = re.compile(r'^down_revision = "(\w+)"', re.MULTILINE)
FIRST = "0001"
"""What a database has that was made before there were migrations."""


def migrate(engine: Engine) -> None:
    """All missing migrations in one transaction: killed midway, the database is what it was before.

    Raises:
        StoreError: the database is newer than this program.
    """
    known = _chain()
    with engine.connect() as db:
        found = _revision(db)
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise StoreError(f"The database has schema {found}, newer than this program's {known[-1]}: update the program.")
    with engine.connect() as db, _whole(db):
        _upgrade(db)


def _chain() -> list[str]:
    """The migrations in their order, which is what each says of the one before it; their numbers only tell areas apart."""
    following: dict[str | None, str] = {}
    for path in (FOLDER / "versions").glob("[0-9]*.py"):
        before = _BEFORE.search(path.read_text(encoding="utf-8"))
        following[before.group(1) if before else None] = path.name[:4]
    found = [following[None]]
    while found[-1] in following:
        found.append(following[found[-1]])
    return found


@contextmanager
def _whole(db: Connection) -> Iterator[None]:
    """One transaction around changes of the schema too; SQLite's driver would commit before each of them."""
    if db.dialect.name != "sqlite":
        with db.begin():
            yield
        return
    raw = db.connection.driver_connection
    assert raw is not None
    before, raw.isolation_level = raw.isolation_level, None
    try:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        db.exec_driver_sql("COMMIT")
    finally:
        if raw.in_transaction:
            raw.rollback()
        raw.isolation_level = before


def _upgrade(db: Connection) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(FOLDER))
    head = script.get_current_head()

    def steps(revision: object, _context: object) -> list[object]:
        return script._upgrade_revs(head, revision)  # type: ignore[arg-type, return-value]

    context = MigrationContext.configure(db, opts={"fn": steps, "transactional_ddl": False})
    if context.get_current_revision() is None and "sources" in inspect(db).get_table_names():
        context.stamp(script, FIRST)
    with Operations.context(context):
        context.run_migrations()


def _revision(db: Connection) -> str | None:
    if "alembic_version" not in inspect(db).get_table_names():
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()
