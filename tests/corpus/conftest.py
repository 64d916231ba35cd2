"""The knowledge base of the project, read once for all tests of its content."""

import pytest

from assistant.indexing.checks.corpus import Corpus, read_corpus
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    found, errors = read_corpus(ROOT / "corpus")
    assert errors == []
    return found
