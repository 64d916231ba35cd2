"""Asking, and what can be done with a question and its answer."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.phrases import Phrasebook
from tests.browser.conftest import LANGUAGES, QUESTIONS, agree, ask, ready

QUESTION = QUESTIONS["en"]
WATCH = """
() => {
  const chat = document.querySelector('#chat');
  window.seen = [];
  new MutationObserver(() => {
    const words = chat.querySelector('.answer'), said = chat.querySelector('.said');
    if (words && said) window.seen.push([words.innerText.length, Math.round(said.getBoundingClientRect().top)]);
  }).observe(chat, {childList: true, subtree: true, characterData: true});
}
"""
STOP = """
() => new MutationObserver((_, watch) => {
  if (!document.documentElement.hasAttribute('data-busy')) return;
  watch.disconnect();
  document.querySelector('#stop').click();
  document.documentElement.toggleAttribute('data-stopped', true);
}).observe(document.documentElement, {attributes: true})
"""
"""A quick answer leaves a hand no time."""
STOP_LATER = """
() => new MutationObserver((_, watch) => {
  const words = document.querySelector('#chat .answer');
  if (!words || !document.documentElement.hasAttribute('data-busy')) return;
  watch.disconnect();
  window.shown = words.innerText;
  document.querySelector('#stop').click();
  document.documentElement.toggleAttribute('data-stopped', true);
}).observe(document.documentElement, {attributes: true, childList: true, subtree: true})
"""


def test_an_answer_grows_piece_by_piece_and_nothing_above_it_moves(page: Page) -> None:
    page.evaluate(WATCH)
    ask(page, "How do I register a free technology import contract in China, step by step?")
    seen = page.evaluate("window.seen")
    lengths = list(dict.fromkeys(length for length, _ in seen))
    assert len(lengths) >= 2
    assert lengths == sorted(lengths)
    tops = [top for _, top in seen]
    assert max(tops) - min(tops) <= 2


def test_what_was_shown_before_a_stop_stays_and_the_question_can_be_asked_again(page: Page) -> None:
    page.evaluate(STOP_LATER)
    page.locator("#question textarea").fill("How do I register a free technology import contract in China, step by step?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("html[data-stopped]")).to_be_attached()
    expect(page.locator("#send")).to_be_visible()
    shown = page.locator("#chat .answer").inner_text()
    assert shown.startswith(page.evaluate("window.shown"))
    expect(page.locator("#panel .card").first).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("#chat .welcome")).to_be_visible()
    ask(page, "How do I register a free technology import contract in China, step by step?")
    assert page.locator("#chat .answer").inner_text().startswith(shown.split("\n")[0])


def test_stopping_ends_the_answer_and_the_next_question_is_answered(page: Page) -> None:
    page.evaluate(STOP)
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("html[data-stopped]")).to_be_attached()
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_by_role_come_first_then_follow_ups_and_the_talk_can_be_cleared(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    roles = [phrases.say(language, f"role.{role}") for role in ("foreign", "sme", "staff")]
    expect(page.locator("#suggestions .hint")).to_have_text(roles)
    page.locator("#suggestions button").nth(1).click()
    expect(page.locator("#chat .said")).to_have_text(phrases.say(language, "ui.example.2"))
    expect(page.locator("#chat .after")).to_be_visible()
    follow_up = page.locator("#suggestions button").first
    wanted = follow_up.inner_text()
    follow_up.click()
    expect(page.locator("#chat .said").last).to_have_text(wanted)
    expect(page.locator("#chat .after")).to_have_count(2)
    expect(page.locator("#question textarea")).to_have_value("")
    page.locator("#clear").click()
    expect(page.locator("#chat .welcome")).to_be_visible()
    expect(page.locator("#chat .said")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_asked_gets_a_sentence_and_comes_back_to_be_mended(
    visit: Callable[..., Page], phrases: Phrasebook, language: str
) -> None:
    page = visit(language)
    for question, key in (("🙂", "error.no_words"), ("x" * 4001, "error.too_long")):
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#chat .notice").last).to_contain_text(phrases.say(language, key, length=4001, limit=4000))
        expect(page.locator("#question textarea")).to_have_value(question)


def test_a_kept_conversation_outlives_a_reload_and_can_be_shared_taken_along_and_deleted(page: Page, browser: Browser) -> None:
    agree(page)
    ask(page, QUESTION)
    expect(page.locator("#chat .log")).to_have_attribute("data-kept", "yes")
    page.wait_for_url("**/?*c=*")
    page.reload()
    ready(page, "en")
    expect(page.locator("#chat .said")).to_have_text(QUESTION)
    expect(page.locator("#panel .card").first).to_be_visible()
    home = page.url.partition("/?")[0]

    page.goto(f"{home}/me?lang=en")
    page.locator("[data-post$=share]").click()
    link = page.locator("input.link").get_attribute("value")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    taken = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [e["question"] for talk in taken["conversations"] for e in talk["exchanges"]] == [QUESTION]

    stranger = browser.new_context(locale="zh").new_page()
    stranger.goto(f"{home}{link}")
    expect(stranger.locator("#chat .said")).to_have_text(QUESTION)
    expect(stranger.locator("#chat .answer a.mark").first).to_be_visible()
    assert stranger.locator("#chat button, #panel button, textarea").count() == 0
    assert stranger.goto(f"{home}/me/export").status == 404  # type: ignore[union-attr]

    page.locator("[data-post$=unshare]").click()
    expect(page.locator("input.link")).to_have_count(0)
    assert stranger.goto(f"{home}{link}").status == 404  # type: ignore[union-attr]
    stranger.context.close()

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-post$=delete]").click()
    expect(page.locator(".talks li")).to_have_count(0)
    page.locator("[data-post$=erase]").click()
    expect(page.locator("[data-post$=consent]")).to_be_visible()
    assert page.context.cookies() == []
