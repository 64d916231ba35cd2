"""Which quantity is asked for and which is told, in ten languages."""

import time

import pytest

from assistant.answering.cues import load_cues
from assistant.answering.figures import quantities, tells_what_is_asked
from assistant.text import normalise
from tests.conftest import ROOT

CUES = load_cues(ROOT / "prompts" / "cues")
ASKED = {
    "en": ("How many working days does it take?", "What percentage is withheld?", "How many dollars is it?"),
    "zh": ("登记要几个工作日？", "预提税率是多少？", "要交多少钱？"),
    "ru": ("Сколько рабочих дней это занимает?", "Какой процент удерживают?", "Сколько юаней надо заплатить?"),
    "ar": ("كم يوم عمل يستغرق ذلك؟", "كم نسبة الاستقطاع؟", "كم ريال الرسوم؟"),
    "fr": ("Combien de jours faut-il ?", "Quel taux est retenu ?", "Combien coûte la demande ?"),
    "es": ("¿Cuántos días hábiles tarda?", "¿Qué porcentaje se retiene?", "¿Cuánto cuesta la solicitud?"),
    "th": ("ใช้เวลากี่วัน", "หักกี่เปอร์เซ็นต์", "ต้องจ่ายกี่บาท"),
    "vi": ("Mất bao nhiêu ngày?", "Khấu trừ bao nhiêu phần trăm?", "Phải trả bao nhiêu tiền?"),
    "id": ("Berapa hari kerja?", "Dipotong berapa persen?", "Bayar berapa rupiah?"),
    "sr": ("Koliko dana traje?", "Koliko posto se odbija?", "Колико динара треба платити?"),
}
TOLD = {
    "en": ("within 3 working days of 2024-01-01", "a rate of 10 %", "at least RMB 4,000"),
    "zh": ("自收到之日起3个工作日内", "税率为10%", "不少于4000元"),
    "ru": ("в течение 3 рабочих дней", "по ставке 10 %", "не менее 4 000 юаней"),
    "ar": ("خلال 3 أيام عمل", "بنسبة 10%", "لا يقل عن 4000 يوان"),
    "fr": ("sous 3 jours ouvrables", "au taux de 10 %", "au moins 4 000 yuans"),
    "es": ("en 3 días hábiles", "al tipo del 10 %", "al menos 4.000 yuanes"),
    "th": ("ภายใน 3 วันทำการ", "อัตรา 10 %", "อย่างน้อย 4,000 หยวน"),
    "vi": ("trong 3 ngày làm việc", "thuế suất 10 %", "ít nhất 4.000 nhân dân tệ"),
    "id": ("dalam 3 hari kerja", "tarif 10 %", "paling sedikit 4.000 yuan"),
    "sr": ("u roku od 3 radna dana", "po stopi od 10 %", "najmanje 4.000 juana"),
}
KINDS = ("period", "share", "money")


@pytest.mark.parametrize("language", ASKED)
def test_the_quantity_that_is_asked_for_is_read(language: str) -> None:
    for kind, text in zip(KINDS, ASKED[language], strict=True):
        plain = normalise(text, language)
        assert kind in {name for name, pattern in CUES.quantities_asked.items() if pattern.search(plain)}, text


@pytest.mark.parametrize("language", TOLD)
def test_the_quantity_that_is_told_is_read(language: str) -> None:
    for kind, text in zip(KINDS, TOLD[language], strict=True):
        assert quantities(text, CUES.quantities_told) == {kind}, text


@pytest.mark.parametrize("text", ["since 2024-07-01", "art. 17, 36", "第 6 条", "No. 21"])
def test_years_and_articles_are_no_quantities(text: str) -> None:
    assert not quantities(text, CUES.quantities_told)


@pytest.mark.parametrize("text", ["1" * 3000, "1 " * 1500, "1," * 1500, "1a" * 1500], ids=["digits", "spaced", "commas", "words"])
def test_no_text_takes_long(text: str) -> None:
    """With backtracking over runs of digits the first one took two minutes."""
    begun = time.process_time()
    assert not quantities(text, CUES.quantities_told)
    assert time.process_time() - begun < 5


def test_a_rate_tells_how_much_money_and_a_period_does_not() -> None:
    assert tells_what_is_asked(["money"], ["share"])
    assert not tells_what_is_asked(["money"], ["period"])
    assert not tells_what_is_asked(["share"], ["money"])
