"""What the evidence does not hold is not answered with its neighbour."""

import datetime as dt
from dataclasses import replace

from assistant.answering.config import GATE
from assistant.answering.sufficiency import judge
from assistant.domain import Hit, Passage, Question, Source

TODAY = dt.date(2026, 7, 1)
SURE = replace(GATE, bias=20.0)
"""A gate that takes everything: what refuses here is a rule."""
ROYALTIES = Question(original="q", text="q", language="en", intent="rule", countries=("RS", "CN"))


def hit(text: str = "t", topics: tuple[str, ...] = (), jurisdiction: str = "CN") -> Hit:
    passage = Passage(
        id="law#a@en",
        document_id="law",
        group="law#a",
        language="en",
        text=text,
        locator="art. 1",
        role="statement",
        topics=topics,
    )
    source = Source(id="law", kind="policy", names={"en": "Law"}, original_language="zh", path="law", jurisdiction=jurisdiction)
    return Hit(passage, source, score=1.0, similarity=0.6, asked=0.6, taught=0.6, coverage=1.0)


def test_royalties_paid_to_china_are_not_answered_with_what_china_takes_of_those_that_leave_it() -> None:
    tax = hit(topics=("withholding", "royalty", "technology-import"))
    to_china, from_china = (replace(ROYALTIES, pays_home=home, toward_place=True) for home in (True, False))
    refused = judge(to_china, [tax], SURE, TODAY)
    assert (refused.reason, refused.values) == ("no_country", {"countries": "RS"})
    assert judge(from_china, [tax], SURE, TODAY).reason is None
    credit = hit(topics=("withholding", "technology-export"))
    assert judge(to_china, [credit], SURE, TODAY).reason is None
    assert judge(replace(to_china, countries=("CN",)), [tax], SURE, TODAY).reason == "insufficient"


def test_a_rule_that_ends_before_the_year_asked_for_answers_and_one_that_says_nothing_of_it_does_not() -> None:
    ahead = replace(ROYALTIES, countries=("CN",), years_ahead=(2028,))
    ends, silent = hit("It runs until 2027-12-31."), hit("It has been so since 2019.")
    assert judge(ahead, [ends], SURE, TODAY).reason is None
    assert judge(ahead, [silent], SURE, TODAY).reason == "insufficient"
    past = hit("It has been so since 2026-03-01.")
    assert judge(ahead, [past], SURE, TODAY).reason == "insufficient"
