"""The whole assistant over a real PostgreSQL server: knowledge, desk and partners as over SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adapters.sql.people import SqlPeople
from assistant.app import Assistant
from tests.catalogue.conftest import make_profile, write_rows
from tests.conftest import Workspace
from tests.desk.conftest import ARABIC, Staffed, staffed
from tests.postgres import TEMPLATE, Server

QUESTION = "By when must a technology import contract be registered in China?"


@pytest.fixture(scope="module")
def on_postgresql(built: Workspace, postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("postgresql") / "home"
    with postgres.database(TEMPLATE) as url, Workspace(built.corpus, home).open(database_url=url) as opened:
        yield opened


@pytest.fixture(scope="module")
def desk_there(on_postgresql: Assistant) -> Staffed:
    return staffed(on_postgresql)


def test_it_indexes_and_answers_as_over_sqlite(on_postgresql: Assistant, assistant: Assistant) -> None:
    assert on_postgresql.database.engine.dialect.name == "postgresql"
    there, here = on_postgresql.ask(QUESTION), assistant.ask(QUESTION)
    assert there.text == here.text
    assert there.citations == here.citations
    assert there.citations


def test_an_inquiry_goes_from_new_to_sent_and_is_erased_with_the_person(desk_there: Staffed) -> None:
    inquiry = desk_there.approved(ARABIC)
    desk = desk_there.desk
    desk.review.send(desk_there.staff, inquiry.id)
    content, _, name = desk.exporter(desk_there.staff.viewer(), inquiry.id, "docx")
    assert (content[:2], name) == (b"PK", f"{inquiry.id}.docx")
    assert [entry.state for entry in desk.library.store.entries()] == ["pending"]
    assert desk.figures().by_language == (("ar", 1.0),)
    done = SqlPeople(desk.assistant.database).erase("chief", "jane@example.org", lambda _: 0)
    assert done.receipt.removed["drafts"] == 1
    assert desk.store.get(inquiry.id) is None
    assert desk.audit.verify()[1] is None


def test_a_profile_is_imported_matched_approached_and_told_of(on_postgresql: Assistant, tmp_path: Path) -> None:
    partners = on_postgresql
    saved = partners.subscriptions.add("We look for a membrane for seawater desalination, offers only")
    rows = [make_profile(), make_profile(id="carp", title={"en": "Vaccine for carp"}, summary={"en": "A vaccine."}, keywords={})]
    path = write_rows(tmp_path / "stock.jsonl", rows)
    assert partners.import_profiles(path).rejected == []
    assert [match.profile_id for match in partners.match("a membrane for seawater desalination", side="offer").found][:1] == [
        "offer-test"
    ]
    assert [match.profile_id for match in partners.subscriptions.look(saved.token).fresh] == ["offer-test"]
    made = partners.interests.draft("offer-test", need="a membrane", name="Oasis", contact="+968 2412 3456", country="om")
    assert partners.interests.send(made.token, agree=True).state == "sent"
