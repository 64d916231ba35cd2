"""The same question is encoded once."""

import numpy as np
import pytest

from assistant.adapters.remembering_encoder import RememberingEncoder
from assistant.ports import Vectors


class Counting:
    """Hears what it is asked."""

    name, dimensions = "counting", 2

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def query(self, text: str, language: str) -> Vectors:
        self.asked.append((text, language))
        return np.array([len(text), 1.0], np.float32)

    def passages(self, texts: list[str], languages: list[str]) -> Vectors:
        return np.ones((len(texts), 2), np.float32)

    sentences = passages


def test_a_question_is_encoded_once_in_each_language() -> None:
    inner = Counting()
    encoder = RememberingEncoder(inner)
    first = encoder.query("how long", "en")
    assert encoder.query("how long", "en") is first
    encoder.query("how long", "fr")
    assert inner.asked == [("how long", "en"), ("how long", "fr")]
    assert (encoder.name, encoder.dimensions, encoder.passages(["a"], ["en"]).shape) == ("counting", 2, (1, 2))


def test_nobody_can_change_what_others_get() -> None:
    vector = RememberingEncoder(Counting()).query("how long", "en")
    with pytest.raises(ValueError, match="read-only"):
        vector += 1


def test_the_oldest_are_forgotten() -> None:
    inner = Counting()
    encoder = RememberingEncoder(inner, most=1)
    for text in ("a", "b", "a"):
        encoder.query(text, "en")
    assert [text for text, _ in inner.asked] == ["a", "b", "a"]
