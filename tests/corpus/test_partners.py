"""Who says what he has is shown needs, who says what he lacks offers; and a follow-up is about the profile that was named."""

import pytest

from assistant.app import Assistant
from assistant.domain import Turn


@pytest.mark.parametrize(
    ("text", "side", "profile"),
    [
        (
            "we make radar that spots avalanches n debris flows and shuts the road barrier. anyone need that?",
            "need",
            "need-ge-avalanche-road-warning",
        ),
        (
            "Fabricamos sensores inalámbricos baratos que miden gas dentro de grano almacenado en plástico, a quién le sirve",
            "need",
            "need-ar-grain-bag-monitoring",
        ),
        (
            "เราทำชุดตรวจโรคตัวแดงดวงขาวในกุ้งแบบรู้ผลหน้าบ่อ อยากหาฟาร์มต่างประเทศที่จะร่วมทดสอบ",
            "need",
            "need-ec-shrimp-disease-rapid-test",
        ),
        ("重庆做电摩和换电柜的，非洲有没有人想拿散件自己装", "need", "need-ke-electric-motorcycle-assembly"),
        ("越南染厂想把废水回用到七成左右，国内谁有成套技术", "offer", "offer-cn-textile-dyeing-wastewater"),
        ("หาเครื่องตรวจโรคกุ้งหน้าบ่อ ใครทำ", "offer", None),
    ],
)
def test_the_side_is_told_from_what_is_said(whole: Assistant, text: str, side: str, profile: str | None) -> None:
    found = whole.match(text, k=5)
    assert found.wish.side == side
    assert profile is None or profile in [match.profile_id for match in found.found]


def test_the_side_that_the_asker_chose_is_kept(whole: Assistant) -> None:
    assert whole.match("we make radar that spots avalanches, anyone need that", side="offer").wish.side == "offer"


@pytest.mark.parametrize(
    ("language", "first", "told", "then", "expected"),
    [
        ("en", "who sells a heat pump that works at minus 30?", "There is one offer: a heat pump for cold plateaus.",
         "and to which countries do they want to sell?", "Kazakhstan"),
        ("en", "who sells a heat pump that works at minus 30?", "There is one offer: a heat pump for cold plateaus.",
         "do they give a sole licence?", "TRL 9"),
        ("zh", "有没有高原上零下三十度还能用的热泵", "有一条：高寒高原空气源热泵。", "他们想找哪几个国家的厂？", "哈萨克斯坦"),
        ("es", "Busco algo para criar pescado y verdura juntos en el desierto", "Hay una oferta mexicana de acuaponía.",
         "Me gusta. ¿Cuánta agua nueva gasta al día ese sistema?", "1,8"),
    ],
)  # fmt: skip
def test_a_follow_up_is_about_the_profile_that_was_named(
    whole: Assistant, language: str, first: str, told: str, then: str, expected: str
) -> None:
    answer = whole.ask(then, history=(Turn("user", first), Turn("assistant", told)), language=language)
    assert answer.intent == "partner"
    assert expected in answer.text


def test_a_follow_up_that_a_rule_answers_is_answered_by_it(whole: Assistant) -> None:
    first, told = "who sells a heat pump that works at minus 30?", "There is one offer: a heat pump for cold plateaus."
    answer = whole.ask(
        "What does China withhold on royalties paid to a foreign licensor?",
        history=(Turn("user", first), Turn("assistant", told)),
    )
    assert answer.intent != "partner"
    assert "10" in answer.text


def test_after_a_narrower_search_the_profile_of_that_answer_is_meant(whole: Assistant) -> None:
    history: list[Turn] = []
    for question in ("who sells a heat pump that works at minus 30?", "and is there one from Kenya?"):
        history += [Turn("user", question), Turn("assistant", whole.ask(question, history=history).text)]
    told = whole.ask("do they give an exclusive licence?", history=history)
    assert told.partners
    assert told.partners[0].title in history[-1].content


def test_the_language_may_change_between_an_answer_and_what_is_asked_about_it(whole: Assistant) -> None:
    first = "who sells a heat pump that works at minus 30?"
    history = [Turn("user", first), Turn("assistant", whole.ask(first).text)]
    assert "哈萨克斯坦" in whole.ask("他们想找哪几个国家的厂？", history=history).text


@pytest.mark.parametrize(
    "text",
    [
        "We make a bioleaching process for copper sulphides, who needs it?",
        "我们做康养用的蒟蒻薄膜包装，谁需要？",
        "Nous fabriquons un film d'emballage à base d'algues, qui en aurait besoin ?",
        "عندنا نظام قياس غاز لكشف التسرب، مين محتاجه؟",
        "У нас своя машина оптической сортировки кукурузы. Кому это надо?",
        "Kome treba naš optički sorter za kukuruz sa aflatoksinom?",
    ],
)
def test_who_offers_is_not_shown_his_like(whole: Assistant, text: str) -> None:
    found = whole.match(text, k=5)
    assert found.wish.side == "need"
    assert {match.side for match in found.found} <= {"need"}


@pytest.mark.parametrize(
    "text",
    [
        "What does a kilo of durian cost today?",
        "今天一公斤咖啡豆多少钱？",
        "ราคาข้าวโพดวันนี้กิโลละเท่าไหร่",
        "كم سعر كيلو الكاكاو اليوم؟",
        "Сколько сегодня стоит килограмм хлопка?",
    ],
)
def test_the_price_of_the_day_shows_no_profiles(whole: Assistant, text: str) -> None:
    assert whole.ask(text).partners == ()


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        (
            "Our utility in Namibia looks for somebody in Sichuan with vanadium flow battery storage",
            "offer-cn-vanadium-flow-battery",
        ),
        ("ندور على تقنية صينية لتنظيف ألواح شمسية بدون ماء، نحن في الأردن", "offer-cn-pv-dry-cleaning-robot"),
    ],
)
def test_a_country_report_does_not_answer_a_wish(whole: Assistant, text: str, profile: str) -> None:
    assert profile in [match.profile_id for match in whole.ask(text).partners]


def test_a_question_for_a_rule_with_a_word_of_seeking_is_none_for_partners(whole: Assistant) -> None:
    answer = whole.ask("ما المطلوب لتحويل رسوم الترخيص من مصر إلى شركة في الصين، وماذا عن كازاخستان؟")
    assert answer.intent != "partner"


def test_what_only_comes_near_the_subject_is_not_counted_as_meeting_the_conditions(whole: Assistant) -> None:
    answer = whole.ask("We look for a partner with membrane technology for industrial waste water")
    met = [match for match in answer.partners if not match.beside]
    assert 0 < len(met) < len(answer.partners)
    assert answer.text.startswith(f"Profiles on your subject: {len(met)}.")
    assert "neighbouring subject" in answer.text
