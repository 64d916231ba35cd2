"""Lexical search ranks, survives a restart, and treats a damaged folder as none."""

import json
from pathlib import Path

import pytest

from assistant.adapters.bm25 import Bm25Index
from assistant.errors import StoreError
from assistant.text import tokens

TEXTS = {
    "fee": "The registration of a technology import contract is free of charge.",
    "days": "The registration certificate is issued within 3 working days.",
    "vat": "Income from technology transfer is exempt from VAT once the contract is recognised.",
    "arabic": "يسجَّل عقد نقل التكنولوجيا خلال 60 يومًا",
    "chinese": "技术进口合同应当自合同生效之日起60日内登记",
}
LANGUAGES = {"arabic": "ar", "chinese": "zh"}


@pytest.fixture
def index() -> Bm25Index:
    made = Bm25Index()
    made.build((name, tokens(text, LANGUAGES.get(name, "en"))) for name, text in TEXTS.items())
    return made


@pytest.mark.parametrize(
    ("query", "language", "best"),
    [
        ("is registration free of charge?", "en", "fee"),
        ("how many working days", "en", "days"),
        ("exempt from vat", "en", "vat"),
        ("عقد نقل التكنولوجيا", "ar", "arabic"),
        ("合同登记", "zh", "chinese"),
    ],
)
def test_the_text_with_the_words_comes_first(index: Bm25Index, query: str, language: str, best: str) -> None:
    hits = index.search(tokens(query, language), 5)
    assert hits[0][0] == best
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)


def test_what_shares_no_word_is_no_hit(index: Bm25Index) -> None:
    assert index.search(tokens("football results", "en"), 5) == []
    assert index.search([], 5) == []
    assert {i for i, _ in index.search(tokens("vat", "en"), 50)} == {"vat"}


def test_a_rare_word_is_more_informative_than_a_common_one(index: Bm25Index) -> None:
    common, rare, unknown = tokens("registration vat zebra", "en")
    idf = index.informative([common, rare, unknown])
    assert idf[common] < idf[rare] < idf[unknown]


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    index = Bm25Index()
    for _ in range(2):
        assert index.search(["a"], 3) == []
        assert index.informative(["a"])["a"] > 0
        index.build([])
    index.build([("blank", [])])
    index.save(tmp_path / "bm25", "1")
    assert Bm25Index().load(tmp_path / "bm25", "1")


def test_a_saved_index_answers_the_same(index: Bm25Index, tmp_path: Path) -> None:
    index.save(tmp_path / "bm25", "4")
    loaded = Bm25Index()
    assert loaded.load(tmp_path / "bm25", "4")
    for query in ("registration contract", "working days"):
        assert loaded.search(tokens(query, "en"), 5) == index.search(tokens(query, "en"), 5)


def test_an_index_of_another_generation_is_not_loaded(index: Bm25Index, tmp_path: Path) -> None:
    index.save(tmp_path / "bm25", "4")
    loaded = Bm25Index()
    assert not loaded.load(tmp_path / "bm25", "5")
    assert not loaded.load(tmp_path / "elsewhere", "4")


def test_an_index_of_other_terms_is_not_loaded(index: Bm25Index, tmp_path: Path) -> None:
    index.save(tmp_path / "bm25", "7")
    file = tmp_path / "bm25" / "state.json"
    state = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(state | {"terms": 0}), "utf-8")
    assert not Bm25Index().load(tmp_path / "bm25", "7")
    del state["terms"]
    file.write_text(json.dumps(state), "utf-8")
    assert not Bm25Index().load(tmp_path / "bm25", "7")


@pytest.mark.parametrize("name", ["state.json", "vocab.index.json", "params.index.json", "data.csc.index.npy"])
@pytest.mark.parametrize("content", [b"", b"rubbish", None], ids=["empty", "rubbish", "gone"])
def test_a_damaged_folder_is_no_index_and_leaves_the_old_one_in_use(
    index: Bm25Index, tmp_path: Path, name: str, content: bytes | None
) -> None:
    index.save(tmp_path / "bm25", "4")
    file = tmp_path / "bm25" / name
    assert file.is_file()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert not index.load(tmp_path / "bm25", "4")
    assert index.search(tokens("vat", "en"), 1)[0][0] == "vat"


def test_saving_replaces_the_whole_folder(index: Bm25Index, tmp_path: Path) -> None:
    folder = tmp_path / "bm25"
    index.save(folder, "1")
    (folder / "left-over").write_text("x")
    index.save(folder, "2")
    assert not (folder / "left-over").exists()
    assert json.loads((folder / "state.json").read_text())["generation"] == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["bm25"]


def test_a_folder_that_cannot_be_written_is_a_store_error(index: Bm25Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        index.save(tmp_path / "file" / "bm25", "1")
