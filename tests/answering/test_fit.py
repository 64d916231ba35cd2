"""Points that were not asked for are left out; comparisons keep both sides."""

from dataclasses import replace

import pytest

from assistant.answering.compose import Claim, Plan
from assistant.answering.config import FIT
from assistant.answering.fit import only_fit
from assistant.answering.retrieve import Nearness
from assistant.domain import Links, Passage, Question, Source

SOURCE = Source(id="law", kind="policy", names={"en": "A law"}, original_language="en")
NEAR = {
    "law#lead": Nearness(0.8, 0.8, 0.8, 0.8),
    "law#close": Nearness(0.75, 0.75, 0.75, 0.75),
    "law#far": Nearness(0.05, 0.02, 0.02, 0.02),
}
PLAIN = Question(original="q", text="q", language="en", intent="rule")


def claim(group: str, source: Source = SOURCE) -> Claim:
    return Claim(Passage(f"{group}@en", "law", group, "en", "A text.", "art. 1"), source, "A text.")


def plan(*points: str) -> Plan:
    return Plan(lead=claim("law#lead"), points=tuple(claim(group) for group in points))


def left(question: Question, *points: str) -> list[str]:
    links = Links(points=points, bonds=dict.fromkeys(points, 2))
    return [c.group for c in only_fit(plan(*points), question, (), links, NEAR.get, FIT).points]


def test_a_point_far_from_the_question_is_left_out_though_it_is_linked() -> None:
    assert left(PLAIN, "law#close", "law#far") == ["law#close"]


def test_of_two_points_as_near_the_one_that_askers_need_stays() -> None:
    links = Links(points=("law#needed", "law#beside"), bonds={"law#needed": 3, "law#beside": 0})
    near = {
        "law#lead": Nearness(0.8, 0.8, 0.8, 0.8),
        "law#needed": Nearness(0.5, 0.5, 0.5, 0.5),
        "law#beside": Nearness(0.5, 0.5, 0.5, 0.5),
    }
    fitting = only_fit(plan("law#needed", "law#beside"), PLAIN, (), links, near.get, FIT)
    assert [c.group for c in fitting.points] == ["law#needed"]


def test_a_document_of_which_nothing_is_known_is_kept() -> None:
    assert left(PLAIN, "file#p1") == ["file#p1"]


@pytest.mark.parametrize(
    "question",
    [
        Question(original="q", text="q", language="en", intent="rule", compares=True),
        Question(original="q", text="q", language="en", intent="rule", countries=("VN", "TH")),
    ],
)
def test_a_comparison_keeps_the_likeliest_of_each_country(question: Question) -> None:
    there = replace(SOURCE, jurisdiction="TH")
    points = (claim("law#close"), claim("law#far", there), claim("law#farther", there))
    groups = tuple(point.group for point in points)
    links = Links(points=groups, bonds=dict.fromkeys(groups, 2))
    near = NEAR | {"law#farther": Nearness(0.04, 0.01, 0.01, 0.01)}
    fitting = only_fit(Plan(lead=claim("law#lead"), points=points), question, (), links, near.get, FIT)
    assert [c.group for c in fitting.points] == ["law#close", "law#far"]


def test_what_tells_a_point_of_a_side_stays_and_a_third_country_is_not_told_beside_it() -> None:
    asked = replace(PLAIN, countries=("VN", "TH"), compares=True)
    near = NEAR | {"kz#near": Nearness(0.8, 0.8, 0.8, 0.8)}
    third = claim("kz#near", replace(SOURCE, id="kz", jurisdiction="KZ"))
    both = replace(plan("law#far"), not_to_confuse=(third,))
    links = Links(points=("law#far",))
    fitting = only_fit(both, asked, (), links, near.get, FIT, {"law#far"})
    assert [c.group for c in fitting.claims()] == ["law#lead", "law#far"]
    assert third in only_fit(both, asked, (), links, near.get, FIT).not_to_confuse
