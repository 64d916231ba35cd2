"""The readers kept beside the corpus are learned from today's examples."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.embedded import FusedEncoder
from assistant.app.aims import RULE, aims_path, digest, examples, load_aims, write_aims
from assistant.app.readers import kept_digest
from assistant.errors import CorpusError
from assistant.indexing.records import LANGUAGES
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"


def test_the_readers_kept_are_those_of_todays_examples() -> None:
    assert kept_digest(aims_path(CORPUS, FusedEncoder.name)) == digest(CORPUS), "run `assistant vectors`"


def test_every_kind_has_examples_in_every_language() -> None:
    found = {(one.kind, one.language) for one in examples(CORPUS)}
    kinds = {path.stem for path in (CORPUS / "aims").rglob("*.yaml")}
    assert RULE in kinds
    assert {(kind, language) for kind in kinds for language in LANGUAGES if language in {"zh", "en", "ar", "th", "sr"}} <= found


def test_examples_are_recognised_as_what_they_are() -> None:
    aims, encoder = load_aims(CORPUS, FusedEncoder.name), FusedEncoder()
    for language, text, kind in (
        ("en", "is there a trick to ship the drawings without the export permit noticing", "evasion"),
        ("es", "quién compra residuos de poda de olivo para biocarbón", "partner"),
        ("ru", "как приготовить борщ на десять человек", "everyday"),
    ):
        told = aims.of(encoder.query(text, language))
        assert max(told, key=lambda name: told[name]) == kind


def _write(corpus: Path, encoder: "_Letters") -> bool:
    return write_aims(corpus, encoder, corpus / "cache.npz", lambda *_: None)


def test_readers_are_written_once_and_anew_after_a_change(tmp_path: Path) -> None:
    (tmp_path / "aims").mkdir()
    (tmp_path / "aims" / "evasion.yaml").write_text("en: [how do we dodge the tax, can we hide the export]\n", "utf-8")
    (tmp_path / "aims" / "rule.yaml").write_text("en: [what is the tax rate, who issues the licence]\n", "utf-8")
    encoder = _Letters()
    assert _write(tmp_path, encoder)
    assert not _write(tmp_path, encoder)
    assert load_aims(tmp_path, encoder.name).kinds == ("evasion", "rule")
    (tmp_path / "aims" / "rule.yaml").write_text("en: [what is the tax rate]\n", "utf-8")
    assert _write(tmp_path, encoder)


def test_a_kind_apart_is_told_from_all_others_and_changes_none_of_their_readers(tmp_path: Path) -> None:
    (tmp_path / "aims" / "turn").mkdir(parents=True)
    (tmp_path / "aims" / "evasion.yaml").write_text("en: [how do we dodge the tax, can we hide the export]\n", "utf-8")
    (tmp_path / "aims" / "rule.yaml").write_text("en: [what is the tax rate, who issues the licence]\n", "utf-8")
    encoder = _Letters()
    _write(tmp_path, encoder)
    before = load_aims(tmp_path, encoder.name)
    (tmp_path / "aims" / "turn" / "leaning.yaml").write_text("en: [zzz qqq, zq zq zq]\n", "utf-8")
    _write(tmp_path, encoder)
    after = load_aims(tmp_path, encoder.name)
    assert after.kinds == (*before.kinds, "leaning")
    assert np.allclose(after.readers[:2], before.readers, atol=1e-3)
    leans = [after.of(encoder.query(text, "en"))["leaning"] for text in ("zzq", "what is the tax rate")]
    assert leans[0] > leans[1] + 0.05


def test_a_file_that_is_no_list_by_language_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "aims").mkdir()
    (tmp_path / "aims" / "rule.yaml").write_text("- what is the tax rate\n", "utf-8")
    with pytest.raises(CorpusError, match=r"rule\.yaml"):
        examples(tmp_path)


class _Letters:
    """An encoder of its own: a dimension per letter."""

    name = "letters"
    dimensions = 26

    def query(self, text: str, _language: str) -> Vectors:
        counts = np.array([text.count(chr(97 + n)) for n in range(26)], np.float32)
        return counts / np.linalg.norm(counts)

    passages = sentences = query
