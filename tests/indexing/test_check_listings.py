"""What is listed although nothing is wrong, and what two records say differently."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.indexing.checks.contradictions import is_rounded
from tests.fakes.small_corpus import Edit, checked


def test_a_record_whose_review_is_due_is_stale(tmp_path: Path) -> None:
    findings = checked(tmp_path, "events/fair", lambda record: record.update(review_by=dt.date(2026, 11, 21)))
    assert findings.stale == ("events/fair: review was due on 2026-11-21",)
    assert findings.errors == ()


@pytest.mark.parametrize(("state", "listed"), [("published", 1), ("expired", 0), ("withdrawn", 0)])
def test_a_profile_past_its_last_day_is_listed_while_it_is_published(tmp_path: Path, state: str, listed: int) -> None:
    findings = checked(tmp_path, "catalogue/offer", lambda record: record.update(valid_until=dt.date(2026, 11, 21), state=state))
    assert len(findings.expired) == listed
    assert findings.errors == ()


def test_an_unverified_record_is_listed_once_and_its_parts_are_not(tmp_path: Path) -> None:
    def edit(record: dict[str, Any]) -> None:
        record.update(confidence="unverified")
        record["statements"][0].update(confidence="unverified")

    assert checked(tmp_path, "policies/cn-new-law", edit).unverified == ("policies/cn-new-law",)


@pytest.mark.parametrize(
    ("name", "edit", "part"),
    [
        ("policies/cn-new-law", lambda record: record["statements"][1].update(confidence="unverified"), "penalty"),
        ("procedures/cn-filing", lambda record: record["steps"][0].update(confidence="unverified"), "form"),
        ("countries/country-ke", lambda record: record["transfer_rules"].update(confidence="unverified"), "transfer-rules"),
        (
            "countries/country-ke",
            lambda record: record.update(treaties_with_china=[{"text": record["risks"]["text"], "confidence": "unverified"}]),
            "treaty-1",
        ),
    ],
)
def test_an_unverified_part_of_a_verified_record_is_listed(tmp_path: Path, name: str, edit: Edit, part: str) -> None:
    assert checked(tmp_path, name, edit).unverified == (f"{name}#{part}",)


@pytest.mark.parametrize(
    ("name", "edit", "line"),
    [
        (
            "policies/cn-new-law",
            lambda record: record.update(expires=dt.date(2026, 11, 1)),
            "policies/cn-new-law: in force, but expired on 2026-11-01",
        ),
        (
            "policies/cn-new-law",
            lambda record: record.update(effective=dt.date(2027, 1, 1)),
            "policies/cn-new-law: in force, but effective only on 2027-01-01",
        ),
        (
            "policies/cn-new-law",
            lambda record: record.update(effective=dt.date(2026, 1, 1), status="not_yet_in_force"),
            "policies/cn-new-law: not yet in force, but effective since 2026-01-01",
        ),
        (
            "policies/cn-new-law",
            lambda record: record["source"].update(read="secondary"),
            "policies/cn-new-law: verified, but the source was read at second hand",
        ),
        (
            "policies/cn-new-law",
            lambda record: record["statements"][1].update(
                article="9", aspect="deadline", text={**record["statements"][1]["text"], "zh": "须在60日内备案"}
            ),
            "policies/cn-new-law: #deadline says 30 day, #penalty 60",
        ),
        (
            "procedures/cn-filing",
            lambda record: record["steps"][1].update(duration={"value": 45, "unit": "day"}),
            "procedures/cn-filing#send: 45 day, its legal basis says 30",
        ),
        (
            "organisations/centre",
            lambda record: record.update(covers=["TZ"]),
            "countries/country-ke: covered by centre, which does not name KE",
        ),
        (
            "countries/country-ke",
            lambda record: record.pop("covered_by"),
            "countries/country-ke: covered by nobody, but centre names KE",
        ),
        (
            "organisations/ke-office",
            lambda record: record.update(jurisdiction="TZ"),
            "countries/country-ke: ke-office is not the office of KE",
        ),
        (
            "countries/country-ke",
            lambda record: record["figures"]["population"].update(value=57100000),
            "countries/country-ke: macro says 58200000, population is 57100000",
        ),
    ],
)
def test_a_contradiction_is_listed(tmp_path: Path, name: str, edit: Edit, line: str) -> None:
    assert line in checked(tmp_path, name, edit).contradictions


@pytest.mark.parametrize(
    ("number", "value", "rounded"),
    [("58200000", "58246378", True), ("58000000", "58246378", True), ("58300000", "58246378", False), ("35900", "35900", True)],
)
def test_a_number_is_a_figure_when_it_is_the_figure_with_fewer_digits(number: str, value: str, rounded: bool) -> None:
    assert is_rounded(Decimal(number), Decimal(value)) is rounded
