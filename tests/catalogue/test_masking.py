"""Contact details are taken out of free text, and figures are left in it."""

import pytest

from assistant.catalogue.masking import MASK, masked


@pytest.mark.parametrize(
    "text",
    [
        "write to li.wei@example.cn", "邮箱：liwei@example.com.cn", "see https://example.org/a?b=1", "visit www.example.org",
        "our site is example-water.com", "+86 28 8765 4321", "call 0044 20 7946 0958", "手机13912345678", "电话：028-8765 4321",
        "微信：li_wei_2020", "WhatsApp: +254 712 345678", "Telegram @oasis_llc", "тел. +7 (701) 123-45-67",
        "هاتف: +966 11 234 5678", "Tel.: 028-87654321",
    ],
)  # fmt: skip
def test_a_contact_is_masked(text: str) -> None:
    found = masked(text)
    assert MASK in found
    assert not any(part in found for part in ("example", "8765", "7946", "139", "li_wei", "712", "oasis", "701", "234 5678"))


@pytest.mark.parametrize(
    "text",
    [
        "TRL 6 to 8, 1,200 kg per day at 25.5 °C", "patent CN202310123456.7, granted 2024-05-17", "between 30 000 and 45 000 m³",
        "2026-11-26 to 2027-11-26",
        "处理量 20000 吨/日，温度 180℃", "ISO 14001:2015 and IPC C02F 1/44", "mobile phones and fax machines",
        "we sell phone screens", "pH 6.5-8.5; 12 V; 3×240 mm²", "5 000 000 USD in 2025/2026", "the skype of the steppe is wide",
    ],
)  # fmt: skip
def test_figures_and_words_are_left(text: str) -> None:
    assert masked(text) == text


def test_the_name_of_an_anonymous_asker_is_masked_in_any_case() -> None:
    assert masked("We at OASIS llc build plants", ["Oasis LLC"]) == f"We at {MASK} build plants"
