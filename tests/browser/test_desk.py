"""A member of staff at work in a real browser: from an inquiry in another language to the reply that its asker reads."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.database import Database
from assistant.desk.accounts import Accounts
from assistant.phrases import Phrasebook
from tests.browser.conftest import agree, ask

PASSWORD = "correct horse battery"
SAUDI = (
    "السلام عليكم\nنحن شركة سعودية من الرياض نرخّص تقنية لشركة صينية.\n"
    "ما الضريبة التي تُقتطع من الإتاوات المدفوعة من الصين إلى السعودية؟\n"
    "ما رسوم تسجيل اليخوت في موناكو؟\nمع خالص التحية\nأمل"
)
CHINESE = "我公司是宁波的一家中小企业，寻找用于工业废水处理的膜技术合作伙伴"
MOST_SECONDS = 120


@pytest.fixture(scope="session")
def people(database: Database) -> None:
    """A member of staff, an approver and their chief, once for the server."""
    accounts = Accounts(SqlAccounts(database), Argon2Passwords())
    chief = accounts.first("chief@example.org", "Chief", PASSWORD)
    accounts.add(chief, "sara@example.org", "Sara", "staff", PASSWORD)
    accounts.add(chief, "omar@example.org", "Omar", "approver", PASSWORD)


def signed_in(visit: Callable[..., Page], who: str, language: str) -> Page:
    page = visit(language, path=f"/account/login?lang={language}")
    page.fill("input[name=login]", f"{who}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("form button")
    expect(page.locator("#total p")).to_be_visible()
    return page


def opened(page: Page, subject: str) -> None:
    """The case of the inquiry, from the queue."""
    page.locator("#queue-table [role=gridcell]", has_text=subject).first.click()
    expect(page.locator("#about dl.facts")).to_be_visible()


def drafted(page: Page) -> None:
    page.click("#do-make-draft")
    expect(page.locator("#preview .sound")).to_be_visible()


def submitted(page: Page) -> None:
    page.click("#do-submit")
    expect(page.locator("#do-reopen")).to_be_visible()


def approved(page: Page) -> None:
    page.click("#do-approve")
    expect(page.locator("#exports a")).to_have_count(4)


def test_an_arabic_inquiry_on_royalty_tax_becomes_an_approved_arabic_document(
    visit: Callable[..., Page], people: None, phrases: Phrasebook, tmp_path: Path
) -> None:
    page = signed_in(visit, "sara", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    begun = time.monotonic()
    page.locator("#new button").first.click()
    page.fill("#new-text textarea", SAUDI)
    page.click("#do-take")
    number = page.locator("#about dl.facts dd").first.inner_text()
    drafted(page)
    page.locator("#edit button").first.click()
    reply = page.locator("#reply textarea")
    text = reply.input_value()
    reply.fill(f"{text}\nتستغرق الموافقة 77 يومًا في كل مكان.")
    expect(page.locator("#preview .stop").first).to_be_visible()
    reply.fill(text)
    expect(page.locator("#preview .sound")).to_be_visible()
    submitted(page)
    approver = signed_in(visit, "omar", "ar")
    opened(approver, number)
    approved(approver)
    with approver.expect_download() as download:
        approver.locator("#exports a").first.click()
    target = tmp_path / "reply.docx"
    download.value.save_as(target)
    assert time.monotonic() - begun < MOST_SECONDS
    xml = zipfile.ZipFile(io.BytesIO(target.read_bytes())).read("word/document.xml").decode()
    assert "<w:bidi/>" in xml
    assert "<w:rtl/>" in xml
    told = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))
    assert "10\u00a0%" in told
    assert "[1]" in told
    assert "77" not in told
    approver.click("#do-send")
    expect(approver.locator("#notice")).to_contain_text(phrases.say("ar", "desk.ui.done"))
    asker = visit("ar", path="/receipt?lang=ar")
    asker.fill("input[name=number]", number)
    asker.locator("main form button").click()
    expect(asker.locator("article.reply")).to_contain_text("السعودية")
    _what_the_desk_learns(approver, number, phrases)


def _what_the_desk_learns(page: Page, number: str, phrases: Phrasebook) -> None:
    """Its entry of the library is confirmed, its gap opens a record, and the log is whole."""
    done = phrases.say("ar", "desk.ui.done")
    page.get_by_role("tab", name=phrases.say("ar", "desk.ui.library"), exact=True).click()
    page.locator("#entry input").click()
    page.get_by_role("option").filter(has_text="الإتاوات").first.click()
    expect(page.locator("#entry-lines textarea")).not_to_have_value("")
    page.click("#do-confirm")
    expect(page.locator("#notice")).to_contain_text(done)
    page.locator("#entry input").click()
    expect(page.get_by_role("option").filter(has_text=phrases.say("ar", "desk.entry.active")).first).to_be_visible()
    page.get_by_role("tab", name=phrases.say("ar", "desk.ui.dashboard"), exact=True).click()
    expect(page.locator("#chart-by_language")).to_be_visible()
    expect(page.locator("#figures")).to_contain_text("موناكو")
    page.locator("#gap input").click()
    page.get_by_role("option").filter(has_text="موناكو").first.click()
    page.click("#do-record")
    expect(page.locator("#notice")).to_contain_text("-gap-")
    page.get_by_role("tab", name=phrases.say("ar", "desk.ui.audit"), exact=True).click()
    page.click("#do-verify")
    expect(page.locator("#audit-told")).to_contain_text(phrases.say("ar", "desk.ui.whole", n=0).partition("0")[0].strip())


def test_a_chinese_firms_wish_ends_in_a_draft_of_an_expression_of_interest_and_the_reply_is_in_its_chat(
    visit: Callable[..., Page], people: None, phrases: Phrasebook
) -> None:
    asker = visit("zh")
    agree(asker)
    ask(asker, CHINESE, cited=False)
    asker.locator("#chat [data-do=person]").first.click()
    asker.locator("#form [name=consent]").check()
    asker.locator("#form button").first.click()
    receipt = asker.locator("#form .receipt").inner_text().strip()
    page = signed_in(visit, "sara", "zh")
    opened(page, "工业废水处理")
    drafted(page)
    expect(page.locator("#preview table.draft")).to_contain_text(phrases.say("zh", "desk.eoi.title"))
    expect(page.locator("#preview table.draft")).to_contain_text(phrases.say("zh", "desk.eoi.agree"))
    submitted(page)
    approver = signed_in(visit, "omar", "zh")
    opened(approver, "工业废水处理")
    approved(approver)
    approver.click("#do-send")
    expect(approver.locator("#notice")).to_contain_text(phrases.say("zh", "desk.ui.done"))
    stranger = visit("zh")
    expect(stranger.locator("#notice .consent")).to_be_visible()
    expect(stranger.locator("#notice .arrived")).to_have_count(0)
    asker.reload()
    arrived = asker.locator("#notice .arrived")
    arrived.locator("summary").click()
    expect(arrived.locator("article.reply")).to_contain_text(phrases.say("zh", "desk.eoi.title"))
    arrived.locator(f"[data-receipt='{receipt}']").click()
    expect(arrived).to_have_count(0)
