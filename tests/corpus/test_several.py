"""Several countries, several questions, several classes: each is answered, and none with what is another's."""

import dataclasses
import inspect
import re
import unicodedata

import pytest

from assistant.app import Assistant
from assistant.domain import Answer, Question, Turn
from assistant.errors import InputError


def _told(answer: Answer) -> list[str]:
    return [citation.passage_id.split("@")[0] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Patent licence not registered: what's the difference between Thailand and Indonesia?", "th-", "id-"),
        ("泰国和印度尼西亚，专利许可不登记有什么区别？", "th-", "id-"),
        ("Если не зарегистрировать лицензию: чем отличаются Казахстан и Сербия?", "kz-", "rs-"),
        ("ما الفرق بين الصين والسعودية في ضريبة الاستقطاع على الإتاوات؟", "cn-", "sa-"),
    ],
)
def test_both_sides_of_a_comparison_are_told(whole: Assistant, question: str, first: str, second: str) -> None:
    told = _told(whole.ask(question))
    assert any(group.startswith(first) for group in told)
    assert any(group.startswith(second) for group in told)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "Which is quicker, registering a technology contract in China or recording a licence in Indonesia?",
            "cn-tech-import-export-regulations#free-import-certificate id-gr-36-2018#time-limits",
        ),
        (
            "Саудовская Аравия и Китай: ставка налога у источника с роялти и срок его перечисления, сравните",
            "sa-royalty-withholding#fifteen-percent sa-royalty-withholding#ten-days cn-eit-law#seven-days",
        ),
        (
            "Nigeria dan Etiopia: kalau kontrak alih teknologi tidak didaftarkan, apa akibatnya di masing-masing?",
            "ng-notap-act#certificate-for-remittance et-proclamation-1180-2020#registration-required",
        ),
    ],
)
def test_the_point_that_is_compared_is_told_of_each_side(whole: Assistant, question: str, wanted: str) -> None:
    assert set(wanted.split()) <= set(_told(whole.ask(question))[:4])


@pytest.mark.parametrize(
    "question",
    [
        "Sous combien de jours le payeur chinois verse-t-il la retenue, et s'il a oublié de retenir, sommes-nous redevables ?",
        "中方付款人几天内要把扣下的税交给税务局，要是忘了扣，我们境外收款方要负责吗？",
        "Dalam berapa hari pembayar Tiongkok menyetor pajak potongan, dan kalau dia lupa memotong, apakah kami yang ditagih?",
    ],
)
def test_what_follows_is_told_where_a_condition_is_asked_second(whole: Assistant, question: str) -> None:
    told = set(_told(whole.ask(question)))
    assert "cn-eit-law#seven-days" in told
    assert told & {"cn-eit-law#not-withheld", "cn-tax-collection-law#agent-fine"}, "both say from whom the tax is recovered"


def test_papers_and_days_that_a_follow_up_asks_for_are_both_told(whole: Assistant) -> None:
    first = Turn("user", "Надо ли в Китае регистрировать договор импорта свободной технологии?")
    told = _told(whole.ask("а какие документы подать и за сколько дней выдадут?", history=(first,)))
    regulations = "cn-tech-import-export-regulations"
    assert {f"{regulations}#free-import-certificate", f"{regulations}#free-import-documents"} <= set(told)


def test_a_side_that_is_not_known_is_named(whole: Assistant) -> None:
    answer = whole.ask("How long does recording a licence take in Indonesia or Ghana?")
    assert not answer.refused
    assert "Ghana" in answer.text


def test_both_questions_of_a_message_are_answered(whole: Assistant) -> None:
    told = _told(whole.ask("我们付给埃及公司的特许权使用费要代扣多少税？扣了几天内要交？"))
    assert {"cn-treaty-royalty-caps#eg", "cn-eit-law#seven-days"} <= set(told[:4])


def test_a_follow_up_about_another_class_is_about_that_one_alone(whole: Assistant) -> None:
    first = Turn("user", "How long does the export licence for dual-use items take?")
    assert whole.steps.understand(first.content).classes["control"] == {"dual_use"}
    assert whole.steps.understand("and for restricted technology?", (first,)).classes["control"] == {"restricted"}


@pytest.mark.parametrize(
    ("question", "not_of"),
    [
        ("Нужно ли регистрировать лицензию на патент в Беларуси, и что делать?", "rs- kz-"),
        ("Licence de brevet avec une société de Casablanca : faut-il l'enregistrer ?", "kz- cn- rs-"),
    ],
)
def test_the_next_step_is_none_of_another_country(whole: Assistant, question: str, not_of: str) -> None:
    procedure = whole.ask(question).procedure
    assert procedure is None or not procedure.id.startswith(tuple(not_of.split()))


@pytest.mark.parametrize(
    "question",
    [
        "A Saudi company owns the patent and our factory in Chengdu pays the royalty to Jeddah. Is it the 15 % that is withheld?",
        "我们成都工厂付给沙特公司特许权使用费，是按15%代扣吗？",
    ],
)
def test_what_china_pays_is_not_taxed_by_the_law_of_the_payee(whole: Assistant, question: str) -> None:
    answer = whole.ask(question)
    assert not any(group.startswith("sa-") for group in _told(answer)[:1])


@pytest.mark.parametrize(
    "question",
    [
        "Can our US company's office in Chengdu use the exemption up to 5 million yuan on royalties from Chinese clients?",
        "美国公司在成都有个代表处，从中国客户收的专利许可费能不能享受500万以内免所得税？",
    ],
)
def test_a_limit_that_is_asked_about_is_not_worked_out_as_income(whole: Assistant, question: str) -> None:
    answer = whole.ask(question)
    assert "500,000" not in answer.text
    assert "cn-eit-regulations#residents-only" in _told(answer)[:3]


def test_what_one_risks_by_breaking_a_rule_is_no_risk_of_a_country(whole: Assistant) -> None:
    understood = whole.steps.understand("Rien n'est enregistré en Thaïlande. Quelle sanction, qu'est-ce qu'on risque ?")
    assert "penalty" in understood.aspects
    assert understood.sections == ()
    assert "risks" in whole.steps.understand("Quels sont les risques du pays en Thaïlande ?").sections


@pytest.mark.parametrize("language", ["en", "zh", "ar", "ru"])
def test_a_change_of_the_law_that_nobody_recorded_is_named(whole: Assistant, language: str) -> None:
    question = {
        "en": "Since China abolished registering technology imports in 2024, does a bank want the certificate?",
        "zh": "2024年中国取消了技术进口合同登记，银行现在还要登记证书吗？",
        "ar": "ألغت الصين تسجيل عقود استيراد التكنولوجيا في 2024، فهل يطلب البنك الشهادة؟",
        "ru": "Китай отменил регистрацию договоров импорта технологий в 2024 году, нужен ли банку сертификат?",
    }[language]
    answer = whole.ask(question)
    assert "2024" in answer.text
    assert answer.refused or whole.phrases.say(language, "uncertain.supposed", years="2024") in answer.text
    assert not whole.ask("Does a bank in China want the certificate of registration of a technology import contract?").text.count(
        "2024"
    )


@pytest.mark.parametrize(
    ("before", "now", "not_in"),
    [
        (
            "May a contract to import free technology take effect before registration?",
            "what if it is restricted?",
            "free-technology",
        ),
        ("自由类技术进口合同登记前生效吗？", "限制类的技术呢？", "free-technology"),
    ],
)
def test_the_class_that_was_asked_about_before_is_left(whole: Assistant, before: str, now: str, not_in: str) -> None:
    understood = whole.steps.understand(now, (Turn("user", before),))
    assert understood.classes.get("control") == {"restricted"}
    assert not_in not in whole.steps.understand.terms().find(understood.text, understood.language)


def test_a_rule_of_the_country_named_is_found_behind_one_of_china(whole: Assistant) -> None:
    answer = whole.ask(
        "إحنا شركة تحلية في الجبيل، تأخرنا شهرين في توريد ضريبة الاستقطاع عن إتاوة دفعناها لشركة في تشنغدو، كم بنتغرّم؟"
    )
    assert not answer.refused
    assert _told(answer)[0].startswith("sa-")


@pytest.mark.parametrize(
    "question",
    [
        "A French and a Vietnamese company grant our Shenzhen firm a patent licence. Must we register it in China?",
        "An Indian and a German shareholder license a patent to our Chengdu firm. Must the contract be registered in China?",
    ],
)
def test_the_parties_of_a_deal_with_china_are_no_sides(whole: Assistant, question: str) -> None:
    answer = whole.ask(question)
    assert answer.refused or _told(answer)[0].startswith("cn-")


@pytest.mark.parametrize(
    "question",
    [
        "\ue002 patent office how do I file?",
        f"How much tax on 1{'0' * 400} yuan of royalties in China?",
        "?? !! ...",
        "e\u0301" * 300,
    ],
)
def test_odd_input_raises_nothing(whole: Assistant, question: str) -> None:
    try:
        assert whole.ask(question).text
    except InputError as error:
        assert "question" in str(error)


def test_accents_typed_apart_are_no_vietnamese(whole: Assistant) -> None:
    before = Turn("user", "Hợp đồng chuyển giao công nghệ ở Việt Nam đăng ký trong bao nhiêu ngày?")
    apart = unicodedata.normalize("NFD", "Et pour l'Égypte, délai exact ?")
    assert whole.steps.understand(apart, (before,)).language == "fr"


def test_a_follow_up_keeps_all_that_a_question_says(whole: Assistant) -> None:
    source = inspect.getsource(type(whole.steps.understand)._complete)
    later = {"original", "aims", "read", "sure"}
    missing = [f.name for f in dataclasses.fields(Question) if f.name not in later and not re.search(rf"\b{f.name}=", source)]
    assert missing == []
