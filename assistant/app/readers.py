"""The file in which learned readers are kept beside the corpus's vectors, with the digest of what they were learned from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.aims import NO_AIMS, Aims
from assistant.answering.phrasing import BUCKETS, Phrasing


def kept_readers(path: Path) -> Aims:
    """None where there is no file."""
    if not path.is_file():
        return NO_AIMS
    with np.load(path) as kept:
        return Aims(tuple(kept["kinds"].tolist()), kept["readers"].astype(np.float32), _kept_phrasing(kept))


def kept_digest(path: Path) -> str | None:
    """Of what the kept readers were learned from; None where there are none."""
    if not path.is_file():
        return None
    with np.load(path) as kept:
        return str(kept["digest"])


def keep_readers(path: Path, aims: Aims, digest: str) -> None:
    """Those of the vector rounded to half precision, those of the wording to a byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"kinds": np.array(aims.kinds), "readers": aims.readers.astype(np.float16), "digest": np.array(digest)}
    np.savez_compressed(path, **kept, **_to_keep(aims.phrasing))  # type: ignore[arg-type]


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
