"""kill -9 while letters are taken in, drafts saved and approved: what was acknowledged is there, and nothing is half there."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.desk import SqlDesk
from assistant.casework import Filter
from tests.conftest import ROOT

WORK = """
import datetime as dt, sys
from dataclasses import replace
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.desk import SqlDesk
from assistant.casework import Contact, Draft, Inquiry, Line
desk = SqlDesk(Database(sys.argv[1]))
def told(*words):
    sys.stdout.write(" ".join(words) + "\\n"); sys.stdout.flush()
told("ready")
for n in range(100_000):
    one = Inquiry(f"{sys.argv[2]}-{n}", dt.datetime.now(dt.UTC), "text", "s", "text", "en", contact=Contact("Ann", "a@b.org"))
    desk.add("u", one, one.id); told("added", one.id)
    draft = Draft(one.id, 1, "en", "zh", (Line("next", "a", "b"),), author="u")
    desk.put_draft("u", draft, ("new",), 0); told("drafted", one.id)
    desk.move("u", one.id, ("drafted",), "in_review", "draft.submit"); told("submitted", one.id)
    desk.approve("v", one.id, 1, draft.digest()); told("approved", one.id)
"""
ROUNDS = 3


def killed(url: str, name: str, after: float) -> list[tuple[str, str]]:
    """What the process had acknowledged when it was killed ``after`` seconds of work."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, url, name], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    pairs = [line.split() for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return [(done, identity) for done, identity in pairs]


def test_what_was_acknowledged_before_kill_9_is_there_whole_and_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state' / 'a.db'}"
    chance = random.Random(11)
    told = [pair for n in range(ROUNDS) for pair in killed(url, f"Q{n}", chance.uniform(0.05, 0.4))]
    assert told
    with closing(Database(url)) as database:
        desk, audit = SqlDesk(database), SqlAudit(database)
        logged = {(entry.action, entry.subject) for entry in audit.entries()}
        actions = {"added": "inquiry.new", "drafted": "draft.save", "submitted": "draft.submit", "approved": "draft.approve"}
        for done, identity in told:
            assert (actions[done], identity) in logged
            inquiry = desk.get(identity)
            assert inquiry is not None
            assert inquiry.contact is not None
            if done == "approved":
                assert inquiry.state == "approved"
                assert len(desk.approvals(identity)) == 1
        for inquiry in desk.queue(Filter(), 100_000)[0]:
            assert inquiry.contact is not None
            assert (inquiry.state == "new") == (desk.draft(inquiry.id) is None)
            assert (inquiry.state == "approved") == bool(desk.approvals(inquiry.id))
        assert audit.verify()[1] is None
