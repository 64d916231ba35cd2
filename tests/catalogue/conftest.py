"""Profiles of a test's own, and an assistant whose catalogue holds a handful of them."""

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.profile import Profile
from tests.conftest import ROOT, Workspace

TODAY = dt.date(2026, 11, 25)


def make_profile(**changes: Any) -> Profile:
    """A published public offer; ``changes`` set fields."""
    values: dict[str, Any] = {
        "id": "offer-test",
        "type": "technology_offer",
        "title": {"en": "Membrane for seawater desalination", "zh": "海水淡化膜"},
        "summary": {"en": "A membrane that desalinates seawater with little energy.", "zh": "低能耗海水淡化的膜。"},
        "original_language": "en",
        "sectors": ["water"],
        "keywords": {"en": ["desalination", "membrane"], "zh": ["海水淡化", "膜"]},
        "trl": 6,
        "ip": ["patent_granted"],
        "licence_types": ["exclusive"],
        "cooperation": ["licence"],
        "country": "SA",
        "languages": ["en"],
        "organisation": {"name": {"en": "A water company"}, "kind": "company"},
        "published": "2026-01-01",
        "updated": "2026-06-01",
        "valid_until": "2030-12-31",
        "source": "Written for this test",
    }
    values.update(changes)
    if values["type"] not in {"technology_offer", "business_offer"} and "trl" not in changes:
        values.pop("trl")
    return Profile.model_validate(values)


def write_rows(path: Path, rows: Sequence[Profile | dict[str, Any]], contact: str | None = None) -> Path:
    """JSON lines of the open schema; ``contact`` stands in every row."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            fields = row.model_dump(mode="json", exclude_defaults=True) if isinstance(row, Profile) else dict(row)
            if contact is not None:
                fields["contact"] = contact
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def profile() -> Callable[..., Profile]:
    return make_profile


@pytest.fixture(scope="session")
def partner_home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small catalogue of sample profiles."""
    folder = tmp_path_factory.mktemp("partners")
    for name in ("codes/sectors.yaml", "glossary/sectors-energy-environment.yaml"):
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "corpus" / name, folder / "corpus" / name)
    (folder / "corpus" / "catalogue").mkdir()
    for path in sorted((ROOT / "corpus" / "catalogue").glob("offer-*.yaml"))[:24]:
        shutil.copyfile(path, folder / "corpus" / "catalogue" / path.name)
    return Workspace(folder / "corpus", folder / "home")


@pytest.fixture(scope="session")
def shop(partner_home: Workspace) -> Iterator[Assistant]:
    """One assistant over it, for all tests."""
    with partner_home.open() as opened:
        yield opened


@pytest.fixture
def partners(shop: Assistant) -> Iterator[Assistant]:
    """The same; what a test adds is gone afterwards."""
    before = set(shop.catalogue.store.hashes())
    yield shop
    gone = sorted(set(shop.catalogue.store.hashes()) - before)
    with shop.database.writing() as db:
        for table in ("interests", "subscriptions"):
            db.exec_driver_sql(f"DELETE FROM {table}")
    shop.catalogue.store.remove(gone)
    shop.catalogue.keeper.synchronise()


@pytest.fixture
def stock(partners: Assistant, tmp_path: Path) -> Callable[..., None]:
    """Imports profiles into it."""

    def put(*profiles: Profile, contact: str | None = None) -> None:
        report = partners.import_profiles(write_rows(tmp_path / "stock.jsonl", profiles, contact))
        assert report.rejected == []

    return put
