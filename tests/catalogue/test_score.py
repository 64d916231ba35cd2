"""How well a profile fits: more of what is wanted never lowers it, and nothing is shown that does not fit."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from assistant.catalogue.weights import load_weights
from tests.catalogue.boards import a_wish, matched, scored
from tests.catalogue.conftest import make_profile

FLOOR = {"trl_min": 6, "trl_max": 7}


@pytest.mark.parametrize(
    ("worse_to_better", "wish"),
    [
        ([{"trl": n} for n in (1, 2, 3, 4, 5, 6)], FLOOR),
        ([{"trl": n} for n in (9, 8, 7)], FLOOR),
        ([{"sectors": ["energy"]}, {"sectors": ["agriculture"]}, {"sectors": ["water"]}], {}),
        ([{"country": "EG"}, {"country": "SA"}], {"preferred_countries": ("SA",)}),
        ([{"target_countries": ["EG"]}, {"target_countries": []}, {"target_countries": ["KE"]}], {"own_country": "KE"}),
        (
            [{"licence_types": ["sole"]}, {"licence_types": []}, {"licence_types": ["exclusive"]}],
            {"licence_types": ("exclusive",)},
        ),
        ([{"ip": ["none"]}, {"ip": []}, {"ip": ["patent_granted"]}], {"ip": ("patent_granted",)}),
        (
            [{"cooperation": ["supply"]}, {"cooperation": ["licence"]}, {"cooperation": ["licence", "joint_rd"]}],
            {"cooperation": ("licence", "joint_rd")},
        ),
        ([{"ipc": ["H01M 10/05"]}, {"ipc": ["C02F 9/00"]}, {"ipc": ["C02F 1/44"]}], {"ipc": ("C02F 1/44",)}),
        ([{"languages": ["ru"]}, {"languages": ["en"]}], {}),
        ([{"updated": "2026-01-02"}, {"updated": "2026-11-01"}], {}),
    ],
)
def test_a_field_that_fits_better_never_lowers_the_score(worse_to_better: list[dict[str, Any]], wish: dict[str, Any]) -> None:
    profiles = [make_profile(id=f"offer-{n}", **changes) for n, changes in enumerate(worse_to_better)]
    scores = scored(profiles, a_wish(**wish)).score.tolist()
    assert all(before <= after for before, after in pairwise(scores))
    assert scores[0] < scores[-1]


def test_the_nearer_subject_scores_higher() -> None:
    scores = scored([make_profile(id=f"offer-{n}") for n in range(4)], a_wish(), [0.1, 0.2, 0.4, 0.6]).score.tolist()
    assert scores == sorted(set(scores))


def test_all_values_lie_between_nought_and_one() -> None:
    wish = a_wish(trl_min=9, licence_types=("sole",), own_country="KE", ipc=("C02F 1/44",), cooperation=("pilot",))
    result = scored([make_profile(), make_profile(id="offer-two", trl=1)], wish, [-0.9, 1.0])
    for values in (result.score, result.chance, *result.fields.values()):
        assert float(values.min()) >= 0
        assert float(values.max()) <= 1


def test_where_no_subject_fits_nothing_is_found_however_well_the_conditions_fit() -> None:
    wish = a_wish(text="menus and shifts of restaurants", sectors=(), countries=("SA",), trl_min=6, licence_types=("exclusive",))
    found = matched([make_profile()], wish, 0.05)
    assert (found.found, found.near_misses) == ((), ())


def test_a_profile_that_fits_for_certain_brings_those_that_fit_less_and_they_do_not_come_alone() -> None:
    gate = load_weights().gate
    wish = a_wish(text="reuse of water", language="en")
    sure, less = make_profile(), make_profile(id="offer-less", organisation={"name": {"en": "Other"}, "kind": "company"})
    chances = scored([sure, less], wish, [0.7, 0.5]).chance.tolist()
    assert chances[0] >= gate.opens > chances[1] >= gate.shows
    found = matched([sure, less], wish, [0.7, 0.5]).found
    assert [(match.profile_id, match.beside) for match in found] == [("offer-test", False), ("offer-less", True)]
    stopped = sure.model_copy(update={"state": "expired"})
    assert matched([stopped, less], wish, [0.7, 0.5]).found == ()


@pytest.mark.parametrize("shift", [-0.1, 0.1])
def test_a_wish_that_is_near_to_everything_finds_no_more_than_one_that_is_near_to_nothing(shift: float) -> None:
    firms = [{"name": {"en": f"Firm {n}"}, "kind": "company"} for n in range(200)]
    profiles = [make_profile(id=f"offer-{n}", organisation=firm) for n, firm in enumerate(firms)]
    alike = np.random.default_rng(3).normal(0.2, 0.05, len(profiles)).clip(0.1, 0.3)
    alike[7] = 0.6
    wish = a_wish(text="reuse of water", language="en")
    usual, shifted = (scored(profiles, wish, list(values)).chance for values in (alike, alike + shift))
    gate = load_weights().gate
    assert np.flatnonzero(usual >= gate.opens).tolist() == np.flatnonzero(shifted >= gate.opens).tolist() == [7]


def test_similarities_that_were_not_computed_do_not_say_what_is_usual() -> None:
    profiles = [make_profile(id=f"offer-{n}") for n in range(60)]
    proposed = [0.35, *[0.0] * 59]
    gate = load_weights().gate
    assert float(scored(profiles, a_wish(text="reuse of water"), proposed).chance[0]) < 0.5
    assert (scored(profiles, a_wish(text="reuse of water"), proposed).chance[1:] < gate.shows).all()


def test_of_one_organisation_at_most_two_profiles_are_shown() -> None:
    profiles = [make_profile(id=f"offer-{n}") for n in range(4)]
    assert len(matched(profiles, a_wish()).found) == load_weights().limits.per_organisation == 2
