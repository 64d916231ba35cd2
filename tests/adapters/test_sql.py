"""SQL is the truth: whole documents or none, and errors that say what to do; the same on SQLite and on PostgreSQL."""

import datetime as dt
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from assistant.adapters.sql import desk_tables as _desk_tables  # noqa: F401 - the comparison needs all tables
from assistant.adapters.sql.database import Database, metadata
from assistant.adapters.sql.knowledge import SqlStore
from assistant.domain import Links, Passage, Source, Visibility
from assistant.errors import BusyError, StoreError

ENCODER = "test-encoder"
FIRST_TABLES = {"sources", "passages", "links", "records", "vectors", "pending", "meta"}
FULL = Source(
    id="law-1", kind="policy", names={"zh": "法", "en": "Law"}, original_language="zh", jurisdiction="CN",
    number={"zh": "第1号"}, issuer={"zh": "部"}, issued=dt.date(2020, 1, 2), effective=dt.date(2020, 2, 3),
    expires=dt.date(2030, 1, 1), amended=(dt.date(2021, 5, 6),), status="in_force", superseded_by="law-2", articles=50,
    verified_on=dt.date(2026, 11, 22), review_by=dt.date(2027, 5, 22), confidence="verified", url="https://example.org",
    aliases=("Short", "简称"),
)  # fmt: skip


@pytest.fixture
def store(database: Database) -> SqlStore:
    return SqlStore(database)


@pytest.fixture
def store_on_sqlite(migrated_file: Path, tmp_path: Path) -> Iterator[SqlStore]:
    """For its limit of variables in one statement, the lower of the two."""
    shutil.copyfile(migrated_file, tmp_path / "a.db")
    with closing(SqlStore(Database(f"sqlite:///{tmp_path / 'a.db'}"))) as opened:
        yield opened


def passages(document: str, texts: Sequence[str]) -> list[Passage]:
    return [
        Passage(
            id=f"{document}#{n}@en", document_id=document, group=f"{document}#{n}", language="en", text=text,
            locator=f"art. {n}", headings=("Chapter",), role="statement", aspect="deadline", topics=("licence",),
            confidence="verified", position=n, context="Law",
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def put(store: SqlStore, source: Source, texts: Sequence[str], path: str = "", digest: str = "h1") -> None:
    made = passages(source.id, texts)
    hashes = {p.id: f"hash-{p.text}" for p in made}
    vectors = {h: np.full(4, n / 8, np.float32) for n, h in enumerate(hashes.values())}
    links = {f"{source.id}#0": Links(points=("law-9#x",), procedure="steps", bonds={"law-9#x": 3})}
    records = {f"{source.id}-steps": ("procedure", {"title": {"en": "Steps"}})}
    store.replace_documents(
        path or f"{source.id}.yaml", "corpus", digest, [(source, made, links, records)], hashes, vectors, ENCODER
    )


def test_a_document_comes_back_as_it_went_in(store: SqlStore) -> None:
    put(store, FULL, ["one", "two"])
    assert store.sources() == {"law-1": replace(FULL)}
    assert store.document_passages("law-1") == passages("law-1", ["one", "two"])
    assert list(store.texts()) == passages("law-1", ["one", "two"])
    assert store.passages(["law-1#1@en", "nothing"]) == {"law-1#1@en": passages("law-1", ["one", "two"])[1]}
    assert [p.text for p in store.group(["law-1#0"])["law-1#0"]] == ["one"]
    assert store.links(["law-1#0"]) == {"law-1#0": Links(points=("law-9#x",), procedure="steps", bonds={"law-9#x": 3})}
    assert store.records("procedure") == {"law-1-steps": {"title": {"en": "Steps"}}}
    assert store.counts() == {"documents": {"policy": 1}, "passages": {"en": 2}}


def test_replacing_a_document_leaves_nothing_of_the_old_one(store: SqlStore) -> None:
    put(store, FULL, ["one", "two", "three"])
    put(store, FULL, ["new"], digest="h2")
    assert [p.text for p in store.texts()] == ["new"]
    assert store.hashes() == {"law-1": ("law-1.yaml", "h2", "corpus")}


def test_a_file_that_now_holds_another_document_forgets_the_first(store: SqlStore) -> None:
    put(store, FULL, ["one"], path="a.yaml")
    put(store, replace(FULL, id="law-7"), ["two"], path="a.yaml")
    assert set(store.sources()) == {"law-7"}
    assert store.document_passages("law-1") == []


def test_removing_takes_passages_links_and_records_along(store: SqlStore) -> None:
    put(store, FULL, ["one"])
    store.remove_documents(["law-1", "never-there"])
    assert store.sources() == {}
    assert list(store.texts()) == []
    assert store.all_links() == {}
    assert store.records("procedure") == {}


def test_the_vector_index_is_told_what_came_and_went_in_order(store: SqlStore) -> None:
    put(store, FULL, ["one"])
    put(store, replace(FULL, visibility="staff"), ["one"])
    assert [(visibility, action) for _, _, visibility, action in store.pending()] == [
        ("public", "add"),
        ("public", "remove"),
        ("staff", "add"),
    ]
    store.settle(store.pending()[1][0], "2")
    assert [row[3] for row in store.pending()] == ["add"]
    assert store.meta("settled") == "2"


def test_every_write_moves_the_generation_on(store: SqlStore) -> None:
    seen = []
    for step in (
        lambda: put(store, FULL, ["one"]),
        lambda: put(store, FULL, ["two"]),
        lambda: store.remove_documents(["law-1"]),
    ):
        step()
        seen.append(int(store.meta("generation") or 0))
    assert seen == [1, 2, 3]


def test_a_write_that_fails_leaves_everything_as_it_was(store: SqlStore) -> None:
    put(store, FULL, ["one"])
    twice = passages("law-2", ["same"]) * 2
    other = replace(FULL, id="law-2")
    with pytest.raises(StoreError):
        store.replace_documents("law-1.yaml", "corpus", "h", [(other, twice, {}, {})], {twice[0].id: "x"}, {}, ENCODER)
    assert set(store.sources()) == {"law-1"}
    assert [p.text for p in store.texts()] == ["one"]
    assert store.meta("generation") == "1"


def test_an_error_names_no_text_of_a_document(store: SqlStore) -> None:
    twice = passages("law-2", ["canary-5519 confidential"]) * 2
    with pytest.raises(StoreError) as caught:
        store.replace_documents("x", "corpus", "h", [(replace(FULL, id="law-2"), twice, {}, {})], {twice[0].id: "x"}, {}, ENCODER)
    assert "canary" not in str(caught.value)


def test_vectors_are_kept_by_content_and_by_encoder(store: SqlStore) -> None:
    put(store, FULL, ["one", "two"])
    assert store.known_vectors(["hash-one", "hash-new"], ENCODER) == {"hash-one"}
    assert store.known_vectors(["hash-one"], "another") == set()
    found = store.vectors_of(["law-1#1@en", "nothing"], ENCODER)
    assert {name: vector.tolist() for name, vector in found.items()} == {"law-1#1@en": [0.125] * 4}
    assert [(key, p.text) for key, p in store.passages_without_vector("another")] == [("hash-one", "one"), ("hash-two", "two")]
    store.put_vectors({"hash-one": np.ones(4, np.float32)}, "another")
    assert len(store.passages_without_vector("another")) == 1


def test_vectors_that_nothing_uses_go(store: SqlStore) -> None:
    put(store, FULL, ["one", "two"])
    put(store, FULL, ["two"])
    store.vacuum_vectors()
    assert store.known_vectors(["hash-one", "hash-two"], ENCODER) == {"hash-two"}


@pytest.mark.parametrize("visibility", ["public", "member", "staff"])
def test_each_level_of_visibility_counts_and_streams_its_own(store: SqlStore, visibility: Visibility) -> None:
    put(store, replace(FULL, id="x", visibility=visibility), ["one", "two", "three"])
    for level in ("public", "member", "staff"):
        expected = 3 if level == visibility else 0
        assert store.visible_count(level) == expected
        assert sum(len(ids) for ids, _ in store.vector_batches(level, ENCODER, size=2)) == expected
        assert len(store.sample(level, 2)) == min(expected, 2)
    assert store.present(["x", "y"]) == {"x": visibility}


def test_tens_of_thousands_of_passages_fit_into_one_document(store_on_sqlite: SqlStore) -> None:
    store = store_on_sqlite
    made = [
        Passage(id=f"big:{n}", document_id="big", group=f"big:{n}", language="en", text="t", locator="", position=n)
        for n in range(33_000)
    ]
    vector = np.zeros(2, np.float32)
    store.replace_documents(
        "big.csv", "folder", "h", [(replace(FULL, id="big"), made, {}, {})], {p.id: f"h{p.position % 99}" for p in made},
        {f"h{n}": vector for n in range(99)}, ENCODER,
    )  # fmt: skip
    assert store.visible_count("public") == 33_000
    store.remove_documents(["big"])
    assert store.visible_count("public") == 0


def test_any_number_of_documents_can_go_at_once(store_on_sqlite: SqlStore) -> None:
    store = store_on_sqlite
    put(store, FULL, ["one"])
    store.remove_documents([*(f"d{n}" for n in range(260_000)), "law-1"])  # more than SQLite takes in one statement
    assert store.sources() == {}


def test_a_locked_sqlite_file_is_waited_for_and_then_called_busy(tmp_path: Path) -> None:
    store = SqlStore(Database(f"sqlite:///{tmp_path / 'a.db'}", busy_seconds=0.3))
    with closing(store), closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(BusyError, match="busy"):
            put(store, FULL, ["one"])
        assert 0.25 < time.monotonic() - started < 5
        assert store.sources() == {}  # readers are not kept waiting
        other.execute("ROLLBACK")
        put(store, FULL, ["one"])
        assert set(store.sources()) == {"law-1"}


def test_a_lock_that_is_let_go_in_time_is_not_noticed(tmp_path: Path) -> None:
    with closing(SqlStore(Database(f"sqlite:///{tmp_path / 'a.db'}", busy_seconds=5))) as store:
        other = sqlite3.connect(tmp_path / "a.db", isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, other.close)
        timer.start()
        put(store, FULL, ["one"])
        timer.join()
        assert set(store.sources()) == {"law-1"}


def test_readers_see_the_old_state_until_a_write_is_whole(store: SqlStore) -> None:
    put(store, FULL, ["one"])
    with store.writing() as db:
        db.exec_driver_sql("DELETE FROM passages")
        assert [p.text for p in store.texts()] == ["one"]


def test_many_threads_may_write(store: SqlStore) -> None:
    """Each waits its turn, as long as it takes on a machine that is busy with other things."""
    failures: list[Exception] = []

    def write(n: int) -> None:
        try:
            put(store, replace(FULL, id=f"law-{n}"), ["text"])
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.sources()) == 8
    assert store.meta("generation") == "8"


def test_a_newer_schema_is_refused_with_what_to_do(database_url: str) -> None:
    with closing(SqlStore(Database(database_url))) as store, store.writing() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="update the program"):
        SqlStore(Database(database_url))


def test_a_database_from_before_the_migrations_keeps_what_it_holds(database_url: str) -> None:
    with closing(SqlStore(Database(database_url))) as store:
        put(store, FULL, ["one"])
        with store.writing() as db:
            newer = [table.name for table in reversed(metadata.sorted_tables) if table.name not in FIRST_TABLES]
            for name in ["alembic_version", *newer]:
                db.exec_driver_sql(f"DROP TABLE {name}")
    with closing(SqlStore(Database(database_url))) as store:
        assert [p.text for p in store.texts()] == ["one"]


def test_the_migrations_make_the_tables_that_the_stores_use(new_database_url: str) -> None:
    with closing(Database(new_database_url)) as database, database.reading() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_migration_that_fails_leaves_the_old_schema(new_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    engine = create_engine(new_database_url)
    with engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE passages (id TEXT)")  # in the way of the first migration's second table
    with pytest.raises(StoreError):
        Database(new_database_url)
    assert inspect(engine).get_table_names() == ["passages"]
    engine.dispose()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_a_store_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(content)
    with pytest.raises(StoreError, match="database does not work"):
        SqlStore(Database(f"sqlite:///{tmp_path / 'a.db'}"))


def test_an_unknown_kind_of_database_is_a_store_error(tmp_path: Path) -> None:
    for url in ("nonsense", "oracle9://x"):
        with pytest.raises(StoreError):
            SqlStore(Database(url))
