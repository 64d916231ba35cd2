"""Numbers and dates mean the same however a language writes them."""

from decimal import Decimal

import pytest

from assistant.numerals import ascii_digits, dates, fingerprint, han_number, numbers

MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "RMB 5 million",
        "RMB 5,000,000",
        "500万元",
        "500萬元",
        "5百万元",
        "5 млн юаней",
        "5 миллионов юаней",
        "5 000 000 юаней",
        "٥ ملايين يوان",
        "5 ملايين يوان",
        "5 مليون يوان",
        "5 millions de RMB",
        "5 000 000 RMB",
        "5 millones de RMB",
        "5.000.000 RMB",
        "5 triệu tệ",
        "5 juta yuan",
        "5 ล้านหยวน",
        "๕ ล้านหยวน",
        "5 miliona juana",
        "5 милиона јуана",
        "5 milhões de yuans",
    ],
)
def test_five_million_in_any_language(text: str) -> None:
    assert numbers(text) == [5 * MILLION]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 million", 1_500_000),
        ("1,5 млн", 1_500_000),
        ("١٫٥ مليون", 1_500_000),
        ("1,5 million d'euros", 1_500_000),
        ("1,5 triệu", 1_500_000),
        ("150万", 1_500_000),
        ("2 trillion", 2 * 10**12),
        ("3 billion", 3 * 10**9),
        ("3 млрд", 3 * 10**9),
        ("3 tỷ", 3 * 10**9),
        ("3 miliar", 3 * 10**9),
        ("3亿元", 3 * 10**8),
        ("20 тыс.", 20_000),
        ("20 ribu", 20_000),
        ("20 nghìn", 20_000),
        ("20 хиљада", 20_000),
        ("20 พัน", 20_000),
        ("20 ألف", 20_000),
        ("1’500", 1_500),
        ("12.5 %", "12.5"),
        ("12,5 %", "12.5"),
        ("0.05", "0.05"),
    ],
)
def test_a_word_for_a_multiple_is_multiplied_in(text: str, value: int | str) -> None:
    assert numbers(text) == [Decimal(value)]


def test_a_word_that_only_begins_like_a_multiple_is_none() -> None:
    assert numbers("3 military offices") == [Decimal(3)]
    assert numbers("5 miles") == [Decimal(5)]
    assert numbers("2 militants et 4 milieux") == [Decimal(2), Decimal(4)]


def test_numbers_come_in_order_and_dates_are_left_out() -> None:
    assert numbers("Within 60 days of 2026-11-22, 3 copies, art. 17") == [Decimal(60), Decimal(3), Decimal(17)]


@pytest.mark.parametrize(
    "text", ["2026-11-22", "2026/11/22", "2026.11.22", "2026年11月22日", "٢٠٢٦-١١-٢٢", "2026 年 11 月 22 日"]
)
def test_a_date_has_one_form(text: str) -> None:
    assert dates(text) == ["2026-11-22"]


def test_short_months_and_days_are_padded() -> None:
    assert dates("2026年1月5日 and 2026-3-7") == ["2026-01-05", "2026-03-07"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十一", 21),
        ("十", 10),
        ("一百零八", 108),
        ("两千", 2000),
        ("一千二百三十四", 1234),
        ("三", 3),
        ("", None),
        ("万", None),
    ],
)
def test_chinese_numerals_are_read(text: str, value: int | None) -> None:
    assert han_number(text) == value


def test_digits_of_any_script_become_ascii_and_the_length_stays() -> None:
    for text in ("٣ أيام", "๓ วัน", "３天", "۳ روز", "३ दिन"):
        assert len(ascii_digits(text)) == len(text)
        assert ascii_digits(text).startswith("3")


TRANSLATIONS = {
    "zh": "自2026-11-22起，500万元以下的合同须在60日内登记，税率为12.5%。",
    "en": "From 2026-11-22, a contract of up to RMB 5 million must be registered within 60 days; the rate is 12.5%.",
    "ru": "С 2026-11-22 договор на сумму до 5 млн юаней регистрируется в течение 60 дней; ставка 12,5 %.",
    "ar": "اعتبارًا من 2026-11-22، يسجَّل العقد الذي لا يتجاوز 5 ملايين يوان خلال ٦٠ يومًا؛ والنسبة 12٫5%.",
    "fr": "À partir du 2026-11-22, un contrat de 5 millions de RMB au plus est enregistré dans les 60 jours ; taux de 12,5 %.",
    "es": "Desde el 2026-11-22, un contrato de hasta 5 millones de RMB se registra en 60 días; el tipo es del 12,5 %.",
    "th": "ตั้งแต่ 2026-11-22 สัญญาไม่เกิน 5 ล้านหยวนต้องจดทะเบียนภายใน 60 วัน อัตรา 12.5%",
    "vi": "Từ 2026-11-22, hợp đồng đến 5 triệu tệ phải đăng ký trong 60 ngày; thuế suất 12,5%.",
    "id": "Mulai 2026-11-22, kontrak sampai 5 juta RMB harus didaftarkan dalam 60 hari; tarifnya 12,5%.",
    "sr": "Od 2026-11-22 ugovor do 5 miliona juana upisuje se u roku od 60 dana; stopa je 12,5%.",
}


@pytest.mark.parametrize("language", sorted(TRANSLATIONS))
def test_faithful_translations_have_the_same_fingerprint(language: str) -> None:
    assert fingerprint(TRANSLATIONS[language]) == fingerprint(TRANSLATIONS["en"])


def test_a_wrong_number_changes_the_fingerprint() -> None:
    assert fingerprint(TRANSLATIONS["fr"].replace("60", "30")) != fingerprint(TRANSLATIONS["en"])
    assert fingerprint(TRANSLATIONS["zh"].replace("万", "亿")) != fingerprint(TRANSLATIONS["en"])
    assert fingerprint(TRANSLATIONS["en"].replace("2026", "2025")) != fingerprint(TRANSLATIONS["en"])


def test_a_huge_number_is_read_and_does_not_hang() -> None:
    assert len(numbers("9" * 20_000)) == 1
    assert numbers("1 " * 5_000)
    assert fingerprint("1,234" * 5_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11 tỉnh", "11"),
        ("11 tỷ đồng", "11000000000"),
        ("5千瓦", "5"),
        ("5千克", "5"),
        ("5千元", "5000"),
        ("3 พันธุ์", "3"),
        ("3 พันบาท", "3000"),
        ("2.214亿人", "221400000"),
        ("1,234.5万元", "12345000"),
    ],
)
def test_a_word_that_only_begins_like_a_multiplier_is_none(text: str, value: str) -> None:
    assert numbers(text) == [Decimal(value)]


def test_a_number_before_a_year_does_not_swallow_its_digits() -> None:
    assert numbers("закон № 36 2018 года") == [Decimal(36), Decimal(2018)]
    assert numbers("36 201 человек") == [Decimal(36201)]
