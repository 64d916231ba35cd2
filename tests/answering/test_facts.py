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
BUT_RESTRICTED = {
    "zh": "我们的技术不是禁止类而是限制类",
    "en": "our technology is not prohibited but restricted for export",
    "ru": "технология не относится к запрещённым, а относится к ограниченным",
    "ar": "التكنولوجيا ليست محظورة بل مقيدة",
    "fr": "la technologie n'est pas interdite mais restreinte",
    "es": "la tecnología no es prohibida sino restringida",
    "th": "เทคโนโลยีไม่ใช่ต้องห้ามแต่จำกัดการส่งออก",
    "vi": "công nghệ không bị cấm mà bị hạn chế",
    "id": "teknologi kami bukan dilarang tetapi dibatasi",
    "sr": "tehnologija nije zabranjena nego ograničena",
}
NOT_PROHIBITED = {
    "zh": "技术不在禁止出口目录里",
    "en": "our technology is not on the list of prohibited exports",
    "ru": "технология не входит в перечень запрещённых",
    "ar": "التكنولوجيا ليست في قائمة التكنولوجيا المحظورة",
    "fr": "la technologie n'est pas sur la liste des technologies interdites",
    "es": "la tecnología no está en la lista de prohibidas",
    "th": "เทคโนโลยีไม่อยู่ในรายการต้องห้าม",
    "vi": "công nghệ không nằm trong danh mục cấm xuất khẩu",
    "id": "teknologinya tidak masuk daftar yang dilarang",
    "sr": "tehnologija nije na listi zabranjenih",
}
AT_LEAST_FIVE = {
    "zh": "普通许可期限不少于五年",
    "en": "a licence of no less than 5 years",
    "ru": "лицензия на срок не менее пяти лет",
    "ar": "ترخيص لمدة لا تقل عن 5 سنوات",
    "fr": "une licence de pas moins de 5 ans",
    "es": "la licencia dura no menos de 5 años",
    "th": "สัญญาอนุญาตไม่ต่ำกว่า 5 ปี",
    "vi": "li-xăng không dưới 5 năm",
    "id": "lisensi tidak kurang dari 5 tahun",
    "sr": "licenca ne manje od 5 godina",
}
AT_MOST_NINETY = {
    "zh": "工程师安装设备不超过90天",
    "en": "our engineers install machines for no more than 90 days",
    "ru": "инженеры монтируют станки не более 90 дней",
    "ar": "مهندسون لتركيب المعدات لا تتجاوز 90 يوما",
    "fr": "des ingénieurs installent une machine, pas plus de 90 jours",
    "es": "ingenieros instalan máquinas no más de 90 días",
    "th": "วิศวกรติดตั้งเครื่องจักรไม่เกิน 90 วัน",
    "vi": "kỹ sư lắp đặt máy không quá 90 ngày",
    "id": "teknisi memasang mesin tidak lebih dari 90 hari",
    "sr": "inženjeri montiraju mašine ne više od 90 dana",
}
UP_TO_FIVE = {
    "zh": "许可期限最多5年",
    "en": "a licence for up to 5 years",
    "ru": "лицензия на срок до 5 лет",
    "ar": "ترخيص لمدة بحد أقصى 5 سنوات",
    "fr": "une licence jusqu'à 5 ans",
    "es": "una licencia de hasta 5 años",
    "th": "สัญญาอนุญาตไม่เกิน 5 ปี",
    "vi": "li-xăng tối đa 5 năm",
    "id": "lisensi paling lama 5 tahun",
    "sr": "licenca do 5 godina",
}
AN_AUTHORITY = {
    "zh": "在中国有税务机构征税",
    "en": "which tax office in China collects the tax",
    "ru": "какое ведомство в Китае собирает налог",
    "ar": "مكتب الضرائب في الصين",
    "fr": "le bureau des brevets en Chine",
    "es": "la oficina de patentes en China",
    "th": "สำนักงานสรรพากรในจีน",
    "vi": "văn phòng thuế ở Trung Quốc",
    "id": "kantor pajak di Tiongkok",
    "sr": "poreska kancelarija u Kini",
}
OWN_OFFICE = {
    "zh": "许可方在中国设有办事处",
    "en": "the licensor has an office in China",
    "ru": "у лицензиара есть представительство в Китае",
    "ar": "لدى المرخص مكتب في الصين",
    "fr": "le concédant a un établissement stable en Chine",
    "es": "el licenciante tiene una oficina en China",
    "th": "ผู้อนุญาตมีสำนักงานในจีน",
    "vi": "bên cấp phép có văn phòng tại Trung Quốc",
    "id": "pemberi lisensi punya kantor di Tiongkok",
    "sr": "davalac licence ima predstavništvo u Kini",
}
NO_KINDS = {
    "zh": "合同里限制竞争的条款",
    "en": "our agreement holds a restrictive covenant",
    "ru": "мы общество с ограниченной ответственностью",
    "th": "บริษัท เอบีซี จำกัด ต้องจดทะเบียนสัญญา",
    "vi": "đăng ký ở đâu? Cảm ơn, chúng tôi cam kết",
    "id": "kami Perseroan Terbatas yang mencatatkan kontrak",
    "sr": "mi smo društvo sa ograničenom odgovornošću",
}
UNSPACED = (
    "9", "9年", "9 years", "1,", "一", "หก", "regl", "установ", "install", "монтаж", "تركيب", "安装", "ติดตั้ง", "lap dat", "montaz",
    "menjual", "nema", "no", "ليس", "не", "不", "ไม่", "khong", "pas", "sans", "bez", "tidak", "sells", "продает", "own",
    "office", "مكتب",
    "lithium", "限制", "not restricted ", "no licence ", "in 5 years of them ", "บริษัท ", "licence", "1年", "5ปี", "5 лет", "سنة5",
    "contrat", "with a ", "при ", "avec un ", "con una ", "i have heard ", "是", "而", "но", "a", "ก", "а", "ا", "中",
)  # fmt: skip
LANGUAGES = tuple(THREE_YEARS)


@pytest.mark.parametrize("language", BUT_RESTRICTED)
def test_not_prohibited_but_restricted_is_restricted(language: str) -> None:
    assert FACTS.read(BUT_RESTRICTED[language], language).kinds == {"restricted"}


@pytest.mark.parametrize("language", NOT_PROHIBITED)
def test_what_is_only_not_prohibited_may_be_restricted_still(language: str) -> None:
    assert not FACTS.read(NOT_PROHIBITED[language], language).kinds


@pytest.mark.parametrize("language", NOT_LISTED)
def test_what_is_not_listed_is_free_and_nothing_else(language: str) -> None:
    assert FACTS.read(NOT_LISTED[language], language).kinds == {"free"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "neither restricted nor prohibited"),
        ("zh", "不属于禁止或限制类技术"),
        ("ru", "не относится к запрещенным или ограниченным"),
        ("fr", "elle n'est ni interdite ni restreinte"),
        ("es", "no es prohibida ni restringida"),
        ("id", "tidak dilarang atau dibatasi"),
    ],
)
def test_what_is_neither_is_free(language: str, text: str) -> None:
    assert FACTS.read(text, language).kinds == {"free"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "这项技术是不是限制类"), ("en", "we do not know whether it is restricted"), ("zh", "属不属于限制类")],
)
def test_who_asks_whether_it_is_restricted_does_not_say_that_it_is_free(language: str, text: str) -> None:
    assert "free" not in FACTS.read(text, language).kinds


@pytest.mark.parametrize("language", AT_LEAST_FIVE)
def test_no_less_than_a_limit_holds_it(language: str) -> None:
    facts = FACTS.read(AT_LEAST_FIVE[language], language)
    assert facts.figures["licence_years"][0] == 5
    assert (HELD.bearing(SHORT, facts), HELD.bearing(LONG, facts)) == ("barred", "met")


def test_the_words_of_a_limit_do_not_hide_what_it_is_of() -> None:
    assert FACTS.read("density of at least 2.6", "en").figures["density"][0] == Decimal("2.6")
    assert FACTS.read("The licence runs for no less than 5 years", "en").figures["licence_years"][0] == 5


@pytest.mark.parametrize("language", AT_MOST_NINETY)
def test_no_more_than_a_limit_does_not_pass_it(language: str) -> None:
    facts = FACTS.read(AT_MOST_NINETY[language], language)
    assert max(facts.figures["stay_days"]) == 90
    assert HELD.bearing("cn-foreigner-entry-regulations#m-f-visa-cases", facts) == "met"


@pytest.mark.parametrize("language", UP_TO_FIVE)
def test_up_to_a_limit_may_be_below_it_or_reach_it(language: str) -> None:
    facts = FACTS.read(UP_TO_FIVE[language], language)
    assert max(facts.figures["licence_years"]) == 5
    assert (HELD.bearing(SHORT, facts), HELD.bearing(LONG, facts)) == ("open", "open")


@pytest.mark.parametrize("text", ["not more than USD 50,000", "payment of at most 50,000 dollars"])
def test_no_more_than_a_sum_that_is_free_of_filing_is_free_of_it(text: str) -> None:
    assert HELD.bearing("cn-tax-filing-2013-announcement-40#fifty-thousand", FACTS.read(text, "en")) == "barred"


@pytest.mark.parametrize("language", AN_AUTHORITY)
def test_an_authority_is_nobody_s_establishment(language: str) -> None:
    assert "here" not in FACTS.read(AN_AUTHORITY[language], language).kinds


@pytest.mark.parametrize("language", OWN_OFFICE)
def test_an_office_of_one_s_own_is_an_establishment(language: str) -> None:
    assert "here" in FACTS.read(OWN_OFFICE[language], language).kinds


@pytest.mark.parametrize("language", NO_KINDS)
def test_limited_companies_and_thanks_name_no_kind(language: str) -> None:
    assert not FACTS.read(NO_KINDS[language], language).kinds


def test_a_follow_up_names_another_kind_of_the_same_family() -> None:
    before = FACTS.read("our restricted technology holds health data", "en")
    after = FACTS.read("and if it is freely tradable?", "en").after(before, FACTS.families())
    assert after.kinds == {"free", "sensitive"}


def test_thai_words_with_am_are_read() -> None:
    assert FACTS.read("ไม่มีสำนักงานในจีน", "th").kinds == {"absent"}
    assert FACTS.read("ใบอนุญาตต่ำกว่า 5 ปี", "th").figures["licence_years"][0] < 5


@pytest.mark.parametrize("piece", UNSPACED)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (2000 // len(piece))
    for language in LANGUAGES:
        for read in (FACTS.read, CUES.assertions.read):
            began = time.process_time()
            read(text + " right? 对吗？", language)
            assert time.process_time() - began < 0.3, (language, read)


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
    assert FACTS.read("and with 3 years?", "en", frozenset(before.figures)).after(before, FACTS.families()).figures[
        "licence_years"
    ] == (Decimal(3),)


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
