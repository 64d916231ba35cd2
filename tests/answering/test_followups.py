"""A follow-up is read in the light of the question before it; a complete question is read for itself."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.config import WEIGHTS
from assistant.answering.retrieve import Retrieval
from assistant.answering.understand import Understanding
from assistant.domain import Question, Turn
from assistant.ports import Vectors
from assistant.text import normalise

ROOT = Path(__file__).parents[2]


def asked(understand: Understanding, *questions: str) -> Question:
    """What the last of ``questions`` is understood as after the ones before it, each of which got some answer."""
    history = [turn for text in questions[:-1] for turn in (Turn("user", text), Turn("assistant", "[1] …"))]
    return understand(questions[-1], history)


COUNTRY = {
    "zh": ("在埃及登记专利许可要多久？", "那越南呢？", "EG", "VN", "登记"),
    "en": ("How long does it take to register a patent licence in Egypt?", "And for Vietnam?", "EG", "VN", "register"),
    "ru": ("Сколько дней регистрируют лицензию в Саудовской Аравии?", "А для Египта?", "SA", "EG", "регистрируют"),
    "ar": ("كم يوما يستغرق تسجيل رخصة براءة في فيتنام؟", "وماذا عن مصر؟", "VN", "EG", "تسجيل"),
    "fr": ("Combien de jours pour enregistrer une licence au Vietnam ?", "Et pour l'Égypte ?", "VN", "EG", "enregistrer"),
    "es": ("¿Qué plazo hay para registrar una licencia en Vietnam?", "¿Y para Egipto?", "VN", "EG", "registrar"),
    "th": ("จดทะเบียนสัญญาอนุญาตใช้สิทธิในเวียดนามใช้เวลากี่วัน", "แล้วสำหรับอินโดนีเซียล่ะ", "VN", "ID", "จดทะเบียน"),
    "vi": ("Đăng ký hợp đồng li-xăng ở Thái Lan mất bao lâu?", "Còn Indonesia thì sao?", "TH", "ID", "Đăng ký"),
    "id": ("Berapa hari pencatatan lisensi di Vietnam?", "Bagaimana dengan Thailand?", "VN", "TH", "pencatatan"),
    "sr": ("Koliko dana traje upis licence u Srbiji?", "A za Vijetnam?", "RS", "VN", "upis"),
}

DIRECTION = {
    "zh": ("技术出口合同要去哪个部门登记？", "那进口呢？", "export", "import", "出口"),
    "en": ("Which authority registers a technology export contract?", "And for imports?", "export", "import", "export"),
    "ru": ("Какой орган регистрирует договор об экспорте технологии?", "А для импорта?", "export", "import", "экспорт"),
    "ar": ("أي جهة تسجل عقد تصدير التكنولوجيا؟", "وماذا عن الاستيراد؟", "export", "import", "تصدير"),
    "fr": ("Quelle autorité enregistre un contrat d'exportation ?", "Et pour l'importation ?", "export", "import", "export"),
    "es": ("¿Qué autoridad registra un contrato de exportación?", "¿Y para la importación?", "export", "import", "export"),
    "th": ("สัญญาส่งออกเทคโนโลยีจดทะเบียนที่หน่วยงานไหน", "แล้วการนำเข้าล่ะ", "export", "import", "ส่งออก"),
    "vi": ("Cơ quan nào đăng ký hợp đồng xuất khẩu công nghệ?", "Còn nhập khẩu thì sao?", "export", "import", "xuất khẩu"),
    "id": ("Instansi mana yang mencatat kontrak ekspor teknologi?", "Bagaimana dengan impor?", "export", "import", "ekspor"),
    "sr": ("Koji organ registruje ugovor o izvozu tehnologije?", "A za uvoz?", "export", "import", "izvoz"),
}

ASPECT = {
    "zh": ("技术出口许可要交哪些材料？", "那要多久？", "deadline", "许可"),
    "en": ("Which documents are needed for an export licence?", "And how long does it take?", "deadline", "licence"),
    "ru": ("Какие документы нужны для экспортной лицензии?", "А сколько это стоит?", "rate", "лицензии"),
    "ar": ("ما هي المستندات المطلوبة لرخصة التصدير؟", "وكم تستغرق؟", "deadline", "رخصة"),
    "fr": ("Quels documents faut-il pour une licence d'exportation ?", "Et combien ça coûte ?", "rate", "licence"),
    "es": ("¿Qué documentos pide la licencia de exportación?", "¿Y cuánto tarda?", "deadline", "licencia"),
    "th": ("ใบอนุญาตส่งออกต้องใช้เอกสารอะไรบ้าง", "แล้วใช้เวลากี่วัน", "deadline", "ใบอนุญาต"),
    "vi": ("Giấy phép xuất khẩu cần hồ sơ gì?", "Vậy mất bao lâu?", "deadline", "Giấy phép"),
    "id": ("Dokumen apa untuk izin ekspor teknologi?", "Lalu berapa lama?", "deadline", "izin"),
    "sr": ("Koja dokumenta treba za izvoznu dozvolu?", "A koliko to košta?", "rate", "dozvolu"),
}

COMPLETE = {
    "zh": ("在埃及登记专利许可要多久？", "外国公司在越南的技术转让合同预提税税率是多少？", "埃及"),
    "en": ("How long does it take to register a licence in Egypt?", "What is the withholding rate in Vietnam?", "Egypt"),
    "ru": ("Сколько дней регистрируют лицензию в Египте?", "Какая ставка налога на роялти во Вьетнаме?", "Египте"),
    "ar": ("كم يوما يستغرق تسجيل رخصة في مصر؟", "ما نسبة ضريبة الاستقطاع على الإتاوات في فيتنام؟", "مصر"),
    "fr": ("Quel délai pour une licence en Égypte ?", "Quel est le taux de retenue sur les redevances au Vietnam ?", "gypte"),
    "es": ("¿Qué plazo hay para la licencia en Egipto?", "¿Qué retención se aplica a las regalías en Vietnam?", "Egipto"),
    "th": ("จดทะเบียนใบอนุญาตในไทยใช้เวลากี่วัน", "อัตราภาษีหัก ณ ที่จ่ายของค่าสิทธิในเวียดนามเท่าไร", "จดทะเบียน"),
    "vi": ("Đăng ký li-xăng ở Thái Lan mất bao lâu?", "Thuế nhà thầu đối với tiền bản quyền ở Indonesia là bao nhiêu?", "Thái"),
    "id": ("Berapa hari pencatatan lisensi di Vietnam?", "Berapa tarif pajak royalti di Thailand?", "Vietnam"),
    "sr": ("Koliko dana traje upis licence u Srbiji?", "Kolika je stopa poreza na autorske naknade u Vijetnamu?", "Srbiji"),
}

OTHER_SUBJECT = {
    "zh": "今天重庆会下雨吗？",
    "en": "What is the weather in Chengdu today?",
    "ru": "Какая завтра погода будет в Алматы?",
    "ar": "من فاز في مباراة الأهلي أمس؟",
    "fr": "Qui a gagné le match hier soir ?",
    "es": "¿Quién ganó el partido de ayer noche?",
    "th": "พรุ่งนี้กรุงเทพฝนตกหนักช่วงบ่าย",
    "vi": "Hôm nay thời tiết ở Đà Nẵng đẹp nhỉ",
    "id": "Siapa yang menang pertandingan sepak bola semalam?",
    "sr": "Ko je juče pobedio na utakmici u gradu?",
}


@pytest.mark.parametrize("language", COUNTRY)
def test_another_country_takes_the_place_of_the_one_before(understand: Understanding, language: str) -> None:
    first, then, before, after, topic = COUNTRY[language]
    assert asked(understand, first).countries == (before,)
    question = asked(understand, first, then)
    assert question.language == language
    assert question.countries == (after,)
    assert topic in question.text
    assert understand.countries(question.text) == (after,)
    assert question.aspects == asked(understand, first).aspects
    assert question.terms == asked(understand, first).terms


@pytest.mark.parametrize("language", DIRECTION)
def test_another_direction_takes_the_place_of_the_one_before(understand: Understanding, language: str) -> None:
    first, then, before, after, word = DIRECTION[language]
    assert asked(understand, first).directions == (before,)
    question = asked(understand, first, then)
    assert question.directions == (after,)
    assert normalise(word, language) not in normalise(question.text, language)
    assert "authority" in question.aspects


@pytest.mark.parametrize("language", ASPECT)
def test_another_aspect_keeps_the_subject(understand: Understanding, language: str) -> None:
    first, then, aspect, topic = ASPECT[language]
    question = asked(understand, first, then)
    assert aspect in question.aspects
    assert "documents" not in question.aspects
    assert topic in question.text
    assert set(asked(understand, first).terms) <= set(question.terms)


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_question_is_not_merged_with_the_one_before(understand: Understanding, language: str) -> None:
    first, then, old = COMPLETE[language]
    question = asked(understand, first, then)
    assert question.text == then
    assert old not in question.text
    assert question == asked(understand, then)


@pytest.mark.parametrize("language", OTHER_SUBJECT)
def test_a_question_about_something_else_is_not_merged(understand: Understanding, language: str) -> None:
    then = OTHER_SUBJECT[language]
    assert asked(understand, COUNTRY[language][0], then).text == then


@pytest.mark.parametrize("language", COUNTRY)
def test_a_followup_to_a_followup_keeps_what_both_said(understand: Understanding, language: str) -> None:
    first, then, _, after, topic = COUNTRY[language]
    question = asked(understand, first, then, ASPECT[language][1])
    assert question.countries == (after,)
    assert ASPECT[language][2] in question.aspects
    assert topic in question.text


@pytest.mark.parametrize("thanks", ["Thank you very much!", "thanks", "ok"])
def test_thanks_between_do_not_break_the_thread(understand: Understanding, thanks: str) -> None:
    first, then, _, after, topic = COUNTRY["en"]
    assert asked(understand, first, thanks).intent == "smalltalk"
    assert asked(understand, first, thanks).text == thanks
    question = asked(understand, first, thanks, then)
    assert question.countries == (after,)
    assert question.intent == asked(understand, first).intent
    assert topic in question.text


def test_a_followup_to_an_evasion_has_its_aim_unless_it_asks_for_something_lawful(understand: Understanding) -> None:
    first = "How do we bypass the export licence in China?"
    same = asked(understand, first, "And for Vietnam?")
    assert same.evades
    assert same.intent == "refuse"
    lawful = asked(understand, first, "And what is the fine?")
    assert not lawful.evades
    assert lawful.intent == "rule"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("技术出口许可要交哪些材料？", "那怎么规避呢？"),
        ("Is an export licence needed?", "And how do we bypass it?"),
        ("Нужна ли лицензия на экспорт?", "А как её обойти?"),
        ("هل يلزم ترخيص التصدير؟", "وكيف نتجنب ذلك؟"),
        ("Faut-il une licence d'exportation ?", "Et comment la contourner ?"),
        ("¿Se necesita licencia de exportación?", "¿Y cómo la evitamos?"),
        ("ต้องมีใบอนุญาตส่งออกไหม", "แล้วจะหลีกเลี่ยงยังไง"),
        ("Có cần giấy phép xuất khẩu không?", "Vậy làm sao để tránh?"),
        ("Apakah izin ekspor wajib?", "Lalu bagaimana menghindarinya?"),
        ("Da li je potrebna izvozna dozvola?", "A kako da je izbegnemo?"),
    ],
)
def test_a_followup_that_aims_at_evasion_is_one(understand: Understanding, first: str, then: str) -> None:
    assert not asked(understand, first).evades
    assert asked(understand, first, then).evades


def test_a_followup_that_avoids_what_anybody_may_avoid_is_lawful(understand: Understanding) -> None:
    assert not asked(understand, "Is an export licence needed?", "And how do we avoid delays?").evades


def test_the_time_asked_about_stays_until_another_is_named(understand: Understanding) -> None:
    first = "In 2019, which documents were needed for a technology export licence in China?"
    kept = asked(understand, first, "And for imports?")
    assert kept.as_of == dt.date(2019, 12, 31)
    assert asked(understand, first, "And in 2021?").as_of == dt.date(2021, 12, 31)


@pytest.mark.parametrize(
    ("first", "then", "rest"),
    [
        ("Wie lange gilt ein Patent in der Türkei?", "And in Égypte?", "Wie lange gilt ein Patent in der"),
        ("从越南引进技术要登记吗", "那泰国呢？", "技术要登记吗"),
        ("Phải đăng ký ở Ả Rập Xê Út không, hợp đồng li-xăng?", "Còn Indonesia thì sao?", "không, hợp đồng li-xăng?"),
    ],
)
def test_the_words_of_the_question_before_are_kept_as_written(
    understand: Understanding, first: str, then: str, rest: str
) -> None:
    assert rest in asked(understand, first, then).text


def test_a_country_of_several_words_is_taken_out_whole(understand: Understanding) -> None:
    text = asked(understand, "Must a licence be registered in Saudi Arabia?", "And in Viet Nam?").text
    assert "Saudi" not in text
    assert "Arabia" not in text


def test_a_long_thread_is_read_without_much_work(understand: Understanding) -> None:
    began = dt.datetime.now()
    question = asked(understand, COUNTRY["en"][0], *["thanks"] * 300, "And for Vietnam?", "And how much is it?")
    assert question.countries == ("VN",)
    assert (dt.datetime.now() - began).total_seconds() < 5


def test_what_holds_no_words_is_passed_over(understand: Understanding) -> None:
    assert asked(understand, COUNTRY["en"][0], "???", "And for Vietnam?").countries == ("VN",)


def test_without_a_question_before_a_followup_is_read_for_itself(understand: Understanding) -> None:
    assert asked(understand, "And for Vietnam?").text == "And for Vietnam?"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("What does Oman export?", "and how much of it goes to China"),
        ("阿曼出口什么？", "他们对中国出口占多少"),
        ("ماذا تصدر عُمان؟", "وكم تبلغ حصة الصين من مبيعاتهم إلى الخارج"),
        ("Что экспортирует Оман?", "а какая часть их поставок идёт в Китай"),
    ],
)
def test_china_beside_their_trade_does_not_take_the_place_of_the_country(
    understand: Understanding, first: str, then: str
) -> None:
    question = asked(understand, first, then)
    assert question.countries[0] == "OM"
    assert "CN" in question.countries


def test_the_vector_of_a_followup_lies_nearer_to_what_is_asked_now() -> None:
    encoder = _Words()
    retrieval = Retrieval(
        encoder=encoder, indexes={}, lexical=None, store=None, terms=None, knowledge=None, weights=WEIGHTS  # type: ignore[arg-type]
    )  # fmt: skip
    whole = "must a licence be registered for how long"
    plain = retrieval.vector(Question(original=whole, text=whole, language="en", intent="rule"))
    leaning = retrieval.vector(Question(original="for how long", text=whole, language="en", intent="rule"))
    now = encoder.query("for how long", "en")
    assert float(leaning @ now) > float(plain @ now)
    assert float(np.linalg.norm(leaning)) == pytest.approx(1.0)


class _Words:
    """An encoder of its own: a dimension per letter, so that texts with the same letters lie near each other."""

    name = "letters"
    dimensions = 26

    def query(self, text: str, _language: str) -> Vectors:
        counts = np.array([text.count(chr(97 + n)) for n in range(26)], np.float32)
        return counts / np.linalg.norm(counts)

    passages = sentences = query


def test_vietnamese_without_marks_is_read_with_them_and_shown_as_it_was_typed(understand: Understanding) -> None:
    question = understand("Dang ky hop dong li-xang o Thai Lan mat bao lau?")
    assert question.language == "vi"
    assert question.text == question.own_words == "Đăng ký hợp đồng li-xăng ở Thái Lan mất bao lâu?"
    assert question.original == "Dang ky hop dong li-xang o Thai Lan mat bao lau?"
    assert not question.completed


def test_a_follow_up_without_marks_leans_on_a_question_without_them(understand: Understanding) -> None:
    question = asked(understand, "Dang ky hop dong li-xang o Thai Lan mat bao lau?", "Con Indonesia thi sao?")
    assert question.completed
    assert (question.language, question.countries) == ("vi", ("ID",))
    assert question.own_words == "Còn Indonesia thì sao?"
    assert "hợp đồng li-xăng" in question.text
    assert question.original == "Con Indonesia thi sao?"


def test_an_english_question_answered_in_vietnamese_is_left_as_it_is(understand: Understanding) -> None:
    assert understand("Can he appeal to a court in China?", language="vi").text == "Can he appeal to a court in China?"
