"""Rules on a model's words: what turns a statement round is found even where the statement holds such words itself."""

import pytest

from assistant.answering.verify import Rules

NEVER = "Registration is not a condition of the contract taking effect, but the contract must still be registered within 60 days."


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (NEVER, None),
        ("The contract must be registered within 60 days, though registration is not a condition of its taking effect.", None),
        ("It is not true that registration is not a condition of the contract taking effect; it must be registered.", "denial"),
        ("You must know: registration is not a condition, and the contract must be registered within 60 days.", "duty"),
        ("Registration is a condition of the contract taking effect, and the contract must be registered.", "denial"),
        ("Registration is not a condition of the contract <b>at all</b>, and it must be registered.", "markup"),
    ],
)  # fmt: skip
def test_a_claim_has_no_denial_and_no_duty_more_than_its_statement(rules: Rules, claim: str, fault: str | None) -> None:
    found = rules.fault(claim, "en", [(NEVER, "en")])
    assert found is None if fault is None else found is not None and found.startswith(fault)


def test_a_sentence_made_of_other_words_is_an_addition(rules: Rules) -> None:
    claim = "The contract must be registered within 60 days. Foreign firms usually hire a local agent. It is not a condition."
    assert rules.fault(claim, "en", [(NEVER, "en")]) == "a sentence that is not in the evidence"


OFFICE = {
    "en": "The Department of Industry of Nepal is the intellectual property office: it grants patents, registers trade marks "
    "and keeps the registers of licences. It also handles approvals of foreign investment and technology transfer.",
    "fr": "Le Département de l'industrie du Népal est l'office de la propriété intellectuelle : il accorde des brevets, "
    "enregistre les marques et tient les registres. Il traite aussi les autorisations d'investissement étranger.",
    "th": "กรมอุตสาหกรรมของเนปาลเป็นสำนักงานทรัพย์สินทางปัญญาแห่งชาติ ให้สิทธิบัตร "
    "จดทะเบียนเครื่องหมายการค้า และให้การอนุมัติการลงทุนแก่ผู้ขอจากต่างประเทศ",
    "id": "Departemen Industri Nepal adalah kantor kekayaan intelektual nasional: memberikan paten, mendaftar merek, "
    "dan menyimpan daftar lisensi. Kantor ini juga memberikan persetujuan penanaman modal kepada pemohon asing.",
}
INVENTED = {
    "en": "The harbour master grants this approval to whoever asks for it.",
    "fr": "Le capitaine du port accorde cette autorisation à quiconque la demande.",
    "th": "นายท่าเรือให้การอนุมัตินี้แก่ผู้ที่ขอทุกคน",
    "id": "Kepala pelabuhan memberikan persetujuan ini kepada siapa saja yang memintanya.",
}
RETOLD = {
    "en": "In Nepal the Department of Industry is the office that grants patents and registers trade marks.",
    "fr": "Au Népal, c'est le Département de l'industrie qui accorde les brevets et enregistre les marques.",
    "th": "ในเนปาล กรมอุตสาหกรรมเป็นสำนักงานที่ให้สิทธิบัตรและจดทะเบียนเครื่องหมายการค้า",
    "id": "Di Nepal, Departemen Industri yang memberikan paten dan mendaftar merek.",
}


@pytest.mark.parametrize("language", sorted(OFFICE))
def test_an_invention_is_not_carried_by_the_common_words_of_its_statement(rules: Rules, language: str) -> None:
    evidence = [(OFFICE[language], language)]
    assert rules.fault(INVENTED[language], language, evidence) == "a sentence that is not in the evidence"
    assert rules.fault(RETOLD[language], language, evidence) is None


def test_a_sign_that_the_statement_has_is_no_markup(rules: Rules) -> None:
    statement = "Powder below the density (<2.58 g/cc) is outside the control point."
    assert rules.fault("Powder with a density <2.58 g/cc is outside the control point.", "en", [(statement, "en")]) is None


def test_two_statements_in_another_language_are_compared_by_presence_alone(rules: Rules) -> None:
    statements = [("登记不是合同生效的条件。", "zh"), ("未登记不影响合同效力。", "zh")]
    assert rules.fault("Registration is not a condition of the contract taking effect.", "en", statements) is None


@pytest.mark.parametrize(
    ("language", "statement", "before"),
    [
        ("ru", "Лицензия на ввоз выдаётся после проверки договора.", "Неверно, что "),
        ("en", "The import licence is issued after the contract has been examined.", "It is false that "),
        ("es", "La licencia de importación se concede tras el examen del contrato.", "Es falso que "),
        ("fr", "La licence d'importation est délivrée après l'examen du contrat.", "Il est faux que "),
        ("zh", "审查合同后颁发进口许可证。", "以下说法有误："),
        ("ar", "تصدر رخصة الاستيراد بعد فحص العقد.", "من الخطأ القول إنه "),
        ("th", "ใบอนุญาตนำเข้าออกหลังตรวจสัญญา", "เป็นเท็จว่า "),
        ("vi", "Giấy phép nhập khẩu được cấp sau khi kiểm tra hợp đồng.", "Nói như sau là sai: "),
        ("id", "Izin impor diterbitkan setelah kontrak diperiksa.", "Keliru bahwa "),
        ("sr", "Uvozna dozvola se izdaje posle provere ugovora.", "Netačno je da "),
    ],
)
def test_to_call_a_statement_false_is_to_deny_it(rules: Rules, language: str, statement: str, before: str) -> None:
    assert rules.fault(statement, language, [(statement, language)]) is None
    found = rules.fault(before + statement, language, [(statement, language)])
    assert found == "denial differs from the statement"
