"""Who says what he has is shown needs, who says what he lacks offers, without a word of offering or of looking for."""

import pytest

from assistant.app import Assistant


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
