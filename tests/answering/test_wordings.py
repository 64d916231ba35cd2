"""A question is held against the typical wordings of each statement, of which the nearest count."""

import numpy as np

from assistant.adapters.embedded import FusedEncoder
from assistant.answering.wordings import DIRECTIONS, MIDDLES, NO_WORDINGS, learn_wordings
from assistant.app.teaching import load_adapter, load_wordings
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
_chance = np.random.default_rng(11)


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def _near(centre: Vectors, each: int) -> Vectors:
    return _unit(centre + 0.05 * _chance.normal(size=(each, len(centre))).astype(np.float32))


def test_a_group_of_unlike_wordings_is_found_by_each_of_them() -> None:
    centres = _unit(_chance.normal(size=(30, 80)).astype(np.float32))
    ways = np.concatenate([_near(centre, 40) for centre in centres])
    about = [f"g{n // 3:02d}" for n in range(30) for _ in range(40)]  # three unlike wordings for each of ten groups
    learned = learn_wordings(ways, about)
    for n, centre in enumerate(centres):
        told = learned.similarities(_near(centre, 1)[0])
        own = told.pop(f"g{n // 3:02d}")
        assert own > max(told.values()) + 0.2
    assert 3 * 10 <= len(learned.middles) <= MIDDLES * 10
    assert np.allclose(np.linalg.norm(learned.middles, axis=1), 1, atol=1e-4)


def test_learning_twice_gives_the_same_and_few_ways_are_kept_as_they_are() -> None:
    ways = _unit(_chance.normal(size=(12, 8)).astype(np.float32))
    about = ["a"] * 10 + ["b", "b"]
    one, other = learn_wordings(ways, about), learn_wordings(ways, about)
    assert np.array_equal(one.middles, other.middles)
    assert list(one.starts) == [0, MIDDLES]
    assert one.similarities(ways[10])["b"] > 0.9


def test_nothing_learned_says_nothing() -> None:
    assert learn_wordings(np.empty((0, 8), np.float32), []) is NO_WORDINGS
    assert NO_WORDINGS.similarities(np.ones(8, np.float32)) == {}


def test_the_wordings_kept_are_those_of_the_statements_that_the_adapter_knows() -> None:
    adapter, wordings = (load(CORPUS, FusedEncoder.name) for load in (load_adapter, load_wordings))
    assert set(wordings.groups) == adapter.groups, "run `assistant teach`"
    assert wordings.middles.shape[1] == wordings.basis.shape[1] == DIRECTIONS
    assert len(wordings.middles) <= MIDDLES * len(wordings.groups)
    assert load_wordings(CORPUS, "another") is NO_WORDINGS
