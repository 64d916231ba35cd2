"""The desk's stores, the same on SQLite and on a real PostgreSQL server: one approval of many, a log that shows tampering."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text

from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.desk import SqlDesk
from assistant.adapters.sql.visits import SqlVisits
from assistant.casework import Attachment, Contact, Draft, Excerpt, Filter, Inquiry, Line, Miss
from assistant.errors import ConflictError, InputError
from assistant.visits import Handoff
from tests.conftest import ROOT

INQUIRY = Inquiry(
    "q1", dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC), "email", "Royalties", "What is withheld from royalties?", "en",
    countries=("SA",), node="cq-bri-centre", due=dt.date(2026, 12, 2), contact=Contact("Amal", "amal@example.org"),
)  # fmt: skip
DRAFT = Draft("q1", 1, "en", "zh", (Line("statement", "Ten percent.", "百分之十。"),), author="u1")


@pytest.fixture
def desk(database: Database) -> SqlDesk:
    return SqlDesk(database)


def in_review(desk: SqlDesk) -> Draft:
    desk.add("u1", INQUIRY, "print")
    desk.put_draft("u1", DRAFT, ("new", "drafted"), 0)
    desk.move("u1", "q1", ("drafted",), "in_review", "draft.submit")
    draft = desk.draft("q1")
    assert draft is not None
    return draft


def at_once(tasks: Sequence[Callable[[], object]]) -> list[object]:
    def outcome(task: Callable[[], object]) -> object:
        try:
            return task()
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(outcome, tasks))


def test_an_inquiry_comes_back_as_it_was_put(desk: SqlDesk) -> None:
    assert desk.add("u1", INQUIRY, "print")
    assert desk.get("q1") == INQUIRY
    assert desk.twin("print") == "q1"
    assert desk.get("q2") is None


def test_a_hand_off_is_taken_in_once(desk: SqlDesk, database: Database) -> None:
    one, other = replace(INQUIRY, handoff="h1"), replace(INQUIRY, id="q2", handoff="h1")
    visits, at = SqlVisits(database), INQUIRY.created
    for receipt, consent in (("h2", True), ("h1", True), ("withdrawn", False)):
        visits.put_handoff(Handoff(receipt, at, "en", "when?", consent=consent))
    assert desk.handoffs_waiting() == ["h1", "h2"]
    assert desk.add("system", one, "p")
    assert not desk.add("system", other, "p")
    assert desk.handoffs_waiting() == ["h2"]
    assert desk.queue(Filter())[1] == 1


def test_an_inquiry_that_comes_late_with_an_early_day_is_not_missed(desk: SqlDesk) -> None:
    """A question of the chat bears the day on which it was asked, and may be taken in after later ones."""
    desk.add("u", INQUIRY, "a", np.ones(4, np.float32))
    ids, _, newest = desk.vectors()
    assert ids == ["q1"]
    late = replace(INQUIRY, id="q2", created=INQUIRY.created - dt.timedelta(days=3), contact=None)
    desk.add("u", late, "b", np.ones(4, np.float32))
    ids, _, after = desk.vectors(newest)
    assert ids == ["q2"]
    assert desk.vectors(after) == ([], [], after)


def test_the_queue_filters_counts_and_finds_words_in_any_script(desk: SqlDesk) -> None:
    desk.add("u1", INQUIRY, "a")
    arabic = replace(INQUIRY, id="q2", text="ما الضريبة على الإتاوات؟", language="ar", contact=None, due=dt.date(2026, 11, 26))
    desk.add("u1", arabic, "b")
    found, total = desk.queue(Filter())
    assert ([inquiry.id for inquiry in found], total) == (["q2", "q1"], 2)
    assert [inquiry.id for inquiry in desk.queue(Filter(words="الضريبه"))[0]] == ["q2"]
    assert desk.queue(Filter(words="100%_"))[1] == 0
    assert desk.queue(Filter(language="ar", states=("new",)))[1] == 1


def test_of_two_savers_the_slower_is_told_to_load_the_newer_version(desk: SqlDesk) -> None:
    desk.add("u1", INQUIRY, "print")
    assert desk.put_draft("u1", DRAFT, ("new", "drafted"), 0) == 1
    with pytest.raises(ConflictError, match="newer version"):
        desk.put_draft("u2", DRAFT, ("new", "drafted"), 0)
    assert [draft.version for draft in desk.drafts("q1")] == [1]


def test_many_approvers_at_the_same_instant_give_one_approval(desk: SqlDesk, database: Database) -> None:
    draft = in_review(desk)
    done = at_once([lambda n=n: desk.approve(f"approver-{n}", "q1", 1, draft.digest()) for n in range(8)])
    assert sum(not isinstance(result, ConflictError) for result in done) == 1
    assert len(desk.approvals("q1")) == 1
    told = [entry for entry in SqlAudit(database).entries("q1") if entry.action == "draft.approve"]
    assert [entry.actor for entry in told] == [desk.approvals("q1")[0].by]


def test_approvers_in_processes_of_their_own_give_one_approval(desk: SqlDesk, database_url: str) -> None:
    digest = in_review(desk).digest()
    code = (
        "import sys; from assistant.adapters.sql.database import Database; from assistant.adapters.sql.desk import SqlDesk\n"
        "from assistant.errors import ConflictError\n"
        f"desk = SqlDesk(Database({database_url!r})); sys.stdout.write('ready\\n'); sys.stdout.flush(); sys.stdin.readline()\n"
        f"try: desk.approve(sys.argv[1], 'q1', 1, {digest!r}); sys.exit(0)\n"
        "except ConflictError: sys.exit(9)\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, f"a{n}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in range(2)
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    codes = []
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate(timeout=60)
        codes.append(process.returncode)
    assert sorted(codes) == [0, 9]
    assert len(desk.approvals("q1")) == 1


def test_a_draft_that_changed_after_the_approver_looked_is_not_approved(desk: SqlDesk) -> None:
    in_review(desk)
    with pytest.raises(ConflictError, match="changed"):
        desk.approve("a", "q1", 1, "another digest")
    inquiry = desk.get("q1")
    assert inquiry is not None
    assert inquiry.state == "in_review"


def test_what_was_approved_before_kill_9_is_there_and_exists_once(desk: SqlDesk, database_url: str) -> None:
    """The process says when it has the approval, and is killed at that moment."""
    digest = in_review(desk).digest()
    code = (
        "import os, signal; from assistant.adapters.sql.database import Database\n"
        "from assistant.adapters.sql.desk import SqlDesk\n"
        f"SqlDesk(Database({database_url!r})).approve('a', 'q1', 1, {digest!r}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with closing(Database(database_url)) as again:
        reopened = SqlDesk(again)
        assert [approval.by for approval in reopened.approvals("q1")] == ["a"]
        found = reopened.get("q1")
        assert found is not None
        assert found.state == "approved"
        assert SqlAudit(again).verify() == (4, None)


def test_the_log_is_one_chain_even_when_many_write_at_once(database: Database) -> None:
    audit = SqlAudit(database)
    at_once([lambda n=n: audit.record("u", "test", f"thing-{n}") for n in range(20)])
    assert audit.verify() == (20, None)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit SET actor = 'nobody' WHERE n = 2", "entry 2 was changed"),
        ("DELETE FROM audit WHERE n = 2", "entry 2 is missing"),
        ("DELETE FROM audit WHERE n = 3", "entries after 2 are missing"),
    ],
)
def test_a_log_that_was_touched_says_where(database: Database, statement: str, told: str) -> None:
    audit = SqlAudit(database)
    for n in range(3):
        audit.record("u", "test", f"thing-{n}")
    with database.writing() as db:
        db.execute(text(statement))
    whole, wrong = audit.verify()
    assert whole < 3
    assert wrong is not None
    assert told in wrong


def test_an_account_changed_has_no_session_left(database: Database) -> None:
    accounts = SqlAccounts(database)
    account = accounts.add("system", "li", "Li", "staff", "hash")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    accounts.open_session("d1", account.id, "csrf", later)
    found = accounts.session("d1")
    assert found is not None
    assert found[0].role == "staff"
    accounts.change("system", "li", role="member")
    assert accounts.session("d1") is None
    with pytest.raises(ConflictError):
        accounts.add("system", "li", "Li", "staff", None)
    with pytest.raises(InputError):
        accounts.change("system", "nobody", active=False)


def test_a_rotated_session_goes_on_and_its_old_token_soon_ends(database: Database) -> None:
    accounts = SqlAccounts(database)
    account = accounts.add("system", "li", "Li", "staff", "hash")
    now = dt.datetime.now(dt.UTC)
    accounts.open_session("old", account.id, "csrf", now + dt.timedelta(hours=1))
    assert accounts.rotate("old", "new", now + dt.timedelta(seconds=30))
    assert not accounts.rotate("old", "newer", now + dt.timedelta(seconds=30))
    assert accounts.session("old") is not None
    accounts.close_session("new")
    assert accounts.session("old") is None
    assert accounts.session("new") is None


def test_attachments_are_read_for_their_inquiry_alone(desk: SqlDesk) -> None:
    desk.add("u", INQUIRY, "a")
    desk.add("u", replace(INQUIRY, id="q2", contact=None), "b")
    piece = Excerpt("f1", "p. 1", "a secret of one", "en")
    desk.attach(Attachment("f1", "q1", "offer.pdf", 10), [(piece, np.ones(4, np.float32))])
    assert [excerpt.text for excerpt, _ in desk.excerpts("q1")] == ["a secret of one"]
    assert desk.excerpts("q2") == []
    assert desk.attachments("q1")[0].passages == 1


def test_points_without_an_answer_are_those_of_the_newest_draft(desk: SqlDesk) -> None:
    desk.add("u", INQUIRY, "a")
    desk.put_misses("q1", [Miss("one", "en", "insufficient"), Miss("two", "en", "no_country", ("KE",))])
    desk.put_misses("q1", [Miss("three", "en", "insufficient")])
    assert [miss.text for miss in desk.misses()] == ["three"]


def test_a_new_database_has_an_empty_log_that_is_whole(new_database_url: str) -> None:
    with closing(Database(new_database_url)) as database:
        assert SqlAudit(database).verify() == (0, None)
