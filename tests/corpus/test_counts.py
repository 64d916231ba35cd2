"""How much the knowledge base holds at least, and that every command counts the same."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from itertools import chain

import pytest

from assistant.files import read_yaml
from assistant.indexing.check import check_corpus
from assistant.indexing.checks.corpus import CHECKED, Corpus
from assistant.indexing.checks.statistics import counts, statistics
from assistant.indexing.corpus import document_of
from assistant.indexing.records import Country, Glossary, Policy, Procedure, Record
from assistant.profile import Profile
from tests.conftest import ROOT, Workspace

KINDS = {
    "policies": "policy", "procedures": "procedure", "countries": "country", "organisations": "organisation",
    "events": "event", "glossary": "document", "outside": "document",
}  # fmt: skip
"""Folder of ``corpus/`` -> kind under which `assistant status` counts its files."""


def by_kind(counted: Mapping[str, int]) -> Counter[str]:
    """Files of each folder -> sources of each kind; the catalogue's are not documents."""
    kinds: Counter[str] = Counter()
    for folder, number in counted.items():
        if folder in KINDS:
            kinds[KINDS[folder]] += number
    return kinds


@pytest.mark.parametrize(
    ("folder", "least"),
    [("policies", 70), ("procedures", 28), ("countries", 45), ("organisations", 70), ("events", 20), ("catalogue", 240)],
)
def test_there_are_at_least_so_many_records(corpus: Corpus, folder: str, least: int) -> None:
    assert counts(corpus)[folder] >= least


def test_the_instruments_are_of_china_of_sichuan_and_chongqing_and_of_partners(corpus: Corpus) -> None:
    places = Counter(policy.jurisdiction for _, policy in corpus.of(Policy))
    local = places["CN-SC"] + places["CN-CQ"]
    assert places["CN"] >= 36
    assert local >= 8
    assert places.total() - places["CN"] - local >= 26
    assert {"EU", "US", "WTO", "WIPO"} <= places.keys()


def test_the_procedures_are_of_china_and_of_eleven_partner_countries(corpus: Corpus) -> None:
    places = Counter(procedure.jurisdiction for _, procedure in corpus.of(Procedure))
    assert places["CN"] >= 17
    assert len(places.keys() - {"CN"}) >= 11


def test_the_catalogue_has_offers_needs_requests_and_challenges_as_varied_as_promised(corpus: Corpus) -> None:
    profiles = [profile for _, profile in corpus.of(Profile)]
    types = Counter(profile.type for profile in profiles)
    assert types["technology_offer"] + types["business_offer"] >= 140
    assert types["technology_request"] + types["business_request"] >= 75
    assert types["research_request"] >= 15
    assert types["challenge"] >= 10
    assert len({profile.country for profile in profiles}) >= 30
    assert {profile.trl for profile in profiles} >= set(range(2, 10))
    assert sum(profile.original_language not in {"zh", "en"} for profile in profiles) >= 80
    assert any(profile.state == "expired" for profile in profiles)
    assert any(profile.anonymous for profile in profiles)
    assert [profile.id for profile in profiles if not profile.sample] == []


def test_every_sector_has_profiles(corpus: Corpus) -> None:
    assert corpus.codes is not None
    used = {sector for _, profile in corpus.of(Profile) for sector in profile.sectors}
    assert {sector.id for sector in corpus.codes.sectors.sectors} - used == set()


def test_the_glossary_has_terms_in_six_languages_and_warns_of_traps(corpus: Corpus) -> None:
    terms = [term for _, glossary in corpus.of(Glossary) for term in glossary.terms]
    assert len(terms) >= 400
    trapped = {word for term in terms if term.trap for words in term.terms.values() for word in words}
    assert {"独占许可", "排他许可"} <= trapped
    assert {"th", "vi", "id"} <= {language for term in terms for language in term.terms}


def test_every_country_report_has_figures_with_year_and_source_and_a_name_in_the_factbook(corpus: Corpus) -> None:
    assert corpus.codes is not None
    for name, country in corpus.of(Country):
        assert {"population", "gdp", "exports"} <= country.figures.keys(), name
        assert [key for key, figure in country.figures.items() if figure.year is None] == [], name
        assert country.code in corpus.codes.gec.gec, name


def test_the_check_counts_the_files_that_are_there() -> None:
    files = {folder: len(list((ROOT / "corpus" / folder).glob("*.yaml"))) for folder in CHECKED}
    assert check_corpus(ROOT / "corpus", dt.date.today()).counts == files


def test_statements_steps_and_terms_are_counted_as_they_stand_in_the_files(corpus: Corpus) -> None:
    def listed(folder: str, field: str) -> int:
        return sum(len(read_yaml(path)[field]) for path in (ROOT / "corpus" / folder).glob("*.yaml"))

    parts = statistics(corpus)["parts"]
    assert parts["statements"] == listed("policies", "statements")
    assert parts["steps"] == listed("procedures", "steps")
    assert parts["figures"] == listed("countries", "figures")
    assert parts["terms"] == listed("glossary", "terms")


def test_what_goes_into_the_index_is_what_the_check_counts(corpus: Corpus) -> None:
    records = [(name, record) for name, record in corpus.records.items() if isinstance(record, Record)]
    documents = [document_of(record, name) for name, record in records]
    kinds = Counter(document.source.kind for document in documents)
    assert kinds == by_kind(counts(corpus))
    languages = Counter(p.language for p in chain.from_iterable(d.passages for d in documents) if p.role == "statement")
    assert languages == statistics(corpus)["statements_by_language"]


def test_status_and_check_print_the_same_counts(built: Workspace, workspace: Workspace) -> None:
    status = json.loads(workspace.run("status", "--json").stdout)
    check = json.loads(workspace.run("check", "--json").stdout)
    assert status["documents"] == by_kind(check["counts"])
    assert sorted(check["counts"]) == sorted(path.name for path in workspace.corpus.iterdir() if path.name != "vectors")
