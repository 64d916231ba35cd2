"""When a question goes to the catalogue though it names no partner, and when it does not though it seems to."""

import dataclasses
from typing import Any

import pytest

from assistant.answering.aims import seeks_partner
from assistant.answering.config import BOUNDS, TURN
from assistant.answering.turn import keeps, may_turn
from assistant.domain import Question
from tests.answering.test_sufficiency import hit

PLAIN = Question(original="q", text="q", language="en", intent="rule")


def asked(**fields: Any) -> Question:
    return dataclasses.replace(PLAIN, **fields)


@pytest.mark.parametrize(
    ("aims", "may"),
    [
        ({"unknowable": 0.6, "partner": 0.2, "wish": 0.2}, False),
        ({"unknowable": 0.1, "partner": 0.6, "wish": 0.4}, True),
        ({"unknowable": 0.3, "partner": 0.2, "wish": 0.4}, True),
        ({}, True),
    ],
)
def test_the_price_of_the_day_is_no_wish(aims: dict[str, float], may: bool) -> None:
    assert may_turn(asked(aims=aims), []) is may


@pytest.mark.parametrize(
    ("aims", "seeks"),
    [
        ({"partner": 0.03, "wish": -0.09, "rule": 1.1}, False),
        ({"partner": 0.5, "wish": 0.4, "rule": 0.7}, True),
        ({"partner": 0.3, "wish": 0.3, "rule": 0.7}, True),
        ({}, True),
    ],
)
def test_a_word_of_seeking_makes_no_wish_of_a_question_for_a_rule(aims: dict[str, float], seeks: bool) -> None:
    assert seeks_partner(aims, BOUNDS) is seeks


@pytest.mark.parametrize(
    ("kind", "intent", "likely", "kept"),
    [
        ("policy", "rule", TURN.surely - 0.1, True),
        ("policy", "rule", TURN.surely, False),
        ("country", "rule", 0.6, False),
        ("organisation", "rule", 0.6, False),
        ("country", "country", 0.99, True),
    ],
)
def test_a_report_that_was_not_asked_for_keeps_nothing_from_the_catalogue(
    kind: str, intent: Any, likely: float, kept: bool
) -> None:
    best = hit()
    best = dataclasses.replace(best, source=dataclasses.replace(best.source, kind=kind))
    assert keeps(asked(intent=intent), [best], likely, TURN) is kept


def test_the_best_brand_of_a_product_is_no_wish() -> None:
    assert not may_turn(asked(wants=("market",)), [])
    assert may_turn(asked(), [])
