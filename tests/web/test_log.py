"""What people write stays out of the log, at its most talkative too."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.fakes.openai_server import Reply, Script, openai_server

CANARY = "canary-7731 jane@example.org"
WORK = """
import logging, sys
from assistant.adapters.openai_model import Deadlines, StreamedCompletion, chat_model
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.visits import SqlVisits
from assistant.visits import Feedback
from assistant.web.server import start_log
start_log("DEBUG")
logging.getLogger("assistant.web").debug("our own words")
deadlines = Deadlines()
text = StreamedCompletion(chat_model("any", None, sys.argv[1], deadlines), deadlines)(sys.argv[3])
SqlVisits(Database(sys.argv[2])).put_feedback(Feedback("a", sys.argv[3], "en", "wrong"))
sys.stdout.write(text)
"""


def test_libraries_that_write_down_what_they_send_are_kept_quiet(tmp_path: Path) -> None:
    with openai_server(Script(lambda _: Reply(CANARY))) as url:
        done = subprocess.run(
            [sys.executable, "-c", WORK, url, f"sqlite:///{tmp_path / 'a.db'}", CANARY], capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_LOG": "debug"}, timeout=60,
        )  # fmt: skip
    assert done.stdout == CANARY
    assert "our own words" in done.stderr
    assert "canary" not in done.stderr
    assert "jane" not in done.stderr
