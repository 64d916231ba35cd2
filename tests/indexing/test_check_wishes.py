"""What visitors write who look for a profile stands beside a profile that exists."""

from pathlib import Path

import pytest

from assistant.indexing.check import check_corpus
from tests.fakes.small_corpus import TODAY, write_corpus


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("offer.yaml", "en: [who makes it]\n", None),
        ("nobody.yaml", "en: [who makes it]\n", "there is no profile of this name"),
        ("offer.yaml", "de: [wer macht das]\n", "'de' is not one of the ten languages"),
        ("offer.yaml", "- who makes it\n", "is not lists of questions by language"),
    ],
)
def test_a_wish_without_a_profile_or_in_another_form_is_an_error(tmp_path: Path, name: str, text: str, error: str | None) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / "wishes").mkdir()
    (corpus / "wishes" / name).write_text(text, "utf-8")
    errors = check_corpus(corpus, TODAY).errors
    assert not errors if error is None else any(error in one for one in errors)
