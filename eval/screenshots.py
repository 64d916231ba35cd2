"""The pictures of ``docs/images``: every screen in three languages, on a laptop and a phone: ``python -m eval.screenshots``.

Starts a server of its own over the whole corpus, with a state folder that is thrown away (or looks at ``--url``), opens it in
Debian's Chromium and writes palette PNGs.
"""

import argparse
import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from eval.served import ROOT, served

LAPTOP, PHONE = (1280, 800), (390, 844)
COLOURS = 96
QUESTIONS = {
    "en": "Must we register before our licence to a Chengdu firm takes effect?",
    "zh": "自由进口技术合同多久能拿到登记证？",
    "ar": "هل يجوز التحكيم خارج مصر في عقد نقل التكنولوجيا؟",
}
COUNTRIES = {"en": "SA", "zh": "KZ", "ar": "EG"}


@dataclass(frozen=True, slots=True)
class Shot:
    """``path`` in ``language``; on the conversation's page the language's question is asked, and ``opened`` is clicked."""

    name: str
    language: str
    path: str = "/"
    phone: bool = False
    asked: bool = False
    opened: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}-{self.language}{'-phone' if self.phone else ''}.png"


def shots() -> Iterator[Shot]:
    for language in QUESTIONS:
        yield Shot("welcome", language)
        yield Shot("answer", language, asked=True)
        yield Shot("answer", language, asked=True, phone=True)
        yield Shot("source", language, asked=True, opened="#chat a.mark")
        yield Shot("person", language, asked=True, opened="#chat [data-do=person]", phone=True)
        yield Shot("procedure", language, "/procedure/cn-import-free-registration")
        yield Shot("procedure", language, "/procedure/cn-import-free-registration", phone=True)
        yield Shot("country", language, f"/country/{COUNTRIES[language]}")
        yield Shot("country", language, f"/country/{COUNTRIES[language]}", phone=True)
        yield Shot("countries", language, "/countries")
        yield Shot("catalogue", language, "/catalogue")
        yield Shot("catalogue", language, "/catalogue", phone=True)


def take(browser: Browser, url: str, shot: Shot) -> bytes:
    """One picture as PNG of few colours."""
    width, height = PHONE if shot.phone else LAPTOP
    with closing(browser.new_context(viewport={"width": width, "height": height}, locale=shot.language)) as context:
        page = context.new_page()
        page.goto(url + shot.path)
        if shot.path == "/":
            _converse(page, shot)
        page.wait_for_timeout(300)  # fonts and transitions
        return _small(page.screenshot())


def _converse(page: Page, shot: Shot) -> None:
    page.wait_for_selector(f"#locale[data-lang={shot.language}]", state="attached")
    if not shot.asked:
        return
    page.locator("[data-consent=no]").click()
    page.locator("#question textarea").fill(QUESTIONS[shot.language])
    page.locator("#question textarea").press("Enter")
    page.wait_for_selector("#chat .after")
    page.wait_for_selector("#panel .card")
    if shot.opened:
        page.locator(shot.opened).first.click()
        page.wait_for_selector("#viewer .source, #form form")


def _small(picture: bytes) -> bytes:
    out = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a running server over the whole corpus")
    parser.add_argument("--only", default="", help="file names that contain this")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    given = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Debian's chromium is not installed: apt-get install chromium")
    if given.url:
        _all(given.url, given.out, given.only, chromium)
        return
    with served() as url:
        _all(url, given.out, given.only, chromium)


def _all(url: str, out: Path, only: str, chromium: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in shots():
            if only in shot.file:
                (out / shot.file).write_bytes(take(browser, url, shot))
                sys.stderr.write(f"{out / shot.file}\n")
        browser.close()


if __name__ == "__main__":
    main()
