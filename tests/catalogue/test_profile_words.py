"""Words that a wish and a profile share."""

import pytest

from assistant.catalogue.profile_words import ProfileWords
from assistant.text import tokens


def index(*texts: dict[str, str]) -> ProfileWords:
    found = ProfileWords()
    found.build({code: tokens(text, code) for code, text in own.items()} for own in texts)
    return found


def scores(words: ProfileWords, text: str, language: str = "en") -> list[float]:
    return [float(value) for value in words.scores(tokens(text, language), language)]


def test_the_profile_with_the_rare_word_comes_before_those_with_the_common_ones() -> None:
    words = index({"en": "water pump"}, {"en": "water filter"}, {"en": "water barium"}, {"en": "water tank"})
    found = scores(words, "barium for our water")
    assert found[2] == max(found)
    assert found[0] == found[1] == found[3]


def test_two_words_side_by_side_say_more_than_the_same_words_apart() -> None:
    words = index({"en": "solar dryer and cold room"}, {"en": "solar room and cold dryer"}, {"en": "wind pump and hot air"})
    found = scores(words, "cold room")
    assert found[0] > found[1] > found[2] == 0


def test_a_word_said_more_often_in_the_wish_counts_more() -> None:
    words = index({"en": "membrane"}, {"en": "turbine"}, {"en": "pump"})
    even = scores(words, "membrane turbine")
    assert even[0] == pytest.approx(even[1])
    often = scores(words, "membrane membrane membrane turbine")
    assert often[0] > often[1]


def test_a_common_word_of_a_language_with_few_profiles_is_not_taken_for_a_rare_one() -> None:
    english = [{"en": f"machine number{n}"} for n in range(60)]
    few = [{"en": f"machine number6{n}", "vi": f"cần máy{n}"} for n in range(8)]
    words = index(*english, *few)
    common = max(scores(words, "cần tua-bin", "vi"))
    rare = max(scores(words, "máy3 tua-bin", "vi"))
    assert common < rare / 2


def test_words_that_no_profile_has_lower_the_share_where_profiles_are_written_in_the_language() -> None:
    words = index(*({"en": f"membrane number{n}"} for n in range(20)))
    assert max(scores(words, "membrane quagga zebra", "en")) < max(scores(words, "membrane", "en"))
    assert max(scores(words, "membrane quagga zebra", "fr")) == pytest.approx(max(scores(words, "membrane", "fr")))


def test_the_share_lies_between_nought_and_one_and_an_empty_index_gives_nothing() -> None:
    words = index({"en": "membrane membrane membrane"}, {"zh": "膜"})
    assert all(0 <= value <= 1 for value in scores(words, "membrane 膜"))
    assert scores(ProfileWords(), "membrane") == []
    empty = ProfileWords()
    empty.build([{}, {}])
    assert scores(empty, "membrane") == [0, 0]
