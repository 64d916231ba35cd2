"""Procedures: the steps to tick off, how long they take, and what can be taken along."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from icalendar import Calendar
from playwright.sync_api import Page, expect

from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES, ask

NAME = "cn-import-free-registration"
ASKED = {
    "en": "How do I register a free technology import contract in China, step by step?",
    "zh": "自由进口技术合同登记怎么办理，有哪些步骤？",
    "ar": "ما خطوات تسجيل عقد استيراد تكنولوجيا حرة الاستيراد في الصين؟",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_procedure_is_a_checklist_with_authority_documents_and_time(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language, path=f"/procedure/{NAME}")
    steps = page.locator(".checklist > li")
    assert steps.count() >= 3
    for key in ("ui.authority", "ui.documents", "ui.duration"):
        expect(page.locator(".checklist dt").filter(has_text=phrases.say(language, key)).first).to_be_visible()
    steps.first.locator("input").check()
    expect(steps.first.locator("input")).to_be_checked()
    assert "{" not in page.locator("svg.timeline").get_attribute("aria-label", timeout=1000)
    expect(page.locator("dl.facts").first).to_contain_text(phrases.say(language, "page.total"))
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_taken_along_as_a_document_and_as_dates(visit: Callable[..., Page], language: str) -> None:
    page = visit(language, path=f"/procedure/{NAME}")
    title = page.locator("h1").inner_text()
    with page.expect_download() as download:
        page.locator(".ways a").click()
    written = Document(io.BytesIO(download.value.path().read_bytes()))
    assert title in "\n".join(paragraph.text for paragraph in written.paragraphs)
    page.locator(".dates [type=date]").fill("2027-01-04")
    with page.expect_download() as download:
        page.locator(".dates button").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    days = [event.decoded("dtstart") for event in calendar.walk("VEVENT")]
    assert days
    assert min(days).isoformat()[:10] >= "2027-01-04"
    assert max(days).isoformat()[:4] == "2027"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_about_a_procedure_brings_its_checklist(visit: Callable[..., Page], language: str) -> None:
    page = visit(language)
    ask(page, ASKED[language])
    expect(page.locator("#panel details.procedure[open] .checklist li").first).to_be_visible()
    expect(page.locator("#panel svg.timeline")).to_be_visible()
    expect(page.locator("#panel .ways a")).to_have_count(3)
