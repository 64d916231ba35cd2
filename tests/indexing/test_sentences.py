"""Sentences can be quoted: each is in the text, character for character."""

import time

import pytest

from assistant.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第一条 甲乙丙丁。戊己庚辛！“壬癸子丑。”寅卯辰巳",
            ["第一条 甲乙丙丁。", "戊己庚辛！", "“壬癸子丑。”", "寅卯辰巳"],
        ),
        (
            "It costs 1.5 million. Who pays? See Art. 5 and No. 7.",
            ["It costs 1.5 million.", "Who pays?", "See Art. 5 and No. 7."],
        ),
        ("هل يسري القانون؟ نعم، يسري القانون.", ["هل يسري القانون؟", "نعم، يسري القانون."]),
        ("Согласно ст. 5 договор действует. Он платный.", ["Согласно ст. 5 договор действует.", "Он платный."]),
        ("1. First point here.\n2. Second point here.", ["1. First point here.", "2. Second point here."]),
        ("यह पहला वाक्य है। यह दूसरा वाक्य है।", ["यह पहला वाक्य है।", "यह दूसरा वाक्य है।"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_each_script_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    ["ก" * 30 + " " + "ข" * 500, "x" * 5000, "字" * 3000, "a, b; c: " * 900, "a\u202eb. C\u200bd! \U0001f600" * 99],
)
def test_every_sentence_is_a_substring_and_none_is_too_long(text: str) -> None:
    found = sentences(text)
    at = 0
    for sentence in found:
        at = text.index(sentence, at) + len(sentence)
        assert len(sentence) <= LONGEST
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["." * 1_000_000 + "x", ". " * 500_000, "!" * 1_000_000 + "x", "x" * 1_000_000, ".)" * 500_000])
def test_hostile_text_takes_no_longer_than_other_text(text: str) -> None:
    began = time.monotonic()
    sentences(text)
    assert time.monotonic() - began < 5
