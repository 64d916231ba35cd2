"""Figures that a question takes for those of a rule."""

import pytest

from assistant.answering.asserted import unconfirmed
from assistant.answering.cues import load_cues
from tests.conftest import ROOT

READ = load_cues(ROOT / "prompts" / "cues").assertions.read
TERMS = {
    "zh": ("中国专利现在保护25年，对吧？", "25年"),
    "en": ("A patent lasts 25 years now, right?", "25 years"),
    "ru": ("Патент теперь действует 25 лет, верно?", "25 лет"),
    "ar": ("مدة البراءة 25 سنة، صحيح؟", "25 سنة"),
    "fr": ("Un brevet dure 25 années, n'est-ce pas ?", "25 années"),
    "es": ("Una patente dura 25 años, ¿verdad?", "25 años"),
    "th": ("สิทธิบัตรมีอายุ 25 ปี ใช่ไหม", "25 ปี"),
    "vi": ("Bằng sáng chế có thời hạn 25 năm, đúng không?", "25 năm"),
    "id": ("Masa paten kan sekarang 25 tahun?", "25 tahun"),
    "sr": ("Патент траје 25 година, зар не?", "25 година"),
}
HEARD = {
    "zh": ("我听说期限是20天，对吗？", "20天"),
    "en": ("I heard the deadline is 20 days, right?", "20 days"),
    "ru": ("Я слышал, что срок 20 дней, верно?", "20 дней"),
    "ar": ("أنا سمعت أن المهلة 20 يوما، صح؟", "20 يوما"),
    "fr": ("J'ai lu que le délai est de 20 jours, c'est exact ?", "20 jours"),
    "es": ("Hemos leído que el plazo es de 20 días, ¿es correcto?", "20 días"),
    "th": ("เราได้ยินว่ากำหนด 20 วัน ใช่ไหม", "20 วัน"),
    "vi": ("Chúng tôi nghe nói thời hạn là 20 ngày, đúng không?", "20 ngày"),
    "id": ("Saya dengar batas waktunya 20 hari, benar?", "20 hari"),
    "sr": ("Čuli smo da je rok 20 dana, tačno?", "20 dana"),
}
OF_A_DEAL = {
    "zh": "听说签7年的许可合同要续展，对吗？",
    "en": "Is it true that with a 7-year licence we must renew?",
    "ru": "Правда ли, что лицензию на 7 лет надо продлевать?",
    "ar": "هل صحيح أن عقد ترخيص لمدة 7 سنوات يجب تجديده؟",
    "fr": "Est-il vrai qu'avec un contrat de licence de 7 ans il faut renouveler ?",
    "es": "¿Es cierto que un contrato de licencia de 7 años se renueva?",
    "th": "สัญญาอนุญาต 7 ปี ต้องต่ออายุ ใช่ไหม",
    "vi": "Hợp đồng li-xăng 7 năm phải gia hạn, đúng không?",
    "id": "Kontrak lisensi 7 tahun harus diperpanjang, benar?",
    "sr": "Ugovor o licenci na 7 godina mora da se obnovi, zar ne?",
}


@pytest.mark.parametrize("language", HEARD)
def test_what_the_asker_heard_is_asserted(language: str) -> None:
    text, written = HEARD[language]
    assert [one.written for one in READ(text, language)] == [written]


@pytest.mark.parametrize("language", OF_A_DEAL)
def test_a_figure_by_which_a_contract_is_called_asserts_nothing(language: str) -> None:
    assert READ(OF_A_DEAL[language], language) == ()


@pytest.mark.parametrize("language", TERMS)
def test_a_figure_that_is_asserted_is_read_as_it_is_written(language: str) -> None:
    text, written = TERMS[language]
    assert [one.written for one in READ(text, language)] == [written]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Does a patent last 25 years?"),
        ("en", "We pay for 25 years, right?"),
        ("en", "The law of 2024 applies, right?"),
        ("zh", "2024年的法律还适用，对吧？"),
        ("zh", "我们签了25年，对吧？"),
        ("es", "Nuestra licencia dura 25 años, ¿verdad?"),
        ("ru", "Наш договор на 25 лет, верно?"),
    ],
)
def test_an_open_question_a_year_and_the_asker_s_own_figure_assert_nothing(language: str, text: str) -> None:
    assert READ(text, language) == ()


def test_what_no_text_has_is_unconfirmed() -> None:
    asserted = READ("A patent lasts 25 years now, right?", "en")
    assert unconfirmed(asserted, ["An invention patent lasts 20 years."]) == ("25 years",)
    assert unconfirmed(asserted, ["It lasts 25 years."]) == ()


def test_the_same_time_in_another_unit_confirms() -> None:
    assert unconfirmed(READ("It takes 24 months, right?", "en"), ["It takes 2 years."]) == ()
