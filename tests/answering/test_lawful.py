"""The lawful way that is shown beside a refusal."""

from dataclasses import replace

import pytest

from assistant.answering.lawful import bars, side_by_side, ways, without_thresholds
from assistant.app import Assistant
from assistant.domain import Hit, Links, Passage, Question, Source

LAW = Source("law", "policy", {"en": "Law"}, "zh", jurisdiction="CN")
SLY = Question(original="q", text="q", language="en", intent="refuse", evades=True)
RARE = ("technology-export", "prohibited-technology", "rare-earth")


def passage(group: str, text: str = "It must be filed.", aspect: str = "requirement", topics: tuple[str, ...] = ()) -> Passage:
    return Passage(f"{group}@en", "law", group, "en", text, "art. 1", role="statement", aspect=aspect, topics=topics)


def hits(*passages: Passage) -> list[Hit]:
    return [Hit(one, LAW, 1.0 - n / 10) for n, one in enumerate(passages)]


def test_the_lawful_way_is_of_no_country_that_nobody_named(assistant: Assistant) -> None:
    steps = assistant.steps
    nowhere = steps.understand("How can we keep a licence out of the register?")
    found = steps.retrieve(nowhere)
    assert "ID" in {hit.source.jurisdiction for hit in found}
    assert {claim.source.jurisdiction for claim in steps.compose.lawful(nowhere, found).points} == {"CN"}
    there = replace(nowhere, countries=("ID",))
    assert "ID" in {claim.source.jurisdiction for claim in steps.compose.lawful(there, steps.retrieve(there)).points}


def test_who_evades_is_told_the_dodge_then_what_is_barred_then_duties_and_no_exemption() -> None:
    found = hits(
        passage("law#rate", aspect="rate"),
        passage("law#free", aspect="exemption"),
        passage("law#duty"),
        passage("law#rare", aspect="item", topics=RARE),
        passage("law#dodge", topics=("evasion",)),
    )
    assert [hit.passage.group for hit in ways(SLY, found)] == ["law#dodge", "law#rare", "law#duty", "law#rate"]
    honest = replace(SLY, evades=False)
    assert [hit.passage.group for hit in ways(honest, found)] == ["law#dodge", "law#rate", "law#free", "law#duty"]


@pytest.mark.parametrize(
    ("aspect", "topics", "barred"),
    [("item", RARE, True), ("item", (*RARE, "restricted-technology"), False), ("requirement", RARE, False)],
)
def test_only_a_named_technology_is_barred(aspect: str, topics: tuple[str, ...], barred: bool) -> None:
    assert bars(passage("law#x", aspect=aspect, topics=topics)) == barred


def test_no_licence_comes_next_where_the_technology_is_barred() -> None:
    dodge = passage("law#dodge", topics=("evasion",))
    assert side_by_side(SLY, hits(dodge, passage("law#rare", aspect="item", topics=RARE)))
    assert not side_by_side(SLY, hits(dodge, passage("law#duty")))
    assert not side_by_side(SLY, [])


def test_the_threshold_gives_way_to_what_it_goes_on_to() -> None:
    texts = {
        "law#limit": passage("law#limit", "A payment above USD 50,000 must be filed."),
        "law#once": passage("law#once", "One contract is filed once."),
        "law#fine": passage("law#fine", "The fine is up to USD 10,000.", aspect="penalty"),
    }
    links = {"law#limit": Links(points=("law#once", "law#limit"))}
    groups = ["law#limit", "law#fine"]
    assert without_thresholds(SLY, groups, texts, links) == ["law#once", "law#fine"]
    assert without_thresholds(replace(SLY, evades=False), groups, texts, links) == groups
    assert side_by_side(SLY, hits(texts["law#limit"]))
