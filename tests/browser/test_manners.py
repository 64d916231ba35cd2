"""For everybody: by keyboard and by ear, with contrast, with consent before anything is kept."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.adapters.sql.visits import SqlVisits
from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES, QUESTIONS, ask
from tests.conftest import WebServer

OTHERS = ("/countries", "/country/EG?compare=KZ", "/procedure/cn-import-free-registration", "/me", "/account/login")


def _barriers(page: Page) -> list[str]:
    """What axe calls serious or critical, as rule and element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_serious_barrier_in_the_conversation(visit: Callable[..., Page], language: str, dark: bool) -> None:
    page = visit(language, dark=dark)
    barriers = _barriers(page)
    ask(page, QUESTIONS[language])
    page.locator("#chat [data-do=person]").click()
    expect(page.locator("#form form")).to_be_visible()
    barriers += _barriers(page)
    page.locator("#chat a.mark").first.click()
    expect(page.locator("#viewer .source")).to_be_visible()
    assert barriers + _barriers(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_serious_barrier_on_the_other_pages(visit: Callable[..., Page], language: str) -> None:
    page = visit(language, path=OTHERS[0])
    barriers = _barriers(page)
    home = page.url.removesuffix(OTHERS[0])
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for path in OTHERS[1:]:
        page.goto(home + path)
        barriers += _barriers(page)
    assert barriers == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_leads_nowhere_is_a_page_in_the_visitors_language(
    browser: Browser, web_server: WebServer, phrases: Phrasebook, language: str
) -> None:
    page = browser.new_context(locale=language).new_page()
    answer = page.goto(f"{web_server.url}/nowhere/at/all")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(phrases.say(language, "error.missing"))
    assert _barriers(page) == []
    page.context.close()


def test_the_keyboard_alone_reaches_the_answer_its_source_and_back(page: Page) -> None:
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(QUESTIONS["en"])
    page.keyboard.press("Enter")
    expect(page.locator("#chat .after")).to_be_visible()
    expect(page.locator("#panel details.turn > summary").first).to_have_text(QUESTIONS["en"])  # its sources are there
    page.locator("#chat .log").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.mark')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#viewer #quote")).to_be_visible()
    page.keyboard.press("Enter")  # the way back has the focus
    expect(page.locator("#viewer .source")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('a.mark')")


def test_what_happens_is_told_to_those_who_hear_the_page(page: Page) -> None:
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_have_attribute("aria-live", "polite")
    ask(page, QUESTIONS["en"])
    assert log.get_attribute("aria-busy") is None
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    expect(page.get_by_role("group", name="Your opinion of this answer")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_before_the_visitor_agrees(
    visit: Callable[..., Page], visits: SqlVisits, phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    expect(page.locator("#notice .consent")).to_contain_text(phrases.say(language, "consent.text"))
    ask(page, QUESTIONS[language])
    expect(page.locator("#chat .log")).to_have_attribute("data-kept", "no")
    page.locator("[data-consent=no]").click()
    expect(page.locator("#notice .consent")).to_be_hidden()
    assert page.context.cookies() == []
    assert "c=" not in page.url
    expect(page.get_by_text(phrases.say(language, "ui.disclaimer"))).to_have_count(1)
