"""Numbers, dates and article numbers that differ between the languages of a text."""

from pathlib import Path

import pytest

from assistant.indexing.checks.translations import article_numbers, differences
from tests.fakes.small_corpus import checked


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("policies/cn-new-law", lambda record: record["statements"][0]["text"].update(ru="Подать за 60 дней, ст. 9")),
        ("policies/cn-old-law", lambda record: record["names"].update(fr="Ancienne loi de 1999")),
        ("procedures/cn-filing", lambda record: record["steps"][0]["detail"].update(ar="النموذج رقم 4")),
        ("countries/country-ke", lambda record: record["macro"]["text"].update(es="Kenia tiene 59,2 millones de habitantes.")),
        ("organisations/centre", lambda record: record["does"].update(en="It brought 2 partners together")),
        ("events/fair", lambda record: record["audience"].update(zh="100家企业")),
        ("glossary/terms", lambda record: record["terms"][0]["definition"].update(en="leave to use for 1 year")),
        ("catalogue/offer", lambda record: record["summary"].update(fr="Sèche en 9 heures")),
    ],
)
def test_a_number_that_differs_between_languages_is_an_error(tmp_path: Path, name: str, edit: object) -> None:
    errors = checked(tmp_path, name, edit).errors  # type: ignore[arg-type]
    assert errors
    assert all(error.startswith(f"{name}: ") and "numbers differ" in error for error in errors)


def test_a_date_that_differs_is_found() -> None:
    text = {"zh": "自2026-03-01起施行", "en": "In force since 2026-03-11", "vi": "Có hiệu lực từ 2026-03-01"}
    assert list(differences(text)) == ["numbers differ, en ['2026-03-11'] against ['2026-03-01'] in zh"]


def test_article_and_days_that_change_places_are_found() -> None:
    text = {"zh": "第12条：30日内备案", "en": "Art. 30: file within 12 days"}
    assert list(differences(text)) == ["article numbers differ, en ['30'] against ['12'] in zh"]


def test_one_language_may_name_the_article_oftener_than_another() -> None:
    assert list(differences({"zh": "第14条改为第17条", "ru": "ст. 14 стала 17"})) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第3、4、5条和第9条", "3 4 5 9"),
        ("第72条至第87条", "72 87"),
        ("第5(2)条", "5"),
        ("Arts 8 and 101 refer to art. 20", "8 20 101"),
        ("TRIPS art. 66.2 binds members", "66"),
        ("Patent Act s. 41 and section 55", "41 55"),
        ("Статья 66 и статьями 3, 4 и 5", "3 4 5 66"),
        ("المواد من 72 إلى 87 والمادة ٨٩", "72 87 89"),
        ("Điều 31, Pasal 10, มาตรา 41, član 12", "10 12 31 41"),
        ("los artículos 14 y 17", "14 17"),
        ("7-бап", "7"),
        ("within 30 working days", ""),
    ],
)
def test_article_numbers_are_read_in_every_language(text: str, numbers: str) -> None:
    assert article_numbers(text) == frozenset(numbers.split())
