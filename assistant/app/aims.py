"""Readers of what a question aims at: learned from ``corpus/aims``, the ways of asking and the stories, kept beside the corpus's
vectors.

``aims/<kind>.yaml`` has a list of questions per language; each is of one of these kinds. The kind ``rule`` also takes one way
of asking for each part of the knowledge base and every other story: who tells a long story is not up to something.
``aims/<apart>/<kind>.yaml`` is of a kind that goes with any of those: it is told from all of them. For an encoder of which no
readers are kept there are none: word lists alone decide.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from assistant.answering.aims import Aims, learn
from assistant.answering.phrasing import learn_phrasing
from assistant.app.readers import keep_readers, kept_digest, kept_readers
from assistant.app.teaching import encoded, ways_of_asking
from assistant.indexing.vectors import vectors_folder
from assistant.indexing.written import texts_by_language, wishes
from assistant.ports import Encoder, Progress

RULE = "rule"
"""The kind of ordinary questions, to which whatever the knowledge base answers belongs."""
WISH = "wish"
"""The kind of what visitors write who look for a profile: ``corpus/wishes``."""
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
    return [*_written(corpus / "aims"), *_asked(corpus, "asks"), *_told(corpus), *_wished(corpus)]


def _written(folder: Path) -> Iterator[Example]:
    for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*/*.yaml"))):
        for language, texts in texts_by_language(path).items():
            yield from (Example(path.stem, language, text, path.parent != folder) for text in texts)


def _told(corpus: Path) -> Iterator[Example]:
    """Every other story."""
    yield from (Example(RULE, language, text) for _, language, text in ways_of_asking(corpus, "stories")[::2])


def _wished(corpus: Path) -> Iterator[Example]:
    """Apart from the others, of which those are few who look for a partner: the many would push them all."""
    yield from (Example(WISH, wish.language, wish.text, True) for wish in wishes(corpus))


def _asked(corpus: Path, kind: str) -> Iterator[Example]:
    """One way for each part, the languages taking turns."""
    turn = cycle(range(60))
    for _, part in groupby(ways_of_asking(corpus, kind), key=itemgetter(0)):
        ways = list(part)
        _, language, way = ways[next(turn) % len(ways)]
        yield Example(RULE, language, way)


def digest(corpus: Path) -> str:
    """Changes whenever what is learned from does."""
    told = "\n".join(f"{one.kind}\t{one.language}\t{one.text}" for one in examples(corpus))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def load_aims(corpus: Path, encoder: str) -> Aims:
    """The readers kept for an encoder; none where there are none."""
    return kept_readers(aims_path(corpus, encoder))


def write_aims(corpus: Path, encoder: Encoder, cache: Path, told: Progress) -> bool:
    """Learn anew and keep the readers; False where they are those of today's examples already. ``cache``: where vectors stay,
    so that learning again encodes only what is new."""
    now = digest(corpus)
    found = examples(corpus)
    path = aims_path(corpus, encoder.name)
    if not found or kept_digest(path) == now:
        return False
    vectors = encoded([(one.language, one.text) for one in found], encoder, cache, told)
    own, apart = np.array([one.kind for one in found]), np.array([one.apart for one in found])
    aims = learn({kind: vectors[own == kind] for kind in sorted({one.kind for one in found if not one.apart})})
    for kind in sorted({one.kind for one in found if one.apart}):
        alone = learn({kind: vectors[own == kind], "": vectors[~apart]})
        aims = Aims((*aims.kinds, kind), np.concatenate([aims.readers, alone.readers[:1]]))
    mutual = [one for one in found if not one.apart]
    phrasing = learn_phrasing([(one.language, one.text) for one in mutual], [one.kind for one in mutual])
    keep_readers(path, replace(aims, phrasing=phrasing), now)
    return True


def aims_path(corpus: Path, encoder: str) -> Path:
    """Where the readers of an encoder are kept."""
    return vectors_folder(corpus, f"{encoder}-aims") / "readers.npz"
