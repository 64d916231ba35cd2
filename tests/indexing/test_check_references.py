"""References that name nothing, or something of another kind."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.small_corpus import RECORDS, Edit, checked


def statement(**change: Any) -> Edit:
    return lambda record: record["statements"][0].update(change)


@pytest.mark.parametrize(
    ("name", "edit", "problem"),
    [
        ("policies/cn-new-law", statement(links={"points": ["#gone"]}), "'#gone' names nothing"),
        ("policies/cn-new-law", statement(links={"applies_if": ["cn-old-law#gone"]}), "'cn-old-law#gone' names nothing"),
        ("policies/cn-new-law", statement(links={"not_to_confuse": ["gone#filing"]}), "'gone#filing' names nothing"),
        ("policies/cn-new-law", statement(links={"procedure": "cn-new-law"}), "'cn-new-law' names no procedure"),
        ("policies/cn-old-law", lambda record: record.update(superseded_by="centre"), "'centre' names no policy"),
        ("procedures/cn-filing", lambda record: record.update(related=["gone"]), "'gone' names no procedure"),
        ("procedures/cn-filing", lambda record: record.update(confused_with=["fair"]), "'fair' names no procedure"),
        (
            "procedures/cn-filing",
            lambda record: record["steps"][1].update(legal_basis=["cn-new-law#no"]),
            "'cn-new-law#no' names nothing",
        ),
        (
            "procedures/cn-filing",
            lambda record: record.update(pitfalls=[{"text": record["purpose"], "legal_basis": ["gone"]}]),
            "'gone' names nothing",
        ),
        ("countries/country-ke", lambda record: record.update(rules=["gone"]), "'gone' names nothing"),
        ("countries/country-ke", lambda record: record.update(covered_by="gone"), "'gone' names no organisation"),
        ("countries/country-ke", lambda record: record.update(ip_office="cn-filing"), "'cn-filing' names no organisation"),
        ("catalogue/offer", lambda record: record.update(owner_node="gone"), "'gone' names no organisation"),
    ],
)
def test_a_dangling_reference_is_an_error(tmp_path: Path, name: str, edit: Edit, problem: str) -> None:
    assert f"{name}: {problem}" in checked(tmp_path, name, edit).errors


def test_one_id_in_two_folders_is_an_error(tmp_path: Path) -> None:
    findings = checked(tmp_path, organisations__fair=RECORDS["organisations/centre"])
    assert findings.errors == ("events/fair: organisations/fair has the same id",)


def test_one_term_in_two_files_is_an_error(tmp_path: Path) -> None:
    findings = checked(tmp_path, glossary__others=RECORDS["glossary/terms"])
    assert findings.errors == ("glossary/terms: the term 'licence' stands in glossary/others too",)
