"""Countries are found by name, adjective and inflection, in the order in which a text names them."""

import re
from itertools import pairwise

import pytest

from assistant.adapters.countries import CountryFinder, read_finder
from assistant.adapters.country_names import read_names
from tests.conftest import ROOT

CUES = ROOT / "prompts" / "cues"


@pytest.fixture(scope="module")
def finder() -> CountryFinder:
    return read_finder(CUES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("How do we register a licence in Vietnam?", ("VN",)),
        ("From China to Indonesia and then Egypt", ("CN", "ID", "EG")),
        ("Saudi Arabia and South Africa", ("SA", "ZA")),
        ("a firm from the United States of America", ("US",)),
        ("从中国向越南和泰国转让技术", ("CN", "VN", "TH")),
        ("埃及和沙特阿拉伯", ("EG", "SA")),
        ("Регистрация лицензии в Казахстане", ("KZ",)),
        ("из Китая в Россию", ("CN", "RU")),
        ("в Сербии и в Египте", ("RS", "EG")),
        ("تسجيل العقد في مصر", ("EG",)),
        ("من الصين إلى السعودية", ("CN", "SA")),
        ("une licence en Égypte et en Thaïlande", ("EG", "TH")),
        ("una licencia en Brasil y México", ("BR", "MX")),
        ("จดทะเบียนในประเทศไทยและเวียดนาม", ("TH", "VN")),
        ("chuyển giao công nghệ sang Việt Nam từ Trung Quốc", ("VN", "CN")),
        ("lisensi di Indonesia dan Thailand", ("ID", "TH")),
        ("licenca u Srbiji i Kini", ("RS", "CN")),
        ("лиценца у Србији", ("RS",)),
    ],
)
def test_countries_are_found_in_the_languages_of_the_interface(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "Is it free to register, and who may do so at no cost?",
        "What must be in the contract?",
        "us and them, no one in it",
        "to be or not to be",
        "que es la licencia de la patente",
        "the man who filed it",
    ],
)
def test_everyday_words_are_no_countries(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == ()


def test_sichuan_and_chongqing_are_places_of_their_own(finder: CountryFinder) -> None:
    assert "CN-SC" in finder.find("税收优惠在四川")
    assert "CN-SC" in finder.find("incentives in Sichuan")
    assert "CN-CQ" in finder.find("incentives in Chongqing")


def test_a_country_named_twice_counts_once(finder: CountryFinder) -> None:
    assert finder.find("Egypt, and again Egypt, مصر") == ("EG",)


def test_mentions_do_not_overlap_and_come_in_order(finder: CountryFinder) -> None:
    found = finder.mentions("From South Africa and the United Arab Emirates to Papua New Guinea, Guinea and Niger")
    assert [code for _, _, code in found] == ["ZA", "AE", "PG", "GN", "NE"]
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def test_a_name_inside_another_word_is_none(finder: CountryFinder) -> None:
    assert finder.find("Indianization chinaware Omanization") == ()


@pytest.mark.parametrize("text", ["china " * 5000, "ا" * 20_000, "a-" * 20_000, "中" * 20_000, "'" * 20_000])
def test_a_long_text_is_read_quickly(finder: CountryFinder, text: str) -> None:
    assert len(finder.find(text)) <= 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("our licensee in Almaty pays late", "KZ"),
        ("给宿务的厂子授权", "PH"),
        ("партнёр из Ташкента просит регистрацию", "UZ"),
        ("un client de Casablanca", "MA"),
        ("โรงงานที่ระยองจะจ่ายค่าสิทธิ", "TH"),
        ("xưởng ở Bình Dương muốn mua sáng chế", "VN"),
        ("pabrik di Surabaya bayar royalti", "ID"),
    ],
)
def test_a_city_tells_its_country(finder: CountryFinder, text: str, code: str) -> None:
    assert finder.find(text) == (code,)
    assert read_finder(CUES, loosely=False).find(text) == ()


def test_no_alias_is_claimed_by_two_places() -> None:
    owners: dict[str, str] = {}
    for code, names in read_names(CUES).items():
        assert re.fullmatch(r"[A-Z]{2,4}(-[A-Z]{2})?", code), code
        for name in names:
            assert owners.setdefault(str(name).casefold(), code) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("luật pháp về chuyển giao công nghệ", ()),
        ("phương pháp xử lý chất thải cho ngành giáo dục", ()),
        ("Pháp luật nước ta nói gì", ()),
        ("thuế bên Đức và bên Pháp", ("DE", "FR")),
        ("bán sang Mỹ hay sang Nga", ("US", "RU")),
        ("thai patent office", ("TH",)),
        ("chi phí lao động và xuất xứ của mỹ phẩm", ()),
        ("lao patent office", ("LA",)),
        ("chuyển giao sang Lào", ("LA",)),
        ("interface en français et sans réseau", ()),
        ("interface en France", ("FR",)),
        ("please answer in Chinese", ()),
        ("a licence in Chinese law", ("CN",)),
        ("договор на китайском языке", ()),
        ("kontrak dalam bahasa Inggris", ()),
        ("العقد باللغة الصينية", ()),
        ("شريكنا بالصين", ("CN",)),
        ("مصنع بتشنغدو", ("CN-SC",)),
        ("نبيع لتشونغتشينغ", ("CN-CQ",)),
    ],
)
def test_parts_of_other_words_and_names_of_languages_are_no_countries(
    finder: CountryFinder, text: str, codes: tuple[str, ...]
) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Berapa pajak yang kena royalti, dan kenapa?",
        "On facture des services techniques ; la réunion indique un congé",
        "Что из того, что мы просим, входит в самый список? О самом договоре",
        "ช่วยเช็กหน่อย",
        "عقد تركيب المعدات والتقرير المالي بيننا",
        "Ai cấp phép xuất khẩu? Lò sấy sec",
        "la empresa indica que gana en la zona franca",
        "экспорт: германий и кокосовая скорлупа",
    ],
)
def test_words_that_are_a_name_with_another_ending_are_no_countries(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("sang Ai Cập", "EG"), ("партнёр в Того", "TG"), ("notre client au Mali", "ML"), ("สาธารณรัฐเช็ก", "CZ"), ("دولة مالي", "ML")],
)
def test_the_countries_of_those_names_are_found(finder: CountryFinder, text: str, code: str) -> None:
    assert finder.find(text) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Can a US company license it in the US market?", ("US",)),
        ("Američki univerzitet i američko tržište", ("US",)),
        ("Кинески партнер је нашао америчку фирму у Београду", ("RS", "CN", "US")),
        ("американская и немецкая фирмы", ("US", "DE")),
        ("công ty Mỹ với phía Anh", ("US", "GB")),
        ("perusahaan Amerika dan firma Jerman", ("US", "DE")),
        ("الشركة الأمريكية والقواعد الأوروبية", ("US", "EU")),
        ("European rules and règles européennes", ("EU",)),
    ],
)
def test_adjectives_and_people_tell_a_country(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert set(finder.find(text)) == set(codes)


@pytest.mark.parametrize(
    "text", ["tell us who the user is", "ugovor na nemačkom", "английский язык договора", "ba lần", "卓越方案", "trung hòa"]
)
def test_what_looks_like_an_adjective_of_a_country_and_is_none(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("مصنعنا في ماليزيا", ("MY",)),
        ("ضريبة الهندسة", ()),
        ("تجفيف المانجو", ()),
        ("محكمة في نيويورك", ("US",)),
        ("شركة من بيروت", ("LB",)),
        ("مستثمر كويتي وشركة نمساوية", ("KW", "AT")),
        ("مهندسًا صينيًّا في بيلاروسيا", ("CN", "BY")),
        ("شركات هندية ومهندسين سعوديين", ("IN", "SA")),
    ],
)
def test_what_follows_an_arabic_name_is_no_other_country(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize("text", ["limbah cairnya bau", "chilli and syringes", "sok od maline i korenje", "silice et francis"])
def test_everyday_words_with_an_ending_are_no_country(finder: CountryFinder, text: str) -> None:
    assert finder.find(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [("the Egypt-Kenya double tax treaty", ("EG", "KE")), ("a north-south line", ()), ("Guinea-Bissau", ("GW",))],
)
def test_both_countries_of_a_hyphened_pair_are_found(finder: CountryFinder, text: str, codes: tuple[str, ...]) -> None:
    assert finder.find(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a buyer in Benin City", ("NG",)),
        ("a buyer in Benin", ("BJ",)),
        ("a mine in Inner Mongolia", ("CN",)),
        ("рудник во Внутренней Монголии", ("CN",)),
        ("une mine en Mongolie-Intérieure", ("CN",)),
        ("mỏ than ở Nội Mông", ("CN",)),
        ("рудник в Монголии", ("MN",)),
        ("دلتا النيجر", ("NG",)),
        ("a ranch in New Mexico", ("US",)),
    ],
)
def test_a_city_or_region_is_not_the_country_that_its_name_begins_or_ends_with(text: str, codes: tuple[str, ...]) -> None:
    assert read_finder(ROOT / "prompts" / "cues", loosely=False).find(text) == codes
