"""A person's data, given out whole, erased whole, kept no longer than its term; the same on SQLite and on PostgreSQL."""

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, select, text

from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.database import Database, metadata
from assistant.adapters.sql.desk import SqlDesk
from assistant.adapters.sql.library import SqlLibrary
from assistant.adapters.sql.migrate import FOLDER
from assistant.adapters.sql.people import SqlPeople
from assistant.adapters.sql.retention import SqlRetention
from assistant.adapters.sql.visits import SqlVisits
from assistant.casework import Attachment, Contact, Draft, Excerpt, Filter, Inquiry, LibraryEntry, Line, Miss
from assistant.desk.people import People
from assistant.desk.retention import Retention
from assistant.domain import Answer
from assistant.errors import DeniedError, InputError
from assistant.visits import Exchange, Feedback, Handoff
from tests.desk.people import ADMINISTRATOR, STAFF

CANARY = "CANARY-7f3a"
BEGUN = dt.datetime(2024, 1, 10, 9, tzinfo=dt.UTC)
JANE = Inquiry(
    "QFIRST234", BEGUN, "email", f"Royalties {CANARY}", f"What is withheld? {CANARY}", "en", consent=True,
    contact=Contact(f"Jane {CANARY}", "Jane@Example.org", "+381 11 222-3344", f"Doe {CANARY}"),
)  # fmt: skip
OTHER = Inquiry(
    "QPAUL2345", BEGUN, "text", "Registration", "Please answer to not.jane@example.org, too", "en",
    contact=Contact("Paul", "paul@example.org"),
)  # fmt: skip
ANSWER = Answer("a1", f"asked {CANARY}", "en", "rule", "composed", f"told {CANARY}")


def fill(database: Database) -> None:
    """Jane by e-mail, as a visitor of the page and as an account; Paul beside her."""
    desk, visits = SqlDesk(database), SqlVisits(database)
    for inquiry in (JANE, OTHER):
        desk.add("u", inquiry, inquiry.id, np.ones(4, np.float32))
        draft = Draft(inquiry.id, 0, "en", "zh", (Line("statement", f"Ten {CANARY}.", "十"),), author="u")
        desk.put_draft("u", draft, ("new", "drafted"), 0)
        desk.move("u", inquiry.id, ("drafted",), "in_review", "draft.submit")
        desk.approve("v", inquiry.id, 1, replace(draft, version=1).digest())
        desk.sent("u", inquiry.id)
        desk.put_misses(inquiry.id, [Miss(f"missed by {inquiry.id} {CANARY}", "en", "insufficient")])
        piece = Excerpt(inquiry.id, "p. 1", f"attached {CANARY}", "en")
        desk.attach(Attachment(f"f{inquiry.id}", inquiry.id, "a.pdf", 9), [(piece, np.ones(4, np.float32))])
    entry = LibraryEntry("l1", BEGUN, "en", f"kept {CANARY}", (), (), inquiry=JANE.id)
    SqlLibrary(database).add("u", entry, {}, np.ones(4, np.float32))
    visits.welcome("visitor-jane", "en:1")
    visits.keep("visitor-jane", "talk-1", Exchange(f"asked {CANARY}", ANSWER))
    visits.put_feedback(Feedback("a1", f"asked {CANARY}", "en", "wrong", 1, CANARY), "visitor-jane")
    talk = (Exchange(f"asked {CANARY}", ANSWER),)
    handoff = Handoff("240110-ABCD", BEGUN, "en", f"handed {CANARY}", talk, "write to jane@example.org", True, "en:2")
    visits.put_handoff(handoff, "visitor-jane")
    desk.add("system", replace(JANE, id="QCHAT2345", handoff=handoff.id, contact=None), "chat")
    visits.welcome("visitor-paul")
    visits.put_handoff(Handoff("240110-PAUL", BEGUN, "en", "Paul's", (), "paul@example.org", True), "visitor-paul")
    SqlAccounts(database).add("u", "jane@example.org", f"Jane {CANARY}", "member", "hash", "org-jane")


def everything(database: Database) -> str:
    with database.reading() as db:
        return "\n".join(f"{table.name} {row}" for table in metadata.sorted_tables for row in db.execute(select(table)))


def test_an_export_holds_all_of_a_person_and_nothing_of_another(database: Database) -> None:
    fill(database)
    kept = SqlPeople(database).export("chief", "jane@example.org")
    assert {name: len(rows) for name, rows in kept.tables.items()} == {
        "inquiries": 2, "contacts": 1, "drafts": 1, "approvals": 1, "attachments": 1, "excerpts": 1, "misses": 1, "library": 1,
        "handoffs": 1, "visitors": 1, "consents": 4, "conversations": 1, "exchanges": 1, "feedback": 1, "accounts": 1,
    }  # fmt: skip
    assert kept.tables["inquiries"][0]["consent"]
    assert "Paul" not in str(kept)
    assert "hash" not in str(kept.tables["accounts"])


def test_a_person_is_found_by_every_way_to_reach_them(database: Database) -> None:
    fill(database)
    for key in ("jane@example.org", "+381112223344", "visitor-jane", "240110-abcd"):
        assert CANARY in str(SqlPeople(database).export("chief", key).tables), key
    assert SqlPeople(database).export("chief", "ane@example.org").tables == {}


def test_what_was_agreed_to_is_told_with_its_purpose_its_notice_and_its_day(database: Database) -> None:
    fill(database)
    rows = SqlPeople(database).export("chief", "jane@example.org").tables["consents"]
    agreed = sorted((str(row["purpose"]), str(row["notice"])) for row in rows)
    assert agreed == [("history", "en:1"), *[("reply", "en:2")] * 2, ("reply", "letter")]
    of_chat = [row for row in rows if row["inquiry_id"] == "QCHAT2345"]
    assert [row["given"] for row in of_chat] == [BEGUN.isoformat()]


def test_whoever_takes_back_that_staff_answer_is_not_written_to(database: Database) -> None:
    fill(database)
    desk, visits = SqlDesk(database), SqlVisits(database)
    people = People(SqlPeople(database), Path())
    receipt = people.withdraw(ADMINISTRATOR, "jane@example.org", "reply")
    assert receipt.removed == {"consents": 3, "contacts": 1, "inquiries": 1}
    states = {inquiry.id: (inquiry.state, inquiry.contact, inquiry.consent) for inquiry in desk.queue(Filter())[0]}
    assert states["QCHAT2345"] == ("closed", None, False)
    assert states[JANE.id] == ("sent", None, False)
    assert states[OTHER.id][1] is not None
    handed = visits.handoff("240110-ABCD")
    assert handed is not None
    assert (handed.contact, handed.consent) == (None, False)
    kept = SqlPeople(database).export("chief", "visitor-jane").tables["consents"]
    assert {str(row["purpose"]) for row in kept if row["withdrawn"]} == {"reply"}
    with pytest.raises(InputError, match="withdrawn it before"):
        people.withdraw(ADMINISTRATOR, "visitor-jane", "reply")
    with pytest.raises(InputError, match="not a purpose"):
        people.withdraw(ADMINISTRATOR, "visitor-jane", "everything")
    with pytest.raises(DeniedError):
        people.withdraw(STAFF, "visitor-jane", "history")
    assert SqlAudit(database).verify()[1] is None


def test_whoever_takes_back_that_conversations_are_kept_is_a_stranger_again(database: Database) -> None:
    fill(database)
    visits = SqlVisits(database)
    receipt = SqlPeople(database).withdraw("chief", "visitor-jane", "history")
    assert receipt.removed == {"consents": 1, "exchanges": 1, "conversations": 1}
    assert not visits.knows("visitor-jane")
    assert not visits.keep("visitor-jane", "talk-2", Exchange("more", ANSWER))
    visits.welcome("visitor-jane", "en:3")
    assert visits.knows("visitor-jane")
    told = [(consent.notice, consent.withdrawn is None) for consent in visits.consents("visitor-jane")]
    assert told == [("en:1", False), ("en:2", True), ("en:3", True)]


def test_others_who_name_the_address_are_told_but_not_touched(database: Database) -> None:
    fill(database)
    desk = SqlDesk(database)
    desk.add("u", replace(OTHER, id="QMENTION2", text="Ask jane@example.org.", contact=None), "m")
    done = SqlPeople(database).erase("chief", "jane@example.org", lambda _: 0)
    assert done.mentions == ("QMENTION2",)
    assert desk.get("QMENTION2") is not None


def test_after_an_erasure_only_the_receipt_is_left(database: Database, tmp_path: Path) -> None:
    fill(database)
    records = tmp_path / "drafts"
    records.mkdir()
    (records / "own.yaml").write_text(f"asked:\n- missed by QFIRST234\n  {CANARY}\n")
    (records / "other.yaml").write_text("asked:\n- something else\n")
    done = People(SqlPeople(database), records).erase(ADMINISTRATOR, " Jane@example.org ")
    receipt = done.receipt
    assert receipt.removed["inquiries"] == 2
    assert receipt.removed["exchanges"] == 1
    assert receipt.removed["draft_records"] == 1
    assert [path.name for path in records.iterdir()] == ["other.yaml"]
    desk = SqlDesk(database)
    assert [found.id for found in desk.queue(Filter())[0]] == [OTHER.id]
    assert desk.draft(OTHER.id) is not None
    left = everything(database)
    assert "jane" not in left.replace("not.jane@", "").casefold()
    assert left.count(CANARY) == 3  # Paul's draft, attachment and open point
    audit = SqlAudit(database)
    told = next(entry for entry in audit.entries(receipt.id))
    assert told.action == "person.erase"
    assert '"inquiries": 2' in told.detail
    assert audit.verify()[1] is None
    assert CANARY not in "".join(map(str, audit.entries()))
    assert SqlPeople(database).export("chief", "jane@example.org").tables == {}
    with pytest.raises(InputError, match="nothing"):
        SqlPeople(database).erase("chief", "jane@example.org", lambda _: 0)


def test_nothing_of_an_erased_person_stays_in_the_files_of_sqlite(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'state' / 'a.db'}")) as database:
        fill(database)
        assert any(CANARY.encode() in path.read_bytes() for path in (tmp_path / "state").iterdir())
        for key in ("jane@example.org", "paul@example.org"):
            SqlPeople(database).erase("chief", key, lambda _: 0)
        files = list((tmp_path / "state").iterdir())
        assert len(files) >= 1
        assert not [path.name for path in files if CANARY.encode() in path.read_bytes()]


def test_the_only_administrator_cannot_be_erased_and_staff_erase_nobody(database: Database, tmp_path: Path) -> None:
    SqlAccounts(database).add("u", "chief@example.org", "Chief", "administrator", "hash")
    people = People(SqlPeople(database), tmp_path)
    with pytest.raises(InputError, match="only administrator"):
        people.erase(ADMINISTRATOR, "chief@example.org")
    for act in (people.erase, people.export):
        with pytest.raises(DeniedError):
            act(STAFF, "chief@example.org")
    with pytest.raises(InputError, match="e-mail address"):
        people.erase(ADMINISTRATOR, " a ")


# --- terms -----------------------------------------------------------------------------------------------------------


def retention(database: Database, **days: int) -> Retention:
    return Retention(SqlRetention(database), dict.fromkeys(Retention.KINDS, 0) | days)


def test_a_dry_run_counts_and_touches_nothing(database: Database) -> None:
    fill(database)
    before = everything(database)
    counted = retention(database, inquiries=100)(ADMINISTRATOR, dry=True)
    assert counted["inquiries"] == 2
    assert everything(database) == before
    assert retention(database, inquiries=100)(ADMINISTRATOR, dry=False) == counted


def test_what_is_past_its_term_goes_table_by_table_and_what_is_not_done_stays(database: Database) -> None:
    fill(database)
    desk, visits = SqlDesk(database), SqlVisits(database)
    desk.add("u", replace(JANE, id="QOPEN2345", contact=None), "open")
    assert retention(database, attachments=30)(ADMINISTRATOR, dry=False) == {"excerpts": 2, "attachments": 2}
    assert retention(database, contacts=30)(ADMINISTRATOR, dry=False) == {"contacts": 2}
    gone = retention(database, inquiries=30)(ADMINISTRATOR, dry=False)
    assert gone == {"consents": 1, "approvals": 2, "drafts": 2, "misses": 2, "library": 1, "inquiries": 2}
    assert {found.id for found in desk.queue(Filter())[0]} == {"QCHAT2345", "QOPEN2345"}
    assert retention(database, handoffs=30)(ADMINISTRATOR, dry=False) == {}  # one is open, the other not yet taken in
    desk.move("u", "QCHAT2345", ("new",), "closed", "inquiry.close")
    assert retention(database, inquiries=30)(ADMINISTRATOR, dry=False) == {"consents": 2, "handoffs": 1, "inquiries": 1}
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=40)
    talked = retention(database, conversations=30, feedback=30)(ADMINISTRATOR, dry=False, now=later)
    assert talked == {"feedback": 1, "exchanges": 1, "conversations": 1, "consents": 1, "visitors": 1}
    assert visits.knows("visitor-paul")
    assert SqlAudit(database).verify()[1] is None


def test_a_term_of_nothing_keeps_for_ever(database: Database) -> None:
    fill(database)
    far = dt.datetime.now(dt.UTC) + dt.timedelta(days=40_000)
    assert retention(database)(ADMINISTRATOR, dry=True, now=far) == {}


def test_a_question_whose_inquiry_went_is_not_taken_in_again(database: Database) -> None:
    fill(database)
    SqlDesk(database).move("u", "QCHAT2345", ("new",), "closed", "inquiry.close")
    retention(database, inquiries=30)(ADMINISTRATOR, dry=False)
    assert [handoff.id for handoff in SqlVisits(database).handoffs()] == ["240110-PAUL"]
    with pytest.raises(DeniedError):
        retention(database)(STAFF, dry=True)


# --- before there was a table of consents ------------------------------------------------------------------------------


def at_revision(url: str, revision: str) -> Engine:
    engine, script = create_engine(url), ScriptDirectory(str(FOLDER))

    def steps(before: object, _context: object) -> list[object]:
        return script._upgrade_revs(revision, before)  # type: ignore[arg-type, return-value]

    with engine.begin() as db:
        context = MigrationContext.configure(db, opts={"fn": steps})
        with Operations.context(context):
            context.run_migrations()
    return engine


def test_what_was_agreed_to_earlier_is_taken_over_and_no_inquiry_is_lost(new_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    engine = at_revision(new_database_url, "0005")
    at, texts = BEGUN.isoformat(), "'s', 'b', 's', 'p', 'en', 'rule', 'normal', 'n'"
    row = (
        "INSERT INTO inquiries (id, created, channel, state, revision, subject, body, search, print, language, intent, urgency, "
        "node, consent, data)"
    )
    with engine.begin() as db:
        db.exec_driver_sql(f"INSERT INTO visitors (id, consented) VALUES ('amal', '{at}')")
        for name, agreed in (("h1", "TRUE"), ("h2", "FALSE")):
            db.exec_driver_sql(
                "INSERT INTO handoffs (id, visitor_id, created, language, question, conversation, consent) "
                f"VALUES ('{name}', 'amal', '{at}', 'en', 'q', '[]', {agreed})"
            )
            lists = '{"countries": [], "sectors": [], "terms": []}'
            values = {"id": f"Q{name}", "data": lists}
            db.execute(text(f"{row} VALUES (:id, '{at}', 'text', 'new', 0, {texts}, {agreed}, :data)"), values)
        db.exec_driver_sql(f"INSERT INTO audit VALUES (7, '{at}', 'u', 'inquiry.new', 'Qh1', '{{}}', '', '')")
    engine.dispose()
    with closing(Database(new_database_url)) as database:
        visits, desk = SqlVisits(database), SqlDesk(database)
        assert [(c.purpose, c.given) for c in visits.consents("amal")] == [("history", BEGUN), ("reply", BEGUN)]
        assert visits.knows("amal")
        assert {inquiry.id for inquiry in desk.queue(Filter())[0]} == {"Qh1", "Qh2"}
        with database.reading() as db:
            assert {tuple(row) for row in db.exec_driver_sql("SELECT id, seq FROM inquiries")} == {("Qh1", 7), ("Qh2", 0)}
            assert [row.inquiry_id for row in db.exec_driver_sql("SELECT inquiry_id FROM consents") if row.inquiry_id] == ["Qh1"]
