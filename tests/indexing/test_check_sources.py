"""Nothing without a source, nothing verified that nobody read."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.small_corpus import Edit, checked


def unread(**change: Any) -> Edit:
    return lambda record: record.update({"source": {"title": "Memory", "read": "none"}, "confidence": "unverified", **change})


@pytest.mark.parametrize(
    ("name", "edit", "error"),
    [
        ("events/fair", lambda record: record["source"].update(title=" "), "events/fair: the source has no title"),
        ("catalogue/offer", lambda record: record.update(source=""), "catalogue/offer: the profile has no source"),
        (
            "countries/country-ke",
            lambda record: record["figures"]["gdp"].update(source=""),
            "countries/country-ke: figures.gdp has no source",
        ),
    ],
)
def test_a_fact_without_a_source_is_an_error(tmp_path: Path, name: str, edit: Edit, error: str) -> None:
    assert checked(tmp_path, name, edit).errors == (error,)


def test_a_record_cannot_be_verified_when_its_source_was_not_read(tmp_path: Path) -> None:
    findings = checked(tmp_path, "events/fair", unread(confidence="verified"))
    assert findings.errors == ("events/fair: verified, but its source was not read",)


@pytest.mark.parametrize(
    ("name", "part", "edit"),
    [
        ("policies/cn-new-law", "deadline", lambda record: record["statements"][0].update(confidence="verified")),
        ("procedures/cn-filing", "send", lambda record: record["steps"][1].update(confidence="verified")),
        ("countries/country-ke", "transfer-rules", lambda record: record["transfer_rules"].update(confidence="verified")),
    ],
)
def test_a_part_cannot_be_verified_when_the_source_was_not_read(tmp_path: Path, name: str, part: str, edit: Edit) -> None:
    def both(record: dict[str, Any]) -> None:
        unread()(record)
        edit(record)

    assert checked(tmp_path, name, both).errors == (f"{name}#{part}: verified, but its source was not read",)
