"""A profile that shares a broad term of a wish is no find where what is left of the wish is far from it."""

import datetime as dt

import numpy as np
import pytest

from assistant.catalogue.names import Names
from assistant.catalogue.present import PartnerPresenter, has_conditions, understands_subject
from assistant.domain import Matches, Question
from tests.catalogue.boards import a_wish, matched, phrases
from tests.catalogue.conftest import make_profile

WISH = a_wish(text="robot that picks olives", terms=("robotics",), sectors=())


def _broad(_text: str, _language: str) -> tuple[str, ...]:
    return ("robotics",)


def looked_at(rest: float | None, likeness: float = 0.4) -> Matches:
    profiles = [make_profile(id="offer-cleaner"), *(make_profile(id=f"offer-other-{n}") for n in range(6))]
    alike = [likeness, *(0.1,) * 6]
    left = None if rest is None else [rest, *(0.1,) * 6]
    return matched(profiles, WISH, alike, find=_broad, rest=left)


def test_what_is_left_of_a_wish_must_be_near_as_well() -> None:
    assert [match.profile_id for match in looked_at(0.6).found] == ["offer-cleaner"]
    assert not looked_at(0.0).found


def test_a_profile_that_the_second_look_rules_out_is_told_to_be_near() -> None:
    near = looked_at(0.35).near_misses
    assert [match.profile_id for match in near] == ["offer-cleaner"]
    assert near[0].blocked_by == (phrases().say("en", "match.blocked.subject"),)


def test_without_what_is_left_the_first_look_decides() -> None:
    assert looked_at(None).found


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, False),
        ({"preferred_countries": ("CN",)}, False),
        ({"cooperation": ("licence",), "soft": ("cooperation",)}, False),
        ({"cooperation": ("licence",)}, True),
        ({"countries": ("CN",)}, True),
        ({"trl_min": 7}, True),
    ],
)
def test_only_what_rules_out_is_a_condition(fields: dict[str, object], held: bool) -> None:
    assert has_conditions(a_wish(**fields)) is held


def test_nobody_is_told_that_conditions_are_met_where_none_was_understood() -> None:
    presenter = PartnerPresenter(phrases(), Names(phrases(), {}, {}))
    found = looked_at(0.6)
    text = presenter.lines(found, "en")[0]
    assert "conditions" not in text
    assert text.startswith(phrases().say("en", "partner.on_subject", n=1))


def test_a_subject_of_which_no_word_is_known_is_said_to_be_found_by_sense_alone() -> None:
    unknown = a_wish(text="ограђени прстен", language="sr", sectors=())
    assert not understands_subject(unknown)
    assert understands_subject(a_wish(language="sr"))
    presenter = PartnerPresenter(phrases(), Names(phrases(), {}, {}))
    found = matched([make_profile()], unknown, 0.9, "sr")
    question = Question(text=unknown.text, original=unknown.text, language="sr", intent="partner", as_of=dt.date(2026, 11, 28))
    text = presenter.answer("id", question, found).text
    assert found.found
    assert text.startswith(phrases().say("sr", "partner.by_sense", n=1))


def test_a_profile_that_speaks_of_all_rare_terms_is_near_however_it_is_worded() -> None:
    profiles = [make_profile(id="offer-cleaner"), *(make_profile(id=f"offer-other-{n}") for n in range(40))]
    profiles[0].keywords["en"] = ["picker"]

    def rare(text: str, _language: str) -> tuple[str, ...]:
        return ("harvest-robot",) if "picker" in text else ()

    wish = a_wish(text="qzxw", terms=("harvest-robot",), sectors=())
    likeness = list(np.full(41, 0.1))
    matches = matched(profiles, wish, likeness, find=rare, rest=likeness)
    assert not matches.found
    assert [match.profile_id for match in matches.near_misses] == ["offer-cleaner"]
