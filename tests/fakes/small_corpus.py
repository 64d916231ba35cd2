"""A small corpus of a test's own: every record is right until the test changes it."""

import copy
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from assistant.indexing.check import Findings, check_corpus
from assistant.indexing.checks.corpus import Corpus, read_corpus
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 22)
SIX = ("zh", "en", "ru", "ar", "fr", "es")


def everywhere(words: str) -> dict[str, str]:
    """The same words in the six languages that every text of the small corpus has."""
    return dict.fromkeys(SIX, words)


PROVENANCE = {
    "source": {"title": "Gazette", "read": "text"},
    "verified_on": dt.date(2026, 11, 1),
    "confidence": "verified",
    "review_by": dt.date(2027, 5, 1),
}
RECORDS: dict[str, dict[str, Any]] = {
    "policies/cn-old-law": {
        "names": everywhere("Old Law"),
        "original_language": "zh",
        "issuer": everywhere("Congress"),
        "jurisdiction": "CN",
        "status": "superseded",
        "superseded_by": "cn-new-law",
        "statements": [
            {
                "id": "filing",
                "article": "7",
                "aspect": "deadline",
                "topics": ["licence"],
                "text": everywhere("The old rule asked for a filing within 20 working days"),
            }
        ],
        **PROVENANCE,
    },
    "policies/cn-new-law": {
        "names": everywhere("New Law"),
        "original_language": "zh",
        "issuer": everywhere("Congress"),
        "jurisdiction": "CN-SC",
        "status": "in_force",
        "articles": 40,
        "supersedes": ["cn-old-law"],
        "statements": [
            {
                "id": "deadline",
                "article": "9",
                "aspect": "deadline",
                "topics": ["licence", "recordal"],
                "text": {**everywhere("File within 30 days, art. 9"), "zh": "第9条：30日内备案"},
                "links": {"points": ["#penalty"], "procedure": "cn-filing"},
            },
            {
                "id": "penalty",
                "article": "31",
                "aspect": "penalty",
                "topics": ["licence"],
                "text": everywhere("Whoever files late pays a fine to the province"),
            },
        ],
        **PROVENANCE,
    },
    "procedures/cn-filing": {
        "title": everywhere("File a licence"),
        "jurisdiction": "CN",
        "topics": ["licence"],
        "purpose": everywhere("So that others know of it"),
        "who_may_file": everywhere("either party"),
        "authority": everywhere("the office"),
        "legal_basis": ["cn-new-law"],
        "steps": [
            {
                "id": "form",
                "title": everywhere("Fill in the form"),
                "detail": everywhere("The form is on the site of the office"),
                "authority": everywhere("the office"),
            },
            {
                "id": "send",
                "title": everywhere("Send it"),
                "detail": everywhere("By post or through the account"),
                "authority": everywhere("the office"),
                "duration": {"value": 30, "unit": "day"},
                "legal_basis": ["cn-new-law#deadline"],
            },
        ],
        **PROVENANCE,
    },
    "countries/country-ke": {
        "code": "KE",
        "official_languages": ["en", "sw"],
        "figures": {
            "population": {"value": 58246378, "unit": "people", "year": 2024, "source": "The World Factbook"},
            "gdp": {"value": 314000000000, "unit": "USD (PPP, 2021 dollars)", "year": 2024, "source": "The World Factbook"},
        },
        **{
            name: {"text": everywhere(f"What there is to say of {name}")}
            for name in ("policy", "strengths", "prospects", "risks", "transfer_rules")
        },
        "macro": {"text": {**everywhere("Kenya has about 58.2 million people."), "zh": "肯尼亚约有5820万人。"}},
        "rules": ["cn-new-law"],
        "ip_office": "ke-office",
        "covered_by": "centre",
        **PROVENANCE,
    },
    "organisations/centre": {
        "names": everywhere("Centre"),
        "role": "centre",
        "jurisdiction": "CN-HB",
        "covers": ["KE", "TZ"],
        "does": everywhere("It brings partners together"),
        **PROVENANCE,
    },
    "organisations/ke-office": {
        "names": everywhere("Office of Kenya"),
        "role": "ip_office",
        "jurisdiction": "KE",
        "does": everywhere("It grants patents"),
        **PROVENANCE,
    },
    "events/fair": {
        "names": everywhere("Fair"),
        "month": "5",
        "place": everywhere("Chengdu"),
        "country": "CN",
        "topics": ["licence"],
        "audience": everywhere("whoever seeks a partner"),
        **PROVENANCE,
    },
    "glossary/terms": {
        "terms": [
            {
                "id": "licence",
                "terms": {x: ["licence"] for x in SIX},
                "definition": everywhere("leave to use"),
                "topics": ["licence"],
            },
        ]
    },
    "catalogue/offer": {
        "type": "technology_offer",
        "sample": True,
        "title": {"zh": "太阳能干燥", "en": "Solar drying", "fr": "Séchage solaire"},
        "summary": {"zh": "干燥8小时", "en": "Dries in 8 hours", "fr": "Sèche en 8 heures"},
        "original_language": "fr",
        "sectors": ["agriculture"],
        "ipc": ["F26B 3/28"],
        "nace": ["A01.63"],
        "trl": 7,
        "cooperation": ["licence"],
        "country": "MA",
        "target_countries": ["KE"],
        "organisation": {"name": {"zh": "某公司", "en": "A company"}, "kind": "company"},
        "owner_node": "centre",
        "published": dt.date(2026, 3, 1),
        "updated": dt.date(2026, 4, 1),
        "valid_until": dt.date(2027, 3, 1),
        "source": "Sample profile",
    },
}
"""File below ``corpus/`` without its ending -> content; the id is the name of the file."""

Edit = Callable[[dict[str, Any]], object]


def write_corpus(folder: Path, edits: dict[str, Edit] | None = None, more: dict[str, dict[str, Any]] | None = None) -> Path:
    """The small corpus in ``folder``, each record named in ``edits`` changed by its function, with the records ``more``."""
    corpus = folder / "corpus"
    for name, record in {**RECORDS, **(more or {})}.items():
        content = copy.deepcopy(record)
        if not name.startswith("glossary/"):
            content = {"id": name.rpartition("/")[2], **content}
        if edits and name in edits:
            edits[name](content)
        path = corpus / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(ROOT / "corpus" / "codes", corpus / "codes")
    return corpus


def checked(folder: Path, name: str | None = None, edit: Edit | None = None, **more: dict[str, Any]) -> Findings:
    """What the check finds once ``edit`` has changed the record ``name``."""
    corpus = write_corpus(folder, {name: edit} if name and edit else None, {k.replace("__", "/"): v for k, v in more.items()})
    return check_corpus(corpus, TODAY)


def read(folder: Path, name: str | None = None, edit: Edit | None = None) -> Corpus:
    """The changed corpus in memory; it must be free of broken files."""
    corpus, errors = read_corpus(write_corpus(folder, {name: edit} if name and edit else None))
    assert errors == []
    return corpus
