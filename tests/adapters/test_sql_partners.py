"""Profiles, expressions of interest and saved needs in SQL, the same on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from assistant.adapters.sql.catalogue import SqlCatalogue
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.interests import SqlInterests
from assistant.adapters.sql.subscriptions import SqlSubscriptions
from assistant.domain import Wish
from assistant.errors import ConflictError
from assistant.partnering import Asker, Interest, Subscription
from assistant.profile import Profile
from tests.catalogue.conftest import make_profile

ENCODER = "test-encoder"
AT = "2026-11-25T09:00:00+00:00"
INTEREST = Interest(
    id="i1", profile_id="offer-test", title={"en": "Membrane"}, sample=False, owner_node="node-1", level="public",
    state="drafted", owner_language="zh", asker_language="en", owner_text="信", asker_text="letter", need="a membrane",
    message="", asker=Asker("Oasis", "OM", "+968 2412 3456", True), owner_agreed=False, asker_agreed=False,
    consortium=None, visitor="amal", created=AT, updated=AT,
)  # fmt: skip
SAVED = Subscription("s1", "membranes", "en", "public", Wish("a membrane", "en", "offer"), 1, "amal", AT)


def put(store: SqlCatalogue, *profiles: Profile, contact: str | None = None) -> None:
    rows = [(profile, f"hash {profile.id}") for profile in profiles]
    vectors = {key: np.full(3, n, np.float32) for n, (_, key) in enumerate(rows, 1)}
    store.put(rows, "import", vectors, ENCODER, {p.id: contact for p in profiles} if contact else None)


def test_a_profile_comes_back_as_it_went_in_and_its_contact_only_when_asked_for(database: Database) -> None:
    store = SqlCatalogue(database)
    put(store, make_profile(id="a"), make_profile(id="b", visibility="staff"), contact="owner@example.org")
    assert list(store.profiles()) == [make_profile(id="a"), make_profile(id="b", visibility="staff")]
    assert list(store.profiles(["b", "nothing"])) == [make_profile(id="b", visibility="staff")]
    assert "owner@" not in str(list(store.profiles()))
    assert (store.contact("a"), store.contact("nothing")) == ("owner@example.org", None)
    put(store, make_profile(id="a", trl=8))
    assert store.contact("a") == "owner@example.org"  # a row without a contact takes none away
    assert store.count() == {"published": 2}
    assert [store.live_count(level) for level in ("public", "staff")] == [1, 1]


def test_the_vector_index_learns_what_came_and_went_and_vectors_go_with_their_texts(database: Database) -> None:
    store = SqlCatalogue(database)
    put(store, make_profile(id="a"), make_profile(id="hidden", state="draft"))
    assert [(profile.id, vector.tolist()) for profile, vector in store.live(["public"], ENCODER)] == [("a", [1, 1, 1])]
    assert store.vectors_of(["a", "hidden"], ENCODER).keys() == {"a"}
    assert [ids for ids, _ in store.vector_batches("public", ENCODER)] == [["a"]]
    assert {profile.id for _, profile in store.without_vector("another")} == {"a", "hidden"}
    store.remove(["a"])
    assert [(row[1], row[3]) for row in store.pending()] == [("a", "add"), ("a", "remove")]
    store.settle(store.pending()[-1][0], store.generation())
    assert (store.pending(), store.settled()) == ([], "2")
    assert store.known_vectors(["hash a", "hash hidden"], ENCODER) == {"hash hidden"}


def test_imports_at_the_same_time_each_make_a_generation(database: Database) -> None:
    store = SqlCatalogue(database)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: put(store, make_profile(id=f"p{n}"), make_profile(id="same")), range(6)))
    assert store.generation() == "6"
    assert len(list(store.profiles())) == 7


def test_an_interest_is_found_by_its_key_its_visitor_and_its_desk(database: Database) -> None:
    store = SqlInterests(database)
    store.add([(INTEREST, "digest-1"), (replace(INTEREST, id="i2", consortium="c", state="sent", visitor=None), "digest-2")])
    assert store.by_digest("digest-1") == INTEREST
    assert (store.by_id("i1"), store.by_digest("other")) == (INTEREST, None)
    assert store.of_visitor("amal") == [INTEREST]
    assert [found.id for found in store.of_consortium("c")] == ["i2"]
    assert [found.id for found in store.queue(None, None)] == ["i2"]  # a draft is its writer's
    assert [found.id for found in store.queue("node-1", "sent")] == ["i2"]
    assert store.queue("node-2", None) == []
    store.note("i1", "read", "desk")
    assert [(what.state, what.by) for what in store.history("i1")] == [("drafted", "asker"), ("read", "desk")]
    assert store.remove(["i1", "i2"]) == 2
    assert (store.by_id("i1"), store.history("i1")) == (None, ())


def test_of_many_who_change_an_interest_at_once_one_does(database: Database) -> None:
    store = SqlInterests(database)
    store.add([(INTEREST, "digest-1")])

    def change(n: int) -> bool:
        try:
            store.change(INTEREST, replace(INTEREST, state="sent", message=f"from {n}"), "asker", "sent")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(change, range(6))) == 1
    assert [what.state for what in store.history("i1")] == ["drafted", "sent"]


def test_a_saved_need_remembers_what_came_and_what_was_shown(database: Database) -> None:
    store = SqlSubscriptions(database)
    store.add(SAVED, "digest")
    assert store.by_digest("digest") == SAVED
    assert (store.by_id("s1"), store.of_visitor("amal"), store.all()) == (SAVED, [SAVED], [SAVED])
    store.found("s1", ["a", "b"], 4)
    store.saw("s1", ["a"])
    assert {name: seen for name, (_, seen) in store.hits("s1").items()} == {"a": True, "b": False}
    looked = store.by_id("s1")
    assert looked is not None
    assert looked.looked == 4
    assert store.remove(["s1"]) == 1
    assert store.hits("s1") == {}


@pytest.mark.parametrize("looked", [1, 5])
def test_two_that_look_at_the_same_time_note_a_profile_once(database: Database, looked: int) -> None:
    store = SqlSubscriptions(database)
    store.add(SAVED, "digest")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: store.found("s1", ["a", f"b{n}"], looked), range(6)))
    assert store.hits("s1").keys() == {"a", *(f"b{n}" for n in range(6))}
