"""Loose descriptions in ten languages."""

from functools import lru_cache
from pathlib import Path

import pytest

from assistant.adapters.countries import read_finder
from assistant.adapters.languages import LanguageIdentifier
from assistant.answering.glossary import Concept, TermFinder
from assistant.catalogue.read import WishReader
from assistant.catalogue.wish_cues import load_wish_cues
from assistant.domain import Wish
from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.text import normalise
from tests.conftest import ROOT

CUES = ROOT / "prompts" / "cues"


@lru_cache(maxsize=1)
def reader() -> WishReader:
    sectors = TermFinder(Concept(s["id"], s["words"]) for s in read_yaml(ROOT / "corpus" / "codes" / "sectors.yaml")["sectors"])
    languages = LanguageIdentifier()
    return WishReader(
        load_wish_cues(CUES / "partners.yaml"),
        languages.identify,
        read_finder(CUES, loosely=False).mentions,
        sectors.find,
        lambda _t, _l: (),
    )


def read(text: str) -> Wish:
    return reader()(text)


@pytest.mark.parametrize(
    ("text", "own", "wanted"),
    [
        ("我们是重庆的水处理企业，想找沙特的海水淡化技术", "CN-CQ", ("SA",)),
        ("We are a dairy in Kenya looking for a cooling technology from China.", "KE", ("CN",)),
        ("Мы завод из Казахстана, ищем партнёра в Китае по переработке золы.", "KZ", ("CN",)),
        ("نحن شركة من مصر نبحث عن شريك في الصين لمعالجة المياه", "EG", ("CN",)),
        ("Nous sommes une PME au Maroc et cherchons un partenaire en Chine pour le séchage solaire.", "MA", ("CN",)),
        ("Somos una empresa de Perú y buscamos tecnología de China para el riego.", "PE", ("CN",)),
        ("เราเป็นบริษัทในไทย ต้องการเทคโนโลยีบำบัดน้ำเสียจากจีน", "TH", ("CN",)),
        ("Chúng tôi là công ty ở Việt Nam, tìm đối tác từ Trung Quốc về xử lý nước thải.", "VN", ("CN",)),
        ("Kami perusahaan di Indonesia dan mencari mitra dari Tiongkok untuk biogas.", "ID", ("CN",)),
        ("Mi smo firma iz Srbije i tražimo partnera u Kini za reciklažu baterija.", "RS", ("CN",)),
        ("Need a licence for solar drying for Kenya", "KE", ()),
        ("Looking for partners in Serbia", None, ("RS",)),
    ],
)
def test_the_asker_s_country_is_told_from_the_partner_s(text: str, own: str | None, wanted: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.own_country, wish.countries) == (own, wanted)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("We look for battery recycling, not from India", "IN"),
        ("寻找电池回收技术，不要印度的", "IN"),
        ("Ищем технологию переработки батарей, кроме Индии", "IN"),
        ("Cherchons recyclage de batteries, sauf l'Inde", "IN"),
        ("Buscamos reciclaje de baterías, excepto India", "IN"),
    ],
)
def test_a_country_that_is_ruled_out_is_not_wanted(text: str, excluded: str) -> None:
    wish = read(text)
    assert wish.excluded_countries == (excluded,)
    assert wish.countries == ()


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("能独占许可", ("exclusive",)),
        ("要求排他许可", ("sole",)),
        ("普通许可即可", ("non_exclusive",)),
        ("非独占许可", ("non_exclusive",)),
        ("exclusive licence", ("exclusive",)),
        ("a sole licence", ("sole",)),
        ("a non-exclusive licence", ("non_exclusive",)),
        ("исключительная лицензия", ("exclusive",)),
        ("неисключительная лицензия", ("non_exclusive",)),
        ("ترخيص حصري", ("exclusive",)),
        ("ترخيص غير حصري", ("non_exclusive",)),
        ("licence exclusive", ("exclusive",)),
        ("licence non exclusive", ("non_exclusive",)),
        ("licencia exclusiva", ("exclusive",)),
        ("licencia no exclusiva", ("non_exclusive",)),
        ("giấy phép độc quyền", ("exclusive",)),
        ("giấy phép không độc quyền", ("non_exclusive",)),
        ("lisensi eksklusif", ("exclusive",)),
        ("lisensi noneksklusif", ("non_exclusive",)),
        ("ekskluzivna licenca", ("exclusive",)),
        ("neekskluzivna licenca", ("non_exclusive",)),
        ("不需要独占许可", ()),
    ],
)
def test_the_three_licence_types_are_told_apart(text: str, types: tuple[str, ...]) -> None:
    assert read(text).licence_types == types


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("looking for water treatment, TRL ≥ 6", 6, None),
        ("寻找水处理技术，TRL 6以上", 6, None),
        ("寻找水处理技术，中试以上", 5, None),
        ("TRL 4-6 water treatment wanted", 4, 6),
        ("ищем очистку воды, TRL не ниже 7", 7, None),
        ("we need water treatment, TRL at most 4", None, 4),
        ("cherchons traitement de l'eau, échelle pilote", 5, None),
        ("buscamos tratamiento de agua a escala industrial", 8, None),
        ("laboratory-stage membranes wanted", None, 4),
        ("寻找成熟技术", 8, None),
    ],
)
def test_maturity_is_read_from_figures_and_words(text: str, low: int | None, high: int | None) -> None:
    wish = read(text)
    assert (wish.trl_min, wish.trl_max) == (low, high)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("水稻新品种想转让到东盟", "need"),
        ("We have developed a dryer and look for licensees in Indonesia", "need"),
        ("寻找海水淡化技术", "offer"),
        ("Who offers a technology for desalination?", "offer"),
        ("Предлагаем технологию очистки воды", "need"),
        ("Nous cherchons une technologie de séchage", "offer"),
    ],
)
def test_who_offers_is_shown_needs_and_who_needs_is_shown_offers(text: str, side: str) -> None:
    assert read(text).side == side


def test_a_group_of_countries_stands_for_its_members() -> None:
    assert {"VN", "TH", "ID"} <= set(read("水稻新品种想转让到东盟").countries)


def test_a_deadline_is_read_from_a_date() -> None:
    assert str(read("We need a partner for joint research by 2027-03-01").deadline) == "2027-03-01"


def test_what_is_not_said_stays_open() -> None:
    wish = read("solar drying")
    assert (wish.countries, wish.own_country, wish.trl_min, wish.licence_types, wish.cooperation) == ((), None, None, (), ())


def test_the_cues_are_checked_when_loaded(tmp_path: Path) -> None:
    broken = tmp_path / "partners.yaml"
    broken.write_text("seek: ['(']", encoding="utf-8")
    with pytest.raises(CorpusError, match="cues of partners"):
        load_wish_cues(broken)


@pytest.mark.parametrize(
    "text",
    [
        "We need a water treatment system, TRL equal to or higher than 8",
        "We need a water treatment system with a technology readiness level of at least 8",
        "寻找水处理技术，技术成熟度不低于8级",
        "Нужна очистка воды, уровень готовности технологии не ниже 8",
        "Ищем очистку воды, УГТ 8",
        "نبحث عن معالجة المياه، مستوى الجاهزية التكنولوجية 8 على الأقل",
        "Nous cherchons un traitement de l'eau, niveau de maturité technologique supérieur ou égal à 8",
        "Buscamos tratamiento de agua con TRL igual o superior a 8",
        "Buscamos tratamiento de agua, nivel de madurez tecnológica mínimo 8",
        "ต้องการระบบบำบัดน้ำ ระดับความพร้อมของเทคโนโลยี 8 ขึ้นไป",
        "Cần công nghệ xử lý nước, mức độ sẵn sàng công nghệ từ 8 trở lên",
        "Kami mencari pengolahan air, tingkat kesiapan teknologi minimal 8",
        "Tražimo prečišćavanje vode, nivo tehnološke spremnosti najmanje 8",
        "We need a water treatment system ready to install",
        "寻找可直接投产的水处理技术",
        "Нужна технология очистки воды, готовая к применению",
        "نبحث عن نظام معالجة مياه جاهز للتشغيل",
        "Nous cherchons un traitement de l'eau prêt à installer",
        "Buscamos una planta de tratamiento de agua lista para instalar",
        "Buscamos tratamiento de agua disponible en el mercado",
        "Necesitamos una tecnología de riego ya en funcionamiento",
        "ต้องการระบบบำบัดน้ำพร้อมติดตั้ง",
        "Cần công nghệ xử lý nước sẵn sàng triển khai",
        "Kami mencari sistem pengolahan air siap pasang",
        "Tražimo sistem za prečišćavanje vode spreman za ugradnju",
    ],
)
def test_a_ripe_technology_is_asked_for_in_ten_languages(text: str) -> None:
    assert read(text).trl_min == 8


@pytest.mark.parametrize(
    "text", ["TRL between 6 and 8, membranes wanted", "buscamos membranas, TRL entre 6 y 8", "寻找膜技术，TRL 6到8"]
)
def test_a_window_of_maturity_has_two_ends(text: str) -> None:
    wish = read(text)
    assert (wish.trl_min, wish.trl_max) == (6, 8)


@pytest.mark.parametrize(
    "text",
    [
        "We need leak detection for water supply networks",
        "Looking for power distribution transformers",
        "We look for a dryer with low investment",
        "寻找投资少的烘干设备",
        "Buscamos control de fugas en el suministro de agua",
        "Cherchons un capteur pour la fourniture d'eau potable",
    ],
)
def test_a_word_for_a_form_that_speaks_of_the_subject_asks_for_no_form(text: str) -> None:
    assert read(text).cooperation == ()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Looking for a supplier of dryers", "supply"),
        ("We look for a partner for distribution", "distribution"),
        ("寻找投资方", "investment"),
        ("Buscamos un socio de distribución", "distribution"),
        ("Buscamos secadores solares, con formación", "training"),
    ],
)
def test_a_form_that_is_asked_for_is_read(text: str, form: str) -> None:
    assert form in read(text).cooperation


@pytest.mark.parametrize("sign", ["'", "’"])
def test_a_country_is_found_with_either_apostrophe(sign: str) -> None:
    assert read(f"Nous cherchons des clients en Côte d{sign}Ivoire pour nos décortiqueuses").countries == ("CI",)


def test_all_codes_of_groups_of_countries_are_codes() -> None:
    for name, (codes, _) in load_wish_cues(CUES / "partners.yaml").places.items():
        assert all(len(code) == 2 and code.isupper() for code in codes), name
    assert "NO" in read("Looking for battery diagnosis from Europe").countries


@pytest.mark.parametrize(
    ("text", "own", "wanted"),
    [
        ("Small company in Kenya, we dry mangoes and need a better dryer", "KE", ()),
        ("A factory in Serbia seeks a dryer", "RS", ()),
        ("Buyers in Kenya wanted", None, ("KE",)),
        ("求购沙特阿拉伯的海水淡化膜", None, ("SA",)),
        ("寻找适合肯尼亚的太阳能烘干机", "KE", ()),
        ("Entreprise au Maroc cherche un séchoir solaire", "MA", ()),
        ("Empresa en Perú busca riego por goteo", "PE", ()),
        ("Компания в Казахстане ищет очистку воды", "KZ", ()),
        ("شركة صغيرة في مصر تبحث عن مجفف شمسي", "EG", ()),
        ("Perusahaan di Indonesia mencari pengering surya", "ID", ()),
    ],
)
def test_a_firm_that_introduces_itself_is_not_the_partner(text: str, own: str | None, wanted: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.own_country, wish.countries) == (own, wanted)


def test_nobody_sits_in_a_group_of_countries() -> None:
    assert read("求购阿拉伯国家的海水淡化膜").own_country is None
    assert "SA" in read("求购阿拉伯国家的海水淡化膜").countries
    wish = read("we make wheel sensors for trains, who would buy them in Africa?")
    assert (wish.side, wish.own_country, "KE" in wish.countries) == ("need", None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Looking for desalination membranes, preferably from Germany",
        "想找海水淡化膜，最好是德国的",
        "Ищем мембраны для опреснения, желательно из Германии",
        "نبحث عن أغشية لتحلية المياه، ويفضل من ألمانيا",
        "Cherchons des membranes de dessalement, de préférence d'Allemagne",
        "Buscamos membranas para desalinizar, preferiblemente de Alemania",
        "Tìm màng khử mặn, tốt nhất là từ Đức",
        "Mencari membran desalinasi, sebaiknya dari Jerman",
        "Tražimo membrane za desalinizaciju, po mogućnosti iz Nemačke",
    ],
)
def test_a_country_that_is_preferred_is_no_condition(text: str) -> None:
    wish = read(text)
    assert (wish.preferred_countries, wish.countries) == (("DE",), ())


@pytest.mark.parametrize(
    "text",
    [
        "who is buying grid batteries for hot places",
        "we clean olive press waste water, anybody in the Middle East looking?",
        "哪家会购买我们的土壤传感器",
        "мы умеем обезвреживать шлам, кому это сейчас нужно",
        "kita punya enzim halal, ada pabrik bumbu yang mencari?",
        "pravimo anaerobne reaktore, ko u Srbiji traži takve",
        "who in Kenya needs solar pumps",
        "谁在肯尼亚需要太阳能水泵",
        "кто в Кении ищет солнечные насосы",
        "من في كينيا يحتاج مضخات شمسية",
        "qui au Kenya cherche des pompes solaires",
        "quién en Kenia necesita bombas solares",
        "ใครในเคนยาต้องการปั๊มน้ำพลังแสงอาทิตย์",
        "ai ở Kenya cần máy bơm năng lượng mặt trời",
        "siapa di Kenya butuh pompa surya",
        "ko u Keniji traži solarne pumpe",
    ],
)
def test_who_asks_for_buyers_looks_for_needs(text: str) -> None:
    assert read(text).side == "need"


@pytest.mark.parametrize(
    ("text", "language", "nth"),
    [
        ("tell me more about the second one", "en", 2),
        ("and no. 3, is it patented?", "en", 3),
        ("第二个怎么授权", "zh", 2),
        ("第3条呢", "zh", 3),
        ("а второй запатентован?", "ru", 2),
        ("والثاني؟ أقصد الثاني", "ar", 2),
        ("et la deuxième, quelle licence ?", "fr", 2),
        ("¿y la segunda?", "es", 2),
        ("แล้วอันที่สองล่ะ", "th", 2),
        ("cái thứ hai thì sao", "vi", 2),
        ("yang kedua gimana", "id", 2),
        ("a drugi, kakva licenca", "sr", 2),
        ("what licence do they give", "en", None),
    ],
)
def test_one_of_several_is_counted(text: str, language: str, nth: int | None) -> None:
    assert reader().nth(text, language) == nth


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("عندنا وحدة بالتقطير الغشائي وصلت TRL 6 ومستعدين للشحن", "التقطير الغشائي وصلت ومستعدين"),
        ("a membrane distillation unit at TRL 6 with spare cells", "membrane distillation unit at with spare cells"),
    ],
)
def test_only_the_level_is_taken_out_of_the_subject(text: str, kept: str) -> None:
    language = "ar" if "وحدة" in text else "en"
    assert normalise(kept, language) in normalise(reader().subject(text, language), language)


@pytest.mark.parametrize(
    "text",
    [
        "We have a buyer in Benin City who wants a cassava line, who supplies such?",
        "我手上有个客户想要一整套木薯淀粉生产线，谁在供应？",
        "У нас есть клиент, которому нужна линия по сушке. Кто её поставляет?",
        "Tenemos un cliente que necesita una línea de secado, ¿quién la vende?",
        "Nous avons un client qui veut une ligne de séchage, qui la fournit ?",
        "Imamo kupca koji traži liniju za sušenje, ko je prodaje?",
    ],
)
def test_who_has_a_buyer_looks_for_offers(text: str) -> None:
    assert read(text).side == "offer"
