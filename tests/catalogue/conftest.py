"""Profiles of a test's own, and an assistant whose catalogue holds a handful of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from assistant.profile import Profile

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


@pytest.fixture
def profile() -> Callable[..., Profile]:
    return make_profile
