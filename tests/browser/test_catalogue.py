"""Offers and needs: the catalogue and its forms."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_browsed_filtered_and_seen_as_a_field_of_sectors_and_countries(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language, path="/catalogue")
    expect(page.locator("h1")).to_have_text(phrases.say(language, "nav.catalogue"))
    expect(page.locator(".overview svg").first).to_be_visible()
    before = page.locator(".partner").count()
    page.locator("[name=side]").select_option("need")
    page.locator(".filters button.strong").click()
    expect(page).to_have_url(re.compile("side=need"))
    assert 0 < page.locator(".partner").count() < before
    page.locator(".partner h3 a").first.click()
    expect(page.locator(".partner dl.facts")).to_be_visible()
    barriers = [f for f in Axe().run(page).response["violations"] if f["impact"] in {"serious", "critical"}]
    assert barriers == []


@pytest.mark.parametrize("path", ["/catalogue", "/subscription/new?need=membranes"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_and_its_forms_have_no_serious_barrier_and_fit_a_phone(
    visit: Callable[..., Page], language: str, path: str
) -> None:
    page = visit(language, phone=True, path=path)
    found = Axe().run(page).response["violations"]
    assert [(f["id"], n["html"][:160]) for f in found if f["impact"] in {"serious", "critical"} for n in f["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
