"""A rule about one class of things says nothing of another: free and restricted technology, a patent and a mark."""

import pytest

from assistant.answering.families import read_families
from assistant.app import Assistant
from assistant.files import read_yaml
from tests.conftest import ROOT

FAMILIES = read_families(read_yaml(ROOT / "prompts" / "cues" / "families.yaml"))


@pytest.mark.parametrize(
    ("asked", "told", "families"),
    [
        (("free-technology",), ("restricted-technology", "approval"), 1),
        (("free-technology",), ("restricted-technology", "free-technology"), 0),
        (("trademark", "licence"), ("patent-licence", "recordal"), 1),
        (("trademark", "patent"), ("patent-licence",), 0),
        (("trademark",), ("contract",), 0),
        (("licence",), ("patent",), 0),
        (("trademark", "vat"), ("patent", "withholding-tax"), 2),
    ],
)
def test_a_text_clashes_where_it_names_only_other_classes(asked: tuple[str, ...], told: tuple[str, ...], families: int) -> None:
    assert FAMILIES.clash(FAMILIES.of(asked), told) == families


def test_every_concept_of_a_class_is_in_the_glossary(assistant: Assistant) -> None:
    named = {concept for classes in FAMILIES.classes.values() for own in classes.values() for concept in own}
    known = {entry["id"] for path in (ROOT / "corpus" / "glossary").glob("*.yaml") for entry in read_yaml(path)["terms"]}
    assert named <= known
