"""Text of visitors and documents does nothing; nothing leaves the page by itself; what is not yours is not there."""

from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.adapters.sql.knowledge import SqlStore
from tests import papers
from tests.browser.conftest import QUESTIONS, agree, ask, choose
from tests.conftest import WebServer

HOSTILE = (
    "What is withheld from royalties paid from China? <script>fetch('http://evil.example')</script> "
    "![x](http://evil.example/a.png) <img src=x onerror=\"document.title='gone'\">"
)


def test_a_hostile_question_is_shown_as_it_is_and_does_nothing(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    agree(page)
    ask(page, HOSTILE, cited=False)
    expect(page.locator("#chat .said")).to_have_text(HOSTILE)
    assert page.locator("#chat .said *").count() == 0
    page.locator("#chat [data-do=person]").click()
    expect(page.locator("#form textarea")).to_have_value(HOSTILE)
    choose(page, "#language", "العربية")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.locator("#panel img, #chat img, #form img, #chat script, #chat a[href^=http]").count() == 0
    page.goto(page.url.partition("/?")[0] + "/me?lang=en")
    expect(page.locator(".talks li a")).to_contain_text("<script>fetch")
    assert page.locator("main img, main script, main a[href^=http]").count() == 0
    assert "gone" not in page.title()


def test_hostile_text_of_a_document_is_read_and_does_nothing(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    ask(page, papers.QUESTION)
    page.locator("#panel a[data-open]").first.click()
    expect(page.locator("#viewer .text", has_text=papers.HOSTILE)).to_be_attached()
    assert page.locator("#viewer .text img, #viewer script, #viewer .text a").count() == 0


def test_pages_bring_a_policy_that_forbids_what_is_not_of_this_server(web_server: WebServer) -> None:
    with httpx.Client(base_url=web_server.url, headers={"Accept": "text/html"}) as client:
        for path in ("/countries", "/country/EG", "/procedure/cn-import-free-registration", "/me", "/nowhere", "/account/login"):
            policy = client.get(path).headers["content-security-policy"]
            assert "default-src 'none'" in policy, path
            assert "unsafe" not in policy, path
            assert "http" not in policy, path
        policy = client.get("/").headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy
        assert "http" not in policy


def test_a_script_put_into_a_page_beside_the_conversation_would_not_run(browser: Browser, web_server: WebServer) -> None:
    page = browser.new_page()
    page.goto(f"{web_server.url}/countries")
    blocked = page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
          document.querySelector('main').insertAdjacentHTML('beforeend', '<b onclick="document.title=1">x</b>');
          document.querySelector('main b').click();
        })"""
    )
    assert blocked == "script-src-attr"
    page.close()


def test_what_only_staff_may_see_is_not_there_for_a_visitor(page: Page, store: SqlStore, web_server: WebServer) -> None:
    document = next(i for i, source in store.sources().items() if source.path and "zarqa-price" in source.path)
    passage = store.document_passages(document)[0]
    ask(page, "What is the heliotrope reserve price of the Zarqa patent family?", cited=False)
    assert "nine million" not in page.locator("body").inner_text()
    query = urlencode({"passage": passage.id, "quote": "heliotrope"})
    with httpx.Client(base_url=web_server.url) as client:
        for path in (f"/source?{query}", f"/source?{query}&piece=1", f"/source/page.png?{query}"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert b"nine million" not in answer.content


def test_a_preview_has_no_other_way_than_its_own_route(store: SqlStore, web_server: WebServer) -> None:
    source = next(source for source in store.sources().values() if source.path and "zarqa-notes" in source.path)
    passage = store.document_passages(source.id)[0]
    with httpx.Client(base_url=web_server.url) as client:
        query = urlencode({"passage": passage.id, "quote": passage.text[:40]})
        assert client.get(f"/source/page.png?{query}").headers["content-type"] == "image/png"
        query = urlencode({"passage": passage.id, "quote": "words that do not stand there"})
        assert client.get(f"/source/page.png?{query}").status_code == 404
        for path in (
            f"/gradio_api/file={source.path}",
            f"/file={source.path}",
            f"/look/..%2f..%2f{source.path}",
            "/look/..%2fapi.py",
        ):
            assert client.get(path).status_code == 404


def test_a_conversation_of_somebody_else_is_not_there(visit: Callable[..., Page]) -> None:
    owner = visit()
    agree(owner)
    ask(owner, QUESTIONS["en"])
    owner.wait_for_url("**/?*c=*")
    named = owner.url.partition("/?")[2]
    other = visit(path=f"/?{named}")
    expect(other.locator("#chat .welcome")).to_be_visible()
    assert other.locator("#chat .said").count() == 0
    talk = dict(part.split("=") for part in named.split("&"))["c"]
    for action in ("delete", "share", "unshare"):
        assert other.request.post(other.url.partition("/?")[0] + f"/me/conversations/{talk}/{action}").status == 404


def test_a_link_that_leaves_the_page_names_its_host_and_waits_to_be_followed(visit: Callable[..., Page], store: SqlStore) -> None:
    source = next(s for s in store.sources().values() if s.url and store.document_passages(s.id))
    passage = store.document_passages(source.id)[0]
    page = visit("en", path="/source?" + urlencode({"passage": passage.id}))
    link = page.locator(".outward a")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link.locator("bdi")).to_contain_text("(")
