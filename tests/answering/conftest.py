"""How questions are read, as the program reads them: the words of ``prompts`` and ``corpus``, no model of meaning."""

import datetime as dt

import pytest
import yaml

from assistant.adapters.countries import read_finder
from assistant.adapters.languages import LanguageIdentifier
from assistant.answering.called import load_names
from assistant.answering.cues import load_cues
from assistant.answering.glossary import Concept, TermFinder
from assistant.answering.leaning import Leaning
from assistant.answering.reading import Reading
from assistant.answering.spelling import Spelling
from assistant.answering.understand import Understanding
from assistant.answering.verify import Rules, load_polarity
from assistant.app import Assistant
from assistant.app.accents import kept_accents
from tests.conftest import ROOT

CUES = ROOT / "prompts" / "cues"
TODAY = dt.date(2026, 7, 1)


@pytest.fixture(scope="session")
def understand() -> Understanding:
    finder = read_finder(CUES)
    concepts = [
        Concept(term["id"], term["terms"], tuple(term["topics"]))
        for path in sorted((ROOT / "corpus" / "glossary").glob("*.yaml"))
        for term in yaml.safe_load(path.read_text("utf-8"))["terms"]
    ]
    terms = TermFinder(c for c in concepts if not any(finder.named(word) for word in c.terms.get("en", ())))
    cues, accents = load_cues(CUES), kept_accents(ROOT / "corpus")
    names = load_names(CUES / "instruments.yaml", finder.mentions, read_finder(CUES, loosely=False).mentions)
    return Understanding(
        Spelling(LanguageIdentifier(accents).identify, lambda text: accents().restore(text)),
        Reading(finder.find, finder.mentions, cues, lambda: terms, names, lambda: TODAY),
        Leaning(cues, finder.find, lambda: terms),
        2000,
    )


@pytest.fixture(scope="session")
def rules(assistant: Assistant) -> Rules:
    """What a model's words must pass, with the words of the knowledge base as they are."""
    return Rules(
        load_polarity(CUES / "polarity.yaml"), LanguageIdentifier().identify, assistant.steps.retrieve.lexical.informative
    )
