"""Readers of which side of the catalogue is looked for: learned from ``corpus/wishes``, kept beside the corpus's vectors.

For an encoder of which no readers are kept a word of offering alone tells.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answering.aims import Aims, learn
from assistant.answering.phrasing import Phrasing, learn_phrasing
from assistant.app.readers import keep_readers, kept_digest, kept_readers
from assistant.app.teaching import encoded
from assistant.catalogue.side import SideReader
from assistant.catalogue.weights import SideWeights
from assistant.indexing.vectors import vectors_folder
from assistant.indexing.written import WrittenWish, wishes
from assistant.ports import Encoder, Progress

NEED = "need"
KEPT = 12_000
"""Weights of wordings kept; of ten profiles in a hundred left out, 30,000 tell the side hardly better."""


def digest(corpus: Path) -> str:
    """Changes whenever what is learned from does."""
    told = "\n".join(f"{wish.side}\t{wish.language}\t{wish.text}" for wish in wishes(corpus))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def load_sides(corpus: Path, encoder: str) -> Aims:
    """The readers kept for an encoder, of the kinds ``need`` and ``offer``; none where there are none."""
    return kept_readers(sides_path(corpus, encoder))


def write_sides(corpus: Path, encoder: Encoder, cache: Path, told: Progress) -> bool:
    """Learn anew and keep the readers; False where they are those of today's wishes already. ``cache``: where vectors stay."""
    found = list(wishes(corpus))
    now, path = digest(corpus), sides_path(corpus, encoder.name)
    if not found or kept_digest(path) == now:
        return False
    keep_readers(path, learn_sides(found, encoded([(wish.language, wish.text) for wish in found], encoder, cache, told)), now)
    return True


def side_reader(weights: SideWeights, takes: Callable[[str, str], bool], readers: Aims) -> SideReader:
    """The step, with these readers; without any where there are none."""
    if NEED not in readers.kinds:
        return SideReader(weights, takes)
    return SideReader(
        weights,
        takes,
        lambda vector: readers.of(vector)[NEED],
        lambda text, language: readers.phrasing.of(text, language).get(NEED, 0.5),
    )


def learn_sides(found: list[WrittenWish], vectors: "np.ndarray[tuple[int, int], np.dtype[np.float32]]") -> Aims:
    """``vectors``: of the texts of ``found``, shape (n, dimensions)."""
    own = np.array([wish.side for wish in found])
    aims = learn({kind: vectors[own == kind] for kind in sorted(set(own.tolist()))})
    phrasing = learn_phrasing([(wish.language, wish.text) for wish in found], [wish.side for wish in found], KEPT)
    return replace(aims, phrasing=_one_sided(phrasing))


def _one_sided(phrasing: Phrasing) -> Phrasing:
    """The same probabilities from the weights of the first of two kinds alone."""
    if len(phrasing.kinds) != 2:
        return phrasing
    weights, constant = phrasing.weights.copy(), phrasing.constant.copy()
    for values in (weights.T, constant):
        values[0] -= values[1]
        values[1] = 0
    return replace(phrasing, weights=weights, constant=constant)


def sides_path(corpus: Path, encoder: str) -> Path:
    """Where the readers of an encoder are kept."""
    return vectors_folder(corpus, f"{encoder}-aims") / "sides.npz"
