"""The language of a text, also where two languages look alike."""

import csv
from collections import defaultdict

import pytest

from assistant.adapters.languages import LanguageIdentifier
from assistant.app.accents import kept_accents
from tests.conftest import ROOT, SHARED

TABLE = SHARED / "retrieval" / "language_id.tsv"
ENOUGH = 200


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    return LanguageIdentifier(kept_accents(ROOT / "corpus"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "技术进口合同需要多少个工作日才能完成登记？"),
        ("zh", "專利許可合同的備案"),
        ("en", "How many working days does the registration take?"),
        ("ru", "Сколько рабочих дней занимает регистрация договора?"),
        ("ar", "كم يوم عمل يستغرق تسجيل العقد؟"),
        ("fr", "Combien de jours ouvrables faut-il pour enregistrer le contrat ?"),
        ("es", "¿Cuántos días hábiles tarda el registro del contrato?"),
        ("th", "การจดทะเบียนสัญญาใช้เวลากี่วันทำการ"),
        ("vi", "Việc đăng ký hợp đồng mất bao nhiêu ngày làm việc?"),
        ("id", "Berapa hari kerja yang dibutuhkan untuk pencatatan perjanjian lisensi?"),
        ("sr", "Koliko radnih dana traje upis ugovora o licenci u registar?"),
        ("sr", "Колико радних дана траје упис уговора о лиценци у регистар?"),
        ("sr", "колико процената"),
        ("sr", "Шта каже члан 19 кинеског Закона о патентима?"),
        ("ru", "каков срок патента"),
        ("ru", "кто платит налог"),
        ("sr", "Како да упишемо лиценцу за патент код Завода у Београду?"),
        ("ru", "какова ставка налога в Китае"),
        ("ru", "кто регистрирует патент"),
        ("ja", "技術輸入契約の登録には何営業日かかりますか"),
        ("ko", "기술 수입 계약 등록에는 며칠이 걸립니까?"),
        ("kk", "Лицензиялық шартты тіркеу қанша жұмыс күнін алады?"),
        ("de", "Wie viele Arbeitstage dauert die Eintragung des Vertrags?"),
    ],
)
def test_a_plain_question_is_recognised(identifier: LanguageIdentifier, language: str, text: str) -> None:
    assert identifier.identify(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Apakah perusahaan kami harus membayar pajak karena menjual lisensi?"),
        ("id", "Kapan kantor paten bisa memberi izin kepada kami?"),
        ("ms", "Adakah syarikat kami perlu membayar cukai kerana menjual lesen?"),
        ("ms", "Bilakah pejabat paten boleh memberi kebenaran kepada syarikat saya?"),
        ("ru", "Какие документы нужны для получения разрешения на вывоз?"),
        ("uk", "Які документи потрібні для отримання дозволу на вивезення?"),
        ("ru", "Можно ли передать патент иностранной компании?"),
        ("uk", "Чи можна передати патент іноземній компанії?"),
        ("es", "¿Qué documentos se necesitan para la inscripción de la licencia?"),
        ("pt", "Quais documentos são necessários para a inscrição da licença?"),
        ("es", "La empresa quiere registrar el contrato de transferencia en la oficina."),
        ("pt", "A empresa quer registrar o contrato de transferência; não há isenção."),
        ("fa", "برای ثبت قرارداد انتقال فناوری چه مدارکی لازم است؟"),
        ("ur", "ٹیکنالوجی کی منتقلی کے معاہدے کے اندراج کے لیے کون سی دستاویزات درکار ہیں؟"),
        ("fa", "آیا شرکت ما باید مالیات بپردازد؟"),
        ("ur", "کیا ہماری کمپنی کو ٹیکس ادا کرنا ہوگا؟"),
    ],
)
def test_close_languages_are_told_apart(identifier: LanguageIdentifier, language: str, text: str) -> None:
    assert identifier.identify(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "hop dong li-xang o TQ co can dang ky khong"),
        ("vi", "Cong ty Trung Quoc tra tien ban quyen thi khau tru thue bao nhieu?"),
        ("vi", "mat bao lau"),
        ("vi", "cho em hoi license patent ben do thi nop o dau"),
        ("es", "la van a prorrogar, con la otra no"),
        ("es", "lo mismo con la CAN?"),
        ("en", "can he go to Hanoi and sign in China"),
        ("en", "do we pay tax on it in Hong Kong"),
        ("id", "kapan bisa kirim dana ke China dan apa syaratnya"),
        ("ms", "bila kita boleh hantar wang ke sana"),
        ("fr", "on a dit que la loi a changé, et toi tu en dis quoi"),
        ("sr", "da li to ide na bazi ugovora ili ne"),
        ("tl", "ano ang kailangan para sa kontrata na ito"),
    ],
)
def test_vietnamese_without_marks_is_recognised_and_nothing_else_taken_for_it(
    identifier: LanguageIdentifier, language: str, text: str
) -> None:
    assert identifier.identify(text) == language


@pytest.mark.parametrize("text", ["qing wen ji shu jin chu kou xu ke zheng zen me ban li", "ta shi shei ni hao ma", "Hong Kong"])
def test_pinyin_and_bare_names_are_not_vietnamese(identifier: LanguageIdentifier, text: str) -> None:
    assert identifier.identify(text) != "vi"


@pytest.mark.parametrize("text", ["", " ", "\n", "12345", "🤖🎉👍", "!!! ???", "2026-11-22", "\u200b\u202e", "+7 (495) 1"])
def test_what_has_no_letter_has_no_language(identifier: LanguageIdentifier, text: str) -> None:
    assert identifier.identify(text) == "und"


@pytest.mark.parametrize("text", ["a", "é", "中", "ab" * 100_000, "\x00a", "\ud800a", "a\nb\nc", "ﷺ"])
def test_strange_texts_get_some_answer(identifier: LanguageIdentifier, text: str) -> None:
    assert identifier.identify(text)


@pytest.mark.skipif(not TABLE.is_file(), reason="the shared test data are not beside the checkout")
@pytest.mark.parametrize("language", ["zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr"])
def test_nine_of_ten_sentences_are_recognised(identifier: LanguageIdentifier, language: str) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for own, _, text in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if own == language and len(text) > 15 and len(right[own]) < ENOUGH:
                right[own].append(identifier.identify(text) == own)
    if not right[language]:
        pytest.skip(f"the shared data hold no sentences in {language}")
    assert sum(right[language]) / len(right[language]) >= 0.9
