"""A real browser, watched: nothing may leave the machine, and the console stays clean."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.adapters.sql.database import Database
from assistant.adapters.sql.knowledge import SqlStore
from assistant.adapters.sql.visits import SqlVisits
from assistant.phrases import Phrasebook, load_phrases
from tests.conftest import ROOT, WebServer

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
LANGUAGES = ("zh", "en", "ar")
"""In which every screen is looked at."""
QUESTIONS = {
    "en": "What is withheld from royalties paid from China?",
    "zh": "从中国支付特许权使用费要扣缴多少税？",
    "ar": "ما الضريبة التي تُقتطع من الإتاوات المدفوعة من الصين؟",
}
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not Path(CHROMIUM).exists():
        mark = pytest.mark.skip(reason="Debian's chromium is not installed: apt-get install chromium")
        for item in items:
            if "browser" in item.path.parts:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def database(web_server: WebServer) -> Iterator[Database]:
    """What the server has written, seen from outside."""
    database = Database(f"sqlite:///{web_server.home / 'assistant.db'}")
    yield database
    database.close()


@pytest.fixture
def visits(database: Database) -> SqlVisits:
    return SqlVisits(database)


@pytest.fixture
def store(database: Database) -> SqlStore:
    return SqlStore(database)


@pytest.fixture(scope="session")
def phrases() -> Phrasebook:
    return load_phrases(ROOT / "prompts" / "phrases")


@pytest.fixture
def visit(browser: Browser, web_server: WebServer) -> Iterator[Callable[..., Page]]:
    """Opens the page as a new visitor: ``visit("ar", phone=True, path="/countries")``."""
    requested: list[str] = []
    faults: list[str] = []
    with ExitStack() as stack:

        def opened(language: str = "en", *, phone: bool = False, dark: bool = False, path: str = "/") -> Page:
            size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
            scheme: Any = "dark" if dark else "light"
            context: Any = browser.new_context(viewport=size, locale=language, color_scheme=scheme)  # type: ignore[arg-type]
            stack.enter_context(closing(context))
            page: Page = context.new_page()
            page.on("request", lambda request: requested.append(request.url))
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(web_server.url + path)
            if path.partition("?")[0] == "/":
                ready(page, language)
            return page

        yield opened
    assert [url for url in requested if not url.startswith((web_server.url, "data:", "blob:"))] == []
    assert faults == []


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """The chat page in English."""
    return visit()


def ready(page: Page, language: str) -> None:
    """Waits until a visitor can ask."""
    expect(page.locator(f"#locale[data-lang={language}]")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#question textarea")).to_be_editable()


def ask(page: Page, question: str, *, cited: bool = True) -> None:
    """Asks, and waits until the whole answer is there; where it is ``cited``, with its sources."""
    before = page.locator("#chat .after").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#chat .after")).to_have_count(before + 1)
    if cited:
        expect(page.locator("#panel details.turn > summary").first).to_have_text(question)


def agree(page: Page) -> None:
    """Lets the server keep the conversation."""
    with page.expect_response("**/me/consent"):
        page.locator("[data-consent=yes]").click()


def choose(page: Page, dropdown: str, name: str) -> None:
    page.locator(f"{dropdown} input").click()
    page.get_by_role("option", name=name, exact=True).click()
