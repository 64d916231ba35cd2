"""What somebody may not see is, for him, as if it did not exist: it is not found, not counted, and shifts no rank or score."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.access import VISITOR, Viewer, levels
from assistant.adapters.sql.catalogue import SqlCatalogue
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.lifecycle import SqlLifeCycle
from assistant.app import Assistant
from assistant.catalogue.exporting import write_profiles
from assistant.catalogue.service import Catalogue
from assistant.catalogue.texts import text_hash
from assistant.errors import InputError
from assistant.ports import Vectors
from assistant.profile import Profile
from tests.catalogue.conftest import make_profile

SUBJECTS = {
    "membrane": ("Membrane for seawater desalination", "water"),
    "battery": ("Lithium battery recycling line", "energy-storage"),
    "drying": ("Solar drying of fruit", "renewable-energy"),
    "sensor": ("Sensor for water quality", "water"),
}
WISHES = (
    "We look for a membrane for seawater desalination, TRL 5 or more",
    "Wir suchen Partner für das Recycling von Lithiumbatterien",
    "寻找太阳能果蔬干燥技术，用于肯尼亚",
    "Buscamos licencia exclusiva de un sensor de calidad del agua y una membrana",
)
ENCODER = "hash"


def vector(text: str) -> Vectors:
    """Texts that share words lie near each other."""
    total = np.zeros(64, np.float32)
    for word in text.casefold().split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
        total += np.random.default_rng(seed).standard_normal(64).astype(np.float32)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)


class Rough(NamedTuple):
    """A profile in short."""

    subject: str
    more: str
    type: str
    country: str
    visibility: str
    state: str
    anonymous: bool
    licence: str
    firm: int
    only: str

    def whole(self, n: int) -> Profile:
        title, sector = SUBJECTS[self.subject]
        return make_profile(
            id=f"p-{n:02}",
            type=self.type,
            title={"en": f"{title} {self.more}".strip()},
            summary={"en": f"{title}, built and tested."},
            keywords={},
            sectors=[sector],
            country=self.country,
            visibility=self.visibility,
            confidential_to=self.only or None,
            state=self.state,
            anonymous=self.anonymous,
            licence_types=[self.licence] if self.licence else [],
            organisation={"name": {"en": f"Firm {self.firm}"}, "kind": "company"},
        )


roughs = st.builds(
    Rough,
    st.sampled_from(sorted(SUBJECTS)),
    st.sampled_from(["of steel", "with heat", "at sea", ""]),
    st.sampled_from(["technology_offer", "technology_offer", "technology_request"]),
    st.sampled_from(["SA", "KE", "CN"]),
    st.sampled_from(["public", "public", "member", "staff"]),
    st.sampled_from(["published", "published", "published", "draft", "withdrawn", "expired"]),
    st.booleans(),
    st.sampled_from(["exclusive", "non_exclusive", ""]),
    st.integers(1, 4),
    st.sampled_from(["", "", "", "Alpha", "Beta"]),
)
stocks = st.lists(roughs, min_size=2, max_size=14)


class Shelf:
    """A catalogue on a database of its own."""

    def __init__(self, store: SqlCatalogue, steps: SqlLifeCycle, service: Catalogue) -> None:
        self.store, self.steps, self.service = store, steps, service

    def fill(self, profiles: Sequence[Profile]) -> None:
        self.store.remove(list(self.store.hashes()))
        rows = [(profile, text_hash(profile)) for profile in profiles]
        texts = {key: vector(f"{profile.title['en']} {profile.summary['en']}") for profile, key in rows}
        self.store.put(rows, "import", texts, ENCODER)


@pytest.fixture(scope="module")
def shelves(shop: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Shelf]]:
    """Two, which differ in nothing but what lies on them."""
    service = shop.catalogue.service

    def shelf(database: Database) -> Shelf:
        store = SqlCatalogue(database)
        own = Catalogue(
            store,
            {},
            ENCODER,
            service.read,
            lambda text, _language: vector(text),
            service.board_of,
            service.matcher,
            service.sides,
            dimensions=64,
        )
        return Shelf(store, SqlLifeCycle(database), own)

    home = tmp_path_factory.mktemp("shelves")
    with closing(Database(f"sqlite:///{home}/all.db")) as one, closing(Database(f"sqlite:///{home}/seen.db")) as other:
        yield shelf(one), shelf(other)


def whole(rough: Sequence[Rough]) -> list[Profile]:
    return [item.whole(n) for n, item in enumerate(rough)]


ALPHA = Viewer("member", organisation="Alpha")
STAFF = Viewer("staff")
VIEWERS = {
    VISITOR: {"public"},
    Viewer("member"): {"public", "member"},
    ALPHA: {"public", "member"},
    Viewer("staff"): {"public", "member", "staff"},
}


def visible(profile: Profile, viewer: Viewer) -> bool:
    """Written down once more, not asked of the program."""
    ours = profile.confidential_to is None or viewer.role == "staff" or profile.confidential_to == viewer.organisation
    return ours and profile.visibility in VIEWERS[viewer] and profile.state in {"published", "expired"}


SETTINGS = settings(max_examples=20, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
viewers: Any = st.sampled_from(list(VIEWERS))


@SETTINGS
@given(rough=stocks, viewer=viewers, text=st.sampled_from(WISHES))
def test_a_match_is_the_same_as_if_hidden_profiles_did_not_exist(
    shelves: tuple[Shelf, Shelf], rough: list[Rough], viewer: Viewer, text: str
) -> None:
    everything, seen = shelves
    made = whole(rough)
    everything.fill(made)
    seen.fill([profile for profile in made if visible(profile, viewer)])
    wish = everything.service.wish(text, viewer=viewer)
    expected = seen.service.match(wish, 20, language="en", viewer=viewer)
    found = everything.service.match(wish, 20, language="en", viewer=viewer)
    assert found == expected
    hidden = {profile.id for profile in made if not visible(profile, viewer)}
    named = {match.profile_id for match in (*found.found, *found.near_misses)} | set(found.consortium)
    assert named.isdisjoint(hidden)


@SETTINGS
@given(rough=stocks, viewer=viewers)
def test_a_match_from_a_profile_is_the_same_too(shelves: tuple[Shelf, Shelf], rough: list[Rough], viewer: Viewer) -> None:
    everything, seen = shelves
    made = whole(rough)
    everything.fill(made)
    seen.fill([profile for profile in made if visible(profile, viewer)])
    for profile in made:
        if visible(profile, viewer):
            results = [
                shelf.service.match(shelf.service.wish(profile=profile.id, viewer=viewer), 20, viewer=viewer) for shelf in shelves
            ]
            assert results[0] == results[1]


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        call()
    return str(caught.value)


@SETTINGS
@given(rough=stocks, viewer=viewers)
def test_a_hidden_profile_is_not_listed_not_counted_not_told_of_and_no_different_from_none(
    shelves: tuple[Shelf, Shelf], rough: list[Rough], viewer: Viewer
) -> None:
    everything, _ = shelves
    made = whole(rough)
    everything.fill(made)
    may_see = [profile for profile in made if visible(profile, viewer)]
    assert list(everything.service.profiles(viewer)) == may_see
    assert len(everything.service.board(viewer).profiles) == len(may_see)
    assert everything.steps.arrived(0, levels(viewer)) == {
        p.id for p in may_see if p.state == "published" and (p.confidential_to is None or viewer.role == "staff")
    }
    for profile in made:
        if not visible(profile, viewer):
            said = refusal(lambda hidden=profile: everything.service.profile(hidden.id, viewer))  # type: ignore[misc]
            assert said.replace(profile.id, "nobody") == refusal(lambda: everything.service.profile("nobody", viewer))


@SETTINGS
@given(rough=stocks, viewer=viewers)
def test_an_export_holds_what_one_may_see_and_names_no_anonymous_owner(
    shelves: tuple[Shelf, Shelf], tmp_path_factory: pytest.TempPathFactory, rough: list[Rough], viewer: Viewer
) -> None:
    everything, _ = shelves
    made = whole(rough)
    everything.fill(made)
    file: Path = tmp_path_factory.getbasetemp() / "export.jsonl"
    count = write_profiles(lambda: everything.service.profiles(viewer), file, "jsonl")
    rows = [Profile.model_validate_json(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert count == len(rows)
    assert [row.id for row in rows] == [profile.id for profile in made if visible(profile, viewer)]
    assert all(row.organisation.name == {"en": "anonymous"} for row in rows if row.anonymous)


def test_what_is_confidential_is_for_members_of_its_organisation_and_staff(
    partners: Assistant, stock: Callable[..., None]
) -> None:
    def sees(viewer: Viewer) -> bool:
        found = partners.match("We look for a membrane for seawater desalination", viewer=viewer, k=50).found
        return "offer-secret" in {match.profile_id for match in found}

    stock(make_profile(id="offer-secret", confidential_to="Alpha"))
    assert {viewer: sees(viewer) for viewer in VIEWERS} == {viewer: viewer in {ALPHA, STAFF} for viewer in VIEWERS}
    stock(make_profile(id="offer-secret", updated="2026-06-02"))
    assert all(map(sees, VIEWERS))


def test_what_is_confidential_stays_so_through_export_and_import(
    partners: Assistant, stock: Callable[..., None], tmp_path: Path
) -> None:
    stock(make_profile(id="offer-secret", confidential_to="Alpha"))
    service = partners.catalogue.service
    for form in ("jsonl", "csv", "xlsx"):
        file = tmp_path / f"all.{form}"
        write_profiles(lambda: service.profiles(STAFF), file, form)
        assert partners.import_profiles(file).rejected == []
        assert service.profile("offer-secret", ALPHA).confidential_to == "Alpha"
        with pytest.raises(InputError):
            service.profile("offer-secret", Viewer("member", organisation="Beta"))


def test_what_is_confidential_lies_in_no_index_of_visitors(partners: Assistant, stock: Callable[..., None]) -> None:
    part = partners.catalogue
    before = {level: index.count() for level, index in part.indexes.items()}
    stock(make_profile(id="offer-secret", confidential_to="Alpha"))
    more = {level: index.count() - before[level] for level, index in part.indexes.items()}
    assert more == {"public": 0, "member": 0, "staff": 1}
