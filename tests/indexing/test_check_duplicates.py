"""Statements that say the same twice."""

from pathlib import Path
from typing import Any

import pytest

from assistant.indexing.checks.corpus import read_corpus
from assistant.indexing.checks.duplicates import duplicate_statements
from tests.fakes.small_corpus import RECORDS, SIX, everywhere, read, write_corpus

LAW = "policies/cn-new-law"
LONG = (
    "A firm that licenses its patent to another firm files the licence with the patent office of the province {} and keeps a copy"
)
ONE, OTHER = LONG.format("at once"), LONG.format("without delay")


def found(folder: Path, first: dict[str, Any], second: dict[str, Any], law: dict[str, Any] | None = None) -> list[str]:
    """Duplicates once two statements of a law are changed."""

    def edit(record: dict[str, Any]) -> None:
        record.update(law or {})
        record["statements"][0].update({"text": everywhere(ONE), **first})
        record["statements"][1].update({"text": everywhere(ONE), **second})

    return list(duplicate_statements(read(folder, LAW, edit)))


def test_the_same_statement_twice_in_a_record_is_found_once(tmp_path: Path) -> None:
    assert found(tmp_path, {}, {}) == [f"{LAW}#deadline: says in zh what {LAW}#penalty says (100% alike)"]


def test_a_statement_in_almost_the_same_words_is_found(tmp_path: Path) -> None:
    assert len(found(tmp_path, {}, {"text": everywhere(OTHER)})) == 1


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_one_language_is_enough(tmp_path: Path, language: str) -> None:
    other = {x: f"{x} has words of its own here" if x != language else OTHER for x in SIX}
    (line,) = found(tmp_path, {}, {"text": other})
    assert f" says in {language} what " in line


def test_chinese_is_compared_by_characters(tmp_path: Path) -> None:
    words = "企业许可他人实施专利的应当向省级专利管理部门办理备案并保存副本"
    second = {"text": {**everywhere("Something else"), "zh": f"{words}。"}}
    assert len(found(tmp_path, {"text": {**everywhere(ONE), "zh": words}}, second)) == 1


@pytest.mark.parametrize(("versions", "count"), [(True, 0), (False, 1)])
def test_two_records_may_say_the_same_only_as_versions_of_one_instrument(tmp_path: Path, versions: bool, count: int) -> None:
    def repeat(record: dict[str, Any]) -> None:
        record["jurisdiction"] = "CN"
        record["statements"][1]["text"] = RECORDS["policies/cn-old-law"]["statements"][0]["text"]
        record["supersedes"] = ["cn-old-law"] if versions else []

    def forget(record: dict[str, Any]) -> None:
        if not versions:
            record.pop("superseded_by")

    corpus, _ = read_corpus(write_corpus(tmp_path, {LAW: repeat, "policies/cn-old-law": forget}))
    assert len(list(duplicate_statements(corpus))) == count


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"country": "KE"}, {"country": "TZ"}),
        ({"topics": ["licence", "technology-import"]}, {"topics": ["licence", "technology-export"]}),
        ({"text": everywhere(f"{ONE} for 3 years")}, {"text": everywhere(f"{ONE} for 5 years")}),
        ({}, {"text": everywhere("The office grants patents to whoever was first to file for the invention")}),
    ],
    ids=["another country", "another topic", "another number", "other words"],
)
def test_what_differs_in_substance_is_no_duplicate(tmp_path: Path, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert found(tmp_path, first, second) == []
