"""Sums and years that a question states."""

import pytest

from assistant.answering.stated import OTHER, amounts, years
from assistant.answering.understand import Understanding
from assistant.text import normalise


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("แต่งวดนึงแค่ 30,000 ดอลลาร์เอง", "th", ((30000, "USD"),)),
        ("จ่าย 80,000 หยวน", "th", ((80000, "CNY"),)),
        ("ตามข้อตกลงปี 2568", "th", ()),
        ("净收入1200万", "zh", ((12000000, None),)),
        ("收到80000美金", "zh", ((80000, "USD"),)),
        ("Placaju nam 30.000 dolara", "sr", ((30000, "USD"),)),
        ("5 миллионов тенге", "ru", ((5000000, OTHER),)),
        ("10 triệu nhân dân tệ", "vi", ((10000000, "CNY"),)),
        ("Мы платим 80 000 за рубеж", "ru", ((80000, None),)),
        ("a European firm pays 80,000", "en", ((80000, None),)),
        ("技术转让所得8000万日元", "zh", ((80000000, OTHER),)),
        ("收到1000万港元", "zh", ((10000000, OTHER),)),
        ("技术转让所得1000万元人民币(约140万美元)", "zh", ((10000000, "CNY"), (1400000, "USD"))),
        ("Rp 10.000.000.000", "id", ((10000000000, OTHER),)),
        ("R$ 50.000 por licencia", "es", ((50000, OTHER),)),
        ("US$ 60,000 once, and 8,000 yuan of stamp duty", "en", ((60000, "USD"), (8000, "CNY"))),
        ("a royalty of 2500 yuan since 2021", "en", ((2500, "CNY"),)),
        ("hợp đồng chuyển nhượng trị giá 8.000.000", "vi", ((8000000, None),)),
        ("trả 500 triệu đồng", "vi", ((500000000, OTHER),)),
        ("royalti 250 juta rupiah", "id", ((250000000, OTHER),)),
    ],
)
def test_a_sum_has_the_currency_that_stands_beside_it(
    text: str, language: str, found: tuple[tuple[int, str | None], ...]
) -> None:
    assert amounts(normalise(text, language)) == found


def test_years_of_the_buddhist_era_are_years() -> None:
    assert years("พ.ศ. 2566 และ 2021") == ["2023", "2021"]


def test_a_story_that_goes_on_until_now_asks_for_todays_law(understand: Understanding) -> None:
    assert (
        understand("Our contract was exempt from VAT in 2024. May we rely on that for an instalment due in May 2026?").as_of
        is None
    )
    found = understand("Which VAT rule applied to our royalties in 2024?").as_of
    assert found is not None
    assert found.isoformat() == "2024-12-31"
