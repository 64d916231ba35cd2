"""The query adapter of an encoder: learned from the ways of asking and from longer stories by ``assistant teach``, kept beside
the corpus's vectors.

It is a model of the knowledge base at the time, no copy of it: a statement that came later is ranked without it until it is
taught anew. For an encoder of which none is kept there is none.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.query_adapter import NO_ADAPTER, QueryAdapter, teach
from assistant.answering.wordings import NO_WORDINGS, Wordings, learn_wordings
from assistant.files import read_yaml
from assistant.indexing.vectors import vectors_folder
from assistant.ports import Encoder, Progress, Vectors

TOLD = ("stories", "twins")
"""Folders of longer and freer questions."""
OFTEN = 3
"""How often one of those counts beside a way of asking, of which there are many more; on the development half 3 finds more than
1."""


def load_adapter(corpus: Path, encoder: str) -> QueryAdapter:
    """The adapter kept for an encoder; one that changes nothing where none is kept."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return NO_ADAPTER
    with np.load(path) as kept:
        down, up = unrounded(kept, "down"), unrounded(kept, "up")
        return QueryAdapter(down, np.ascontiguousarray(up.T), frozenset(kept["groups"].tolist()))


def load_wordings(corpus: Path, encoder: str) -> Wordings:
    """The wordings kept with the adapter for an encoder; none where none are kept."""
    path = _path(corpus, encoder)
    if not path.is_file():
        return NO_WORDINGS
    with np.load(path) as kept:
        middles, basis = unrounded(kept, "middles"), unrounded(kept, "basis")
        return Wordings(tuple(kept["groups"].tolist()), kept["starts"].tolist(), middles, kept["mean"], basis)


def write_adapter(
    corpus: Path, encoder: Encoder, versions: Mapping[str, Mapping[str, Vectors]], cache: Path, told: Progress
) -> QueryAdapter:
    """Learn the adapter and the wordings and keep them; nothing where no statement has ways of asking.

    ``versions``: language -> group -> vector; ``cache``: where vectors of ways of asking stay, so that teaching again encodes
    only what is new.
    """
    freer = [way for kind in TOLD for way in ways_of_asking(corpus, kind)]
    ways = [*ways_of_asking(corpus), *OFTEN * freer]
    questions = encoded([(language, text) for _, language, text in ways], encoder, cache, told)
    learned = teach(questions, [group for group, _, _ in ways], versions, lambda done, all_: told("teach", done, all_))
    if not learned.groups:
        return NO_ADAPTER
    taught = [n for n, (group, _, _) in enumerate(ways) if group in learned.groups]
    turned = np.stack([learned.of(questions[n]) for n in taught])
    path = _path(corpus, encoder.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, learned, learn_wordings(turned, [ways[n][0] for n in taught]))
    return load_adapter(corpus, encoder.name)


def _write(path: Path, adapter: QueryAdapter, wordings: Wordings) -> None:
    """Both know the same groups."""
    kept = {"groups": np.array(sorted(adapter.groups)), "starts": np.array(wordings.starts, np.int32), "mean": wordings.mean}
    large = {"down": adapter.down, "up": adapter.up.T, "middles": wordings.middles, "basis": wordings.basis}
    for name, rows in large.items():
        kept |= rounded(name, rows)
    np.savez_compressed(path, **kept)  # type: ignore[arg-type]


def ways_of_asking(corpus: Path, kind: str = "asks") -> list[tuple[str, str, str]]:
    """(group, language, text) of every way of asking in ``corpus/asks``, or of every story in ``corpus/stories``."""
    return [
        (f"{path.stem}#{part}", language, text)
        for path in sorted((corpus / kind).glob("*.yaml"))
        for part, own in read_yaml(path).items()
        for language, texts in own.items()
        for text in texts
    ]


def encoded(texts: Sequence[tuple[str, str]], encoder: Encoder, cache: Path, told: Progress) -> Vectors:
    """A row per (language, text). ``cache``: a file of vectors that are known already, and stay."""
    keys = [hashlib.sha256(f"{encoder.name}\n{language}\n{text}".encode()).hexdigest()[:24] for language, text in texts]
    kept: dict[str, Vectors] = {}
    if cache.is_file():
        with np.load(cache) as found:
            kept = dict(zip(found["keys"].tolist(), found["vectors"].astype(np.float32), strict=True))
    missing = list({key: n for n, key in enumerate(keys) if key not in kept}.values())
    for done, n in enumerate(missing, 1):
        language, text = texts[n]
        kept[keys[n]] = encoder.query(text, language)
        told("encode", done, len(missing))
    vectors = np.stack([kept[key] for key in keys]) if keys else np.empty((0, encoder.dimensions), np.float32)
    if missing:
        np.savez(cache, keys=np.array(list(kept)), vectors=np.stack(list(kept.values())).astype(np.float16))
    return vectors


def rounded(name: str, rows: Vectors) -> dict[str, npt.NDArray[Any]]:
    """Whole numbers of a byte, and the step of each row, by the names under which they are kept."""
    step = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    return {name: np.round(rows / step[:, None]).astype(np.int8), f"{name}_step": step.astype(np.float32)}


def unrounded(kept: Mapping[str, npt.NDArray[Any]], name: str) -> Vectors:
    """What ``rounded`` was given, about."""
    return np.asarray(kept[name].astype(np.float32) * kept[f"{name}_step"][:, None], np.float32)


def _path(corpus: Path, encoder: str) -> Path:
    return vectors_folder(corpus, f"{encoder}-adapter") / "adapter.npz"
