"""Country reports: figures with their source, where the partners are, two countries side by side."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.phrases import Phrasebook
from assistant.web.names import country_name
from tests.browser.conftest import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_shows_figures_with_year_and_source_and_when_it_was_reviewed(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language, path="/countries")
    name = country_name("EG", language)
    expect(page.locator("svg.worldmap a.place, svg.worldmap a")).to_have_count(2)
    page.locator(".countries").get_by_role("link", name=name).click()
    expect(page.locator("h1")).to_have_text(name)
    charts = page.locator(".chart")
    assert charts.count() >= 5
    for shown in charts.locator(".cite").all_inner_texts():
        assert re.search(r"\d{4}|" + re.escape(phrases.say(language, "figure.no_year")), shown)
        assert len(shown.split("·")[1].strip()) > 3
    facts = page.locator("dl.facts").first
    for key in ("country.centre", "country.languages", "ui.verified_on", "source.review_by"):
        expect(facts).to_contain_text(phrases.say(language, key))
    for section in ("macro", "policy", "strengths", "prospects", "risks"):
        expect(page.get_by_role("heading", name=phrases.say(language, f"country.{section}")).first).to_be_visible()
    expect(page.locator("svg.worldmap .place.here")).to_have_count(1)
    expect(page.locator(".column ul li").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_countries_stand_side_by_side(visit: Callable[..., Page], language: str) -> None:
    page = visit(language, path="/country/EG")
    page.locator(".compare select").select_option("KZ")
    page.locator(".compare button").click()
    expect(page.locator(".columns > .column > h2")).to_have_text([country_name(code, language) for code in ("EG", "KZ")])
    first, second = (page.locator(".columns > .column").nth(n).bounding_box() for n in (0, 1))
    assert first is not None
    assert second is not None
    assert abs(first["y"] - second["y"]) < 2
    assert (first["x"] > second["x"]) == (language == "ar")
    expect(page.locator(".chart").first.locator(".who").first).to_be_visible()
