"""Each measure on cases small enough to work out by hand."""

import math

import pytest

from assistant.domain import Links, ProcedureView, StepView
from eval.measure import result, score
from eval.measures.answer_language import answer_language, own_words
from eval.measures.citation_precision import citation_precision, citation_precision_strict
from eval.measures.citation_recall import citation_recall, citation_recall_all, lead
from eval.measures.citation_support import citation_support, statements_cited
from eval.measures.facts import fact_recall, holds, uncontradicted
from eval.measures.followup import followup
from eval.measures.latency import latency
from eval.measures.numbers_grounded import numbers_grounded
from eval.measures.partners import partner_ndcg, partner_none, partner_recall
from eval.measures.procedure import procedure_complete, procedure_order, procedure_shown
from eval.measures.quotes_exact import marks_whole, quotes_exact
from eval.measures.ranking import ranking_scores
from eval.measures.refusal import area, refusal_precision, refusal_recall, refusal_right, risk_coverage
from eval.measures.relevance import relevant
from eval.records import Found, Outcome, Reply
from tests.eval.making import asked, base, cites, ranking, reply


def test_ranking_scores_are_those_worked_out_by_hand() -> None:
    scores = ranking_scores({"q": ("a", "b")}, {"q": ranking("x", "b", "a")})
    assert scores["recall@1"]["q"] == 0
    assert scores["recall@5"]["q"] == 1
    assert scores["recall_all@5"]["q"] == 1
    assert scores["mrr@10"]["q"] == pytest.approx(1 / 2)
    gain = 1 / math.log2(3) + 2 / math.log2(4)
    assert scores["ndcg@10"]["q"] == pytest.approx(gain / (2 / math.log2(2) + 1 / math.log2(3)))


def test_a_right_statement_in_sixth_place_is_outside_the_first_five() -> None:
    scores = ranking_scores({"q": ("a",)}, {"q": ranking("1", "2", "3", "4", "5", "a")})
    assert scores["recall@5"]["q"] == 0
    assert scores["mrr@10"]["q"] == pytest.approx(1 / 6)


def test_a_question_without_a_ranking_scores_zero_and_does_not_drop_out() -> None:
    scores = ranking_scores({"q": ("a",), "r": ("a",)}, {"q": ranking("a")})
    assert scores["recall@5"] == {"q": 1, "r": 0}


def test_a_chunk_of_several_statements_takes_one_place() -> None:
    chunks = (Found(("x", "y")), Found(("z", "a")))
    assert ranking_scores({"q": ("a",)}, {"q": chunks})["mrr@10"]["q"] == pytest.approx(1 / 2)


def test_a_chunk_that_repeats_a_statement_is_no_second_find_but_takes_its_place() -> None:
    chunks = (Found(("x",)), Found(("x",)), Found(("a",)))
    assert ranking_scores({"q": ("a",)}, {"q": chunks})["mrr@10"]["q"] == pytest.approx(1 / 3)


def test_what_editors_linked_to_a_right_statement_is_relevant_and_what_they_linked_to_that_is_not() -> None:
    links = {"law#a": Links(points=("law#b",), applies_if=("law#c",)), "law#b": Links(points=("law#d",))}
    assert relevant(("law#a",), base(links)) == {"law#a", "law#b", "law#c"}


def test_the_parts_and_grounds_of_a_right_procedure_are_relevant() -> None:
    known = base(procedures={"p": {"steps": [{"legal_basis": ["law#x"]}]}}, groups=("p#one", "p#two", "law#x", "law#y"))
    assert relevant(("p#one",), known) == {"p#one", "p#two", "law#x"}


def test_citation_precision_counts_linked_points_and_the_strict_one_does_not() -> None:
    known = base({"law#a": Links(points=("law#b",))})
    given = reply("…", "law#a", "law#b", "law#z")
    assert citation_precision(asked(), given, known) == pytest.approx(2 / 3)
    assert citation_precision_strict(asked(), given, known) == pytest.approx(1 / 3)


def test_citation_precision_leaves_refusals_to_recall() -> None:
    refused = reply("No.", refused=True)
    assert citation_precision(asked(), refused, base()) is None
    assert citation_recall(asked(), refused, base()) == 0


def test_citation_recall_asks_for_one_right_statement_or_for_all() -> None:
    question = asked(qrels=("law#a", "law#b"))
    given = reply("…", "law#z", "law#b")
    assert citation_recall(question, given, base()) == 1
    assert citation_recall_all(question, given, base()) == pytest.approx(1 / 2)
    assert lead(question, given, base()) == 0


def test_a_quote_with_one_changed_character_is_not_exact() -> None:
    known = base(texts={"law#a@en": "It takes sixty days."})
    exact = reply("…", citations=(cites(1, "law#a", "sixty days"),))
    bent = reply("…", citations=(cites(1, "law#a", "sixty  days"),))
    unknown = reply("…", citations=(cites(1, "law#gone", "sixty days"),))
    assert quotes_exact(asked(), exact, known) == 1
    assert quotes_exact(asked(), bent, known) == 0
    assert quotes_exact(asked(), unknown, known) == 0


@pytest.mark.parametrize(
    ("text", "whole"), [("a [1] b [2]", 1), ("a [1]", 0), ("a [1] b [2] c [3]", 0)], ids=["all", "one unused", "one unknown"]
)
def test_every_mark_has_its_citation_and_every_citation_its_mark(text: str, whole: int) -> None:
    assert marks_whole(asked(), reply(text, "law#a", "law#b"), base()) == whole


def test_a_refusal_with_a_mark_is_not_whole() -> None:
    assert marks_whole(asked(), reply("No [1].", refused=True), base()) == 0


TAX = (cites(1, "law#a", "Royalties bear 10 % withholding tax."), cites(2, "law#b", "Registration is not a condition."))


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Royalties bear 10 % withholding tax. [1]\n- Registration is not a condition. [2]", 1),
        ("Royalties bear 10 % withholding tax. [2]", 0),
        ("Royalties bear 10 % withholding tax. [1] [2]", 0.5),
        ("Of royalties 10 % is withheld as withholding tax. [1]", 1),
        ("Of royalties 15 % is withheld as withholding tax. [1]", 0),
        ("Something else entirely. [1]", 0),
        ("No such source. [7]", 0),
        ("Royalties bear 10 % withholding tax. Filing costs 5,000 yuan. [1]", 0),
        ("La lune est un fromage — vraiment étonnant. [1]", 0),
        ("Луна сделана из сыра. [1]", 0),
        ("月球是奶酪做的。[1]", 0),
    ],
)
def test_a_citation_carries_the_line_that_says_what_it_says(text: str, carried: float) -> None:
    assert citation_support(asked(), reply(text, citations=TAX), base()) == carried


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("A rule. [1]\n- A point. [2]\n\nSteps:\n1. File it. [1]\n2. Wait. [2]\n\nNext: ask the desk.", 1),
        ("A rule. [1]\n- A point.\n\nUncertain: the status.\n\nNext: ask the desk.", 0.5),
        ("A rule. [1]\n\nSteps:\n1. File it.", 0.5),
        ("Compare: [1]\n- One [1]\n  · deadline: 60 days\nWorking:\n- 1,000 × 10 % = 100\nTax in all: 100.", 1),
    ],
)
def test_a_statement_without_a_mark_is_found(text: str, share: float) -> None:
    assert statements_cited(asked(), reply(text, citations=TAX), base()) == share


def test_an_answer_without_any_citation_cites_none_of_its_statements() -> None:
    assert statements_cited(asked(), reply("A rule.\n- A point."), base()) == 0


def test_a_refusal_has_nothing_to_support() -> None:
    assert citation_support(asked(), reply("No.", refused=True), base()) is None
    assert statements_cited(asked(), reply("No.", refused=True), base()) is None


def test_the_time_of_a_step_stands_in_its_record() -> None:
    record = {"id": "p", "steps": [{"id": "file", "duration": {"value": 60, "unit": "day"}, "fee": {"en": "RMB 500"}}]}
    known = base(procedures={"p": record})
    cited = (cites(1, "p#file", "File the form."),)
    assert numbers_grounded(asked(), reply("1. File the form. (at most 60 days · RMB 500) [1]", citations=cited), known) == 1
    assert numbers_grounded(asked(), reply("1. File the form. (at most 90 days) [1]", citations=cited), known) == 0


def test_a_number_that_is_in_no_quote_is_found() -> None:
    cited = (cites(1, "law#a", "Within 60 days."),)
    assert numbers_grounded(asked(), reply("It takes 60 days. [1]", citations=cited), base()) == 1
    assert numbers_grounded(asked(), reply("It takes 90 days. [1]", citations=cited), base()) == 0
    assert numbers_grounded(asked(), reply("It takes a while. [1]", citations=cited), base()) is None


def test_a_number_may_come_from_the_locator_or_the_question() -> None:
    cited = (cites(1, "law#a", "Tax is due."),)
    assert numbers_grounded(asked(), reply("Article 5: tax is due. [1]", citations=cited), base()) == 1
    assert numbers_grounded(asked(question="on 3 million?"), reply("On 3 million tax is due. [1]", citations=cited), base()) == 1
    assert numbers_grounded(asked(), reply("On 3 million tax is due. [1]", citations=cited), base()) == 0


def test_a_number_borrowed_from_another_citation_is_not_grounded() -> None:
    cited = (cites(1, "law#a", "Tax is due."), cites(2, "law#b", "Within 60 days."))
    assert numbers_grounded(asked(), reply("Tax within 60 days. [1]\nSoon. [2]", citations=cited), base()) == 0


@pytest.mark.parametrize(
    ("text", "fact", "held"),
    [
        ("1.5 million yuan", "1,500,000", True),
        ("within 60 days", "60", True),
        ("within 160 days", "60", False),
        ("the Chinese Party files", "chinese party", True),
        ("since 1 March", "2026-03-01", False),
        ("自2026年3月1日起", "2026-03-01", True),
    ],
)
def test_facts_are_compared_as_numbers_days_and_words(text: str, fact: str, held: bool) -> None:
    assert holds(text, fact, "en") is held


def test_fact_recall_is_the_share_of_facts_and_zero_for_a_refusal() -> None:
    question = asked(facts=("60", "ministry"))
    assert fact_recall(question, reply("60 days [1]"), base()) == pytest.approx(1 / 2)
    assert fact_recall(question, reply("60 ministry", refused=True), base()) == 0


def test_a_fact_in_a_shown_step_counts() -> None:
    step = StepView(1, "File", "at the ministry", "office", (), None, None, ())
    given = reply("See the steps.", procedure=ProcedureView("p", "P", (step,)))
    assert fact_recall(asked(facts=("ministry",)), given, base()) == 1


def test_a_wrong_fact_contradicts() -> None:
    question = asked(wrong=("90",))
    assert uncontradicted(question, reply("90 days"), base()) == 0
    assert uncontradicted(question, reply("60 days"), base()) == 1
    assert uncontradicted(asked(), reply("90 days"), base()) is None


def test_refusals_are_judged_both_ways() -> None:
    must, may = asked(answerable=False, qrels=()), asked()
    refused, answered = reply("No.", refused=True), reply()
    assert refusal_precision(must, refused, base()) == 1
    assert refusal_precision(may, refused, base()) == 0
    assert refusal_precision(may, answered, base()) is None
    assert refusal_recall(must, answered, base()) == 0
    assert refusal_recall(may, refused, base()) is None
    assert [refusal_right(q, r, base()) for q in (must, may) for r in (refused, answered)] == [1, 0, 0, 1]


def test_an_answer_without_partners_declines_where_there_is_none() -> None:
    question = asked(type="partner", qrels=(), expect_none=True)
    assert refusal_recall(question, reply("Nobody fits."), base()) == 1
    assert partner_none(question, reply("Here.", partners=("offer-x",)), base()) == 0


def test_an_answer_that_finds_nothing_in_the_catalogue_declines_whatever_was_asked() -> None:
    can, must = asked(type="partner", qrels=()), asked(answerable=False, qrels=())
    empty = reply("Nobody fits.", intent="partner")
    assert (refusal_precision(can, empty, base()), refusal_recall(must, empty, base())) == (0, 1)
    assert refusal_precision(can, reply("Here.", intent="partner", partners=("offer-x",)), base()) is None


def test_the_risk_coverage_curve_answers_the_surest_first() -> None:
    rows = [(0.9, "law#a", True), (0.8, "law#z", True), (0.4, "law#a", True), (0.0, "law#a", False)]
    seen = [
        Outcome(asked(id=str(n), answerable=can, qrels=("law#a",) if can else ()), reply(sure=s, ranking=ranking(g)), {})
        for n, (s, g, can) in enumerate(rows)
    ]
    points = risk_coverage(seen)
    assert [(p.coverage, p.risk) for p in points] == [
        (0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)
    ]  # fmt: skip
    assert area(points) == pytest.approx((0 + 0.5 + 1 / 3 + 0.5) / 4)


def test_the_language_is_taken_from_the_text_not_from_the_field() -> None:
    assert answer_language(asked(), reply("Soixante jours."), base(says="fr")) == 0
    assert answer_language(asked(), reply("Sixty days."), base(says="en")) == 1
    assert answer_language(asked(), reply("Sixty days.", language="fr"), base(says="en")) == 0


def test_originals_quoted_in_another_language_are_not_the_answers_own_words() -> None:
    given = reply("The text says: “六十日内。” [1]", citations=(cites(1, "law#a", "六十日内。", "zh"),))
    assert own_words(given).split() == ["The", "text", "says:"]


def test_a_followup_is_resolved_when_a_right_statement_is_found() -> None:
    from assistant.domain import Turn

    question = asked(history=(Turn("user", "Must it be registered?"),))
    assert followup(question, reply(ranking=ranking("x", "law#a")), base()) == 1
    assert followup(question, reply(ranking=ranking("x")), base()) == 0
    assert followup(asked(), reply(ranking=ranking("law#a")), base()) is None


def _procedure(*titles: str) -> ProcedureView:
    steps = tuple(StepView(n, t, "", "", (), None, None, ()) for n, t in enumerate(titles, 1))
    return ProcedureView("p", "P", steps)


def test_a_procedure_is_right_whole_and_in_order() -> None:
    record = {"steps": [{"title": {"en": t}, "legal_basis": []} for t in ("One", "Two", "Three")]}
    known, question = base(procedures={"p": record}), asked(type="procedure", qrels=("p#one",))
    whole, partial = reply(procedure=_procedure("One", "Two", "Three")), reply(procedure=_procedure("Three", "One"))
    assert [m(question, whole, known) for m in (procedure_shown, procedure_complete, procedure_order)] == [1, 1, 1]
    assert procedure_complete(question, partial, known) == pytest.approx(2 / 3)
    assert procedure_order(question, partial, known) == pytest.approx(1 / 2)
    assert [m(question, reply(), known) for m in (procedure_shown, procedure_complete, procedure_order)] == [0, 0, 0]


def test_partners_are_ranked() -> None:
    question = asked(type="partner", qrels=("need-a", "need-b"))
    given = reply(partners=("need-x", "need-a"))
    assert partner_recall(question, given, base()) == 1
    assert partner_ndcg(question, given, base()) == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))


def test_latency_gives_quantiles_by_step() -> None:
    spent = latency([Reply(timings={"retrieve": float(n)}) for n in range(1, 102)])
    assert (spent["retrieve"].p50, spent["retrieve"].p95, spent["retrieve"].longest, spent["retrieve"].n) == (51, 96, 101, 101)


def test_a_system_that_fails_on_a_question_scores_zero_on_it() -> None:
    from eval.system import FAILED

    question = asked(facts=("60",))
    scores = score([question], {"q1": FAILED}, base(says="und"))
    applied = {"recall@5", "citation_recall", "lead", "fact_recall", "answer_language"}
    assert {name: scores[name]["q1"] for name in applied} == dict.fromkeys(applied, 0)
    assert result("x", [question], scores).by_language["en"]["recall@5"].n == 1
