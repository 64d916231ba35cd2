"""Codes that no list knows: countries, regions, sectors, IPC, NACE."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.indexing.check import check_corpus
from assistant.indexing.checks.codes import iso_countries
from tests.fakes.small_corpus import TODAY, checked, write_corpus


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("policies/cn-new-law", {"jurisdiction": "CN-QQ"}, "'CN-QQ' is no country or place"),
        ("policies/cn-new-law", {"jurisdiction": "XK"}, "'XK' is no country or place"),
        ("procedures/cn-filing", {"jurisdiction": "UK"}, "'UK' is no country or place"),
        ("countries/country-ke", {"code": "KX"}, "'KX' is no country or place"),
        ("organisations/centre", {"covers": ["KE", "TZ", "ZZ"]}, "'ZZ' is no country or place"),
        ("events/fair", {"country": "EU"}, "'EU' is no country or place"),
        ("catalogue/offer", {"target_countries": ["QQ"]}, "'QQ' is no country or place"),
        ("catalogue/offer", {"excluded_countries": ["AB"]}, "'AB' is no country or place"),
        ("catalogue/offer", {"region": "CN-SC"}, "the region 'CN-SC' does not lie in MA"),
        ("catalogue/offer", {"sectors": ["agriculture", "alchemy"]}, "'alchemy' is no sector"),
        ("catalogue/offer", {"ipc": ["B05B 1/00", "B10B 1/00"]}, "'B10B 1/00' is no class of the IPC"),
        ("catalogue/offer", {"nace": ["A01", "C34.11"]}, "'C34.11' is no division of NACE"),
        ("catalogue/offer", {"nace": ["A28"]}, "'A28' is no division of NACE"),
    ],
)
def test_an_unknown_code_is_an_error(tmp_path: Path, name: str, change: dict[str, Any], problem: str) -> None:
    assert f"{name}: {problem}" in checked(tmp_path, name, lambda record: record.update(change)).errors


def test_an_unknown_country_of_a_statement_is_an_error(tmp_path: Path) -> None:
    findings = checked(tmp_path, "policies/cn-new-law", lambda record: record["statements"][0].update(country="YU"))
    assert findings.errors == ("policies/cn-new-law: 'YU' is no country or place",)


def test_the_lists_must_know_each_other(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    path = corpus / "codes" / "sectors.yaml"
    sectors = yaml.safe_load(path.read_text(encoding="utf-8"))
    sectors["sectors"][0].update(near=["alchemy"], nace=["B33"])
    path.write_text(yaml.dump(sectors), encoding="utf-8")
    (corpus / "codes" / "gec.yaml").write_text("gec: {QQ: qq}", encoding="utf-8")
    assert check_corpus(corpus, TODAY).errors == (
        "codes/sectors: 'alchemy' of agriculture is no sector",
        "codes/sectors: 'B33' of agriculture is no division of NACE",
        "codes/gec: 'QQ' is no country",
    )


def test_the_countries_are_those_of_iso_3166() -> None:
    assert len(iso_countries()) == 249
    assert {"CN", "SS", "BQ"} <= iso_countries()
    assert not {"EU", "XK", "ZZ", "UN"} & iso_countries()
