"""What stops a profile, whatever else speaks for it."""

import datetime as dt
from typing import Any

import pytest

from assistant.catalogue.filters import stopped_by
from tests.catalogue.boards import a_wish, board_of, matched
from tests.catalogue.conftest import TODAY, make_profile

CHALLENGE: dict[str, Any] = {
    "type": "challenge",
    "challenge": {
        "award": {"amount": 1000, "currency": "USD"},
        "deadline": "2026-11-01",
        "kind": "ideation",
        "criteria": {"en": "It works."},
        "ip_terms": {"en": "stays with the solver"},
    },
}
PROHIBITED = {"export_control": {"status": "prohibited", "checked_on": "2026-01-01"}}


@pytest.mark.parametrize(
    ("name", "profile", "wish"),
    [
        ("validity", {"valid_until": "2026-11-24"}, {}),
        ("validity", {"state": "expired"}, {}),
        ("excluded", {}, {"excluded_countries": ("SA",)}),
        ("excluded", {"excluded_countries": ["KE"]}, {"own_country": "KE"}),
        ("excluded", {"excluded_countries": ["CN"]}, {"own_country": "CN-SC"}),
        ("export_control", PROHIBITED, {"own_country": "KE"}),
        ("export_control", PROHIBITED, {}),
        ("market", {"target_countries": ["EG"]}, {"use_country": "KE"}),
        ("country", {}, {"countries": ("EG",)}),
        ("trl", {"trl": 6}, {"trl_min": 7}),
        ("licence", {"licence_types": ["non_exclusive"]}, {"licence_types": ("exclusive", "sole")}),
        ("cooperation", {"cooperation": ["licence"]}, {"cooperation": ("joint_rd",)}),
    ],
)
def test_a_profile_that_breaks_one_condition_is_stopped_by_that_filter_alone(
    name: str, profile: dict[str, Any], wish: dict[str, Any]
) -> None:
    board = board_of([make_profile(**profile)])
    assert [own for own, mask in stopped_by(board, a_wish(**wish), TODAY).items() if mask[0]] == [name]


@pytest.mark.parametrize(
    ("profile", "wish"),
    [
        ({"valid_until": "2026-11-25"}, {}),
        ({"excluded_countries": ["EG"]}, {"own_country": "KE"}),
        (PROHIBITED, {"own_country": "SA"}),
        ({"target_countries": ["KE"]}, {"use_country": "KE"}),
        ({"target_countries": []}, {"use_country": "KE"}),
        ({"country": "KE", "target_countries": ["EG"]}, {"use_country": "KE"}),
        ({}, {"countries": ("EG", "SA")}),
        ({"country": "CN", "region": "CN-SC"}, {"countries": ("CN-SC",)}),
        ({"trl": 7}, {"trl_min": 7}),
        ({"trl": None}, {"trl_min": 7}),
        ({"trl": 9}, {"trl_max": 5}),
        ({"licence_types": []}, {"licence_types": ("exclusive",)}),
        ({"licence_types": ["exclusive", "sole"]}, {"licence_types": ("sole",)}),
        ({"cooperation": ["licence", "joint_rd"]}, {"cooperation": ("joint_rd", "training")}),
    ],
)
def test_a_condition_that_is_met_or_left_open_stops_nothing(profile: dict[str, Any], wish: dict[str, Any]) -> None:
    board = board_of([make_profile(**profile)])
    assert [own for own, mask in stopped_by(board, a_wish(**wish), TODAY).items() if mask[0]] == []


def test_a_need_that_wants_a_riper_technology_than_the_asker_s_is_stopped() -> None:
    board = board_of([make_profile(type="technology_request", trl_min=7), make_profile(type="technology_request", trl_min=5)])
    assert stopped_by(board, a_wish(side="need", trl=6), TODAY)["trl"].tolist() == [True, False]


def test_a_challenge_is_stopped_after_its_deadline_and_not_on_it() -> None:
    board = board_of([make_profile(**CHALLENGE)])
    wish = a_wish(side="need")
    assert stopped_by(board, wish, dt.date(2026, 11, 2))["deadline"].tolist() == [True]
    assert stopped_by(board, wish, dt.date(2026, 11, 1))["deadline"].tolist() == [False]


def test_a_stopped_profile_is_a_near_miss_and_says_which_filter_stopped_it() -> None:
    found = matched([make_profile(trl=5)], a_wish(trl_min=7))
    assert found.found == ()
    assert [(miss.profile_id, miss.blocked_by) for miss in found.near_misses] == [("offer-test", ("only TRL 5; wanted ≥ 7",))]


def test_three_conditions_that_are_not_met_are_no_near_miss() -> None:
    wish = a_wish(trl_min=7, countries=("EG",), cooperation=("training",))
    assert matched([make_profile(trl=5)], wish).near_misses == ()


def test_the_other_side_of_the_market_is_never_shown() -> None:
    profiles = [make_profile(id="need-one", type="technology_request"), make_profile()]
    assert [match.profile_id for match in matched(profiles, a_wish()).found] == ["offer-test"]
    assert [match.profile_id for match in matched(profiles, a_wish(side="need")).found] == ["need-one"]
