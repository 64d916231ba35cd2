"""A member of staff at work in a real browser: an Arabic inquiry becomes an approved Arabic document."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.database import Database
from assistant.desk.accounts import Accounts
from assistant.errors import InputError
from tests.conftest import WebServer

PASSWORD = "correct horse battery"
LETTER = "السلام عليكم\nنحن شركة من مصر.\nهل يجوز التحكيم خارج مصر في عقد نقل التكنولوجيا؟\nمع خالص التحية"
expect.set_options(timeout=40_000)


@pytest.fixture
def staff(web_server: WebServer) -> None:
    """A member of staff and an approver, once for the server."""
    with closing(Database(f"sqlite:///{web_server.home / 'assistant.db'}")) as database:
        accounts = Accounts(SqlAccounts(database), Argon2Passwords())
        try:
            chief = accounts.first("chief@example.org", "Chief", PASSWORD)
        except InputError:
            return
        accounts.add(chief, "sara@example.org", "Sara", "staff", PASSWORD)
        accounts.add(chief, "omar@example.org", "Omar", "approver", PASSWORD)


def signed_in(visit: Callable[..., Page], who: str) -> Page:
    page = visit("ar", path="/account/login?lang=ar")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.click("form button")
    expect(page.locator("#total")).to_contain_text("الاستفسارات")
    return page


def test_an_arabic_inquiry_becomes_an_approved_arabic_document(visit: Callable[..., Page], staff: None, tmp_path: Path) -> None:
    page = signed_in(visit, "sara@example.org")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("#new button").first.click()
    page.fill("#new-text textarea", LETTER)
    page.click("#do-take")
    number = page.locator("#about dl.facts dd").first.inner_text()
    page.click("#do-make-draft")
    expect(page.locator("#preview .sound")).to_be_visible()
    page.locator("#edit button").first.click()
    reply = page.locator("#reply textarea")
    text = reply.input_value()
    reply.fill(f"{text}\nتستغرق الموافقة 77 يومًا في كل مكان.")
    expect(page.locator("#preview .stop").first).to_be_visible()
    reply.fill(text)
    expect(page.locator("#preview .sound")).to_be_visible()
    page.click("#do-submit")
    expect(page.locator("#do-reopen")).to_be_visible()

    second = signed_in(visit, "omar@example.org")
    second.locator("#queue-table td:visible", has_text=number).first.click()
    second.click("#do-approve")
    with second.expect_download() as download:
        second.locator("#exports a").first.click()
    target = tmp_path / "reply.docx"
    download.value.save_as(target)
    xml = zipfile.ZipFile(io.BytesIO(target.read_bytes())).read("word/document.xml").decode()
    assert "<w:bidi/>" in xml
    assert "<w:rtl/>" in xml
    assert re.search(r"\[1\]", xml)
    second.click("#do-send")
    expect(second.locator("#notice")).to_contain_text("تم")

    asker = visit("ar", path="/receipt?lang=ar")
    asker.fill("input[name=number]", number)
    asker.locator("main form button").click()
    expect(asker.locator("article.reply")).to_contain_text("التحكيم")
