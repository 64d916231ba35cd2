"""A partner request becomes profiles that fit and the draft of an expression of interest."""

import datetime as dt
from collections.abc import Sequence

from assistant.access import Viewer
from assistant.casework import Inquiry
from assistant.desk.draft import Drafter, Offer, Told
from assistant.domain import Answer
from assistant.phrases import load_phrases
from tests.conftest import ROOT

POINTS = ("我们想在沙特寻找海水淡化合作伙伴。", "请问有合适的合作方吗？")
OFFER = Offer(
    "offer-1",
    "膜蒸馏模块",
    "Membrane module",
    "1. 膜蒸馏模块 TRL 6",
    "1. Membrane module TRL 6",
    ("主题一致", "same subject"),
    "node-1",
)
INQUIRY = Inquiry("Q1", dt.datetime(2026, 11, 26, tzinfo=dt.UTC), "text", "", "", "zh", intent="partner", countries=("SA",))


def told(*offers: Offer, found: bool = True) -> Drafter:
    """A drafter to which the first point brings ``offers``, and the second nothing of its own."""

    def answering(point: str, before: Sequence[str], language: str, working: str, _viewer: Viewer) -> Told:
        own, other = (Answer("", point, code, "partner", "composed", "") for code in (language, working))
        if before:
            return Told(point, own, other, "insufficient", bare=True)
        return Told(point, own, other, None if found else "partner_unavailable", offers=offers, known=frozenset({"maturity"}))

    phrases = load_phrases(ROOT / "prompts" / "phrases")
    return Drafter(answering, lambda _text: POINTS, phrases, node_name=lambda node, _language: f"[{node}]")


def test_a_wish_for_a_partner_ends_in_an_expression_of_interest_to_the_node_of_the_profile() -> None:
    draft, misses = told(OFFER)(INQUIRY, "en", "u")
    text, beside = draft.text(), draft.text(working=True)
    assert "合作意向书草稿" in text
    assert "致[node-1]，关于供需信息 offer-1：膜蒸馏模块" in text
    assert "To [node-1], on profile offer-1: Membrane module" in beside
    assert "Why it may fit: same subject" in beside
    assert POINTS[0] in text
    assert POINTS[1] not in text
    assert misses == ()
    asked = [line.working for line in draft.lines if line.kind == "ask"]
    assert not [line for line in asked if "How mature" in line]
    assert [line for line in asked if "Which rights" in line]


def test_where_no_profile_fits_the_nearest_are_named_as_such_and_nothing_is_offered_on() -> None:
    draft, misses = told(OFFER, found=False)(INQUIRY, "en", "u")
    beside = draft.text(working=True)
    assert "No profile meets every condition; the nearest" in beside
    assert "expression of interest" not in beside
    assert [miss.reason for miss in misses] == ["partner_unavailable"]
