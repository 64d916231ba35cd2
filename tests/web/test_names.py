"""Countries, languages and numbers as each language of the interface writes them."""

import pytest

from assistant.web.names import country_name, language_name, large_number, number

LANGUAGES = ("zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_writes_large_numbers(language: str) -> None:
    assert any(char.isdigit() for char in large_number(1_958_000_000_000, language))
    assert len({large_number(value, language) for value in (1.9e12, 1.9e9, 1.9e6)}) == 3


def test_numbers_follow_the_language() -> None:
    assert large_number(112_870_457, "en") == "112.87 million"
    assert large_number(112_870_457, "zh") == "1.13亿"
    assert number(16800, "fr") != number(16800, "en") == "16,800"


def test_serbian_is_written_in_latin_script() -> None:
    assert country_name("EG", "sr") == "Egipat"
    assert language_name("ar", "sr") == "arapski"


def test_an_unknown_code_stands_for_itself() -> None:
    assert country_name("QQ", "en") == "QQ"
