"""Newer Factbook figures become a patch that git applies; a person's text stays as it is, byte for byte."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.files import read_yaml
from assistant.indexing.factbook import Reading, read_country
from assistant.indexing.refresh import propose
from tests.conftest import ROOT, SHARED
from tests.fakes.small_corpus import write_corpus

REPORT = "countries/country-ke"
FILE = f"corpus/{REPORT}.yaml"
KENYA: dict[str, Any] = {
    "People and Society": {"Population": {"total": {"text": "59,300,512 (2026 est.)"}, "male": {"text": "29,000,000"}}},
    "Economy": {
        "Real GDP (purchasing power parity)": {
            "Real GDP (purchasing power parity) 2025": {"text": "$326.875 billion (2025 est.)"},
            "Real GDP (purchasing power parity) 2024": {"text": "$314 billion (2024 est.)"},
            "note": "<b>note:</b> data in 2021 dollars",
        }
    },
}


def factbook(folder: Path, country: dict[str, Any] = KENYA, name: str = "ke") -> Path:
    path = folder / "factbook" / "africa" / f"{name}.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(country), encoding="utf-8")
    return folder / "factbook"


def test_a_newer_figure_is_proposed_with_its_year(tmp_path: Path) -> None:
    proposal = propose(write_corpus(tmp_path), factbook(tmp_path))
    assert [(c.file, c.country, c.figure, c.old, c.new, c.old_year, c.new_year) for c in proposal.changes] == [
        (FILE, "KE", "population", "58246378", "59300512", 2024, 2026),
        (FILE, "KE", "gdp", "314000000000", "326875000000", 2024, 2025),
    ]


def test_nothing_is_written_into_the_corpus(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    before = {path: path.read_bytes() for path in corpus.rglob("*.yaml")}
    propose(corpus, factbook(tmp_path))
    assert {path: path.read_bytes() for path in corpus.rglob("*.yaml")} == before


@pytest.mark.parametrize("ending", ["\n", ""])
def test_git_applies_the_patch_and_only_values_and_years_change(tmp_path: Path, ending: str) -> None:
    corpus = write_corpus(tmp_path)
    path = tmp_path / FILE
    text = path.read_text(encoding="utf-8").rstrip("\n").replace("source: The World", "source:   The World")
    path.write_text(f"# Kept by hand — 手工维护\n{text}\nnote: 'the  end'{ending}", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    (tmp_path / "figures.patch").write_text(propose(corpus, factbook(tmp_path)).patch, encoding="utf-8", newline="")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "figures.patch"], cwd=tmp_path, check=True)
    expected = before.replace("58246378", "59300512").replace("314000000000", "326875000000")
    changed = path.read_text(encoding="utf-8")
    old, new = expected.splitlines(keepends=True), changed.splitlines(keepends=True)
    differing = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert differing == [("year: 2024", "year: 2026"), ("year: 2024", "year: 2025")]
    assert read_yaml(path)["figures"]["population"]["value"] == 59300512


def test_figures_on_one_line_and_without_a_year_are_edited_in_place(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, {REPORT: lambda record: record["figures"].pop("gdp")})
    path = tmp_path / FILE
    head, tail = path.read_text(encoding="utf-8").split("figures:\n")
    rest = tail[tail.index("policy:") :]
    line = "figures:\n  population: {value: 58246378, unit: people, source: The World Factbook}  # census\n"
    path.write_text(f"{head}{line}{rest}", encoding="utf-8")
    patch = propose(corpus, factbook(tmp_path)).patch
    assert "+  population: {value: 59300512, year: 2026, unit: people, source: The World Factbook}  # census\n" in patch


def test_the_sentences_that_give_the_old_figure_are_named(tmp_path: Path) -> None:
    mentions = propose(write_corpus(tmp_path), factbook(tmp_path)).mentions
    found = {(m.path, m.language, m.figure, m.sentence) for m in mentions}
    assert ("macro.text", "zh", "population", "肯尼亚约有5820万人。") in found
    assert ("macro.text", "en", "population", "Kenya has about 58.2 million people.") in found
    assert {m.path for m in mentions} == {"macro.text"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"year": 2027}, "population is of 2027 here, of 2026 in the Factbook file"),
        ({"source": "Census office"}, "population comes from another source (Census office)"),
    ],
)
def test_an_older_or_foreign_figure_is_left_with_the_reason(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    corpus = write_corpus(tmp_path, {REPORT: lambda record: record["figures"]["population"].update(change)})
    proposal = propose(corpus, factbook(tmp_path))
    assert [c.figure for c in proposal.changes] == ["gdp"]
    assert proposal.left == (f"{FILE}: {reason}",)


def test_a_figure_in_the_dollars_of_another_year_is_left_to_a_person(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path, {REPORT: lambda record: record["figures"]["gdp"].update(unit="USD (PPP, 2017 dollars)")})
    (line,) = propose(corpus, factbook(tmp_path)).left
    assert "gdp is in 2021 dollars there" in line


def test_a_country_or_figure_that_the_factbook_lacks_is_named(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    assert propose(corpus, factbook(tmp_path / "a", name="ch")).left == (f"{FILE}: the Factbook folder has no file for KE",)
    left = propose(corpus, factbook(tmp_path / "b", {**KENYA, "Economy": {}})).left
    assert left == (f"{FILE}: the Factbook file gives no gdp",)


def test_a_folder_without_factbook_files_is_refused(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        propose(corpus, tmp_path / "none")
    with pytest.raises(InputError, match="holds no JSON"):
        propose(corpus, corpus)
    broken = factbook(tmp_path)
    (broken / "africa" / "ke.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="no Factbook file"):
        propose(corpus, broken)


@pytest.mark.parametrize(
    ("section", "field", "entry", "figure", "reading"),
    [
        ("Economy", "Exports", {"Exports 2022": {"text": "$9 (2022)"}, "Exports 2023": {"text": "$1.2 trillion (2023 est.)"}},
         "exports", Reading(Decimal(1200000000000), 2023)),
        ("Communications", "Internet users", {"percent of population": {"text": "78.5% (2023 est.)"}},
         "internet_users", Reading(Decimal("78.5"), 2023)),
        ("People and Society", "Median age", {"total": {"text": "33.5 years (2025 est.)"}},
         "median_age", Reading(Decimal("33.5"), 2025)),
        ("Economy", "GDP (official exchange rate)", {"text": "$476.388 billion (2024 est.)"},
         "gdp_official", Reading(Decimal(476388000000), 2024)),
    ],
)  # fmt: skip
def test_each_way_in_which_the_factbook_writes_a_figure_is_read(
    tmp_path: Path, section: str, field: str, entry: object, figure: str, reading: Reading
) -> None:
    path = tmp_path / "xx.json"
    path.write_text(json.dumps({section: {field: entry}}), encoding="utf-8")
    assert read_country(path) == {figure: reading}


def test_a_figure_without_year_or_number_is_no_figure(tmp_path: Path) -> None:
    path = tmp_path / "xx.json"
    path.write_text(
        json.dumps({"People and Society": {"Population": {"text": "no indigenous inhabitants (2025)"}}}), encoding="utf-8"
    )
    assert read_country(path) == {}


@pytest.mark.skipif(not (SHARED / "factbook").is_dir(), reason="the Factbook of the shared data folder is not here")
def test_the_reports_of_the_project_give_the_figures_of_the_factbook_that_they_were_written_from() -> None:
    proposal = propose(ROOT / "corpus", SHARED / "factbook")
    assert [change for change in proposal.changes if change.old_year == change.new_year] == []
    assert [line for line in proposal.left if "edit the unit" in line or "no file for" in line] == []
