"""What is demanded filters, what is only welcome orders."""

import pytest

from assistant.catalogue.board import Board
from assistant.catalogue.changes import corrected
from assistant.catalogue.filters import stopped_by
from assistant.domain import Wish
from tests.catalogue.boards import board_of
from tests.catalogue.conftest import TODAY, make_profile
from tests.catalogue.test_read import read


@pytest.mark.parametrize(
    "text",
    [
        "Looking for drying technology, fairly mature technology, please",
        "想引进烘干技术，要比较成熟的",
        "Ищем сушилку, желательно готовую к применению",
        "نبحث عن مجفف، يفضل أن يكون جاهزا للتشغيل",
        "Cherchons un séchoir, de préférence prêt à installer",
        "Buscamos un secador, preferiblemente listo para instalar",
        "ต้องการเครื่องอบ ถ้าเป็นไปได้พร้อมติดตั้ง",
        "Cần máy sấy, tốt nhất là sẵn sàng lắp đặt",
        "Kami mencari pengering, kalau bisa siap pasang",
        "Tražimo sušaru, po mogućstvu spremnu za ugradnju",
    ],
)
def test_a_maturity_that_is_only_welcome_is_soft(text: str) -> None:
    wish = read(text)
    assert (wish.trl_min, "trl" in wish.soft) == (8, True)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Drying technology wanted, TRL 7 or higher, preferably from Kenya", 7),
        ("Looking for a dryer, at least validated as a pilot", 5),
        ("找烘干技术，TRL 7以上，最好是泰国的", 7),
        ("寻找烘干技术，至少完成中试", 5),
        ("Cherchons un séchoir, au moins validé en pilote", 5),
        ("نبحث عن مجفف مجرب على نطاق تجريبي على الأقل", 5),
        ("Ищем сушилку, испытанную на пилотной линии", 5),
        ("Buscamos un secador validado en planta piloto", 5),
        ("Tražimo sušaru proverenu u pilot postrojenju", 5),
    ],
)
def test_a_maturity_that_is_demanded_is_a_condition(text: str, low: int) -> None:
    wish = read(text)
    assert (wish.trl_min, wish.soft) == (low, ())


def test_what_is_demanded_counts_beside_what_is_welcome() -> None:
    wish = read("Dryer wanted at pilot scale, preferably already in use in industry")
    assert (wish.trl_min, wish.soft) == (5, ())


def test_a_licence_that_is_only_welcome_is_soft() -> None:
    wish = read("想引进烘干技术，最好能独占许可")
    assert wish.licence_types == ("exclusive",)
    assert {"licence", "cooperation"} <= set(wish.soft)


@pytest.mark.parametrize(
    "text",
    [
        "Looking for a drying process, an exclusive licence or a joint venture",
        "寻找烘干工艺，独占许可或合资",
        "หาเทคโนโลยีอบแห้ง ซื้อสิทธิ์ใช้หรือร่วมทุน",
        "Cherchons un séchoir, licence exclusive ou coentreprise",
    ],
)
def test_a_licence_or_a_joint_venture_is_either(text: str) -> None:
    assert {"licence", "joint_venture"} <= set(read(text).cooperation)


def test_the_type_of_a_licence_alone_demands_no_form_of_cooperation() -> None:
    assert "joint_venture" not in read("Looking for a drying process, exclusive licence").cooperation


def test_who_seeks_a_supplier_of_technology_does_not_demand_supply() -> None:
    assert read("cari pemasok teknologi pengering").cooperation == ()
    assert read("cari pemasok mesin pengering").cooperation == ("supply",)


@pytest.mark.parametrize(
    "text",
    [
        "Looking for a dryer, a joint venture is possible",
        "หาเครื่องอบ ร่วมทุนก็ได้",
        "cần máy sấy, liên doanh cũng được",
        "找烘干机，合资也可以",
    ],
)
def test_a_form_that_would_do_as_well_is_no_condition(text: str) -> None:
    wish = read(text)
    assert wish.cooperation == ("joint_venture",)
    assert "cooperation" in wish.soft


@pytest.fixture
def board() -> Board:
    return board_of([make_profile(id="low", trl=4, licence_types=["non_exclusive"])])


def test_a_soft_condition_stops_nothing(board: Board) -> None:
    wish = Wish("membrane", "en", "offer", trl_min=7, licence_types=("exclusive",), soft=("trl",))
    stops = stopped_by(board, wish, TODAY)
    assert "trl" not in stops
    assert stops["licence"].tolist() == [True]


def test_what_the_asker_sets_himself_is_a_condition() -> None:
    wish = Wish("membrane", "en", "offer", trl_min=7, licence_types=("exclusive",), soft=("trl", "licence"))
    assert corrected(wish, {"trl_min": 8}).soft == ("licence",)


@pytest.mark.parametrize(
    "text",
    [
        "Distributor of medical devices in Lima, looking for a rapid test",
        "Distribuidor de equipos médicos en Lima, buscamos una prueba rápida",
        "Дистрибьютор медтехники в Алматы, ищем экспресс-тест",
        "Distributor alkes di Surabaya, cari tes cepat",
        "代理丹麦的喷雾干燥设备，想找干燥技术",
        "Distributeur de matériel médical à Dakar, nous cherchons un test rapide",
        "موزع أجهزة طبية في الرياض، نبحث عن اختبار سريع",
    ],
)
def test_what_the_asker_is_is_no_condition_on_what_he_seeks(text: str) -> None:
    assert read(text).cooperation == ()


@pytest.mark.parametrize(
    "text",
    [
        "Looking for a distributor in Egypt for our dryer",
        "Distributor wanted for our dryer in Egypt",
        "Ищем дистрибьютора для нашей сушилки",
        "为我们的烘干机寻找代理商",
        "Buscamos distribuidor para nuestro secador",
    ],
)
def test_who_is_sought_is_a_condition(text: str) -> None:
    assert "distribution" in read(text).cooperation
