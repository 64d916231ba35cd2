"""The check as a whole: a sound corpus passes, broken files are named, and the project's own passes in time."""

import datetime as dt
import time
from pathlib import Path

import pytest

from assistant.indexing.check import check_corpus
from tests.conftest import ROOT
from tests.fakes.small_corpus import TODAY, checked, write_corpus

SECONDS = 15
"""Half of what CI allows, in time of the processor: the check runs on one core and waits for nothing, so on a machine that does
nothing else this is what the clock says; on one that is busy with other tests the clock would measure those."""


def test_a_sound_corpus_has_no_errors_and_nothing_to_list(tmp_path: Path) -> None:
    findings = checked(tmp_path)
    assert findings.errors == ()
    assert (findings.stale, findings.expired, findings.unverified, findings.contradictions) == ((), (), (), ())
    assert findings.counts == {
        "policies": 2, "procedures": 1, "countries": 1, "organisations": 2, "events": 1, "glossary": 1, "catalogue": 1,
    }  # fmt: skip
    assert findings.statistics["parts"] == {"statements": 3, "steps": 2, "figures": 2, "terms": 1}


@pytest.mark.parametrize(
    ("name", "field"),
    [("policies/cn-new-law", "issuer"), ("catalogue/offer", "title"), ("glossary/terms", "terms"), ("events/fair", "month")],
)
def test_a_record_that_lacks_a_field_of_its_schema_is_named(tmp_path: Path, name: str, field: str) -> None:
    errors = checked(tmp_path, name, lambda record: record.pop(field)).errors
    assert [error for error in errors if error.startswith(f"{name}.yaml:") and field in error]


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / "events" / "fair.yaml").write_text("id: [", encoding="utf-8")
    assert any(error.startswith("events/fair.yaml:") for error in check_corpus(corpus, TODAY).errors)


def test_a_record_whose_id_is_not_the_name_of_its_file_is_named(tmp_path: Path) -> None:
    errors = checked(tmp_path, "events/fair", lambda record: record.update(id="feast")).errors
    assert errors == ("events/fair.yaml: id 'feast' differs from the file's name",)


@pytest.mark.parametrize("name", ["sectors", "nace", "ipc", "places", "gec"])
def test_a_list_of_codes_that_is_broken_or_missing_is_named(tmp_path: Path, name: str) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / "codes" / f"{name}.yaml").write_text("other: 1", encoding="utf-8")
    assert any(error.startswith(f"codes/{name}.yaml:") for error in check_corpus(corpus, TODAY).errors)
    (corpus / "codes" / f"{name}.yaml").unlink()
    assert check_corpus(corpus, TODAY).errors == (f"codes/{name}.yaml: the list is missing",)


def test_the_corpus_of_the_project_is_checked_in_time_and_without_errors() -> None:
    start = time.process_time()
    findings = check_corpus(ROOT / "corpus", dt.date.today())
    assert time.process_time() - start < SECONDS
    assert findings.errors == ()


@pytest.mark.parametrize(
    ("where", "text", "problem"),
    [
        ("asks/no-such-record.yaml", "part: {en: [how]}", "there is no record of this name"),
        ("asks/cn-new-law.yaml", "no-such-part: {en: [how]}", "no-such-part"),
        ("bonds/no-such-record.yaml", "part: {cn-new-law#x: 1}", "there is no record of this name"),
        ("bonds/cn-new-law.yaml", "no-such-part: {cn-new-law#x: 1}", "no-such-part"),
        ("bonds/cn-new-law.yaml", "part: {cn-new-law#x: 4}", "less than or equal to 3"),
    ],
)
def test_what_stands_beside_a_record_must_belong_to_it(tmp_path: Path, where: str, text: str, problem: str) -> None:
    corpus = write_corpus(tmp_path)
    path = corpus / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert [error for error in check_corpus(corpus, TODAY).errors if error.startswith(f"{where}:") and problem in error]
