"""The vectors kept beside the corpus are those that the encoder would make."""

import random
from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np
import pytest
import yaml

from assistant.adapters.embedded import FusedEncoder
from assistant.domain import Passage
from assistant.files import read_yaml
from assistant.indexing.corpus import document_of
from assistant.indexing.encoding import submit
from assistant.indexing.records import SCHEMAS, Asks
from assistant.indexing.vectors import ShippedVectors, text_hash
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
FOLDER = CORPUS / "vectors"
SAMPLE = 16
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="corpus/vectors is not there yet: run `assistant vectors`")


Row = tuple[str, Passage, Vectors | None]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """(where, passage, vector kept) of every passage of the corpus."""
    shipped = ShippedVectors(CORPUS, FusedEncoder.name)
    found: list[Row] = []
    for folder, schema in SCHEMAS.items():
        for path in sorted((CORPUS / folder).glob("*.yaml")):
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            ways = CORPUS / "asks" / path.name
            asks = Asks.model_validate(read_yaml(ways)) if ways.is_file() else None
            document = document_of(schema.model_validate(raw), f"{folder}/{path.name}", asks)
            kept = shipped.read(document.source.id, [text_hash(p) for p in document.passages])
            found += [(p.id, p, kept.get(text_hash(p))) for p in document.passages]
    return found


def test_every_passage_of_the_corpus_has_a_vector(rows: list[Row]) -> None:
    missing = [where for where, _, vector in rows if vector is None]
    assert missing == [], f"{len(missing)} passages have none: run `assistant vectors`"


def test_a_sample_computed_anew_is_the_same(rows: list[Row]) -> None:
    sample = random.Random(7).sample([row for row in rows if row[2] is not None], SAMPLE)
    fresh = submit(_Here(), [row[1] for row in sample]).result()
    kept = np.stack([row[2] for row in sample if row[2] is not None])
    cosines = (fresh * kept).sum(axis=1)
    assert float(cosines.min()) >= 0.99


class _Here:
    """The encoder in this process, as the pool is asked."""

    def __init__(self) -> None:
        self._encoder = FusedEncoder()
        self.name = self._encoder.name

    def submit(self, texts: Sequence[str], languages: Sequence[str]) -> Future[Vectors]:
        coming: Future[Vectors] = Future()
        coming.set_result(self._encoder.passages(texts, languages))
        return coming


def test_no_vectors_of_records_or_encoders_of_the_past_are_kept(rows: list[Row]) -> None:
    records = {where.partition("#")[0] for where, *_ in rows}
    profiles = {path.stem for path in (CORPUS / "catalogue").glob("*.yaml")}
    kept = {folder.name: {path.stem for path in folder.glob("*.vectors")} for folder in FOLDER.iterdir()}
    assert len(kept) == 4
    assert records in kept.values()
    assert any(stems <= profiles and stems for stems in kept.values())


def test_all_of_them_stay_below_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 10_000_000
