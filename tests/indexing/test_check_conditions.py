"""The file that says for whom statements hold names what there is."""

from pathlib import Path

import pytest

from assistant.indexing.check import check_corpus
from tests.fakes.small_corpus import TODAY, write_corpus


def found(folder: Path, text: str) -> tuple[str, ...]:
    corpus = write_corpus(folder)
    (corpus / "conditions.yaml").write_text(text, "utf-8")
    return check_corpus(corpus, TODAY).errors


def test_a_statement_that_there_is_may_have_conditions(tmp_path: Path) -> None:
    assert found(tmp_path, "cn-new-law#deadline:\n  - {licence_years: {below: 5}, shuts: cn-filing}\n") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("cn-new-law#gone:\n  - {is: [free]}\n", "'cn-new-law#gone' names nothing"),
        ("cn-new-law#deadline:\n  - {is: [free], shuts: gone}\n", "'gone' names no procedure"),
        ("cn-new-law#deadline:\n  - {licence_years: {beneath: 5}}\n", "Extra inputs are not permitted"),
        ("cn-new-law#deadline: []\n", "at least 1 item"),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path: Path, text: str, problem: str) -> None:
    errors = found(tmp_path, text)
    assert len(errors) == 1
    assert problem in errors[0]
