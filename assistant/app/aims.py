"""Readers of what a question aims at: learned from ``corpus/aims``, the ways of asking and the stories, kept beside the corpus's
vectors.

``aims/<kind>.yaml`` has a list of questions per language; each is of one of these kinds. The kind ``rule`` also takes one way
of asking for each part of the knowledge base and every other story: who tells a long story is not up to something.
``aims/<apart>/<kind>.yaml`` is of a kind that goes with any of those: it is told from all of them. For an encoder of which no
readers are kept there are none: word lists alone decide.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.aims import NO_AIMS, Aims, learn
from assistant.answering.phrasing import BUCKETS, Phrasing, learn_phrasing
from assistant.app.teaching import encoded, ways_of_asking
from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.indexing.vectors import vectors_folder
from assistant.ports import Encoder, Progress

RULE = "rule"
"""The kind of ordinary questions, to which whatever the knowledge base answers belongs."""
LEANING = "leaning"
"""The kind of follow-ups."""


@dataclass(frozen=True, slots=True)
class Example:
    kind: str
    language: str
    text: str
    apart: bool = False
    """Of a kind that goes with any of the others."""


def examples(corpus: Path) -> list[Example]:
    """All examples, the written ones first.

    Raises:
        CorpusError: a file is not lists of texts by language.
    """
    return [*_written(corpus / "aims"), *_asked(corpus, "asks"), *_told(corpus)]


def _written(folder: Path) -> Iterator[Example]:
    for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*/*.yaml"))):
        for language, texts in _lists(path).items():
            yield from (Example(path.stem, language, text, path.parent != folder) for text in texts)


def _told(corpus: Path) -> Iterator[Example]:
    """Every other story."""
    yield from (Example(RULE, language, text) for _, language, text in ways_of_asking(corpus, "stories")[::2])


def _asked(corpus: Path, kind: str) -> Iterator[Example]:
    """One way for each part, the languages taking turns."""
    turn = cycle(range(60))
    for _, part in groupby(ways_of_asking(corpus, kind), key=itemgetter(0)):
        ways = list(part)
        _, language, way = ways[next(turn) % len(ways)]
        yield Example(RULE, language, way)


def _lists(path: Path) -> dict[str, list[str]]:
    found = read_yaml(path)
    if not isinstance(found, dict) or not all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in found.values()
    ):
        raise CorpusError(f"{path.name} is not lists of questions by language")
    return found


def digest(corpus: Path) -> str:
    """Changes whenever what is learned from does."""
    told = "\n".join(f"{one.kind}\t{one.language}\t{one.text}" for one in examples(corpus))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def load_aims(corpus: Path, encoder: str) -> Aims:
    """The readers kept for an encoder; none where there are none."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return NO_AIMS
    with np.load(path) as kept:
        return Aims(tuple(kept["kinds"].tolist()), kept["readers"].astype(np.float32), _kept_phrasing(kept))


def kept_digest(corpus: Path, encoder: str) -> str | None:
    """Of what the kept readers were learned from; None where there are none."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return str(kept["digest"])


def write_aims(corpus: Path, encoder: Encoder, cache: Path, told: Progress) -> bool:
    """Learn anew and keep the readers; False where they are those of today's examples already. ``cache``: where vectors stay,
    so that learning again encodes only what is new."""
    now = digest(corpus)
    found = examples(corpus)
    if not found or kept_digest(corpus, encoder.name) == now:
        return False
    vectors = encoded([(one.language, one.text) for one in found], encoder, cache, told)
    own, apart = np.array([one.kind for one in found]), np.array([one.apart for one in found])
    aims = learn({kind: vectors[own == kind] for kind in sorted({one.kind for one in found if not one.apart})})
    for kind in sorted({one.kind for one in found if one.apart}):
        alone = learn({kind: vectors[own == kind], "": vectors[~apart]})
        aims = Aims((*aims.kinds, kind), np.concatenate([aims.readers, alone.readers[:1]]))
    mutual = [one for one in found if not one.apart]
    phrasing = learn_phrasing([(one.language, one.text) for one in mutual], [one.kind for one in mutual])
    path = _path(corpus, encoder.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"kinds": np.array(aims.kinds), "readers": aims.readers.astype(np.float16), "digest": np.array(now)}
    np.savez_compressed(path, **kept, **_to_keep(phrasing))  # type: ignore[arg-type]
    return True


def _to_keep(phrasing: Phrasing) -> dict[str, npt.NDArray[Any]]:
    """Sparse: where a weight stands, as the distance from the one before, and how many steps it is."""
    flat = phrasing.weights.ravel()
    step = max(float(np.abs(flat).max(initial=0.0)), 1e-9) / 127
    steps = np.round(flat / step).astype(np.int8)
    (at,) = np.nonzero(steps)
    return {
        "phrased": np.array(phrasing.kinds),
        "gaps": np.diff(at, prepend=0).astype(np.uint32),
        "steps": steps[at],
        "step": np.array(step),
        "constant": phrasing.constant,
    }


def _kept_phrasing(kept: Mapping[str, npt.NDArray[Any]]) -> Phrasing:
    kinds = tuple(kept["phrased"].tolist())
    weights = np.zeros(2 * BUCKETS * len(kinds), np.float32)
    weights[np.cumsum(kept["gaps"].astype(np.int64))] = kept["steps"] * float(kept["step"])
    return Phrasing(kinds, weights.reshape(2 * BUCKETS, len(kinds)), kept["constant"])


def _path(corpus: Path, encoder: str) -> Path:
    return vectors_folder(corpus, f"{encoder}-aims") / "readers.npz"
