"""Which rule stands beside profiles."""

import dataclasses

from assistant.answering.of_deal import of_deal
from assistant.domain import Question
from tests.answering.test_sufficiency import hit

WISH = Question(original="q", text="q", language="en", intent="partner")


def test_a_rule_about_what_is_sought_is_shown() -> None:
    assert of_deal(WISH, hit(), ("lithium-iron-phosphate",), ("lithium-iron-phosphate", "battery"))


def test_a_rule_about_something_else_is_not() -> None:
    assert not of_deal(WISH, hit(), ("membrane", "desalination"), ("rare-earth", "recycling"))
    assert not of_deal(WISH, hit(), ("coal", "adsorption", "date-palm"), ("adsorption", "lithium"))
    assert not of_deal(WISH, hit(), (), ("lithium",))


def test_a_rule_that_the_question_asks_for_is_shown() -> None:
    asks = dataclasses.replace(WISH, aspects=("deadline",))
    answers = dataclasses.replace(hit(), coverage=0.5, answers=0.4)
    assert of_deal(asks, answers, ("membrane",), ())
    assert not of_deal(WISH, answers, ("membrane",), ())
    assert not of_deal(asks, dataclasses.replace(answers, coverage=0.0), ("membrane",), ())
