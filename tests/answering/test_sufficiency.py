"""What the evidence does not hold is not answered with its neighbour."""

import datetime as dt
from dataclasses import replace

from assistant.answering.config import GATE
from assistant.answering.sufficiency import judge, signals, sufficiency
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


def test_a_law_called_by_a_year_that_no_evidence_is_of_is_not_known() -> None:
    law = hit("In force since 2020-01-01.")
    of = replace(law, source=replace(law.source, names={"en": "Patent Law (2020)"}, amended=(dt.date(2008, 12, 27),)))
    for year, reason in (("2020", None), ("2008", None), ("2019", "insufficient")):
        called = replace(ROYALTIES, countries=("CN",), instruments=(year,))
        assert judge(called, [of], SURE, TODAY).reason == reason


def test_a_treaty_with_a_country_is_not_taken_for_a_chinese_law_of_that_year() -> None:
    treaty = replace(ROYALTIES, countries=("CN", "IS"), instruments=("2020",))
    chinese, icelandic = hit("In force since 2020."), hit("In force since 2020.", jurisdiction="IS")
    assert judge(treaty, [chinese], SURE, TODAY).reason == "insufficient"
    assert judge(treaty, [icelandic, chinese], SURE, TODAY).reason is None


def numbered(jurisdiction: str, count: int | None) -> Source:
    source = Source(id=f"law-{jurisdiction}", kind="policy", names={"en": "Patent Law"}, original_language="en")
    return replace(source, jurisdiction=jurisdiction, articles=count)


def test_an_article_is_looked_for_in_the_law_of_the_country_that_is_named() -> None:
    text = "What does article 130 of the Patent Law say?"
    asked = replace(ROYALTIES, text=text, countries=("CN",), articles=("130",))
    here, there = numbered("CN", 82), numbered("ID", 200)
    law = hit()
    verdict = judge(asked, [replace(law, source=here)], SURE, TODAY, named=[there], articles={there.id: frozenset({130})})
    assert (verdict.reason, verdict.values["source"]) == ("no_such_article", "law-CN")


def test_what_a_state_takes_is_not_answered_with_what_it_gives() -> None:
    asked = replace(ROYALTIES, countries=("EG",), taxed_by=frozenset({"EG"}))
    incentive = hit(jurisdiction="EG")
    tax = replace(incentive, passage=replace(incentive.passage, topics=("withholding",)))
    assert (
        judge(asked, [replace(incentive, passage=replace(incentive.passage, topics=("investment",)))], SURE, TODAY).reason
        == "no_country"
    )
    assert judge(asked, [tax], SURE, TODAY).reason is None


def test_of_a_law_that_nothing_in_the_question_calls_no_article_is_missed() -> None:
    asked = replace(ROYALTIES, text="Since article 130 forbids it, where do we arbitrate?", countries=("CN",), articles=("130",))
    assert judge(asked, [replace(hit(), source=numbered("CN", 82))], SURE, TODAY).reason is None


def test_an_article_of_a_law_without_a_count_is_looked_for_there_too() -> None:
    thai, chinese = replace(hit(), source=numbered("TH", None)), replace(hit(), source=numbered("CN", 40))
    text = "Must we register under art. 41 of the Patent Law?"
    asked = replace(ROYALTIES, text=text, countries=("CN", "TH"), articles=("41",))
    known = {thai.source.id: frozenset({41})}
    assert judge(asked, [thai, thai, chinese], SURE, TODAY, articles=known).reason is None


def test_of_a_chapter_called_by_name_an_article_that_is_not_in_it_is_not_answered_with_another() -> None:
    chapter = numbered("EG", None)
    asked = replace(ROYALTIES, countries=("EG",), articles=("94",))
    for article, reason in (("94", "no_article"), ("87", None)):
        asked = replace(asked, articles=(article,))
        verdict = judge(
            asked, [replace(hit(), source=chapter)], SURE, TODAY, named=[chapter], articles={chapter.id: frozenset({72, 87})}
        )
        assert verdict.reason == reason


def test_rules_of_the_union_are_rules_of_its_members_and_of_no_others() -> None:
    union = hit(jurisdiction="EU")
    for country, reason in (("DE", None), ("RS", "no_country")):
        assert judge(replace(ROYALTIES, countries=(country,)), [union], SURE, TODAY).reason == reason


def test_who_asks_which_body_is_told_it_though_the_rules_are_not_known() -> None:
    rules = hit(jurisdiction="SG")
    gap = replace(rules, passage=replace(rules.passage, role="gap"))
    office = replace(rules, source=replace(rules.source, id="office", kind="organisation"))
    asked = replace(ROYALTIES, countries=("SG",))
    assert judge(replace(asked, aspects=("authority",)), [gap, office], SURE, TODAY).reason is None
    assert judge(replace(asked, aspects=("deadline",)), [gap, office], SURE, TODAY).reason == "no_country"
    assert judge(replace(asked, aspects=("authority",)), [gap], SURE, TODAY).reason == "no_country"


def test_days_years_and_articles_are_no_number_that_answers() -> None:
    wanted = replace(ROYALTIES, wants=("number",))
    told = {
        "It takes 3 days.": 0.0,
        "See art. 12, in force since 2026-03-01.": 1.0,
        "The law of 2019 applies.": 1.0,
        "10 % is withheld.": 0.0,
    }
    assert {text: signals([hit(text)], wanted)["numberless"] for text in told} == told
    assert signals([hit("The law applies.")], ROYALTIES)["numberless"] == 0.0


def test_a_matter_of_which_the_best_evidence_does_not_speak_and_a_near_miss_speak_against_it() -> None:
    sure = hit("Ten per cent is withheld.")
    worse = [replace(sure, beside=True), replace(sure, answers=-1.0)]
    surest = sufficiency([sure], ROYALTIES, GATE)
    assert all(sufficiency([one], ROYALTIES, GATE) < surest for one in worse)
    assert signals(worse[:1], ROYALTIES)["beside"] == 1.0
    assert signals(worse[1:], ROYALTIES)["answers"] == -1.0


def test_whose_engineer_it_is_does_not_decide_whose_rule_is_asked_for() -> None:
    asked = replace(ROYALTIES, countries=("DE",))
    assert judge(asked, [hit()], SURE, TODAY).reason == "no_country"
    assert judge(replace(asked, of_parties=True), [hit()], SURE, TODAY).reason is None


def test_evidence_without_the_kind_of_figure_that_is_asked_for_speaks_against_it() -> None:
    asked = replace(ROYALTIES, quantities=("period",))
    assert signals([hit()], asked)["unmeasured"] == 1.0
    assert signals([replace(hit(), tells=frozenset({"period"}))], asked)["unmeasured"] == 0.0
    assert signals([hit()], ROYALTIES)["unmeasured"] == 0.0


def test_what_an_office_abroad_does_is_not_answered_with_what_those_of_china_do() -> None:
    asked = replace(ROYALTIES, countries=("DE", "CN"), offices=("DE",))
    refused = judge(asked, [hit()], SURE, TODAY)
    assert (refused.reason, refused.values) == ("no_country", {"countries": "DE"})
    assert judge(asked, [hit(jurisdiction="DE")], SURE, TODAY).reason is None
    assert judge(replace(asked, offices=("DE", "CN")), [hit()], SURE, TODAY).reason is None
    assert judge(replace(asked, offices=()), [hit()], SURE, TODAY).reason is None


def test_an_office_answers_who_is_in_charge_and_not_how_long_it_takes() -> None:
    office = hit(jurisdiction="TR")
    body = replace(
        office, source=replace(office.source, kind="organisation", covers=("TR",)), similarity=0.1, asked=0.1, taught=0.1
    )
    strict = replace(GATE, bias=-20.0)
    asked = replace(ROYALTIES, countries=("TR",), aspects=("deadline",))
    assert judge(asked, [body], strict, TODAY).reason == "insufficient"
    assert judge(replace(asked, aspects=("authority",)), [body], strict, TODAY).reason is None
    assert judge(replace(asked, aspects=(), seeks_body=True), [body], strict, TODAY).reason is None
