"""What an exported reply looks like: nothing of it is missing on paper, and nothing stands in the wrong order."""

import datetime as dt
import io
from pathlib import Path

import pypdf
import pytest

from assistant.adapters.pdf_writer import write_pdf
from assistant.casework import Approval, Draft, Line
from assistant.desk.export import Exporter, Reply
from assistant.phrases import load_phrases
from tests.conftest import ROOT

LEFT, RIGHT = "\u200e", "\u200f"


def worded(language: str, *texts: str) -> Reply:
    """The reply of these lines."""

    def unused(*_: object) -> bytes:
        raise AssertionError

    phrases = load_phrases(Path(ROOT / "prompts" / "phrases"))
    exporter = Exporter(unused, unused, unused, unused, phrases, lambda locator, _: locator)  # type: ignore[arg-type]
    draft = Draft("Q1", 1, language, "en", tuple(Line("statement", text, text, (1,)) for text in texts))
    return exporter.reply(draft, Approval("Q1", 1, draft.digest(), "u", dt.datetime(2026, 11, 26, tzinfo=dt.UTC)))


def on_paper(reply: Reply) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(reply))).pages)


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("ar", "يُقدَّم الطلب → ثم ✓ ≥ 5 إلى (ZATCA).", "←✓≥5ZATCA"),
        ("sr", "Željko Đurić → 第20条, ≥ 5 %", "ŽĐć→第条≥"),
    ],
)
def test_letters_and_signs_of_other_scripts_are_on_paper_too(language: str, text: str, kept: str) -> None:
    shown = on_paper(worded(language, text))
    assert [sign for sign in kept if sign not in shown] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اعتبارًا من 2026-01-31.", f"اعتبارًا من {LEFT}2026-01-31{LEFT}{RIGHT}. [1]"),
        ("القانون 12/2018 نافذ.", f"القانون {LEFT}12/2018{LEFT} نافذ. [1]"),
        ("الهاتف +966 11 123-4567 متاح", f"الهاتف {LEFT}+966 11 123-4567{LEFT} متاح [1]"),
        ("هيئة ZATCA.", f"هيئة ZATCA{RIGHT}. [1]"),
        ("يُقدَّم → يُسجَّل", "يُقدَّم ← يُسجَّل [1]"),
        ("نسبة 15 % من الإتاوات", "نسبة 15\u00a0% من الإتاوات [1]"),
    ],
)
def test_days_numbers_and_latin_names_keep_their_order_in_a_right_to_left_text(text: str, shown: str) -> None:
    assert worded("ar", text).paragraphs[0].text == shown
