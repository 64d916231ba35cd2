"""Whether a text needs the turn before it."""

from dataclasses import replace

import pytest

from assistant.answering.config import LEAN
from assistant.answering.cues import load_cues
from assistant.answering.glossary import TermFinder
from assistant.answering.leaning import Leaning, count_words
from assistant.logistic import chance
from tests.conftest import ROOT

TERMS = TermFinder(())


def leaning(read: float | None) -> Leaning:
    """Over the project's cues, with a reader that says the same of every text."""
    return Leaning(load_cues(ROOT / "prompts" / "cues"), lambda _text: (), lambda: TERMS, lambda _text, _language: read)


def test_without_a_reader_words_alone_decide() -> None:
    by_words = leaning(None)
    assert by_words("And for imports?", "en")
    assert by_words("how long", "en")
    assert not by_words("Which authority in Chengdu registers a contract for the import of a patented process?", "en")
    assert "reader" not in by_words.signals("how long", "en")


def test_what_reads_like_a_followup_is_one_though_it_opens_with_no_word_of_one() -> None:
    text = "雇他的公司罚得重不重？"
    assert not leaning(None)(text, "zh")
    assert leaning(0.6)(text, "zh")
    assert not leaning(-0.2)(text, "zh")


def test_a_greeting_never_leans() -> None:
    assert not leaning(1.0)("hello", "en")


def test_more_likeness_makes_it_likelier_and_a_place_of_its_own_less_so() -> None:
    told = leaning(0.2).signals("are they online there", "en")
    assert chance(told | {"reader": 0.5}, LEAN) > chance(told, LEAN) > chance(told | {"place": 1.0}, LEAN)
    assert chance(dict.fromkeys(told, 0.0), replace(LEAN, bias=0.0)) == 0.5


@pytest.mark.parametrize(("text", "words"), [("how long does it take", 5), ("技术出口登记", 4), ("ใช้เวลากี่วัน", 3), ("", 0)])
def test_words_are_counted_in_scripts_that_do_not_space_them(text: str, words: int) -> None:
    assert count_words(text) == words
