"""From a mark in the answer to the very words in their document."""

import io
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from assistant.adapters.sql.knowledge import SqlStore
from assistant.phrases import Phrasebook
from tests import papers
from tests.browser.conftest import LANGUAGES, QUESTIONS, ask


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_opens_its_source_beside_the_answer_at_the_quote_and_reloading_keeps_it(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    ask(page, QUESTIONS[language])
    mark = page.locator("#chat .answer a.mark").first
    mark.focus()
    page.keyboard.press("Enter")
    quote = page.locator("#viewer #quote")
    expect(quote).to_be_in_viewport()
    expect(page.locator("#chat .answer")).to_be_in_viewport()
    card = page.locator(".card.shown blockquote").first
    assert quote.inner_text().split() == (card.text_content() or "").split()
    assert page.locator("#viewer .part").count() > 1
    expect(page.locator("#viewer .part.cited")).to_have_count(1)
    expect(page.locator("#viewer .instrument .status").first).to_have_text(phrases.say(language, "status.in_force"))
    expect(page.locator("#viewer .instrument")).to_contain_text(phrases.say(language, "source.issuer"))
    expect(page.locator("#viewer .instrument")).to_contain_text(phrases.say(language, "ui.verified_on"))
    expect(page.locator("#viewer .back button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#viewer .source")).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(quote).to_be_in_viewport()
    shown = quote.inner_text()
    page.reload()
    expect(quote).to_have_text(shown)


def test_a_superseded_instrument_says_so_and_names_what_took_its_place(
    visit: Callable[..., Page], store: SqlStore, phrases: Phrasebook
) -> None:
    passage = store.document_passages("cn-contract-recognition-measures-2000")[0]
    page = visit("en", path="/source?" + urlencode({"passage": passage.id, "lang": "en"}))
    facts = page.locator(".instrument")
    expect(facts.locator(".status").first).to_have_text(phrases.say("en", "status.superseded"))
    newer = store.sources()["cn-contract-recognition-measures-2026"]
    expect(facts).to_contain_text(newer.title("en"))


def test_the_original_stands_beside_its_translation(visit: Callable[..., Page], store: SqlStore) -> None:
    """Articles in English, read by somebody of Arabic, from an instrument written in Chinese."""
    passages = store.document_passages("cn-tech-import-export-regulations")
    asks = {line for p in passages if p.role == "ask" for line in p.text.splitlines()}
    passage = next(p for p in passages if p.language == "ar" and p.role != "ask")
    page = visit("ar", path="/source?" + urlencode({"passage": passage.id, "lang": "ar"}))
    wordings = page.locator(".part.cited .wording .text")
    assert {"ar", "zh"} == {wordings.nth(n).get_attribute("lang") for n in range(wordings.count())}
    assert asks
    assert not asks & set("\n".join(page.locator(".part .text").all_inner_texts()).splitlines())
    expect(page.locator(".part.cited .text[lang=ar]")).to_have_attribute("dir", "rtl")
    expect(page.locator(".part.cited .text[lang=zh]")).to_have_attribute("dir", "ltr")


def test_a_page_of_a_pdf_is_shown_as_it_looks_with_the_quote_marked(page: Page) -> None:
    ask(page, papers.QUESTION)
    page.locator("#panel a[data-open]").first.click()
    sheet = page.locator("#viewer .sheet img")
    expect(sheet).to_be_visible()
    page.wait_for_function("document.querySelector('#viewer .sheet img').naturalWidth > 0")
    address = sheet.get_attribute("src") or ""
    picture = Image.open(io.BytesIO(page.request.get(page.url.partition("/?")[0].split("#")[0].rstrip("/") + address).body()))
    yellow = [n for n, (r, g, b) in picture.convert("RGB").getcolors(1 << 20) or [] if r > 230 and g > 200 and b < 160]
    assert sum(yellow) > 1000
    expect(page.locator("#viewer #quote")).to_contain_text("twenty litres")
