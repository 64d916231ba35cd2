"""China's tax and treaties answer nothing about a payment between two other countries, nor one treaty for another."""

from dataclasses import replace

import pytest

from assistant.answering.between import read_between
from assistant.answering.elsewhere import of_others, without_unasked
from assistant.domain import Hit, Passage, Question, Source
from assistant.files import read_yaml
from assistant.settings import Settings
from assistant.text import normalise

TAX = ("royalty",)
BETWEEN = read_between(read_yaml(Settings().prompts / "cues" / "between.yaml"))
CAPS = Source(id="cn-treaty-royalty-caps", kind="policy", names={"en": "Caps"}, original_language="zh", jurisdiction="CN")
SAUDI = Source(id="sa-law", kind="policy", names={"en": "A law"}, original_language="ar", jurisdiction="SA")


def _places(text: str, *named: tuple[str, str]) -> list[tuple[int, int, str]]:
    plain = normalise(text)
    return [(plain.index(normalise(word)), plain.index(normalise(word)) + len(normalise(word)), code) for word, code in named]


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("A Kenyan firm pays royalties to an Egyptian one", (("Kenyan", "KE"), ("Egyptian", "EG")), True),
        ("the tax treaty between Kenya and Egypt", (("Kenya", "KE"), ("Egypt", "EG")), True),
        ("埃及和肯尼亚之间的税收协定", (("埃及", "EG"), ("肯尼亚", "KE")), True),
        ("договор между Сербией и Казахстаном", (("Сербией", "RS"), ("Казахстаном", "KZ")), True),
        ("what do Kenya and Egypt take of royalties", (("Kenya", "KE"), ("Egypt", "EG")), False),
        ("埃及、哈萨克斯坦协定税率", (("埃及", "EG"), ("哈萨克斯坦", "KZ")), False),
        ("A Kenyan pays to Chengdu, and an Egyptian?", (("Kenyan", "KE"), ("Chengdu", "CN-SC"), ("Egyptian", "EG")), False),
        ("royalties paid from Kenya", (("Kenya", "KE"),), False),
        ("ugovor između Srbije i Kazahstana", (("Srbije", "RS"), ("Kazahstana", "KZ")), True),
        ("المعاهدة بين كينيا ومصر", (("كينيا", "KE"), ("ومصر", "EG")), True),
        ("hiệp định giữa Kenya và Peru", (("Kenya", "KE"), ("Peru", "PE")), True),
        ("สนธิสัญญาระหว่างเคนยาและเปรู", (("เคนยา", "KE"), ("เปรู", "PE")), True),
        ("perjanjian antara Kenya dan Peru", (("Kenya", "KE"), ("Peru", "PE")), True),
        ("la convention entre le Kenya et la Serbie", (("Kenya", "KE"), ("Serbie", "RS")), True),
        ("el convenio entre Kenia y Perú", (("Kenia", "KE"), ("Perú", "PE")), True),
        ("в Кении и в Сербии", (("Кении", "KE"), ("Сербии", "RS")), False),
        ("au Kenya et en Serbie", (("Kenya", "KE"), ("Serbie", "RS")), False),
        ("付给格鲁吉亚公司和匈牙利公司", (("格鲁吉亚", "GE"), ("匈牙利", "HU")), False),
        ("paid to a Kenyan company and a Peruvian one", (("Kenyan", "KE"), ("Peruvian", "PE")), False),
        ("фирме из Кении и фирме из Перу", (("Кении", "KE"), ("Перу", "PE")), False),
        ("for Kenya, and for Peru", (("Kenya", "KE"), ("Peru", "PE")), False),
        ("royalty tax Kenya " + "-" * 3000 + " x Peru", (("Kenya", "KE"), ("Peru", "PE")), True),
    ],
)  # fmt: skip
def test_a_payment_between_two_other_countries_is_told_from_a_list(
    text: str, named: tuple[tuple[str, str], ...], expected: bool
) -> None:
    places = _places(text, *named)
    assert BETWEEN.others(normalise(text), places, TAX, False) is expected
    assert not BETWEEN.others(normalise(text), places, TAX, True)
    assert not BETWEEN.others(normalise(text), places, ("patent",), False)


@pytest.mark.parametrize("text", ["the Kenya–Egypt tax treaty", "the Kenya-Egypt tax treaty", "埃及肯尼亚税收协定"])
def test_two_countries_joined_are_the_sides_of_a_treaty(text: str) -> None:
    first, second = ("埃及", "肯尼亚") if "埃及" in text else ("Kenya", "Egypt")
    places = _places(text, (first, "KE"), (second, "EG"))
    assert BETWEEN.others(normalise(text), places, ("tax-treaty", "royalty"), False)
    assert not BETWEEN.others(normalise(text), places, TAX, False)


def _question(*countries: str, between: bool = False) -> Question:
    return Question("q", "q", "en", "rule", countries=countries, between_others=between)


def _passage(source: Source, part: str, country: str | None, *topics: str) -> Passage:
    group = f"{source.id}#{part}"
    return Passage(f"{group}@en", source.id, group, "en", "A text.", "art. 1", country=country, topics=topics)


def test_the_treaty_with_one_country_tells_nothing_of_another() -> None:
    laos = _passage(CAPS, "la", "LA", "treaty")
    assert of_others(_question("CN", "VN"), laos, CAPS)
    assert not of_others(_question("CN", "LA"), laos, CAPS)
    assert not of_others(_question("CN"), laos, CAPS)
    assert of_others(_question("VN"), _passage(SAUDI, "treaty-1", "SA"), SAUDI)


def test_between_two_others_only_their_own_rules_are_left() -> None:
    question = _question("SA", "EG", between=True)
    assert of_others(question, _passage(CAPS, "eg", "EG", "treaty"), CAPS)
    assert of_others(question, _passage(CAPS, "rate", None, "withholding"), CAPS)
    assert not of_others(question, _passage(SAUDI, "rate", None, "withholding"), SAUDI)
    told = replace(_passage(SAUDI, "rate", None, "treaty"), text="A Saudi firm withholds 15 %, for example from a Chinese one.")
    assert not of_others(question, told, SAUDI)


def test_three_countries_without_a_word_between_are_a_list() -> None:
    text = "埃及 肯尼亚 秘鲁 协定税率"
    places = _places(text, ("埃及", "EG"), ("肯尼亚", "KE"), ("秘鲁", "PE"))
    assert not BETWEEN.others(normalise(text), places, ("tax-treaty", "royalty"), False)


PAID = replace(_question("SA", "CN-SC"), pays_abroad=True)


def test_what_another_state_withholds_answers_nothing_about_what_is_paid_from_china() -> None:
    fifteen = _passage(SAUDI, "fifteen-percent", None, "withholding")
    assert of_others(PAID, fifteen, SAUDI)
    assert not of_others(replace(PAID, pays_abroad=False, pays_home=True), fifteen, SAUDI)
    assert not of_others(PAID, _passage(SAUDI, "arbitration", None, "dispute"), SAUDI)
    assert not of_others(PAID, _passage(CAPS, "sa", "SA", "treaty"), CAPS)
    third = replace(PAID, countries=("SA", "ES"))
    assert not of_others(third, fifteen, SAUDI), "who pays from Saudi Arabia to Spain does withhold there"


def test_what_another_state_takes_is_not_answered_with_what_china_takes() -> None:
    asked = replace(_question("SA"), taxed_by=frozenset({"SA"}))
    assert of_others(asked, _passage(CAPS, "sa", "SA", "treaty", "withholding"), CAPS)
    assert of_others(asked, _passage(CAPS, "rate", None, "income-tax"), CAPS)
    assert not of_others(asked, _passage(SAUDI, "fifteen-percent", None, "withholding"), SAUDI)
    both = replace(asked, taxed_by=frozenset({"SA", "CN"}))
    assert not of_others(both, _passage(CAPS, "sa", "SA", "treaty"), CAPS)
    assert not of_others(replace(asked, compares=True), _passage(CAPS, "sa", "SA", "treaty"), CAPS)


def test_what_china_takes_of_payments_that_leave_it_says_nothing_of_those_that_come_in() -> None:
    asked = replace(_question("SA"), pays_home=True)
    assert of_others(asked, _passage(CAPS, "sa", "SA", "treaty", "withholding"), CAPS)
    assert of_others(asked, _passage(CAPS, "rate", None, "withholding"), CAPS)
    assert not of_others(asked, _passage(CAPS, "received", None, "income-tax", "technology-export"), CAPS)
    assert not of_others(asked, _passage(CAPS, "both", None, "withholding", "technology-export"), CAPS)
    assert not of_others(asked, _passage(SAUDI, "fifteen-percent", None, "withholding"), SAUDI)


def test_what_an_office_of_china_wants_is_not_answered_with_the_law_of_where_a_party_is_from() -> None:
    asked = replace(_question("SA"), of_parties=True, offices=("CN",))
    assert of_others(asked, _passage(SAUDI, "arbitration", None, "dispute"), SAUDI)
    assert not of_others(asked, _passage(CAPS, "sa", "SA", "treaty"), CAPS)
    assert not of_others(replace(asked, offices=("CN", "SA")), _passage(SAUDI, "arbitration", None, "dispute"), SAUDI)
    assert not of_others(replace(asked, of_parties=False), _passage(SAUDI, "arbitration", None, "dispute"), SAUDI)


def _hit(source: Source, part: str, score: float, worded: float = 0.4) -> Hit:
    return Hit(_passage(source, part, None), source, score=score, worded=worded)


def test_the_rule_of_a_country_that_nobody_named_gives_way_to_one_of_china() -> None:
    nobody = replace(_question(), language="en")
    saudi, home = _hit(SAUDI, "rate", 6.0), _hit(CAPS, "rate", 5.5)
    assert without_unasked(nobody, [saudi, home]) == (home,)
    assert without_unasked(_question("SA"), [saudi, home]) == (saudi, home)
    sure = _hit(SAUDI, "rate", 6.5, worded=0.8)
    assert without_unasked(nobody, [sure, home]) == (sure, home), "nothing else can be meant"
    named = replace(saudi, named=True)
    assert without_unasked(nobody, [named, home]) == (named, home)


def test_who_asks_in_the_language_of_one_country_may_mean_it() -> None:
    serbian = replace(SAUDI, id="rs-law", jurisdiction="RS")
    own, home = _hit(serbian, "duty", 6.0), _hit(CAPS, "rate", 5.9)
    assert without_unasked(replace(_question(), language="sr"), [own, home]) == (own, home)
    assert without_unasked(replace(_question(), language="ru"), [own, home]) == (home,)


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("is it cheaper in Kenya or in China", (("Kenya", "KE"), ("China", "CN")), True),
        ("في كينيا ولا في الصين", (("كينيا", "KE"), ("الصين", "CN")), True),
        ("在肯尼亚还是在中国登记快", (("肯尼亚", "KE"), ("中国", "CN")), True),
        ("в Кении или в Китае", (("Кении", "KE"), ("Китае", "CN")), True),
        ("does the Kenyan or the Chinese party file", (("Kenyan", "KE"), ("Chinese", "CN")), False),
        ("from Kenya to China", (("Kenya", "KE"), ("China", "CN")), False),
    ],
)
def test_two_places_of_which_one_or_the_other_is_asked_for_are_compared(
    text: str, named: tuple[tuple[str, str], ...], expected: bool
) -> None:
    assert BETWEEN.weighs(normalise(text), _places(text, *named)) is expected
