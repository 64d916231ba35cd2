"""The chat page in a real browser: asking, stopping, languages, text that must do nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, choose

QUESTION = "What is withheld from royalties paid from China?"
HOSTILE = "royalties <script>fetch('http://evil.example')</script> ![x](http://evil.example/a.png) paid from China"


def test_switching_to_arabic_turns_the_whole_page_without_reload(page: Page) -> None:
    ask(page, QUESTION)
    page.evaluate("window.same = true")
    choose(page, "#language", "العربية")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#send")).to_have_text("إرسال")
    expect(page.locator("#chat .answer")).to_have_attribute("dir", "ltr")
    expect(page.locator("#panel .status").first).to_have_text("نافذ")
    assert page.evaluate("window.same")
    assert "lang=ar" in page.url


def test_the_answer_comes_in_the_language_chosen_for_it(page: Page) -> None:
    choose(page, "#answer-language", "中文")
    ask(page, QUESTION)
    expect(page.locator("#chat .answer")).to_have_attribute("lang", "zh")


def test_hostile_text_is_shown_as_it_is_and_does_nothing(page: Page) -> None:
    ask(page, HOSTILE)
    expect(page.locator("#chat .said")).to_have_text(HOSTILE)
    assert page.locator("#chat .said *").count() == 0
    assert page.locator("#panel img, #chat img, #chat script").count() == 0


def test_a_question_without_words_gets_a_sentence_in_the_language_of_the_page(visit: Callable[..., Page]) -> None:
    page = visit("fr")
    expect(page.locator("#send")).to_have_text("Envoyer")
    page.locator("#question textarea").fill("🙂")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .notice")).to_contain_text("ne contient aucun mot")


def test_an_example_is_asked_by_a_click_and_the_conversation_can_be_cleared(page: Page) -> None:
    expect(page.locator("#suggestions .group")).to_have_count(3)
    page.locator("#suggestions button").nth(1).click()
    expect(page.locator("#chat .said")).to_have_text(QUESTION)
    expect(page.locator("#chat .after")).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("#chat .welcome")).to_be_visible()
    expect(page.locator("#chat .said")).to_have_count(0)


def test_stopping_ends_the_answer_and_the_next_question_is_answered(page: Page) -> None:
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    page.locator("#stop").click()
    expect(page.locator("#send")).to_be_visible()
    page.locator("#question textarea").fill("Must we register a licence?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .said")).to_have_count(2)
    expect(page.locator("#chat .answer").last).to_be_visible()
    expect(page.locator("#send")).to_be_visible()


def test_a_question_can_be_asked_again_and_changed(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "Must we register a licence?")
    before = page.locator("#chat .after [data-answer]").last.get_attribute("data-answer")
    page.locator("#chat [data-do=retry]").last.click()
    expect(page.locator(f"#chat .after [data-answer='{before}']")).to_have_count(0)
    expect(page.locator("#chat .said")).to_have_count(2)
    expect(page.locator("#chat .after")).to_have_count(2)
    page.locator("#chat [data-do=edit]").first.click()
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
    expect(page.locator("#chat .turn.editing")).to_have_count(1)
    page.locator("#question textarea").fill("What must be filed with a technology import contract?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .said")).to_have_text(["What must be filed with a technology import contract?"])
    expect(page.locator("#chat .after")).to_have_count(1)


@pytest.mark.parametrize("language", ["zh", "en", "ar"])
@pytest.mark.parametrize("path", ["/", "/countries", "/country/EG?compare=KZ", "/procedure/cn-import-free-registration", "/me"])
def test_nothing_hangs_over_the_edge_of_a_phone(visit: Callable[..., Page], language: str, path: str) -> None:
    page = visit(language, phone=True, path=path)
    if path == "/":
        ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
