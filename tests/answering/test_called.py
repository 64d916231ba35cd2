"""By which names a question calls laws, treaties and programmes, and whether any is known."""

import time

import pytest

from assistant.access import VISITOR
from assistant.adapters.countries import read_finder
from assistant.answering.called import NameReader, load_names
from assistant.answering.known_names import speaks_of
from assistant.app import Assistant
from assistant.domain import Called
from tests.conftest import ROOT

READ: NameReader = load_names(ROOT / "prompts" / "cues" / "instruments.yaml", read_finder(ROOT / "prompts" / "cues").mentions)
CALLED = {
    "en": ("How do we enrol in the Chongqing Royalty Passport Programme of 2022?", "Chongqing Royalty Passport Programme"),
    "zh": ("成渝国际技术自由港条例里怎么说免税？", "成渝国际技术自由港条例"),
    "ru": ("Что даёт «Закон о техническом сейфе»?", "Закон о техническом сейфе"),
    "ar": ("متى يبدأ «قانون خزنة التقنية» العمل؟", "قانون خزنة التقنية"),
    "fr": ("Que dit la Loi Coffre Technique de Chengdu ?", "Loi Coffre Technique de Chengdu"),
    "es": ("¿Quién gestiona el programa Puente Andino-Sichuan?", "programa Puente Andino-Sichuan"),
    "th": ("“โครงการหนังสือเดินทางสิทธิบัตร” สมัครที่ไหน", "โครงการหนังสือเดินทางสิทธิบัตร"),
    "vi": ("“Chương trình Thẻ vàng Tứ Xuyên” đăng ký ở đâu?", "Chương trình Thẻ vàng Tứ Xuyên"),
    "id": ("Program Hibah Jalur Sutra Chengdu dibuka kapan?", "Program Hibah Jalur Sutra Chengdu"),
    "sr": ("Da li po Beogradskoj konvenciji upis važi?", "Beogradskoj konvenciji"),
}
NOT_CALLED = {
    "en": (
        "What does Chinese law say about royalties?",
        "Our distribution agreement with Zhong Lun Law Firm ends.",
        "Is the New York Convention of use in Chengdu?",
        "Our Master Licence Agreement is silent on it.",
        "Does Article 9 of the Law apply?",
    ),
    "zh": ("中国的法律怎么规定的？", "我们计划下个月去成都，有什么办法？", "纽约公约在成都适用吗？"),
    "ru": ("Что говорит закон КНР о роялти?", "Действует ли Нью-Йоркская конвенция?", "Есть ли между Сербией и Китаем договор?"),
    "ar": ("ماذا يقول القانون الصيني؟", "هل تسري اتفاقية نيويورك؟"),
    "fr": ("Que dit la loi chinoise ?", "La Convention de New York s'applique-t-elle à Chengdu ?"),
    "es": ("¿Qué dice la ley china?", "¿Rige la Convención de Nueva York?"),
    "th": ("กฎหมายจีนว่าอย่างไร", "อนุสัญญากรุงปารีสใช้ได้ไหม"),
    "vi": ("luật Trung Quốc nói gì?", "Công ước New York có áp dụng không?"),
    "id": ("apa kata hukum Tiongkok?", "Konvensi New York berlaku?", "apakah UU PDP berlaku?"),
    "sr": ("Šta kaže kineski zakon?", "Da li važi Njujorška konvencija?"),
}


@pytest.mark.parametrize("language", CALLED)
def test_a_name_is_read(language: str) -> None:
    text, name = CALLED[language]
    assert name in [called.name for called in READ(text, language)]


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in NOT_CALLED.items() for text in texts])
def test_what_is_no_name_or_known_to_everybody_is_not_looked_up(language: str, text: str) -> None:
    assert READ(text, language) == ()


def test_a_treaty_of_two_cities_is_called_by_places_alone() -> None:
    (called,) = READ("What does the Riyadh–Chongqing Treaty say?", "en")
    assert called.whole
    assert {"riyadh", "chongq"} <= {word[:6] for word in called.words}


@pytest.mark.parametrize(
    "text", ["Law " * 500, "«" * 2000, "A-" * 1000, "“Law " * 400, "条例" * 1000, "Закон о " * 250, "Article " * 250]
)
@pytest.mark.parametrize("language", ["en", "zh", "ru", "vi"])
def test_no_text_takes_long(text: str, language: str) -> None:
    started = time.perf_counter()
    READ(text, language)
    assert time.perf_counter() - started < 2


STATES = load_names(
    ROOT / "prompts" / "cues" / "instruments.yaml",
    read_finder(ROOT / "prompts" / "cues").mentions,
    read_finder(ROOT / "prompts" / "cues", loosely=False).mentions,
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What is the rate under the China-Kenya Tax Treaty?"),
        ("zh", "中埃税收协定规定多少？"),
        ("zh", "中国智利税收协定的税率是多少？"),
        ("ru", "Какая ставка роялти по налоговому договору Беларуси и Китая?"),
        ("ar", "هل معاهدة مصر والصين سارية؟"),
        ("fr", "Quel taux prévoit la Convention Chine-Maroc ?"),
        ("es", "cuál es la tasa exacta del convenio China-Chile para regalías?"),
        ("es", "¿Qué dice el Tratado de Libre Comercio Chile-China?"),
        ("vi", "Hiệp định Việt Nam - Trung Quốc quy định thuế suất bao nhiêu?"),
        ("id", "Berapa tarif menurut Perjanjian Indonesia-Tiongkok?"),
        ("sr", "kolika je stopa po ugovoru Srbije i Kine o dvostrukom oporezivanju?"),
    ],
)
def test_a_treaty_of_two_states_is_no_name_to_look_up(language: str, text: str) -> None:
    assert STATES(text, language) == ()


@pytest.mark.parametrize(
    "text",
    [
        "What does the Riyadh–Chongqing Treaty say?",
        "What does the China-Kenya Royalty Passport Treaty say?",
        "Is the Kenya–Peru Fast Track Agreement in force?",
        "What does the Chengdu–Nairobi Double Royalty Treaty say?",
    ],
)
def test_a_treaty_of_cities_or_about_something_odd_is(text: str) -> None:
    assert STATES(text, "en")


RARITY = {"royalti": 1.0, "passport": 3.0}


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (["royalti", "passport", "is", "known"], True),
        (["passport", "of", "a", "royalti"], True),
        (["royalti", "are", "taxed"], False),
        (["passport", *"a b c d e f g h".split(), "royalti"], True),  # the rarer of them is three quarters of the name
        ([], False),
    ],
)
def test_a_text_speaks_of_what_has_most_of_its_words_near_each_other(text: list[str], spoken: bool) -> None:
    assert speaks_of(Called("Royalty Passport", ("royalti", "passport"), whole=False), RARITY, [text]) is spoken


def test_places_alone_must_all_stand_side_by_side() -> None:
    treaty = Called("Convention of Chongqing", ("chongq", "convent"), whole=True)
    rarity = {"chongq": 1.0, "convent": 1.0}
    assert speaks_of(treaty, rarity, [["the", "convent", "of", "chongq"]])
    assert not speaks_of(treaty, rarity, [["chongq", "has", "no", "such", "convent"]])


@pytest.mark.parametrize(
    ("language", "question", "name"),
    [
        (
            "en",
            "What does the Chongqing Royalty Passport Programme ask for?",
            "Chongqing Royalty Passport Programme",
        ),
        ("zh", "按照《成渝技术护照条例》，许可合同要在几天内登记？", "成渝技术护照条例"),
        ("ar", "كم يوما لتسجيل العقد حسب «قانون جواز التقنية» في الصين؟", "قانون جواز التقنية"),
    ],
)
def test_an_invented_name_is_said_to_be_unknown(assistant: Assistant, language: str, question: str, name: str) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert answer.language == language
    assert name in answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What do China's Technology Contract Registration Measures say of the form?",
        "按《技术进出口合同登记办法》，60天从哪天起算？",
        "Apa kata “Peraturan Pencatatan Lisensi Indonesia” tentang bahasa perjanjian?",
    ],
)
def test_another_wording_of_a_known_name_is_known(assistant: Assistant, question: str) -> None:
    steps = assistant.steps
    understood = steps.understand(question)
    assert understood.called
    assert steps.unknown(understood, steps.retrieve(understood), VISITOR) == ()
