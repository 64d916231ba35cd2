"""What part a country has that a question names: it taxes, its law is chosen, it is where a party is from."""

import pytest

from assistant.answering.understand import Understanding
from assistant.domain import Turn

TAXED = {
    "en": ("What withholding tax does Peru charge on royalties?", "What does China withhold on royalties to Peru?"),
    "zh": ("秘鲁对特许权使用费征多少税", "付给秘鲁公司的特许权使用费中国要扣多少税"),
    "ru": ("Сколько Казахстан удержит с роялти?", "Сколько Китай удержит с роялти казахстанской фирме?"),
    "ar": ("كم تقتطع مصر من الإتاوات؟", "كم تقتطع الصين من إتاوات لشركة مصرية؟"),
    "fr": ("Combien le Maroc retient sur les redevances ?", "Combien la Chine retient sur des redevances au Maroc ?"),
    "es": ("¿Cuánto retiene Chile sobre las regalías?", "¿Cuánto retiene una empresa china a una firma chilena por regalías?"),
    "th": ("ไทยหักภาษีค่าสิทธิเท่าไร", "จีนหักภาษีค่าสิทธิที่จ่ายให้ไทยเท่าไร"),
    "vi": ("Singapore đánh thuế bao nhiêu trên tiền bản quyền", "Trung Quốc khấu trừ bao nhiêu tiền bản quyền trả cho Singapore"),
    "id": ("Indonesia memotong berapa atas royalti?", "Cina memotong berapa atas royalti ke Indonesia?"),
    "sr": ("Koliki porez duguje srpska firma na licencnu naknadu?", "Koliko Kina uzima na licencnu naknadu srpskoj firmi?"),
}  # fmt: skip
ABROAD = {"en": "PE", "zh": "PE", "ru": "KZ", "ar": "EG", "fr": "MA", "es": "CL", "th": "TH", "vi": "SG", "id": "ID", "sr": "RS"}


@pytest.mark.parametrize("language", sorted(TAXED))
def test_who_taxes_is_told_from_who_is_paid(understand: Understanding, language: str) -> None:
    abroad, home = (understand(text, language=language) for text in TAXED[language])
    assert abroad.taxed_by == {ABROAD[language]}
    assert ABROAD[language] not in home.taxed_by


@pytest.mark.parametrize(
    "text",
    ["What is the China-Germany withholding tax rate on royalties?", "中国和德国预提税率是多少", "中德预提所得税税率"],
)
def test_two_countries_side_by_side_tax_what_they_agreed(understand: Understanding, text: str) -> None:
    assert understand(text).taxed_by == frozenset()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We receive know-how from a company in China and pay royalties. How much tax is withheld?"),
        ("fr", "Nous sommes au Maroc, nous recevons la technologie de Chine et payons des redevances"),
        ("ru", "Мы из Казахстана, получаем технологию из Китая и платим роялти"),
        ("vi", "Chúng tôi nhận chuyển giao công nghệ từ Trung Quốc và trả tiền bản quyền"),
        ("id", "Kami menerima teknologi dari Tiongkok dan membayar royalti"),
        ("sr", "Dobijamo tehnologiju iz Kine i plaćamo naknadu za licencu"),
    ],
)
def test_who_receives_technology_from_china_is_not_paid_from_there(understand: Understanding, language: str, text: str) -> None:
    assert not understand(text, language=language).pays_abroad


def test_only_what_is_said_of_taxes_is_taken_for_taxing(understand: Understanding) -> None:
    assert understand("Does Peru charge anything for a trade fair?", language="en").taxed_by == frozenset()


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Peut-on soumettre au droit marocain une licence de brevet conclue avec une société de Chengdu ?", ("CN-SC",)),
        ("¿Podemos someter a la ley chilena una licencia con una empresa de Chengdu?", ("CN-SC",)),
        ("埃及代理商要求把仲裁放在新加坡，可以吗", ("EG",)),
        ("можно ли выбрать право Казахстана для лицензии с фирмой из Чунцина", ("CN-CQ",)),
        ("Can we pick Kenyan law for a licence with a Chongqing firm?", ("CN-CQ",)),
        ("هل يمكن اختيار القانون المصري لعقد مع شركة من تشنغدو", ("CN-SC",)),
        ("What does Kenyan law say of licences with a Chongqing firm?", ("KE", "CN-CQ")),
    ],
)
def test_the_country_of_a_law_that_is_to_be_chosen_is_none_of_the_question(
    understand: Understanding, text: str, countries: tuple[str, ...]
) -> None:
    assert understand(text).countries == countries


def test_a_law_that_is_chosen_leaves_the_country_of_the_question_before(understand: Understanding) -> None:
    before = [
        Turn("user", "Peut-on prévoir un arbitrage à Paris dans un contrat de transfert de technologie en Égypte ?"),
        Turn("assistant", "…"),
    ]
    assert understand("Et la loi française, peut-on la choisir ?", before).countries == ("EG",)


@pytest.mark.parametrize(
    ("text", "language", "home", "abroad"),
    [
        ("A Malaysian licensee pays technical fees to our Chongqing parent.", "en", True, False),
        ("印尼公司付给我们成都公司专利使用费", "zh", True, False),
        ("越南客户付给我们技术费，要扣多少税", "zh", True, False),
        ("A Chengdu factory pays us a licence fee; we are in Kenya.", "en", False, True),
        ("شركة في تشنغدو تدفع لنا نحن شركة سعودية مقابل ترخيص براءة", "ar", False, True),
        ("Наш партнер из Чэнду платит нам за лицензию, мы в Казахстане", "ru", False, True),
        ("L'usine de Chengdu nous verse des redevances, nous sommes au Maroc", "fr", False, True),
        ("La fábrica de Chengdu nos paga regalías, estamos en Chile", "es", False, True),
        ("โรงงานในเฉิงตูจ่ายค่าสิทธิให้เราในไทย", "th", False, True),
        ("Nhà máy ở Trùng Khánh trả tiền bản quyền cho chúng tôi ở Việt Nam", "vi", False, True),
        ("Pabrik di Chengdu membayar royalti kepada kami di Jakarta", "id", False, True),
        ("Fabrika iz Čengdua nam plaća naknadu za licencu, mi smo iz Srbije", "sr", False, True),
        ("Somos una pyme chilena y nos pagan regalías desde Chengdu", "es", False, True),
        ("We are a Kenyan firm and receive a licence fee from a plant in Chengdu.", "en", False, True),
        ("Мы из Казахстана, нам платят роялти из Чэнду", "ru", False, True),
        ("我们是泰国公司，收到成都企业的特许权使用费", "zh", False, True),
        ("Plaćaju nam iz Čengdua naknadu za licencu, mi smo iz Srbije", "sr", False, True),
        ("A Chengdu factory pays us a visit; we are in Kenya.", "en", False, False),
    ],
)
def test_who_pays_whom_where_the_asker_is_paid(
    understand: Understanding, text: str, language: str, home: bool, abroad: bool
) -> None:
    asked = understand(text, language=language)
    assert (asked.pays_home, asked.pays_abroad) == (home, abroad)


def test_a_fee_for_know_how_is_no_fee_of_an_office(understand: Understanding) -> None:
    assert "fee" not in understand("Our bank refuses to transfer the know-how fee without a certificate. Is that right?").wants
    assert "fee" in understand("What is the fee for the certificate?").wants


@pytest.mark.parametrize("text", ["买了德国人的技术生产，被第三家告侵权", "我们引进日本企业的专利技术，被起诉怎么办"])
def test_whose_technology_is_bought_does_not_say_whose_law_is_asked_for(understand: Understanding, text: str) -> None:
    assert understand(text).of_parties
    assert not understand("买德国技术要交多少德国税").of_parties


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Queremos presentar la patente primero en el IMPI. ¿Hay que pedir algo antes en China?"),
        ("fr", "On a déposé d'abord à l'OMPIC. Combien de mois pour déposer en Chine sans perdre la date ?"),
        ("en", "We filed first at KIPI. Within how many months must we file in China?"),
        ("zh", "先在印尼知识产权局申请了，几个月内要在中国申请"),
        ("ru", "Сначала подали в ФИПС. За сколько месяцев надо подать заявку в Китае?"),
        ("sr", "Prijavili smo prvo u Zavodu u Beogradu. U kom roku treba podneti prijavu u Kini?"),
    ],
)
def test_what_is_filed_in_china_is_told_from_what_an_office_abroad_does(
    understand: Understanding, language: str, text: str
) -> None:
    assert understand(text, language=language).acts_at_home


@pytest.mark.parametrize(
    "text",
    [
        "What does BAFA require before we license to a firm in China?",
        "Que demande l'OMPIC d'un déposant établi à Chengdu ?",
        "Was verlangt das DPMA von einer Firma aus China?",
    ],
)
def test_a_firm_in_china_files_nothing_there(understand: Understanding, text: str) -> None:
    assert not understand(text).acts_at_home
