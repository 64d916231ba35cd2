"""Instruments that replace each other, and articles that do not exist."""

from pathlib import Path

from assistant.indexing.check import check_corpus
from tests.fakes.small_corpus import TODAY, checked, write_corpus


def test_an_instrument_cannot_be_in_force_when_it_says_that_another_replaced_it(tmp_path: Path) -> None:
    findings = checked(tmp_path, "policies/cn-old-law", lambda record: record.update(status="in_force"))
    said = "policies/cn-old-law: in force although cn-new-law supersedes it"
    assert findings.errors == (f"{said} (said by cn-new-law)", f"{said} (said by cn-old-law)")


def test_an_instrument_cannot_be_in_force_when_another_says_that_it_replaced_it(tmp_path: Path) -> None:
    def forgotten(record: dict[str, object]) -> None:
        record.update(status="in_force")
        record.pop("superseded_by")

    assert checked(tmp_path, "policies/cn-old-law", forgotten).errors == (
        "policies/cn-old-law: in force although cn-new-law supersedes it (said by cn-new-law)",
        "policies/cn-old-law: does not say that cn-new-law supersedes it",
    )


def test_an_instrument_stays_in_force_until_its_successor_is(tmp_path: Path) -> None:
    corpus = write_corpus(
        tmp_path,
        {
            "policies/cn-old-law": lambda record: record.update(status="in_force"),
            "policies/cn-new-law": lambda record: record.update(status="not_yet_in_force"),
        },
    )
    assert check_corpus(corpus, TODAY).errors == ()


def test_a_successor_must_name_what_it_replaced(tmp_path: Path) -> None:
    findings = checked(tmp_path, "policies/cn-new-law", lambda record: record.pop("supersedes"))
    assert findings.errors == ("policies/cn-old-law: cn-new-law does not say that it supersedes it",)


def test_an_article_beyond_the_last_is_an_error(tmp_path: Path) -> None:
    findings = checked(tmp_path, "policies/cn-new-law", lambda record: record["statements"][1].update(article="31, 41(2)"))
    assert findings.errors == ("policies/cn-new-law#penalty: article 41 cited, the instrument has 40",)
