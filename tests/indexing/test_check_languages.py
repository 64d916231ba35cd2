"""Languages that a text must have."""

from pathlib import Path
from typing import Any

import pytest

from assistant.indexing.checks import languages
from assistant.indexing.checks.corpus import read_corpus
from tests.fakes.small_corpus import RECORDS, Edit, checked, read, write_corpus


@pytest.mark.parametrize(
    ("name", "edit", "problem"),
    [
        ("policies/cn-new-law", lambda r: r["statements"][0]["text"].pop("en"), "statements[deadline].text lacks en"),
        ("policies/cn-new-law", lambda r: r["issuer"].pop("zh"), "issuer lacks zh"),
        ("procedures/cn-filing", lambda r: r["purpose"].pop("zh"), "purpose lacks zh"),
        ("procedures/cn-filing", lambda r: r["steps"][0]["detail"].pop("ar"), "steps[form].detail lacks ar"),
        ("procedures/cn-filing", lambda r: r["steps"][1]["title"].pop("es"), "steps[send].title lacks es"),
        ("countries/country-ke", lambda r: r["risks"]["text"].pop("en"), "risks.text lacks en"),
        ("organisations/centre", lambda r: r["does"].pop("zh"), "does lacks zh"),
        ("events/fair", lambda r: r["place"].pop("en"), "place lacks en"),
        ("glossary/terms", lambda r: r["terms"][0]["definition"].pop("zh"), "terms[licence].definition lacks zh"),
        ("glossary/terms", lambda r: r["terms"][0]["terms"].pop("fr"), "terms[licence] lacks fr"),
        ("catalogue/offer", lambda r: r["summary"].pop("zh"), "summary lacks zh"),
        ("catalogue/offer", lambda r: r["title"].pop("en"), "title lacks en"),
    ],
)
def test_a_missing_language_is_an_error(tmp_path: Path, name: str, edit: Edit, problem: str) -> None:
    assert f"{name}: {problem}" in checked(tmp_path, name, edit).errors


@pytest.mark.parametrize(("place", "language"), [("TH", "th"), ("VN", "vi"), ("ID", "id"), ("RS", "sr"), ("KZ", "kk")])
def test_what_concerns_a_country_of_the_five_stands_in_its_language(tmp_path: Path, place: str, language: str) -> None:
    def missing(name: str, **change: Any) -> list[str]:
        corpus = read(tmp_path / name.replace("/", "-"), name, lambda record: record.update(change))
        return list(languages.missing_languages(corpus))

    assert f"policies/cn-new-law: statements[deadline].text lacks {language}" in missing(
        "policies/cn-new-law", jurisdiction=place
    )
    assert f"procedures/cn-filing: steps[form].detail lacks {language}" in missing("procedures/cn-filing", jurisdiction=place)
    assert f"countries/country-ke: macro.text lacks {language}" in missing("countries/country-ke", code=place)
    assert f"organisations/ke-office: does lacks {language}" in missing("organisations/ke-office", jurisdiction=place)
    assert f"events/fair: audience lacks {language}" in missing("events/fair", country=place)


def test_a_statement_on_one_of_the_five_in_a_wider_record_stands_in_its_language(tmp_path: Path) -> None:
    corpus = read(tmp_path, "policies/cn-new-law", lambda record: record["statements"][1].update(country="KZ"))
    assert list(languages.missing_languages(corpus)) == ["policies/cn-new-law: statements[penalty].text lacks kk"]


def test_a_small_corpus_has_all_its_statements_in_the_further_languages(tmp_path: Path) -> None:
    findings = checked(tmp_path, "policies/cn-new-law", lambda record: record["statements"][1]["text"].pop("fr"))
    assert findings.errors == ("policies: 2 statements stand in fr, 3 must",)


def test_a_large_corpus_may_leave_some_statements_untranslated(tmp_path: Path) -> None:
    law = RECORDS["policies/cn-new-law"]
    first = law["statements"][0]
    many = [{**first, "id": f"s-{n}", "links": {}} for n in range(languages.STATEMENTS_IN_FURTHER + 1)]
    many[0] = {**many[0], "text": {"zh": "第9条：30日内备案", "en": first["text"]["en"]}}
    corpus, _ = read_corpus(write_corpus(tmp_path, more={"policies/long": {**law, "supersedes": [], "statements": many}}))
    assert list(languages.too_few_translations(corpus)) == []
