"""The vectors kept beside the corpus are those that the encoder would make."""

import random

import numpy as np
import pytest
import yaml

from assistant.adapters.embedded import FusedEncoder
from assistant.files import read_yaml
from assistant.indexing.corpus import document_of
from assistant.indexing.records import SCHEMAS, Asks
from assistant.indexing.vectors import ShippedVectors, text_hash
from assistant.ports import Vectors
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"
FOLDER = CORPUS / "vectors"
SAMPLE = 16
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="corpus/vectors is not there yet: run `assistant vectors`")


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, str, str, Vectors | None]]:
    """(where, text, language, vector kept) of every passage of the corpus."""
    shipped = ShippedVectors(CORPUS, FusedEncoder.name)
    found: list[tuple[str, str, str, Vectors | None]] = []
    for folder, schema in SCHEMAS.items():
        for path in sorted((CORPUS / folder).glob("*.yaml")):
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            ways = CORPUS / "asks" / path.name
            asks = Asks.model_validate(read_yaml(ways)) if ways.is_file() else None
            document = document_of(schema.model_validate(raw), f"{folder}/{path.name}", asks)
            kept = shipped.read(document.source.id, [text_hash(p) for p in document.passages])
            found += [(p.id, p.searchable, p.language, kept.get(text_hash(p))) for p in document.passages]
    return found


def test_every_passage_of_the_corpus_has_a_vector(rows: list[tuple[str, str, str, Vectors | None]]) -> None:
    missing = [where for where, _, _, vector in rows if vector is None]
    assert missing == [], f"{len(missing)} passages have none: run `assistant vectors`"


def test_a_sample_computed_anew_is_the_same(rows: list[tuple[str, str, str, Vectors | None]]) -> None:
    sample = random.Random(7).sample([row for row in rows if row[3] is not None], SAMPLE)
    fresh = FusedEncoder().passages([row[1] for row in sample], [row[2] for row in sample])
    kept = np.stack([row[3] for row in sample if row[3] is not None])
    cosines = (fresh * kept).sum(axis=1)
    assert float(cosines.min()) >= 0.99


def test_no_vectors_of_records_or_encoders_of_the_past_are_kept(rows: list[tuple[str, str, str, Vectors | None]]) -> None:
    records = {where.partition("#")[0] for where, *_ in rows}
    profiles = {path.stem for path in (CORPUS / "catalogue").glob("*.yaml")}
    kept = {folder.name: {path.stem for path in folder.glob("*.npy")} for folder in FOLDER.iterdir()}
    assert len(kept) == 2
    assert records in kept.values()
    assert any(stems <= profiles and stems for stems in kept.values())


def test_all_of_them_stay_below_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 10_000_000
