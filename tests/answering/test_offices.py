"""Offices of states are told by their names, or by what they do beside their state's name."""

from pathlib import Path

import pytest

from assistant.adapters.countries import read_finder
from assistant.answering.offices import Offices, read_offices
from assistant.files import read_yaml

CUES = Path(__file__).parents[2] / "prompts" / "cues"


@pytest.fixture(scope="module")
def offices() -> Offices:
    finder = read_finder(CUES)
    return Offices(read_offices(read_yaml(CUES / "offices.yaml")), finder.mentions, finder.offices)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Must BAFA clear the drawings before they leave for Chongqing?", ("DE",)),
        ("en", "Does the Peruvian patent office keep know-how?", ("PE",)),
        ("en", "Is an approval of the central bank of Egypt needed?", ("EG",)),
        ("en", "Who asks first, MOFCOM or METI?", ("JP", "CN")),
        ("zh", "印尼的知识产权局收不收英文合同?", ("ID",)),
        ("zh", "埃及央行要不要批?", ("EG",)),
        ("ru", "Записывает ли патентное ведомство Узбекистана секреты?", ("UZ",)),
        ("ru", "Что требует сербская таможня?", ("RS",)),
        ("ar", "هل يطلب البنك المركزي المصري موافقة؟", ("EG",)),
        ("ar", "هل تقبل هيئة الزكاة فاتورة بالصينية؟", ("SA",)),
        ("fr", "L'administration fiscale du Maroc retient combien ?", ("MA",)),
        ("es", "¿La oficina de patentes de Chile anota el contrato?", ("CL",)),
        ("th", "กรมทรัพย์สินทางปัญญารับภาษาอังกฤษไหม", ("TH",)),
        ("th", "กรมทรัพย์สินทางปัญญาของจีนรับภาษาอังกฤษไหม", ("CN",)),
        ("vi", "Cục Sở hữu trí tuệ có nhận bản tiếng Anh không?", ("VN",)),
        ("vi", "Cục Sở hữu trí tuệ Trung Quốc có nhận bản tiếng Anh không?", ("CN",)),
        ("vi", "Bên Trung Quốc ký rồi thì nộp Bộ KH&CN đúng không?", ("VN",)),
        ("id", "Apakah Kemenkumham menerima kontrak berbahasa Inggris?", ("ID",)),
        ("id", "kantor paten Vietnam minta apa", ("VN",)),
        ("sr", "Šta traži egipatski patentni zavod?", ("EG",)),
        ("sr", "Da li Ministarstvo trgovine Indonezije odobrava ugovor?", ("ID",)),
    ],
)
def test_whose_office_is_named(offices: Offices, language: str, text: str, codes: tuple[str, ...]) -> None:
    assert set(offices(text, language)) == set(codes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Does the European Patent Office record a licence?"),
        ("en", "Do we show a certificate from the Egyptian tax authority to the Chinese payer?"),
        ("en", "Is customs clearance in Vietnam slow?"),
        ("en", "INPI recordal"),
        ("ru", "таможне при ввозе из Китая"),
        ("fr", "Un licencié du Maroc paie en euros"),
        ("ar", "شركة في مصر تشتري التقنية"),
        ("zh", "越南公司付提成"),
    ],
)
def test_a_paper_a_company_and_an_office_of_several_name_no_office(offices: Offices, language: str, text: str) -> None:
    assert offices(text, language) == ()
