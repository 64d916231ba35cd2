"""Two questions in one message are both answered."""

import pytest

from assistant.answering.cues import load_cues
from assistant.answering.parts import parts_of
from tests.conftest import ROOT

CUES = load_cues(ROOT / "prompts" / "cues")
PARTS, CONDITION = CUES.parts, CUES.condition


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("en", "What do we need for the paper, and how long can the agreement run?", "how long can the agreement run?"),
        ("zh", "两用物项许可证管多久？中途换了最终用户要不要重新办？", "中途换了最终用户要不要重新办？"),
        ("ru", "За сколько дней регистрируют лицензию и какой штраф, если не подать", "какой штраф, если не подать"),
        ("ar", "متى آخر موعد للسداد، وكم الغرامة لو تأخرنا؟", "كم الغرامة لو تأخرنا؟"),
        ("fr", "C'est valable pour toujours et qui doit le déposer à la douane ?", "qui doit le déposer à la douane ?"),
        ("es", "Hay que registrar el contrato y qué pasa si se nos pasó la fecha?", "qué pasa si se nos pasó la fecha?"),
        ("th", "เราบอกเลิกสัญญาได้หรือยัง ต้องรอกี่วัน", "ต้องรอกี่วัน"),
        ("vi", "Người và công ty phải làm gì, bị phạt bao nhiêu tiền?", "bị phạt bao nhiêu tiền?"),
        ("id", "Izin ekspor keluarnya berapa lama dan berlaku sampai kapan?", "berlaku sampai kapan?"),
        ("sr", "Kako se upisuje licenca i koliko košta taksa za upis?", "koliko košta taksa za upis?"),
    ],
)
def test_the_second_question_begins_where_it_is_asked(language: str, text: str, second: str) -> None:
    assert parts_of(text, language, PARTS, CONDITION)[-1] == second


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("en", "When is the tax due, and if he forgot to withhold, are we liable?", "if he forgot to withhold, are we liable?"),
        ("zh", "税款几天内上缴，要是忘了扣我们要负责吗？", "要是忘了扣我们要负责吗？"),
        ("ru", "Когда перечисляется налог, а если он забыл удержать, мы отвечаем?", "если он забыл удержать, мы отвечаем?"),
        ("ar", "خلال كم يوم تورد الضريبة، ولو نسي يقتطعها علينا شي؟", "لو نسي يقتطعها علينا شي؟"),
        ("fr", "Quand reverse-t-il l'impôt, et s'il a oublié de le retenir ?", "s'il a oublié de le retenir ?"),
        ("es", "Cuándo se ingresa el impuesto, y si se olvidó de retener?", "si se olvidó de retener?"),
        ("th", "ต้องนำส่งภาษีภายในกี่วัน แล้วถ้าลืมหักเราต้องรับผิดไหม", "ถ้าลืมหักเราต้องรับผิดไหม"),
        ("vi", "Nộp thuế trong mấy ngày, còn nếu họ quên thì mình có bị phạt không?", "nếu họ quên thì mình có bị phạt không?"),
        ("id", "Kapan pajak disetor, dan kalau dia lupa memotong?", "kalau dia lupa memotong?"),
        ("sr", "Kada se plaća porez, a ako je zaboravio da ga odbije?", "ako je zaboravio da ga odbije?"),
    ],
)
def test_a_condition_after_a_question_begins_another(language: str, text: str, second: str) -> None:
    assert parts_of(text, language, PARTS, CONDITION)[-1] == second


@pytest.mark.parametrize(
    "text", ["Must a licence with a Thai firm be in writing?", "专利许可备案几天内办结？", "Что будет?", "?", "a, b"]
)
def test_one_question_is_one_part(text: str) -> None:
    assert parts_of(text, "", PARTS, CONDITION) == [text]


def test_of_many_questions_the_rest_stays_together() -> None:
    text = "What must be filed? Who has to file it? When is it due? What does it cost?"
    assert parts_of(text, "en", PARTS, CONDITION) == [
        "What must be filed?",
        "Who has to file it?",
        "When is it due? What does it cost?",
    ]


def test_cutting_takes_no_time_on_long_text() -> None:
    text = "and how , " * 800
    assert "".join(parts_of(text, "en", PARTS, CONDITION)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("id", "Berapa hari pembayar menyetor pajak, dan kalau dia lupa memotong, apakah kami yang ditagih?",
         "kalau dia lupa memotong, apakah kami yang ditagih?"),
        ("en", "When is the tax due, and if he forgets it, who is liable?", "if he forgets it, who is liable?"),
        ("fr", "Quel est le délai, et si le payeur oublie, qui doit payer ?", "si le payeur oublie, qui doit payer ?"),
        ("ru", "Когда платят налог, и если он забыл, кто отвечает?", "если он забыл, кто отвечает?"),
    ],
)  # fmt: skip
def test_a_condition_keeps_the_question_that_follows_it(language: str, text: str, second: str) -> None:
    assert parts_of(text, language, PARTS, CONDITION)[1:] == [second]
