"""Which side of the catalogue a text looks for, told without a word of offering."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedded import FusedEncoder
from assistant.app.readers import kept_digest
from assistant.app.sides import digest, learn_sides, load_sides, side_reader, sides_path, write_sides
from assistant.catalogue.side import SideReader
from assistant.catalogue.weights import load_weights
from assistant.errors import CorpusError
from assistant.indexing.written import WrittenWish, wishes
from assistant.logistic import log_odds
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"


def _no_lack(_text: str, _language: str) -> bool:
    return False


def test_the_readers_kept_are_those_of_todays_wishes() -> None:
    assert kept_digest(sides_path(CORPUS, FusedEncoder.name)) == digest(CORPUS), "run `assistant vectors`"
    assert load_sides(CORPUS, FusedEncoder.name).kinds == ("need", "offer")


def test_there_are_wishes_for_every_profile_and_for_none_in_every_language() -> None:
    found = list(wishes(CORPUS))
    assert {wish.profile for wish in found} - {None} == {path.stem for path in (CORPUS / "catalogue").glob("*.yaml")}
    nothing = {(wish.side, wish.language) for wish in found if wish.profile is None}
    assert len(nothing) == 20


def test_without_readers_a_word_of_offering_alone_tells() -> None:
    reader = SideReader(load_weights().side, _no_lack)
    for gives in (True, False):
        told = reader.signals("text", "en", np.ones(3, np.float32), gives=gives, need=0.9, offer=0.1)
        assert reader.chance_of_need(told) == float(gives)
        assert reader.settled(reader.chance_of_need(told), told)


def test_a_subject_that_only_one_side_has_speaks_for_it() -> None:
    found = [WrittenWish(None, "need", "en", "we make it"), WrittenWish(None, "offer", "en", "we lack it")]
    reader = side_reader(load_weights().side, _no_lack, learn_sides(found, np.eye(2, dtype=np.float32)))
    text = ("something else", "en", np.full(2, 0.5, np.float32))
    chances = [reader.chance_of_need(reader.signals(*text, gives=False, need=n, offer=o)) for n, o in ((0.9, 0.1), (0.1, 0.9))]
    assert chances[0] > 0.5 > chances[1]


@pytest.mark.parametrize(("gives", "takes"), [(True, False), (False, True)])
def test_what_others_have_does_not_gainsay_plain_words(gives: bool, takes: bool) -> None:
    reader = SideReader(load_weights().side, lambda _text, _language: takes, lambda _vector: 0.5)
    own, other = (0.01, 0.99) if gives else (0.99, 0.01)
    told = reader.signals("text", "en", np.ones(3, np.float32), gives=gives, need=own, offer=other)
    assert told["subject"] == 0
    assert reader.need(reader.chance_of_need(told), told) is gives
    borne_out = reader.signals("text", "en", np.ones(3, np.float32), gives=gives, need=other, offer=own)
    assert abs(borne_out["subject"]) > 5


def test_plain_words_settle_the_side_whatever_the_readers_say() -> None:
    reader = SideReader(load_weights().side, _no_lack, lambda _vector: 0.5)
    for gives in (True, False):
        told = {"gives": float(gives), "takes": float(not gives)}
        for chance in (0.2, 0.7):
            assert reader.need(chance, told) is gives
            assert reader.settled(chance, told)
    unsaid = {"gives": 0.0, "takes": 0.0}
    assert reader.need(0.7, unsaid)
    assert not reader.settled(0.7, unsaid)


def test_log_odds_are_bounded() -> None:
    assert log_odds(0.0, 1e-3) == pytest.approx(-6.9, abs=0.01)
    assert log_odds(1.0, 1e-3) == pytest.approx(6.9, abs=0.01)
    assert log_odds(0.5, 1e-3) == 0


def test_readers_are_written_once_and_anew_after_a_change(tmp_path: Path) -> None:
    folder = tmp_path / "wishes" / "none"
    folder.mkdir(parents=True)
    (folder / "offer.yaml").write_text("en: [we lack a pump, who makes pumps]\n", "utf-8")
    (folder / "need.yaml").write_text("en: [we make pumps, who lacks a pump]\n", "utf-8")
    encoder = FusedEncoder()

    def write() -> bool:
        return write_sides(tmp_path, encoder, tmp_path / "cache.npz", lambda *_: None)

    assert write()
    assert not write()
    (folder / "need.yaml").write_text("en: [we make pumps]\n", "utf-8")
    assert write()


def test_wishes_that_are_no_list_by_language_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "wishes").mkdir()
    (tmp_path / "wishes" / "offer-a.yaml").write_text("- we lack a pump\n", "utf-8")
    with pytest.raises(CorpusError, match="by language"):
        list(wishes(tmp_path))
