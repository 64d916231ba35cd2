"""What tells an answered question from one that only lies near: learned by ``assistant teach`` from the ways of asking, the
stories, ``corpus/near`` and ``corpus/twins``, kept beside the corpus's vectors.

All have the form of ``corpus/asks``. In ``near`` stand questions that lie near a part and are not answered anywhere, in
``twins`` ones as like them as can be that the part answers. For an encoder of which nothing is kept nothing is told.
"""

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from assistant.answering.answerability import NO_ANSWERABILITY, Answerability, learn_answerability
from assistant.answering.centroids import Centroids
from assistant.app.teaching import TOLD, encoded, rounded, unrounded, ways_of_asking
from assistant.indexing.vectors import vectors_folder
from assistant.ports import Encoder, Progress, Vectors

NEAR, TWINS = "near", "twins"
OFTEN = 4
"""How often a near miss and its twin count beside another question."""
NEIGHBOURS = 6
"""A question is also held against one of this many statements that are asked for alike."""
ASKS = 20_000
"""Ways of asking that are taken, of which there are more than of all else."""
Way = tuple[str, str, str]
_LARGE = ("down", "up")


def load_answerability(corpus: Path, encoder: str) -> Answerability:
    """What is kept for an encoder; what tells nothing where nothing is."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return NO_ANSWERABILITY
    with np.load(path) as kept:
        down, up = unrounded(kept, "down"), unrounded(kept, "up")
        return Answerability(down, up, kept["level"], kept["out"], float(kept["constant"]))


def near_digest(corpus: Path) -> str:
    """Changes whenever a near miss or a twin does."""
    told = "\n".join("\t".join((kind, *row)) for kind in (NEAR, TWINS) for row in ways_of_asking(corpus, kind))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def kept_near_digest(corpus: Path, encoder: str) -> str | None:
    """Of what the kept network was learned from; None where there is none."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return str(kept["digest"])


def write_answerability(corpus: Path, encoder: Encoder, asks: Centroids, cache: Path, told: Progress) -> Answerability:
    """Learn it and keep it; nothing where there are no near misses. ``asks``: the means of the ways of asking; ``cache``: where
    vectors stay, so that teaching again encodes only what is new."""
    missed, twins = ways_of_asking(corpus, NEAR), ways_of_asking(corpus, TWINS)
    if not (missed and twins):
        return NO_ANSWERABILITY
    chance = np.random.default_rng(0)
    plain = ways_of_asking(corpus)
    plain = [plain[n] for n in chance.permutation(len(plain))[:ASKS]]
    freer = [way for kind in TOLD if kind != TWINS for way in ways_of_asking(corpus, kind)]
    beside = _neighbours(asks)
    answered = [*plain, *freer, *OFTEN * twins]
    others = [
        (str(chance.choice(beside[group])), language, text) for group, language, text in (*plain, *freer) if group in beside
    ]
    x, ways = _vectors([*answered, *others, *OFTEN * missed], encoder, asks, cache, told)
    wanted = np.repeat(np.array([1, 0], np.float32), [len(answered), len(others) + OFTEN * len(missed)])
    known = np.array([own is not None for own in ways])
    learned = learn_answerability(
        x[known], np.stack([own for own in ways if own is not None]), wanted[known], lambda done, all_: told("near", done, all_)
    )
    kept = {"level": learned.level, "out": learned.out, "constant": np.array(learned.constant)}
    path = _path(corpus, encoder.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    large = chain.from_iterable(rounded(name, getattr(learned, name)).items() for name in _LARGE)
    np.savez_compressed(path, digest=np.array(near_digest(corpus)), **kept, **dict(large))  # type: ignore[arg-type]
    return load_answerability(corpus, encoder.name)


def _vectors(
    questions: Sequence[Way], encoder: Encoder, asks: Centroids, cache: Path, told: Progress
) -> tuple[Vectors, list[Vectors | None]]:
    """Of each question, and of the ways of asking for the statement that it is held against."""
    x = encoded([(language, text) for _, language, text in questions], encoder, cache, told)
    return x, [asks.vector(group) for group, _, _ in questions]


def _neighbours(asks: Centroids) -> dict[str, list[str]]:
    """Group -> those that are asked for most like it."""
    found = {}
    for group in asks.groups:
        vector = asks.vector(group)
        if vector is not None:
            near = asks.nearest(asks.similarities(vector), NEIGHBOURS + 1)
            if others := [other for other in near if other != group][:NEIGHBOURS]:
                found[group] = others
    return found


def _path(corpus: Path, encoder: str) -> Path:
    return vectors_folder(corpus, f"{encoder}-adapter") / "answerability.npz"
