"""What an asker states of the own case: figures with their unit, and kinds; in ten languages."""

import time
from decimal import Decimal

import pytest

from assistant.answering.conditions import Bounds, Conditions, Way
from assistant.answering.cues import load_cues
from assistant.app.knowledge import read_conditions
from assistant.domain import Facts
from tests.conftest import ROOT

CUES = load_cues(ROOT / "prompts" / "cues")
FACTS = CUES.facts
HELD = read_conditions(ROOT / "corpus", FACTS.families())
SHORT, LONG = "cn-eit-2015-announcement-82#short-licences", "cn-eit-2015-announcement-82#nonexclusive-five-years"
THREE_YEARS = {
    "zh": "我们签了三年的普通许可合同",
    "en": "a non-exclusive licence for three years",
    "ru": "неисключительная лицензия на три года",
    "ar": "ترخيص غير حصري لمدة ثلاث سنوات",
    "fr": "une licence non exclusive de trois ans",
    "es": "una licencia no exclusiva de tres años",
    "th": "สัญญาอนุญาตแบบไม่ผูกขาดสามปี",
    "vi": "li-xăng không độc quyền thời hạn ba năm",
    "id": "lisensi non-eksklusif tiga tahun",
    "sr": "неискључива лиценца на три године",
}
PATIENTS = {
    "zh": "把3000名患者的病历传出去",
    "en": "records of 3,000 patients",
    "ru": "медицинские данные 3 тысяч пациентов",
    "ar": "ملفات 3000 مريض",
    "fr": "les dossiers de 3 000 patients",
    "es": "historias de 3.000 pacientes",
    "th": "เวชระเบียนของผู้ป่วย 3000 คน",
    "vi": "bệnh án của 3.000 người",
    "id": "rekam medis 3.000 pasien",
    "sr": "podaci o 3000 pacijenata",
}
NOT_LISTED = {
    "zh": "技术不在限制目录里",
    "en": "our technology is not on the restricted list",
    "ru": "технология не входит в перечень ограниченных",
    "ar": "التكنولوجيا ليست في قائمة التكنولوجيا المقيدة",
    "fr": "la technologie n'est pas sur la liste des technologies restreintes",
    "es": "la tecnología no está en la lista de restringidas",
    "th": "เทคโนโลยีไม่อยู่ในรายการจำกัดการส่งออก",
    "vi": "công nghệ không nằm trong danh mục hạn chế",
    "id": "teknologinya tidak masuk daftar yang dibatasi",
    "sr": "tehnologija nije na listi ograničenih",
}
ELSEWHERE = {
    "zh": "我们过去3年的许可收入",
    "en": "three years ago we signed a licence",
    "fr": "il y a trois ans nous avons signé un contrat",
    "es": "hace tres años firmamos el contrato",
    "id": "kontrak kami tiga tahun lalu",
}


@pytest.mark.parametrize("language", THREE_YEARS)
def test_the_years_of_a_licence_are_read(language: str) -> None:
    assert FACTS.read(THREE_YEARS[language], language).figures["licence_years"] == (Decimal(3),)


@pytest.mark.parametrize("language", PATIENTS)
def test_how_many_people_are_meant_and_that_their_data_are_sensitive_is_read(language: str) -> None:
    facts = FACTS.read(PATIENTS[language], language)
    assert facts.figures["persons"] == (Decimal(3000),)
    assert "sensitive" in facts.kinds


@pytest.mark.parametrize("language", NOT_LISTED)
def test_technology_that_is_denied_to_be_listed_is_free(language: str) -> None:
    kinds = FACTS.read(NOT_LISTED[language], language).kinds
    assert "free" in kinds
    assert HELD.bearing("cn-tech-import-export-regulations#no-approval-for-free", Facts(kinds=kinds)) == "met"


@pytest.mark.parametrize("language", ELSEWHERE)
def test_years_of_something_else_are_not_those_of_the_licence(language: str) -> None:
    assert "licence_years" not in FACTS.read(ELSEWHERE[language], language).figures


def test_a_figure_of_another_unit_does_not_count() -> None:
    assert not FACTS.read("a licence fee of 3 % for 3 engineers", "en").figures


@pytest.mark.parametrize("text", ["no office in China", "we have no establishment in China", "a firm without a branch in China"])
def test_what_is_denied_is_not_named(text: str) -> None:
    assert FACTS.read(text, "en").kinds == {"absent"}


def test_less_than_a_limit_lies_below_it() -> None:
    assert FACTS.read("a licence for less than five years", "en").figures["licence_years"][0] < 5
    assert FACTS.read("a licence of five years", "en").figures["licence_years"] == (Decimal(5),)


def test_a_follow_up_need_not_say_what_its_figure_is_of() -> None:
    before = FACTS.read("a licence of six years", "en")
    assert FACTS.read("and with 3 years?", "en", frozenset(before.figures)).after(before).figures["licence_years"] == (
        Decimal(3),
    )


@pytest.mark.parametrize(
    ("years", "short", "long"),
    [((3,), "met", "barred"), ((5,), "barred", "met"), ((3, 6), "open", "open"), ((), "open", "open")],
)
def test_the_asker_s_years_tell_which_rule_is_meant(years: tuple[int, ...], short: str, long: str) -> None:
    facts = Facts({"licence_years": tuple(map(Decimal, years))} if years else {})
    assert (HELD.bearing(SHORT, facts), HELD.bearing(LONG, facts)) == (short, long)
    assert list(HELD.shutting("cn-income-tax-relief", facts)) == ([SHORT] if short == "met" else [])


def test_one_kind_speaks_against_another_of_its_family_and_of_no_other() -> None:
    families = {"sole": "type", "exclusive": "type", "free": "list"}
    held = Conditions({"a#b": (Way({}, frozenset({"sole"}), frozenset(), False, None),)}, families)
    assert held.bearing("a#b", Facts(kinds=frozenset({"sole"}))) == "met"
    assert held.bearing("a#b", Facts(kinds=frozenset({"exclusive"}))) == "barred"
    assert held.bearing("a#b", Facts(kinds=frozenset({"free"}))) == "open"


def test_bounds_hold_their_limit_or_leave_it_out() -> None:
    assert Decimal(5) in Bounds(at_least=Decimal(5))
    assert Decimal(5) not in Bounds(above=Decimal(5))
    assert Decimal(5) not in Bounds(below=Decimal(5))
    assert Decimal(5) in Bounds(at_most=Decimal(5))


def test_conditions_name_only_figures_and_kinds_that_are_read() -> None:
    ways = [way for own in HELD.ways.values() for way in own]
    assert {name for way in ways for name in way.figures} <= FACTS.figures.keys()
    assert {kind for way in ways for kind in way.kinds | way.others} <= FACTS.families().keys()


@pytest.mark.parametrize("piece", ["9", "no licence ", "in 5 years of them ", "不", "مكتب ", "не "])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (2000 // len(piece))
    began = time.process_time()
    for language in ("zh", "en", "ru", "ar"):
        FACTS.read(text, language)
        CUES.assertions.read(text + " right?", language)
    assert time.process_time() - began < 2
