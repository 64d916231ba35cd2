"""Offices and currencies that stand for a country; Amman and Oman; short names."""

import re
import time

import pytest
import yaml

from assistant.adapters.countries import CountryFinder, read_finder
from tests.conftest import ROOT

CUES = ROOT / "prompts" / "cues"
SHARED_BY_OFFICES = {"INPI", "INAPI", "IPO", "NIPO", "OBI", "PDR", "IP"}
"""Of two offices, or of other things as well."""


@pytest.fixture(scope="module")
def finder() -> CountryFinder:
    return read_finder(CUES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("How many days do we have to register a patent licence at KIPI?", ("KE",)),
        ("Ở đâu ghi nhận li-xăng, MyIPO?", ("MY",)),
        ("void if not registered with DIP?", ("TH",)),
        ("регистрировать ли лицензию в Роспатенте", ("RU",)),
        ("срок в НЦИС", ("BY",)),
        ("enregistrer à l'OMPIC", ("MA",)),
        ("registrar en el IMPI o en INDECOPI", ("MX", "PE")),
        ("Qazpatent: пошлина", ("KZ",)),
        ("国家知识产权局要多久", ("CN",)),
        ("Kolika je taksa Zavoda za intelektualnu svojinu?", ("RS",)),
        ("Da li upisati licencu u Zavodu", ("RS",)),
        ("Zavod za intelektualnu svojinu Jermenije", ("AM",)),
        ("preko kineskog Zavoda", ("CN",)),
        ("Our client pays in cedis to a Chinese licensor", ("GH", "CN")),
        ("Клиент платит роялти в тенге", ("KZ",)),
        ("用奈拉付使用费", ("NG",)),
        ("une amende de 500 MYR", ("MY",)),
        ("a fee of ₦50,000 in Ghana", ("GH",)),
        ("ندفع بالنايرا", ("NG",)),
        ("ماذا تطلب هيئة الزكاة والضريبة من شركة صينية", ("SA", "CN")),
        ("Ký ở Trung Quốc thì có nộp Cục Sở hữu trí tuệ không?", ("CN",)),
        ("How long does BIS take?", ("US",)),
        ("Does the GAFI of Egypt ask?", ("EG",)),
    ],
)
def test_an_office_or_a_currency_says_which_country(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize(
    "text",
    ["the INPI recordal", "we dip the parts", "сколько тенге стоит", "berapa rupiah dendanya", "1000 dinara", "Zavod odlučuje"],
)
def test_what_several_have_or_what_is_a_measure_says_none(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == ()


def test_an_office_is_no_name_of_its_country(finder: CountryFinder) -> None:
    assert finder.named("CNIPA and KIPI") == ()
    assert finder.mentions("CNIPA and KIPI") == []


def test_the_acronyms_of_the_records_are_known(finder: CountryFinder) -> None:
    unknown = []
    for path in sorted((ROOT / "corpus" / "organisations").glob("*-ip-office.yaml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        for acronym in re.findall(r"\(([A-Z]{3,}|MyIPO)\)", " ".join(record["names"].values())):
            if acronym not in SHARED_BY_OFFICES and record["jurisdiction"] not in finder.find(f"at {acronym}"):
                unknown.append((record["id"], acronym))
    assert not unknown


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("عقد في عمّان", ("JO",)),
        ("شركة في عمان الأردنية", ("JO",)),
        ("سلطنة عُمان", ("OM",)),
        ("مصنع في عمان", ("OM",)),
        ("بين عمان والأردن", ("OM", "JO")),
    ],
)
def test_amman_is_no_oman(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("จดสัญญาไลเซนส์ อินโดกับเวียดนามใครเร็วกว่ากัน", ("ID", "VN")),
        ("มาเลย์กับไทย", ("MY", "TH")),
        ("bán sang Mã Lai và sang Sing", ("MY", "SG")),
        ("hợp đồng ở Indo", ("ID",)),
        ("perusahaan RRT dan Malay", ("CN", "MY")),
        ("马来企业和印尼、沙特", ("MY", "ID", "SA")),
        ("I sing indoors", ()),
    ],
)
def test_short_names_are_names(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize("text", ["عمان " * 400, "KIPI " * 400, "1 KZT " * 300, "zavod " * 300])
def test_no_text_takes_long(finder: CountryFinder, text: str) -> None:
    started = time.perf_counter()
    finder.find(text)
    assert time.perf_counter() - started < 1
