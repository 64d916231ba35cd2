"""Ten languages, two directions, no reload."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.phrases import Phrasebook
from assistant.web.escape import direction
from tests.browser.conftest import LANGUAGES, QUESTIONS, ask, choose


def test_every_language_of_the_interface_takes_over_the_whole_page_without_a_reload(page: Page, phrases: Phrasebook) -> None:
    ask(page, QUESTIONS["en"])
    page.evaluate("window.same = true")
    for language in phrases.languages:
        if language != "en":
            choose(page, "#language", phrases.say(language, "ui.own_name"))
        else:
            continue
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("dir", direction(language))
        expect(page.locator("#send")).to_have_text(phrases.say(language, "ui.send"))
        expect(page.locator("h1")).to_have_text(phrases.say(language, "ui.title"))
        expect(page.locator("#panel .status").first).to_have_text(phrases.say(language, "status.in_force"))
        expect(page.locator("#question textarea")).to_have_attribute("placeholder", phrases.say(language, "ui.placeholder"))
        expect(page.locator("#disclaimer")).to_have_text(phrases.say(language, "ui.disclaimer"))
        expect(page.locator("#chat [data-do=person]")).to_have_text(phrases.say(language, "talk.person"))
        assert f"lang={language}" in page.url
    assert page.evaluate("window.same")
    expect(page.locator("#chat .answer")).to_have_attribute("dir", "ltr")  # an answer stays in its own


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_question_decides_unless_one_is_chosen(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit("fr")
    ask(page, QUESTIONS[language])
    answer = page.locator("#chat .answer")
    expect(answer).to_have_attribute("lang", language)
    expect(answer).to_have_attribute("dir", direction(language))
    choose(page, "#answer-language", phrases.say("es", "ui.own_name"))
    ask(page, QUESTIONS[language])
    expect(answer.last).to_have_attribute("lang", "es")


def test_latin_names_and_dates_stand_isolated_in_arabic(visit: Callable[..., Page]) -> None:
    page = visit("ar", path="/country/EG")
    text = page.locator(".column p[lang=ar]", has_text="Factbook").first
    expect(text.locator("bdi[dir=ltr]", has_text="The World Factbook").first).to_be_visible()
    review = page.locator("dl.facts dd bdi", has_text="2027-").first
    first, last = review.evaluate(
        """(shown) => {
          const at = (n) => { const r = document.createRange(), t = shown.firstChild; r.setStart(t, n); r.setEnd(t, n + 1);
            return r.getBoundingClientRect().left; };
          return [at(0), at(9)];
        }"""
    )
    assert first < last


def test_pages_beside_the_conversation_change_their_language_without_a_reload(
    visit: Callable[..., Page], phrases: Phrasebook
) -> None:
    page = visit("en", path="/countries")
    page.evaluate("window.same = true")
    for language in ("ar", "zh"):
        page.locator("[data-languages]").select_option(language)
        expect(page.locator("h1")).to_have_text(phrases.say(language, "nav.countries"))
        expect(page.locator("html")).to_have_attribute("dir", direction(language))
    assert page.evaluate("window.same")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/countries", "/country/EG?compare=KZ", "/procedure/cn-import-free-registration", "/me"])
def test_nothing_hangs_over_the_edge_of_a_phone(visit: Callable[..., Page], language: str, path: str) -> None:
    page = visit(language, phone=True, path=path)
    if path == "/":
        ask(page, QUESTIONS[language])
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
