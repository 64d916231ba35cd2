"""The knowledge base of the project, read once for all tests of its content, and indexed once from the vectors beside it."""

from collections.abc import Iterator

import pytest

from assistant.app import Assistant
from assistant.indexing.checks.corpus import Corpus, read_corpus
from assistant.settings import Settings
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    found, errors = read_corpus(ROOT / "corpus")
    assert errors == []
    return found


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    settings = Settings(home=tmp_path_factory.mktemp("whole"), corpus=ROOT / "corpus", workers=1)
    with Assistant(settings) as assistant:
        yield assistant
