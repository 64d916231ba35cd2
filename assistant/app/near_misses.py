"""What tells an answered question from one that only lies near: learned from ``corpus/near`` and ``corpus/twins``, kept beside
the corpus's vectors.

Both have the form of ``corpus/asks``. In ``near`` stand questions that lie near a part and are not answered anywhere, in
``twins`` ones as like them as can be that the part answers. For an encoder of which nothing is kept nothing is told.
"""

import hashlib
from pathlib import Path

import numpy as np

from assistant.answering.answerability import NO_ANSWERABILITY, Answerability, learn_answerability
from assistant.answering.centroids import Centroids
from assistant.app.teaching import encoded, ways_of_asking
from assistant.indexing.vectors import vectors_folder
from assistant.ports import Encoder, Progress


def load_answerability(corpus: Path, encoder: str) -> Answerability:
    """The reader kept for an encoder; one that tells nothing where there is none."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return NO_ANSWERABILITY
    with np.load(path) as kept:
        return Answerability(kept["reader"].astype(np.float32))


def near_digest(corpus: Path) -> str:
    """Changes whenever a near miss or a twin does."""
    told = "\n".join("\t".join((kind, *row)) for kind in ("near", "twins") for row in ways_of_asking(corpus, kind))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def kept_near_digest(corpus: Path, encoder: str) -> str | None:
    """Of what the kept reader was learned from; None where there is none."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return str(kept["digest"])


def write_answerability(corpus: Path, encoder: Encoder, asks: Centroids, cache: Path, told: Progress) -> bool:
    """Learn anew and keep the reader; False where it is that of today's questions already. ``asks``: the means of the ways of
    asking; ``cache``: where vectors stay, so that learning again encodes only what is new."""
    now = near_digest(corpus)
    missed, answered = ways_of_asking(corpus, "near"), ways_of_asking(corpus, "twins")
    if not (missed and answered) or kept_near_digest(corpus, encoder.name) == now:
        return False
    rows = [(way, False) for way in missed] + [(way, True) for way in answered]
    vectors = encoded([(language, text) for (_, language, text), _ in rows], encoder, cache, told)
    ways = [asks.vector(group) for (group, _, _), _ in rows]
    known = [n for n, own in enumerate(ways) if own is not None]
    learned = learn_answerability(vectors[known], np.stack([own for own in ways if own is not None]), [rows[n][1] for n in known])
    path = _path(corpus, encoder.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, reader=learned.reader.astype(np.float16), digest=np.array(now))
    return True


def _path(corpus: Path, encoder: str) -> Path:
    return vectors_folder(corpus, f"{encoder}-aims") / "answerability.npz"
