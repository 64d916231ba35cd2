"""A question that names a matter beside the field is answered only by what speaks of it."""

from collections import defaultdict
from dataclasses import replace

import pytest

from assistant.answering.glossary import Concept
from assistant.answering.matters import NO_MATTERS, Matters
from assistant.app.knowledge import read_matters
from assistant.app.teaching import ways_of_asking
from assistant.domain import Passage
from assistant.indexing.checks.corpus import read_corpus
from assistant.indexing.corpus import document_of
from assistant.indexing.records import LANGUAGES, Record
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"


@pytest.fixture(scope="module")
def matters() -> Matters:
    return Matters(read_matters(CORPUS))


@pytest.mark.parametrize(
    ("language", "text", "matter"),
    [
        ("en", "we pay royalties to Jeddah, and what zakat is due on the branch", "zakat"),
        ("zh", "商标续展要提前多久办", "trademark-renewal"),
        ("ru", "какая минимальная зарплата в Казахстане", "minimum-wage"),
        ("sr", "колика је минимална зарада у Србији", "minimum-wage"),
        ("fr", "il faut un certificat halal pour exporter ?", "halal-certificate"),
    ],
)
def test_a_matter_is_found_by_its_words(matters: Matters, language: str, text: str, matter: str) -> None:
    assert matter in matters.of(text, language)


def test_only_what_does_not_speak_of_it_leaves_it_unspoken() -> None:
    own = Matters([Concept("zakat", {"en": ["zakat"]})])
    asked = own.of("is zakat due", "en")
    told = Passage("tax#zakat@en", "tax", "tax#zakat", "en", "Foreign owners pay income tax instead of zakat.", "art. 1")
    silent = replace(told, text="Royalties bear fifteen per cent.")
    assert not own.unspoken(asked, told)
    assert own.unspoken(asked, silent)
    assert not own.unspoken(frozenset(), silent)
    assert NO_MATTERS.of("is zakat due", "en") == frozenset()


def test_every_matter_stands_in_most_languages_and_once() -> None:
    found = list(read_matters(CORPUS))
    assert len({one.id for one in found}) == len(found) > 350
    assert [one.id for one in found if len(set(one.terms) & set(LANGUAGES)) < 6] == []


def test_no_way_of_asking_for_what_is_known_names_a_matter_that_it_does_not_speak_of(matters: Matters) -> None:
    spoken: dict[str, set[str]] = defaultdict(set)
    for name, record in read_corpus(CORPUS)[0].records.items():
        if isinstance(record, Record):
            for passage in document_of(record, name).passages:
                spoken[passage.group] |= matters.of(passage.searchable, passage.language)
    wrong = [
        (group, language, text, found - spoken[group])
        for kind in ("asks", "stories", "twins")
        for group, language, text in ways_of_asking(CORPUS, kind)
        if not (found := matters.of(text, language)) <= spoken[group]
    ]
    assert wrong == []
