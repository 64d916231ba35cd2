"""Unusable text is told from usable, known damage is mended, hidden text is noticed."""

from pathlib import Path

import pytest

from assistant.adapters.readers import read_file
from assistant.adapters.readers.limits import Limits
from assistant.indexing.quality import assess, hidden_text, repair

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("技术进口合同自依法成立时生效，不以登记为合同生效的条件。" * 5, "zh"),
        ("Договор вступает в силу с момента его заключения." * 5, "ru"),
        ("يبدأ العمل بهذا القانون من اليوم التالي لتاريخ نشره في الجريدة الرسمية. " * 9, "ar"),
        ("Import/export of technology/software, see https://example.org/path/to/page. " * 9, "en"),
        ("2020: 4,331; 2021: 5,712; 2022: 6,018 USD", "en"),
        ("สัญญามีผลเมื่อได้ทำขึ้น", "th"),
    ],
)
def test_clean_text_is_usable(text: str, language: str) -> None:
    assert assess(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("… — … 12", "en"),
        ("\ufffd\ufffd text \ufffd" * 20, "en"),
        ("≤∞±π WM/BEL q/ETBd/SOH√ ≤¥ v/DLE \uf6d9Ê\uf6da —dJ/DC4 ±∂ œbF/DC3« " * 20, "ar"),
        ("Ð”Ð¾Ð³Ð¾Ð²Ð¾Ñ€ Ð²ÑÑ‚ÑƒÐ¿Ð°ÐµÑ‚ " * 20, "ru"),
        ("(cid:23)(cid:19) abc (cid:7)" * 20, "en"),
        ("plain English where Chinese should be, for quite a while, and more" * 3, "zh"),
    ],
)
def test_garbled_text_is_named(text: str, language: str) -> None:
    reason = assess(text, language)
    assert reason is not None
    assert reason.startswith("No usable text")


def test_pages_with_next_to_no_letters_are_a_scan() -> None:
    assert "scan" in (assess("Page 1\nPage 2\nPage 3", "en", pages=3) or "")
    assert assess("Short note", "en") is None


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("اتفاقية االلتزام واإلنتاج األولى", "اتفاقية الالتزام والإنتاج الأولى"),
        ("ال يجاوز االلتزام املقاول", "لا يجاوز الالتزام المقاول"),
        ("الشـــركة المصـــرية", "الشركة المصرية"),
        ("ﺍﻟﻘﺎﻧﻮﻥ ﻻ", "القانون لا"),
        ("تﹸنشئ", "تُنشئ"),
        ("الوكال\ufffd\ufffd\ufffdة", "الوكالة"),
        ("أمل ال ماء املأ", "أمل ال ماء املأ"),
        ("ＡＢＣ ① ﬁ English", "ＡＢＣ ① ﬁ English"),
    ],
)
def test_arabic_damage_is_mended_and_nothing_else(damaged: str, mended: str) -> None:
    assert repair(damaged) == mended
    assert repair(mended) == mended


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain text", False),
        ("می‌خواهم", False),
        ("👨‍👩‍👧‍👦 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿", False),
        ("مرحبا \u200fabc", False),
        ("safe\U000e0069\U000e0067\U000e006e", True),
        ("invoice \u202egnp.exe", True),
        ("a\u200b\u200b\u200b\u200bb", True),
        ("i\u200bg\u200bn\u200bo\u200br\u200be\u200b a\u200bl\u200bl\u200b n\u200bo\u200bw\u200b", True),
    ],
)
def test_text_that_cannot_be_seen_is_noticed(text: str, hidden: bool) -> None:
    assert hidden_text(text) is hidden


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data are not beside the checkout")
@pytest.mark.parametrize(("name", "usable"), [("64968", False), ("72655", False), ("68971", True)])
def test_gazettes_with_a_garbled_text_layer_are_flagged(name: str, usable: bool) -> None:
    (file,) = read_file(SHARED / "laws_ar" / "pdf" / f"pdf-node-{name}.pdf", Limits())
    assert (assess("\n".join(page.text for page in file.pages), "ar", len(file.pages)) is None) is usable
