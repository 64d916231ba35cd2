"""A question that only lies near a statement is told from one that it answers."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedded import FusedEncoder
from assistant.answering.answerability import NO_ANSWERABILITY, Answerability, learn_answerability
from assistant.answering.centroids import build_centroids
from assistant.app.near_misses import kept_near_digest, load_answerability, near_digest, write_answerability
from assistant.app.teaching import ways_of_asking
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
_chance = np.random.default_rng(3)


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def _pairs(n: int, dimensions: int = 24) -> tuple[Vectors, Vectors, Vectors]:
    """Questions near their statement; those that are not answered differ from it in one direction."""
    ways = _unit(_chance.normal(size=(n, dimensions)))
    answered = np.asarray(np.arange(n) % 2, np.float32)
    aside = np.zeros(dimensions, np.float32)
    aside[0] = 0.5
    noise = 0.2 * _unit(_chance.normal(size=(n, dimensions)))
    return _unit(ways + noise + (1 - answered)[:, None] * aside), ways, answered


def _told(learned: Answerability, questions: Vectors, ways: Vectors) -> Vectors:
    return np.array([learned.of(question, own) for question, own in zip(questions, ways, strict=True)])


def test_what_is_beside_a_statement_is_told_from_what_it_answers_by_questions_not_seen() -> None:
    learned = learn_answerability(*_pairs(4000))
    questions, ways, answered = _pairs(400)
    told = _told(learned, questions, ways)
    assert ((told > 0) == (answered == 1)).mean() > 0.9


def test_learning_twice_gives_the_same() -> None:
    given = _pairs(600)
    one, other = learn_answerability(*given), learn_answerability(*given)
    assert np.array_equal(_told(one, *given[:2]), _told(other, *given[:2]))


def test_nothing_is_told_of_what_nobody_asks_for_or_where_nothing_was_learned() -> None:
    questions, ways, answered = _pairs(40)
    assert learn_answerability(questions, ways, np.ones(40, np.float32)) is NO_ANSWERABILITY
    assert NO_ANSWERABILITY.of(questions[0], ways[0]) == 0.0
    assert learn_answerability(questions, ways, answered).of(questions[0], None) == 0.0


# --- what is kept --------------------------------------------------------------------------------------------------------------


def test_what_is_kept_was_learned_from_todays_near_misses() -> None:
    assert kept_near_digest(CORPUS, FusedEncoder.name) == near_digest(CORPUS), "run `assistant teach`"


def test_every_near_miss_has_a_twin() -> None:
    def count(kind: str) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for group, language, _ in ways_of_asking(CORPUS, kind):
            found[group, language] = found.get((group, language), 0) + 1
        return found

    assert count("near") == count("twins")
    assert sum(count("near").values()) > 1500


def test_no_near_miss_stands_among_what_is_answered() -> None:
    missed = {text for _, _, text in ways_of_asking(CORPUS, "near")}
    for kind in ("asks", "stories", "twins"):
        assert missed.isdisjoint({text for _, _, text in ways_of_asking(CORPUS, kind)}), kind


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for kind in ("asks", "near", "twins"):
        (tmp_path / kind).mkdir()
    (tmp_path / "asks" / "tea.yaml").write_text("growing: {en: [how is tea grown]}\nprice: {en: [what is tea worth]}\n", "utf-8")
    (tmp_path / "near" / "tea.yaml").write_text("growing: {en: [how is coffee roasted, who drinks cocoa]}\n", "utf-8")
    (tmp_path / "twins" / "tea.yaml").write_text("growing: {en: [how does tea grow, where is tea grown]}\n", "utf-8")
    return tmp_path


def test_it_is_learned_from_the_corpus_and_kept(corpus: Path) -> None:
    encoder = _Letters()
    asks = build_centroids(
        [
            (
                ["tea#growing@en", "tea#price@en"],
                np.stack([encoder.query(x, "en") for x in ("how is tea grown", "what is tea worth")]),
            )
        ]
    )
    learned = write_answerability(corpus, encoder, asks, corpus / "cache.npz", lambda *_: None)
    assert kept_near_digest(corpus, encoder.name) == near_digest(corpus)
    ways = asks.vector("tea#growing")
    answered, missed = (learned.of(encoder.query(text, "en"), ways) for text in ("how does tea grow", "how is coffee roasted"))
    assert answered > missed
    assert load_answerability(corpus, encoder.name).of(encoder.query("how does tea grow", "en"), ways) == answered
    (corpus / "near" / "tea.yaml").write_text("growing: {en: [who drinks cocoa]}\n", "utf-8")
    assert kept_near_digest(corpus, encoder.name) != near_digest(corpus)


def test_without_near_misses_nothing_is_learned_and_nothing_kept(corpus: Path) -> None:
    shutil.rmtree(corpus / "near")
    encoder = _Letters()
    asks = build_centroids([(["tea#growing@en"], np.stack([encoder.query("how is tea grown", "en")]))])
    assert write_answerability(corpus, encoder, asks, corpus / "cache.npz", lambda *_: None) is NO_ANSWERABILITY
    assert kept_near_digest(corpus, encoder.name) is None


class _Letters:
    """An encoder of its own: a dimension per letter."""

    name = "letters"
    dimensions = 26

    def query(self, text: str, language: str) -> Vectors:
        counts = np.array([text.lower().count(chr(97 + n)) for n in range(26)], np.float32)
        return np.asarray(counts / max(float(np.linalg.norm(counts)), 1e-9), np.float32)

    def passages(self, texts: list[str], languages: list[str]) -> Vectors:
        return np.stack([self.query(text, language) for text, language in zip(texts, languages, strict=True)])

    sentences = passages
