"""Who is buyer and who seller, where in a wish the partner is to be, and what is no wish at all."""

import pytest

from assistant.answering.cues import load_cues
from assistant.text import normalise
from tests.catalogue.test_read import CUES, read, reader


@pytest.mark.parametrize(
    "text",
    [
        "We have a client who wants to sell a dryer technology, who needs it?",
        "我有个客户想要转让烘干技术，谁需要？",
        "У нас есть клиент, который хочет продать технологию сушки. Кому она нужна?",
        "عندنا عميل يريد بيع تقنية تجفيف، من يحتاجها؟",
        "Nous avons un client qui voudrait vendre son procédé de séchage, qui en a besoin ?",
        "Tenemos un cliente que quiere vender su tecnología de secado, ¿quién la necesita?",
        "เรามีลูกค้าที่ต้องการขายเทคโนโลยีอบแห้ง ใครสนใจบ้าง",
        "Bên mình có khách hàng muốn bán công nghệ sấy, ai cần?",
        "Kami punya klien yang mau menjual teknologi pengering, siapa yang butuh?",
        "Imamo klijenta koji želi da proda tehnologiju sušenja, kome treba?",
    ],
)
def test_a_client_who_sells_is_no_buyer(text: str) -> None:
    wish = read(text)
    assert wish.side == "need"
    assert not reader().cues.client.search(normalise(text, wish.language))


@pytest.mark.parametrize(
    "text",
    [
        "we have a solar pump range with spare parts and training, who in Tanzania is looking to distribute something like that?",
        "我们生产太阳能水泵，坦桑尼亚谁想代理？",
        "Мы делаем солнечные насосы, кто в Танзании хотел бы их распространять?",
        "نصنع مضخات شمسية، من في تنزانيا يريد توزيعها؟",
        "Nous fabriquons des pompes solaires, qui en Tanzanie voudrait les distribuer ?",
        "Fabricamos bombas solares, ¿quién en Tanzania quiere distribuirlas?",
        "เราผลิตปั๊มน้ำโซลาร์ ใครในแทนซาเนียอยากเป็นตัวแทนจำหน่าย",
        "Chúng tôi làm máy bơm năng lượng mặt trời, ai ở Tanzania muốn phân phối?",
        "Kami membuat pompa surya, siapa di Tanzania mau jadi distributor?",
        "Pravimo solarne pumpe, ko u Tanzaniji želi da ih distribuira?",
    ],
)
def test_who_would_distribute_what_the_asker_makes_is_a_need(text: str) -> None:
    wish = read(text)
    assert (wish.side, wish.countries, wish.own_country) == ("need", ("TZ",), None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We make solar pumps and look for a distributor in Tanzania", ("TZ",)),
        ("Мы производим насосы, ищем дистрибьютора в Танзании", ("TZ",)),
        ("نصنع المضخات ونبحث عن موزع في تنزانيا", ("TZ",)),
        ("Nous fabriquons des pompes et cherchons un distributeur en Tanzanie", ("TZ",)),
        ("Fabricamos bombas, buscamos un distribuidor en Tanzania", ("TZ",)),
        ("เราผลิตปั๊มน้ำ กำลังหาตัวแทนจำหน่ายในแทนซาเนีย", ("TZ",)),
        ("HTX mình ở Cầu Đất có cà phê arabica, muốn tìm nhà mua ở Trùng Khánh.", ("CN-CQ",)),
        ("Kami membuat pompa, mencari distributor di Tanzania", ("TZ",)),
        ("Proizvodimo solarne pumpe za navodnjavanje, tražimo distributera u Tanzaniji", ("TZ",)),
    ],
)
def test_where_a_buyer_or_distributor_is_sought_is_not_where_the_asker_sits(text: str, wanted: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.countries, wish.own_country) == (wanted, None)


@pytest.mark.parametrize(
    "text",
    [
        "looking for a dryer for mango, trl 7 or better, from somewhere in east africa if possible",
        "求购芒果烘干机，东非如果可能的话",
        "Ищем сушилку для манго из Восточной Африки, по возможности",
        "نبحث عن مجفف مانجو من شرق أفريقيا إن أمكن",
        "Nous cherchons un séchoir à mangues d'Afrique de l'Est si possible",
        "Buscamos un secador de mango de África oriental, si es posible",
        "หาเครื่องอบมะม่วงจากแอฟริกาตะวันออกถ้าเป็นไปได้",
        "Tìm máy sấy xoài từ Đông Phi nếu được",
        "Mencari pengering mangga dari Afrika Timur kalau bisa",
        "Tražimo sušaru za mango iz istočne Afrike po mogućstvu",
    ],
)
def test_a_part_of_africa_is_not_all_of_it_and_if_possible_no_condition(text: str) -> None:
    wish = read(text)
    assert wish.countries == ()
    assert {"TZ", "KE"} <= set(wish.preferred_countries)
    assert not {"MA", "NG", "ZA"} & set(wish.preferred_countries)


@pytest.mark.parametrize(
    ("text", "holds", "lacks"),
    [
        ("Looking for partners in West Africa", "NG", "KE"),
        ("寻找北非的合作伙伴", "EG", "NG"),
        ("Ищем партнера в Западной Африке", "SN", "TZ"),
        ("Buscamos un socio en África austral", "ZA", "EG"),
        ("寻找非洲的合作伙伴", "MA", "CN"),
    ],
)
def test_other_parts_of_africa_are_told_apart(text: str, holds: str, lacks: str) -> None:
    wanted = read(text).countries
    assert holds in wanted
    assert lacks not in wanted


LIMITS = [
    ("en", "What is the legal limit for arsenic in drinking water in Mexico?"),
    ("zh", "墨西哥饮用水砷的限值是多少？"),
    ("ru", "Какова предельно допустимая концентрация мышьяка в питьевой воде в Мексике?"),
    ("ar", "ما الحد المسموح به للزرنيخ في مياه الشرب في المكسيك؟"),
    ("fr", "Quelle est la limite d'arsenic dans l'eau potable au Mexique ?"),
    ("es", "¿Cuál es el límite de arsénico que exige la NOM-127 para agua potable en México?"),
    ("th", "ค่ามาตรฐานสารหนูในน้ำดื่มของเม็กซิโกคือเท่าไร"),
    ("vi", "Giới hạn asen trong nước uống ở Mexico là bao nhiêu?"),
    ("id", "Berapa baku mutu arsenik untuk air minum di Meksiko?"),
    ("sr", "Kolika je dozvoljena koncentracija arsena u vodi za piće u Meksiku?"),
]


@pytest.mark.parametrize(("language", "text"), LIMITS)
def test_who_asks_for_the_limit_of_a_standard_seeks_no_partner(language: str, text: str) -> None:
    assert reader().asks_limit(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Buscamos un proveedor de filtros: ¿cuál es el límite de arsénico que alcanzan?"),
        ("en", "What limits for arsenic can it reach? We look for equipment for our wells"),
        ("en", "Who sells filters for arsenic in drinking water?"),
        ("zh", "求购除砷设备，出水要达到国家限值"),
        ("es", "¿Hay algún filtro que baje el arsénico por debajo del límite de la NOM-127? Somos un municipio mexicano"),
        ("sr", "Tražimo dobavljača filtera za arsen"),
    ],
)
def test_a_limit_beside_what_is_sought_leaves_it_a_wish(language: str, text: str) -> None:
    assert not reader().asks_limit(text, language)


CALLS = load_cues(CUES)


@pytest.mark.parametrize(
    "text",
    [
        "Who offers training on the registration systems for technology import contracts?",
        "Who offers courses on the filing systems of customs?",
        "谁做技术进口合同登记系统的培训和设备？",
        "Кто делает обучение по оборудованию для регистрации договоров?",
        "من يوفر تدريبا على معدات تسجيل العقود؟",
        "Qui propose une formation sur les équipements d'enregistrement des contrats ?",
        "¿Quién ofrece capacitación sobre los equipos de registro de contratos?",
        "ใครจัดหาการอบรมระบบจดทะเบียนสัญญาและอุปกรณ์",
        "Ai cung cấp khóa đào tạo về thiết bị đăng ký hợp đồng?",
        "Siapa menyediakan pelatihan tentang alat pendaftaran kontrak?",
        "Ko nudi obuku o opremi za registraciju ugovora?",
    ],
)
def test_who_teaches_how_to_register_is_no_maker_of_a_thing(text: str) -> None:
    assert not CALLS.offers.search(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "Who supplies turnkey lines for cassava starch?",
        "谁供应木薯淀粉成套设备？",
        "Кто поставляет линии для крахмала?",
        "من يورد خطوط إنتاج النشا؟",
        "Qui fournit des lignes d'amidon de manioc ?",
        "¿Quién suministra líneas de almidón?",
        "ใครผลิตเครื่องอบแห้ง",
        "Ai cung cấp dây chuyền tinh bột sắn?",
        "Siapa menjual mesin tepung singkong?",
        "Ko proizvodi linije za skrob?",
    ],
)
def test_who_makes_or_supplies_a_thing_is_a_wish(text: str) -> None:
    assert CALLS.offers.search(normalise(text))
