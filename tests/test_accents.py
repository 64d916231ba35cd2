"""Vietnamese without its marks: recognised, and the marks put back."""

import re
from pathlib import Path

import pytest

from assistant.accents import NO_ACCENTS, Accents, learn, read, without_marks, written
from assistant.app.accents import kept_accents, write_accents
from assistant.app.teaching import ways_of_asking
from assistant.errors import CorpusError
from tests.conftest import ROOT

MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def kept() -> Accents:
    return kept_accents(ROOT / "corpus")()


@pytest.fixture(scope="module")
def small() -> Accents:
    texts = ["hợp đồng chưa đăng ký", "hợp đồng đã đăng ký", "đồng nghiệp ở Lào họp", "công ty ở Lào", "một hãng đòi tiền"]
    return learn([*texts, "hop dong chua dang ky o dau", *texts])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hop dong li-xang voi TQ co can dang ky khong", "hợp đồng li-xăng với TQ có cần đăng ký không"),
        ("HOP DONG CHUYEN GIAO CONG NGHE", "HỢP ĐỒNG CHUYỂN GIAO CÔNG NGHỆ"),
        ("Cong ty My mua license cua Bosch va Huawei 3 nam", "Công ty Mỹ mua license của Bosch và Huawei 3 năm"),
        ("tien ban quyen tra sang Viet Nam bi khau tru thue may %", "tiền bản quyền trả sang Việt Nam bị khấu trừ thuế mấy %"),
    ],
)
def test_marks_are_put_back_and_names_acronyms_and_numbers_stay(kept: Accents, typed: str, meant: str) -> None:
    assert kept.restore(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["Hợp đồng bên em đăng ký rồi", "Who pays the tax on it?", "合同要登记吗", "", "5G AI CNC", "12 %"],
)
def test_what_has_its_marks_or_is_another_language_stays(kept: Accents, text: str) -> None:
    assert kept.restore(text) == text


def test_a_text_keeps_its_length_so_that_places_in_it_stay_places(kept: Accents) -> None:
    typed = "  Hop dong, (chua dang ky)\n thi sao?  "
    assert len(kept.restore(typed)) == len(typed)
    assert re.sub(r"\w", "x", kept.restore(typed)) == re.sub(r"\w", "x", typed)


def test_neighbours_decide_between_readings(small: Accents) -> None:
    assert small.restore("hop dong chua dang ky") == "hợp đồng chưa đăng ký"
    assert small.restore("dong nghiep o Lao hop") == "đồng nghiệp ở Lào họp"


def test_what_was_typed_without_marks_teaches_nothing(small: Accents) -> None:
    assert "chua" not in small.counts
    assert small.counts["chưa"] == 2


def test_what_is_written_is_read_again(small: Accents) -> None:
    assert read(written(small)) == Accents(dict(small.counts), {k: dict(v) for k, v in small.after.items()}, small.names)


def test_without_accents_nothing_is_recognised_and_nothing_changed(tmp_path: Path) -> None:
    assert kept_accents(tmp_path)() == NO_ACCENTS
    assert not NO_ACCENTS.recognises("hop dong chua dang ky")
    assert NO_ACCENTS.restore("hop dong chua dang ky") == "hop dong chua dang ky"


def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "accents" / "vi.txt.gz"
    path.parent.mkdir()
    path.write_bytes(b"no gzip")
    with pytest.raises(CorpusError, match="assistant accents"):
        kept_accents(tmp_path)()


def test_all_vietnamese_texts_of_a_knowledge_base_teach_and_no_other(tmp_path: Path) -> None:
    corpus, prompts = tmp_path / "corpus", tmp_path / "prompts"
    (corpus / "asks").mkdir(parents=True)
    (prompts / "cues").mkdir(parents=True)
    (prompts / "phrases" / "vi").mkdir(parents=True)
    (corpus / "asks" / "a.yaml").write_text("part: {vi: [hợp đồng mới], fr: [marché conclu]}", "utf-8")
    (prompts / "cues" / "everyday.yaml").write_text("vi: [tụi mình]", "utf-8")
    (prompts / "phrases" / "vi" / "page.yaml").write_text("ui.send: Gửi đi", "utf-8")
    assert write_accents(corpus, prompts)[0] == 7
    assert set(kept_accents(corpus)().counts) == {"hợp", "đồng", "mới", "tụi", "mình", "gửi", "đi"}


def test_the_kept_file_is_small_and_restores_most_syllables_of_ways_of_asking(kept: Accents) -> None:
    """It was learned from them: held out, 97 of 100 are right. What is tested is that it belongs to this knowledge base."""
    assert (ROOT / "corpus" / "accents" / "vi.txt.gz").stat().st_size <= MOST_BYTES
    texts = [text for _, language, text in ways_of_asking(ROOT / "corpus") if language == "vi" and text != without_marks(text)][
        ::7
    ]
    pairs = [(a, b) for text in texts for a, b in zip(text.split(), kept.restore(without_marks(text)).split(), strict=True)]
    assert sum(a == b for a, b in pairs) / len(pairs) > 0.95
