"""What is said of a profile that an answer named before."""

from collections.abc import Callable

import pytest

from assistant.app import Assistant
from assistant.catalogue.detail import details, spoken_of
from assistant.domain import Match
from tests.catalogue.conftest import make_profile

Stock = Callable[..., None]


@pytest.fixture
def two(partners: Assistant, stock: Stock) -> tuple[Match, Match]:
    stock(
        make_profile(id="a-membrane"),
        make_profile(id="a-pump", title={"en": "Pump for wells"}, summary={"en": "It lifts water."}),
    )
    service = partners.catalogue.service
    one, other = (partners.catalogue.shown(service.profile(name), "en") for name in ("a-membrane", "a-pump"))
    return one, other


def _names(match: Match) -> list[str]:
    return [match.profile_id, match.title]


def _no_likeness(_match: Match) -> float:
    return 0.0


def test_profiles_come_in_the_order_in_which_an_answer_named_them(two: tuple[Match, Match]) -> None:
    one, other = two
    told = f"1. {other.title} · an offer\n2. {one.title}"
    assert [match.profile_id for match in spoken_of(two, told, _names, _no_likeness)] == ["a-pump", "a-membrane"]
    assert [match.profile_id for match in spoken_of(two, "there is one (a-membrane)", _names, _no_likeness)] == ["a-membrane"]


def test_the_one_that_is_counted_comes_first(two: tuple[Match, Match]) -> None:
    one, other = two
    told = f"1. {one.title}\n2. {other.title}"
    assert [match.profile_id for match in spoken_of(two, told, _names, _no_likeness, 2)] == ["a-pump", "a-membrane"]
    assert [match.profile_id for match in spoken_of(two, told, _names, _no_likeness, 7)] == ["a-membrane", "a-pump"]
    assert spoken_of(two, "There is nothing in the catalogue.", _names, _no_likeness) == []


def test_where_none_is_named_the_most_alike_is_meant(two: tuple[Match, Match]) -> None:
    found = spoken_of(two, "There is one from Saudi Arabia.", _names, lambda match: float(match.profile_id == "a-pump"))
    assert [match.profile_id for match in found] == ["a-pump"]
    assert spoken_of((), "nothing", _names, _no_likeness) == []


def test_details_are_the_summary_and_every_condition(partners: Assistant, two: tuple[Match, Match]) -> None:
    catalogue = partners.catalogue
    profile = catalogue.service.profile("a-membrane").model_copy(update={"target_countries": ["KZ", "CN"]})
    lines = details(profile, two[0], partners.phrases, catalogue.names, "en")
    assert lines == (
        two[0].summary,
        "maturity: TRL 6",
        "licence: exclusive",
        "cooperation: licence",
        "looks for partners in Kazakhstan, China",
        "Valid until: 2030-12-31",
    )


def test_of_an_anonymous_profile_the_abstract_alone_is_told(partners: Assistant, stock: Stock) -> None:
    stock(make_profile(id="a-secret", anonymous=True))
    profile = partners.catalogue.service.profile("a-secret")
    lines = details(profile, partners.catalogue.shown(profile, "en"), partners.phrases, partners.catalogue.names, "en")
    assert len(lines) == 2
    assert "exclusive" not in " ".join(lines)
