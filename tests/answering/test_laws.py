"""Which law an article is asked of, though its name is declined or told without its year."""

import pytest

from assistant.adapters.countries import read_finder
from assistant.answering.laws import laws_of
from assistant.domain import Question, Source
from tests.conftest import ROOT

MENTIONS = read_finder(ROOT / "prompts" / "cues").mentions
PATENTS = Source(
    id="patents", kind="policy", original_language="zh", jurisdiction="CN", articles=82,
    aliases=("专利法", "Patent Law of China", "Zakon o patentima Kine"),
    names={"zh": "中华人民共和国专利法", "ru": "Патентный закон КНР"},
)  # fmt: skip
TRADE = Source(
    id="trade", kind="policy", original_language="zh", jurisdiction="CN", articles=83, aliases=("Foreign Trade Law (2025)",),
    names={"fr": "Loi sur le commerce extérieur", "en": "Foreign Trade Law (revised 2025)"},
)  # fmt: skip
FOREIGN = Source(
    id="foreign", kind="policy", original_language="zh", jurisdiction="CN", articles=42,
    names={"fr": "Loi sur les investissements étrangers"},
)  # fmt: skip
TAX = Source(id="vat", kind="policy", original_language="zh", jurisdiction="CN", names={"sr": "Zakon o PDV"})
OUTBOUND = Source(
    id="outbound", kind="policy", original_language="zh", jurisdiction="CN", articles=34, number={"zh": "国务院令第837号"},
    names={"fr": "Règlement du Conseil des affaires d'État sur les investissements hors de Chine"},
)  # fmt: skip
ALL = (PATENTS, TRADE, FOREIGN, TAX, OUTBOUND)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Po članu 120 kineskog Zakona o patentima strani softver je zaštićen?", "sr", ["patents"]),
        ("Что говорит статья 120 Патентного закона КНР?", "ru", ["patents"]),
        ("What does article 97 of the new Chinese foreign trade law say?", "en", ["trade"]),
        ("selon l'article 60 de la loi chinoise sur l'investissement étranger", "fr", ["foreign"]),
        ("L'article 122 de la nouvelle loi chinoise sur le commerce extérieur dispense les PME", "fr", ["trade"]),
        ("Que dit l'article 45 du décret chinois n° 837 sur les investissements à l'étranger ?", "fr", ["outbound"]),
        ("国务院令第837号第45条怎么说", "zh", ["outbound"]),
        ("专利法第837条怎么说", "zh", ["patents"]),
        ("Šta kaže član 52 zakona o transferu tehnologije?", "sr", []),
        ("Since article 87 forbids arbitration, where do we go?", "en", []),
    ],
)
def test_a_law_is_called_by_the_stems_of_its_name(text: str, language: str, found: list[str]) -> None:
    asked = Question(original=text, text=text, language=language, intent="rule", countries=("CN",))
    assert [source.id for source in laws_of(asked, ALL, MENTIONS)] == found


def test_the_law_of_another_country_than_the_named_one_is_not_meant() -> None:
    text = "What does article 97 of the foreign trade law of Serbia say?"
    asked = Question(original=text, text=text, language="en", intent="rule", countries=("RS",))
    assert laws_of(asked, ALL, MENTIONS) == []
