"""Whose a place is: words of who is sought beside it, lists of places, and "abroad"."""

import pytest

from tests.catalogue.test_read import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We build walnut crackers, who in China needs them?", ("CN",)),
        ("We make rice dryers. Is there anyone in Laos who wants such a thing", ("LA",)),
        ("我们做核桃破壳机，四川哪些企业需要？", ("CN-SC",)),
        ("У нас своя сушилка для грибов. Кому в Сербии это надо?", ("RS",)),
        ("عندنا آلة لتقشير الفستق، مين محتاجها في الصين؟", ("CN",)),
        ("On a une presse à argan, qui en aurait besoin au Maroc ?", ("MA",)),
        ("Tenemos una despulpadora de café, ¿a quién en China le puede servir?", ("CN",)),
        ("เรามีเครื่องปอกมะพร้าว มีฝั่งจีนที่ไหนต้องการบ้าง", ("CN",)),
        ("Chúng tôi chế tạo máy bóc vỏ điều, ai ở Trung Quốc cần?", ("CN",)),
        ("Kami punya alat kupas kelapa, siapa di Vietnam yang butuh?", ("VN",)),
        ("Imamo sušaru za šljive, kome u Kini to treba?", ("CN",)),
    ],
)
def test_where_it_is_asked_who_needs_a_thing_is_not_where_the_asker_sits(text: str, wanted: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.countries, wish.own_country) == (wanted, None)


@pytest.mark.parametrize(
    "text",
    [
        "We look for a Chinese company that supplies filter cloth",
        "نبحث عن شركة صينية تورد لنا أقمشة الترشيح",
        "نريد تقنية صينية لتجفيف التمور",
        "Nous cherchons une entreprise chinoise qui fournit des toiles filtrantes",
        "Busco tecnología china para secar cacao",
        "Ищем китайский завод, который делает фильтровальную ткань",
        "Chúng tôi đang kiếm máy sấy của Trung Quốc",
        "Kami cari mesin pengering dari Tiongkok",
        "Tražimo kinesku fabriku filterskog platna",
    ],
)
def test_the_nationality_of_what_is_sought_is_not_the_asker_s(text: str) -> None:
    wish = read(text)
    assert (wish.countries, wish.own_country) == (("CN",), None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("شركة مصرية تبحث عن أقمشة الترشيح", "EG"),
        ("Empresa chilena busca telas filtrantes", "CL"),
        ("Entreprise tunisienne cherche des toiles filtrantes", "TN"),
        ("埃及企业寻找滤布", "EG"),
    ],
)
def test_the_nationality_of_who_seeks_is_his_own(text: str, own: str) -> None:
    assert read(text).own_country == own


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Looking for a mango dryer from Thailand or Kenya", {"TH", "KE"}),
        ("Looking for somebody in Sichuan or Chongqing with mango dryers", {"CN-SC", "CN-CQ"}),
        ("想找来自泰国或肯尼亚的芒果烘干设备", {"TH", "KE"}),
        ("نبحث عن مورد من تايلاند أو كينيا لمجففات المانجو", {"TH", "KE"}),
        ("Ищем поставщика сушилок из Таиланда или Кении", {"TH", "KE"}),
        ("Cherchons un séchoir à mangues de Thaïlande ou du Kenya", {"TH", "KE"}),
        ("มีเครื่องอบมะม่วง ใครในเคนยาหรือลาวต้องการ", {"KE", "LA"}),
    ],
)
def test_places_that_are_listed_have_one_role(text: str, wanted: set[str]) -> None:
    wish = read(text)
    assert (set(wish.countries), wish.own_country) == (wanted, None)


def test_places_of_two_sentences_are_no_list() -> None:
    wish = read("We are a dairy in Kenya, we want a cooler from China")
    assert (wish.own_country, wish.countries) == ("KE", ("CN",))


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("想引进国外的芒果烘干技术", "CN"),
        ("求海外厂家的膜材料", "CN"),
        ("Chúng tôi tìm công nghệ sấy của nước ngoài", "VN"),
        ("Kami mencari teknologi pengering dari luar negeri", "ID"),
        ("หาเทคโนโลยีอบแห้งจากต่างประเทศ", "TH"),
        ("Tražimo tehnologiju sušenja iz inostranstva", "RS"),
        ("We are a dairy in Kenya looking for a foreign supplier of coolers", "KE"),
        ("Nous sommes une laiterie au Maroc et cherchons un fournisseur à l'étranger", "MA"),
        ("Мы завод в Казахстане, ищем оборудование из-за рубежа", "KZ"),
        ("نحن شركة في مصر ونبحث عن مورد من الخارج لأجهزة التبريد", "EG"),
        ("Somos una lechería en Perú y buscamos tecnología del exterior", "PE"),
    ],
)
def test_what_must_come_from_abroad_is_not_looked_for_at_home(text: str, home: str) -> None:
    assert read(text).excluded_countries == (home,)


@pytest.mark.parametrize(
    "text",
    [
        "需要隧道监测系统，最好有海外工程案例的",
        "我们是国外企业，想找中国的芒果烘干技术",
        "芒果烘干技术，最好是国外的",
        "We look for a foreign supplier of coolers",
    ],
)
def test_abroad_rules_nothing_out_where_it_is_only_welcome_said_of_the_asker_or_home_is_unknown(text: str) -> None:
    assert read(text).excluded_countries == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Looking for a maker of motorbike drives, Chongqing best, to assemble in Nairobi", "CN-CQ"),
        ("想找电驱动厂家，重庆最好", "CN-CQ"),
        ("Ищем производителя приводов, Китай предпочтительно", "CN"),
        ("Cherchons un fabricant de moteurs, Chine de préférence", "CN"),
        ("Buscamos fabricante de motores, China preferible", "CN"),
        ("Tim nha san xuat dong co, Trung Quốc càng tốt", "CN"),
        ("Cari produsen motor, Tiongkok lebih baik", "CN"),
        ("Tražimo proizvođača motora, Kina najbolje", "CN"),
    ],
)
def test_a_place_that_would_be_best_is_where_the_partner_had_better_be(text: str, code: str) -> None:
    wish = read(text)
    assert (wish.preferred_countries, wish.own_country) == ((code,), None)
