"""Opinions of answers and citations, and handing a question to a person."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.adapters.sql.visits import SqlVisits
from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES, QUESTIONS, ask


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_and_a_citation_can_be_judged_in_words(
    visit: Callable[..., Page], visits: SqlVisits, phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    ask(page, QUESTIONS[language])
    opinions = page.locator("#chat .opinions button")
    kinds = ("useful", "wrong", "missing", "language")
    expect(opinions).to_have_text([phrases.say(language, f"opinion.{kind}") for kind in kinds])
    before = len(visits.feedback())
    for place, text in (("#chat .opinions [data-opinion=missing]", f"fee? {language}"), ("#panel [data-opinion=wrong]", "")):
        page.locator(place).first.click()
        if text:
            page.locator("#form textarea").fill(text)
        page.locator("#form button").first.click()
        expect(page.locator("#form .done")).to_contain_text(phrases.say(language, "opinion.thanks"))
    kept = visits.feedback()
    assert len(kept) == before + 2
    said = {(f.opinion, f.citation, f.text) for f in kept if f.question == QUESTIONS[language]}
    assert {("missing", None, f"fee? {language}"), ("wrong", 1, "")} <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_gets_the_question_with_its_context_once_the_visitor_agrees(
    visit: Callable[..., Page], visits: SqlVisits, phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    ask(page, QUESTIONS[language])
    before = len(visits.handoffs())
    page.locator("#chat [data-do=person]").click()
    expect(page.locator("#form textarea")).to_have_value(QUESTIONS[language])
    page.locator("#form [name=contact]").fill("visitor@example.org")
    page.locator("#form button").first.click()  # without consent the browser keeps the form
    expect(page.locator("#form .receipt")).to_have_count(0)
    assert len(visits.handoffs()) == before
    page.locator("#form [name=consent]").check()
    page.locator("#form button").first.click()
    expect(page.locator("#form .done")).to_contain_text(phrases.say(language, "person.receipt"))
    receipt = page.locator("#form .receipt").inner_text().strip()
    kept = visits.handoff(receipt)
    assert kept is not None
    assert (kept.question, kept.contact, kept.consent) == (QUESTIONS[language], "visitor@example.org", True)
    assert [exchange.question for exchange in kept.conversation] == [QUESTIONS[language]]
    assert kept.conversation[0].answer.citations
