"""Partners in the conversation: how well each fits and why, and what can be done with a card."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES, ask

NEEDS = {
    "en": "We look for water treatment technology and membranes for desalination",
    "zh": "我们寻找水处理技术和海水淡化膜",
    "ar": "نبحث عن تقنية تحلية المياه بالأغشية",
}

SPEAKS_AGAINST = {"en", "ar"}
"""Where something speaks against one of the profiles found."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_is_answered_with_cards_that_say_why_and_can_be_compared_written_to_and_watched(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    def said(key: str) -> str:
        return phrases.say(language, key)

    page = visit(language)
    ask(page, NEEDS[language], cited=False)
    cards = page.locator("#panel form.partners > .partner")
    expect(cards.first).to_be_visible()
    assert cards.count() >= 2
    assert cards.count() == cards.locator(".score .bar").count()
    reasons = cards.first.locator(".reasons li")
    assert reasons.count() == reasons.locator(".bar").count() >= 3
    points = [float(text.removesuffix("%")) for text in reasons.locator(".points").all_inner_texts()]
    assert all(0 <= value <= 100 for value in points)
    assert set(cards.locator(".tag.sample").all_inner_texts()) == {said("card.sample")}
    against = page.locator("#panel .partner .against li")
    if language in SPEAKS_AGAINST:
        expect(against.first).to_be_visible()
        expect(page.locator("#panel .partner .caption").first).to_have_text(said("card.against"))
    else:
        expect(against).to_have_count(0)
    for key in ("card.country", "card.ip", "card.cooperation"):
        expect(cards.first.locator("dl.facts")).to_contain_text(said(key))

    boxes = page.locator("#panel form.partners input[name=p]")
    chosen = min(boxes.count(), 3)
    for n in range(chosen):
        boxes.nth(n).check()
    assert page.locator("#panel form.partners input[name=p]:disabled").count() == boxes.count() - chosen or chosen < 3
    with page.expect_popup() as opened:
        page.locator("#panel form.partners button.strong").click()
    beside = opened.value
    expect(beside.locator("table.compared thead th")).to_have_count(chosen)
    beside.set_viewport_size({"width": 390, "height": 844})
    fits = "() => [document.documentElement, document.querySelector('.scrolled')].every((e) => e.scrollWidth === e.clientWidth)"
    beside.wait_for_function(fits)  # the page is laid out anew some frames after the window has its size
    beside.close()

    for key, place in (("card.interest", "/interest/new"), ("card.tell_me", "/subscription/new")):
        with page.expect_popup() as opened:
            cards.first.get_by_role("link", name=said(key)).click()
        form = opened.value
        expect(form).to_have_url(re.compile(re.escape(place)))
        expect(form.locator("form.guided, main form").first).to_be_visible()
        assert NEEDS[language] in form.locator("textarea").first.input_value()
        form.close()
    expect(page.locator("#chat .said")).to_have_text(NEEDS[language])
