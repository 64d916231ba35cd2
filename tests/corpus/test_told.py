"""How an answer from the shipped knowledge base is told: its steps, its sums, what it does not know."""

import re

import pytest

from assistant.answering.compose import Claim, Plan
from assistant.answering.sufficiency import Verdict
from assistant.app import Assistant
from assistant.domain import Passage, Question, Source

STEPS = {
    "en": "How do I register a free technology import contract in China, step by step?",
    "zh": "自由进口技术合同怎么登记，一步一步说",
    "ar": "كيف أسجل عقد استيراد تكنولوجيا حرة في الصين خطوة بخطوة؟",
}
TIME_AND_FEE = {
    "en": "How long does registration of a technology import contract take in China and what is the official fee?",
    "zh": "技术进口合同登记要几个工作日，官费多少？",
    "ru": "Сколько дней занимает регистрация договора об импорте технологий в Китае и сколько стоит регистрация?",
}
ROYALTY_TAX = {"cn-eit-law#royalty-withholding", "cn-eit-regulations#royalty-rate"}


@pytest.mark.parametrize("language", STEPS)
def test_every_step_cites_the_record_that_says_it(whole: Assistant, language: str) -> None:
    answer = whole.ask(STEPS[language])
    cited = {c.n: c for c in answer.citations}
    told = [line for line in answer.text.splitlines() if re.match(r"\d+\. ", line)]
    assert answer.procedure is not None
    assert len(told) == len(answer.procedure.steps)
    for line, step in zip(told, answer.procedure.steps, strict=True):
        own = [cited[int(n)] for n in re.findall(r"\[(\d+)\]", line)]
        assert [c.locator for c in own] == [f"step {step.n}"]
        assert own[0].quote in line
        assert own[0].n in step.citations


@pytest.mark.parametrize("language", TIME_AND_FEE)
def test_who_asks_for_time_and_fee_is_told_the_time_and_that_the_fee_is_not_known(whole: Assistant, language: str) -> None:
    answer = whole.ask(TIME_AND_FEE[language])
    assert not answer.refused
    assert re.search(r"\b3\b|3个", answer.text)
    assert whole.phrases.say(language, "uncertain.fee") in answer.text


def test_who_asks_for_a_fee_alone_that_is_not_known_gets_no_neighbouring_rule(whole: Assistant) -> None:
    assert whole.ask("What is the official fee for registering a licence with Kazpatent in tenge?").refused


def test_a_sum_is_led_by_the_rule_that_it_rests_on(whole: Assistant) -> None:
    answer = whole.ask("What is withheld from royalties of 1,000,000 RMB paid from China?")
    assert answer.citations[0].passage_id.rsplit("@", 1)[0] in ROYALTY_TAX
    assert "1,000,000 × 10% = 100,000" in answer.text


def test_an_amount_does_not_turn_another_question_into_one_of_tax(whole: Assistant) -> None:
    answer = whole.ask("We pay 2 million yuan in royalties to a licensor abroad; must the contract be registered?")
    assert "regist" in answer.citations[0].quote


def test_a_number_in_brackets_of_a_quoted_rule_is_no_mark_in_a_refusal(whole: Assistant) -> None:
    source = Source(id="law", kind="policy", names={"en": "A law"}, original_language="en")
    claim = Claim(Passage("law#a@en", "law", "law#a", "en", "See No. [2021] 43.", "art. 1"), source, "See No. [2021] 43.")
    question = Question(original="q", text="q", language="en", intent="refuse")
    answer = whole.steps.present.refusal("x", question, Verdict("evasion", 1.0), Plan(points=(claim,)))
    assert "［2021］" in answer.text
    assert not re.search(r"\[\d+\]", answer.text)


COMPARED = {
    "en": "Compare withholding tax on royalties paid from China and from Indonesia",
    "zh": "比较从中国和从印度尼西亚对外支付特许权使用费的预提税",
}


@pytest.mark.parametrize("language", COMPARED)
def test_of_a_comparison_the_side_that_is_not_known_is_named(whole: Assistant, language: str) -> None:
    answer = whole.ask(COMPARED[language])
    indonesia = {"en": "Indonesia", "zh": "印度尼西亚"}[language]
    assert whole.phrases.say(language, "uncertain.no_side", countries=indonesia) in answer.text


def test_of_a_comparison_of_countries_that_both_have_their_part_no_side_is_missing(whole: Assistant) -> None:
    answer = whole.ask("Compare Kazakhstan and Egypt as partners in agriculture")
    cited = {c.document_id for c in answer.citations}
    assert {"country-kz", "country-eg"} <= cited
    assert whole.phrases.say("en", "uncertain.no_side", countries="Egypt") not in answer.text


def test_two_countries_are_compared_without_a_table_of_procedures(whole: Assistant) -> None:
    label = whole.phrases.say("en", "table.purpose")
    assert f"· {label}" not in whole.ask(COMPARED["en"]).text
    assert f"· {label}" in whole.ask("What is the difference between contract registration and contract recognition?").text
