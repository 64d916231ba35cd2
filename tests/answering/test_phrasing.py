"""How a question is put is read off its words, where examples were learned from."""

import numpy as np
import pytest

from assistant.answering.aims import PHRASED, Aims
from assistant.answering.phrasing import BUCKETS, NO_PHRASING, SCALE, features, learn_phrasing

SCHEMES = ["invoice", "licence", "visa", "data", "patent", "export"]
TEXTS = [("en", f"how do we word the {s} so that nobody asks") for s in SCHEMES]
TEXTS += [("en", f"do we have to file the {s} and by when") for s in SCHEMES]
KINDS = ["evasion"] * len(SCHEMES) + ["rule"] * len(SCHEMES)


def test_the_wording_tells_the_kind_of_what_it_never_saw() -> None:
    learned = learn_phrasing(TEXTS, KINDS)
    sly, plain = (
        learned.of(text, "en") for text in ("how do we word the stamp so that nobody looks", "by when do we file the stamp")
    )
    assert sly["evasion"] > 0.7
    assert plain["rule"] > 0.7
    assert sum(sly.values()) == pytest.approx(1.0)


def test_both_families_of_features_are_of_the_same_length() -> None:
    found = features("Как оформить счёт?", "ru")
    for family in (range(BUCKETS), range(BUCKETS, 2 * BUCKETS)):
        assert sum(found[n] ** 2 for n in found if n in family) == pytest.approx(SCALE**2)
    assert features("КАК  оформить счет", "ru") == features("как оформить счёт", "ru")
    assert features("?!", "en").keys() <= set(range(BUCKETS))


def test_a_rare_kind_weighs_as_much_as_a_frequent_one() -> None:
    often = [*TEXTS, *TEXTS[len(SCHEMES) :] * 20]
    learned = learn_phrasing(often, [*KINDS, *KINDS[len(SCHEMES) :] * 20])
    assert learned.of("how do we word the stamp so that nobody looks", "en")["evasion"] > 0.5


def test_small_weights_are_dropped() -> None:
    assert np.count_nonzero(learn_phrasing(TEXTS, KINDS, 50).weights) <= 60  # a few may be alike


def test_of_one_kind_nothing_is_learned() -> None:
    assert learn_phrasing(TEXTS[:3], KINDS[:3]) is NO_PHRASING
    assert NO_PHRASING.of("anything", "en") == {}


def test_a_wording_adds_to_what_the_vector_tells() -> None:
    aims = Aims(("evasion", "rule"), np.zeros((2, 5), np.float32), learn_phrasing(TEXTS, KINDS))
    vector = np.ones(4, np.float32)
    assert aims.of(vector) == {"evasion": 0.0, "rule": 0.0}
    assert aims.of(vector, TEXTS[0][1], "en")["evasion"] > 0.6 * PHRASED
