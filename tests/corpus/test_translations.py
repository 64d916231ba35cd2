"""Numbers, dates and article numbers agree in all languages, for every text of the knowledge base."""

import pytest

from assistant.indexing.checks.corpus import CHECKED, Corpus
from assistant.indexing.checks.languages import FURTHER, LOCAL, missing_languages
from assistant.indexing.checks.translations import compared_texts, differences
from assistant.indexing.records import Policy, Procedure


@pytest.mark.parametrize("folder", [folder for folder in CHECKED if folder != "outside"])  # whose texts are no translations
def test_numbers_dates_and_article_numbers_agree_in_all_languages(corpus: Corpus, folder: str) -> None:
    records = {name: record for name, record in corpus.records.items() if name.startswith(f"{folder}/")}
    compared = 0
    found = []
    for name, record in records.items():
        for path, text in compared_texts(record):
            compared += len(text) - 1
            found += [f"{name}: {path}: {difference}" for difference in differences(text)]
    assert found == []
    assert compared >= len(records) > 0  # each record has been compared in at least two languages


def test_every_text_has_the_languages_it_must_have(corpus: Corpus) -> None:
    assert list(missing_languages(corpus)) == []


def test_every_statement_and_step_stands_in_the_six_languages_of_the_united_nations(corpus: Corpus) -> None:
    texts = [(f"{name}#{s.id}", s.text) for name, policy in corpus.of(Policy) for s in policy.statements]
    texts += [(f"{name}#{s.id}", s.detail) for name, procedure in corpus.of(Procedure) for s in procedure.steps]
    assert [name for name, text in texts if {"zh", "en", *FURTHER} - text.keys()] == []


@pytest.mark.parametrize(("place", "language"), LOCAL.items())
def test_statements_on_a_country_of_the_five_are_there_in_its_language(corpus: Corpus, place: str, language: str) -> None:
    statements = [s for _, policy in corpus.of(Policy) if policy.jurisdiction == place for s in policy.statements]
    assert len(statements) >= 5
    assert [s.id for s in statements if language not in s.text] == []
