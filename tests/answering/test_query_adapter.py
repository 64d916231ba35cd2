"""A question is turned towards the statements that were meant with questions like it."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from assistant.adapters.embedded import FusedEncoder
from assistant.answering.query_adapter import NO_ADAPTER, RANK, teach
from assistant.app.teaching import load_adapter, ways_of_asking, write_adapter
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
_chance = np.random.default_rng(7)


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def _field(groups: int, dimensions: int = 32, each: int = 300) -> tuple[Vectors, list[str], dict[str, dict[str, Vectors]]]:
    """Questions that lie aside of what answers them, for all in the same way."""
    meanings = _unit(_chance.normal(size=(groups, dimensions)))
    turn = np.linalg.qr(_chance.normal(size=(dimensions, dimensions)))[0]

    def noise(rows: Vectors) -> Vectors:
        return np.asarray(_chance.normal(size=rows.shape) * 0.05, np.float32)

    many = np.repeat(meanings, each, axis=0)
    questions = _unit(0.4 * many + many @ turn + noise(many))
    versions = {x: {f"g{n}": _unit(meanings[n] + noise(meanings[n])) for n in range(groups)} for x in ("zh", "en")}
    return questions, [f"g{n // each}" for n in range(groups * each)], versions


def _found(questions: Vectors, about: list[str], versions: Mapping[str, Vectors]) -> float:
    names = list(versions)
    best = (questions @ np.stack([versions[name] for name in names]).T).argmax(axis=1)
    return float(np.mean([names[n] == group for n, group in zip(best, about, strict=True)]))


def test_taught_questions_lie_nearer_to_what_answers_them_in_every_language() -> None:
    questions, about, versions = _field(40)
    learned = teach(questions, about, versions)
    turned = np.stack([learned.of(vector) for vector in questions])
    assert np.allclose(np.linalg.norm(turned, axis=1), 1, atol=1e-5)
    for own in versions.values():
        assert _found(turned, about, own) > _found(questions, about, own) + 0.2
    assert learned.groups == set(about)


def test_teaching_twice_gives_the_same() -> None:
    given = _field(10)
    one, other = teach(*given), teach(*given)
    assert np.array_equal(one.of(given[0][0]), other.of(given[0][0]))


def test_what_has_no_version_teaches_nothing_and_nothing_taught_changes_nothing() -> None:
    questions, about, _ = _field(3)
    assert teach(questions, about, {"en": {"elsewhere": questions[0]}}) is NO_ADAPTER
    assert np.array_equal(NO_ADAPTER.of(questions[0]), questions[0])


def test_the_adapter_kept_knows_most_parts_that_have_ways_of_asking() -> None:
    kept = load_adapter(CORPUS, FusedEncoder.name)
    parts = {group for group, _, _ in ways_of_asking(CORPUS)}
    assert kept.down.shape == (RANK, FusedEncoder.dimensions)
    assert kept.groups <= parts, "run `assistant teach`: parts are gone that it knows"
    assert len(kept.groups) >= 0.95 * len(parts), "run `assistant teach`: many parts are new"


def test_ways_of_asking_that_are_encoded_already_are_not_encoded_again(tmp_path: Path) -> None:
    (tmp_path / "asks").mkdir()
    (tmp_path / "asks" / "law.yaml").write_text("a: {en: [ab, abc], zh: [b]}\n", "utf-8")
    versions = {"en": {"law#a": np.eye(3, dtype=np.float32)[0]}}
    encoder, cache = _Letters(), tmp_path / "cache.npz"
    first = write_adapter(tmp_path, encoder, versions, cache, lambda *_: None)
    assert encoder.asked == ["ab", "abc", "b"]
    (tmp_path / "asks" / "law.yaml").write_text("a: {en: [ab, abc, c], zh: [b]}\n", "utf-8")
    again = write_adapter(tmp_path, encoder, versions, cache, lambda *_: None)
    assert encoder.asked == ["ab", "abc", "b", "c"]
    assert first.groups == again.groups == {"law#a"}
    assert load_adapter(tmp_path, "another") is NO_ADAPTER


class _Letters:
    """An encoder of its own: a dimension per letter, which hears what it is asked."""

    name = "letters"
    dimensions = 3

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, text: str, _language: str) -> Vectors:
        self.asked.append(text)
        return _unit(np.array([text.count(letter) for letter in "abc"], np.float32))

    def passages(self, texts: list[str], languages: list[str]) -> Vectors:
        raise NotImplementedError

    sentences = passages


def test_without_ways_of_asking_nothing_is_kept(tmp_path: Path) -> None:
    versions = {"en": {"law#a": np.eye(3, dtype=np.float32)[0]}}
    assert write_adapter(tmp_path, _Letters(), versions, tmp_path / "cache.npz", lambda *_: None) is NO_ADAPTER
    assert load_adapter(tmp_path, "letters") is NO_ADAPTER
