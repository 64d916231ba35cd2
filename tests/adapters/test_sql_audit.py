"""The audit log tells that it was touched, whatever was touched; the same on SQLite and on PostgreSQL."""

import os
import subprocess
import sys

from sqlalchemy import text

from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.database import Database
from tests.conftest import ROOT

ENTRIES = 5
TOUCHES = {
    "another time": "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE n = 3",
    "another actor": "UPDATE audit SET actor = 'nobody' WHERE n = 3",
    "another action": "UPDATE audit SET action = 'draft.reject' WHERE n = 3",
    "another subject": "UPDATE audit SET subject = 'Q2' WHERE n = 3",
    "another detail": "UPDATE audit SET detail = '{}' WHERE n = 3",
    "another previous hash": f"UPDATE audit SET previous = '{'1' * 64}' WHERE n = 3",
    "another hash": f"UPDATE audit SET digest = '{'1' * 64}' WHERE n = 3",
    "another number": "UPDATE audit SET n = 33 WHERE n = 3",
    "one missing": "DELETE FROM audit WHERE n = 3",
    "the first missing": "DELETE FROM audit WHERE n = 1",
    "the last missing": f"DELETE FROM audit WHERE n = {ENTRIES}",
    "all missing": "DELETE FROM audit",
    "one twice": ("INSERT INTO audit SELECT 6, at, actor, action, subject, detail, previous, digest FROM audit WHERE n = 5"),
    "two in each other's place": (
        "UPDATE audit SET n = -2 WHERE n = 2; UPDATE audit SET n = 2 WHERE n = 3; UPDATE audit SET n = 3 WHERE n = -2"
    ),
    "the contents of two exchanged": (
        "UPDATE audit SET subject = 'x' WHERE n = 2; UPDATE audit SET subject = 'thing-1' WHERE n = 3; "
        "UPDATE audit SET subject = 'thing-2' WHERE n = 2"
    ),
    "the head missing": "DELETE FROM audit_head",
    "the last missing and the head with it": f"DELETE FROM audit WHERE n = {ENTRIES}; DELETE FROM audit_head",
    "the head's hash": f"UPDATE audit_head SET digest = '{'1' * 64}'",
}


def test_every_way_to_touch_the_log_is_told_and_undone_it_is_whole_again(database: Database) -> None:
    audit = SqlAudit(database)
    for n in range(ENTRIES):
        audit.record("u", "test", f"thing-{n}", {"n": n})
    for touch, statements in TOUCHES.items():
        assert audit.verify() == (ENTRIES, None), f"before {touch}"
        with database.writing() as db:
            db.execute(text("CREATE TABLE kept AS SELECT * FROM audit"))
            db.execute(text("CREATE TABLE kept_head AS SELECT * FROM audit_head"))
            for statement in statements.split("; "):
                db.execute(text(statement))
        whole, wrong = audit.verify()
        assert wrong is not None, touch
        assert whole <= ENTRIES
        with database.writing() as db:
            for name in ("audit", "audit_head"):
                copy = name.replace("audit", "kept")
                db.execute(text(f"DELETE FROM {name}"))
                db.execute(text(f"INSERT INTO {name} SELECT * FROM {copy}"))
                db.execute(text(f"DROP TABLE {copy}"))


def test_processes_that_write_at_once_leave_one_chain(database: Database, database_url: str) -> None:
    code = (
        "import sys; from assistant.adapters.sql.audit import SqlAudit; from assistant.adapters.sql.database import Database\n"
        f"audit = SqlAudit(Database({database_url!r})); sys.stdout.write('ready\\n'); sys.stdout.flush(); sys.stdin.readline()\n"
        "for n in range(25): audit.record(sys.argv[1], 'test', f'thing-{n}')\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, f"process-{n}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in range(2)
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
        assert process.returncode == 0
    audit = SqlAudit(database)
    assert audit.verify() == (50, None)
    for n in range(2):
        own = [entry.subject for entry in audit.entries() if entry.actor == f"process-{n}"]
        assert own == [f"thing-{k}" for k in range(25)]
