"""Grades of links: from their file to the store, and what is refused."""

from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.indexing.corpus import document_of
from assistant.indexing.records import SCHEMAS, Bonds
from assistant.settings import ROOT

CORPUS = ROOT / "corpus"
FILES = sorted((CORPUS / "bonds").glob("*.yaml"))


def _record_of(name: str) -> Path:
    return next(path for folder in SCHEMAS for path in (CORPUS / folder).glob(name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_grade_is_of_a_link_that_there_is(path: Path) -> None:
    bonds, record = Bonds.model_validate(read_yaml(path)), _record_of(path.name)
    name = f"{record.parent.name}/{record.name}"
    links = document_of(SCHEMAS[record.parent.name].model_validate(read_yaml(record)), name, None, bonds).links
    assert {group: dict(own.bonds) for group, own in links.items() if own.bonds} == {
        f"{path.stem}#{part}": dict(grades) for part, grades in bonds.root.items()
    }


@pytest.mark.parametrize("bonds", [{"no-such-part": {"cn-eit-law#gross-base": 2}}, {"gross-base": {"no-such#link": 1}}])
def test_a_grade_of_what_is_not_linked_is_refused(bonds: dict[str, dict[str, int]]) -> None:
    record = CORPUS / "policies" / "cn-eit-law.yaml"
    with pytest.raises(CorpusError):
        document_of(SCHEMAS["policies"].model_validate(read_yaml(record)), "policies/x", None, Bonds.model_validate(bonds))
