"""What a question aims at is read off its vector, where examples were learned from."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.aims import NO_AIMS, aimed, learn
from assistant.answering.config import BOUNDS
from assistant.domain import Question

PLAIN = Question(original="q", text="q", language="en", intent="rule")
DODGING = replace(PLAIN, dodges=True)


def cloud(seed: int, centre: int) -> np.ndarray:
    """Thirty unit vectors round an axis; shape (30, 8)."""
    points = np.eye(8, dtype=np.float32)[centre] + np.random.default_rng(seed).normal(0, 0.1, (30, 8)).astype(np.float32)
    return points / np.linalg.norm(points, axis=1, keepdims=True)


def test_a_typical_question_of_a_kind_is_near_one_and_of_another_kind_near_none() -> None:
    aims = learn({"evasion": cloud(1, 0), "rule": cloud(2, 1)})
    told = aims.of(cloud(3, 0)[0])
    assert told["evasion"] > 0.6
    assert told["rule"] < 0.4


def test_without_examples_nothing_is_read() -> None:
    assert NO_AIMS.of(np.ones(8, np.float32)) == {}
    assert aimed(PLAIN, {}, BOUNDS) is PLAIN


def test_evasion_is_seen_unless_a_legitimate_question_is_more_alike() -> None:
    assert aimed(DODGING, {"evasion": 0.6, "honest": 0.2}, BOUNDS).evades
    assert not aimed(DODGING, {"evasion": 0.6, "honest": 0.7}, BOUNDS).evades
    assert aimed(PLAIN, {"evasion": 0.9, "honest": 0.2}, BOUNDS).evades
    assert not aimed(PLAIN, {"evasion": 0.6, "honest": 0.2}, BOUNDS).evades
    assert not aimed(PLAIN, {"evasion": 0.1, "honest": 0.0}, BOUNDS).evades


@pytest.mark.parametrize(
    ("aims", "wants"), [({"confidential": 0.5, "open": 0.1}, ("confidential",)), ({"confidential": 0.5, "open": 0.6}, ())]
)
def test_what_is_never_told_is_seen_unless_it_is_publicly_asked(aims: dict[str, float], wants: tuple[str, ...]) -> None:
    assert aimed(PLAIN, aims, BOUNDS).wants == wants


def test_who_wants_to_know_what_to_do_is_told_the_procedure_though_no_word_of_one_is_in_it() -> None:
    assert aimed(PLAIN, {"procedure": 0.6}, BOUNDS).intent == "procedure"
    assert aimed(PLAIN, {"procedure": 0.1}, BOUNDS).intent == "rule"
    assert aimed(replace(PLAIN, intent="event"), {"procedure": 0.6}, BOUNDS).intent == "event"


def test_who_asks_for_a_draft_of_a_reply_asks_for_nothing_confidential() -> None:
    assert aimed(replace(PLAIN, drafts=True), {"confidential": 0.5, "open": 0.1}, BOUNDS).wants == ()
