"""Vectors of the built-in corpus, kept in the repository so that a first start encodes nothing.

One file per record, keyed by what was encoded and by which encoder: a changed record rewrites one small file. A row is
``key`` (16 hex digits), ``step`` and the vector as whole numbers of five bits, packed: ``vector ≈ step · (number − 16)``,
which keeps at least .99 of its direction; components beyond the range are cut.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.domain import Passage
from assistant.ports import Vectors

KEY_DIGITS = 16
_BITS = 5
_STEPS = (0.15, 0.18, 0.21, 0.25, 0.3, 0.36, 0.43, 0.52)
"""Of the standard deviation of a vector's components; a vector takes the one that loses least of it."""
_MIDDLE = 1 << (_BITS - 1)
_PLACES = 1 << np.arange(_BITS - 1, -1, -1)


def text_hash(passage: Passage) -> str:
    """Key of what an encoder is given for a passage."""
    return hashlib.sha256(f"{passage.language}\n{passage.searchable}".encode()).hexdigest()[: 2 * KEY_DIGITS]


def _rounded(vector: Vectors) -> tuple[float, npt.NDArray[np.int16]]:
    """Step and whole numbers: few large components want a long step, even ones a short step."""
    deviation = float(np.std(vector))
    tries = [(s * deviation, np.clip(np.round(vector / (s * deviation)), -_MIDDLE, _MIDDLE - 1)) for s in _STEPS]
    step, whole = min(tries, key=lambda tried: float(np.square(vector - tried[0] * tried[1]).sum()))
    return step, whole.astype(np.int16)


def _packed(numbers: npt.NDArray[np.int16]) -> npt.NDArray[np.uint8]:
    """Numbers from -16 to 15, five bits each."""
    return np.packbits(((numbers[:, None] + _MIDDLE) & _PLACES) > 0)


def _unpacked(packed: npt.NDArray[np.uint8]) -> Vectors:
    bits = np.unpackbits(packed)
    bits = bits[: len(bits) // _BITS * _BITS]
    return (bits.reshape(-1, _BITS) @ _PLACES - _MIDDLE).astype(np.float32)


def vectors_folder(corpus: Path, encoder: str) -> Path:
    """Where what an encoder computed is kept beside the corpus."""
    return corpus / "vectors" / re.sub(r"[^a-z0-9.]+", "-", encoder.lower())


class ShippedVectors:
    """The folder ``corpus/vectors/<encoder>/``."""

    def __init__(self, corpus: Path, encoder: str) -> None:
        self._folder = vectors_folder(corpus, encoder)

    def read(self, record: str, wanted: Iterable[str]) -> dict[str, Vectors]:
        """Vectors of the ``wanted`` text hashes that are kept for ``record``; unit length restored."""
        path = self._path(record)
        if not path.is_file():
            return {}
        rows = np.load(path)
        by_key = {key.decode(): n for n, key in enumerate(rows["key"])}
        found: dict[str, Vectors] = {}
        for full in wanted:
            n = by_key.get(full[:KEY_DIGITS])
            if n is not None:
                vector = _unpacked(rows["vector"][n]) * rows["step"][n]
                found[full] = vector / np.linalg.norm(vector)
        return found

    def write(self, record: str, vectors: Mapping[str, Vectors]) -> bool:
        """Keep exactly ``vectors`` for ``record``; False where the file already held just these keys."""
        path = self._path(record)
        keys = sorted(vectors)
        if path.is_file():
            kept = np.load(path)["key"]
            if [key.decode() for key in kept] == [key[:KEY_DIGITS] for key in keys]:
                return False
        if not keys:
            path.unlink(missing_ok=True)
            return False
        dimensions = len(vectors[keys[0]])
        packed = (dimensions * _BITS + 7) // 8
        rows = np.zeros(len(keys), [("key", f"S{KEY_DIGITS}"), ("step", "f4"), ("vector", "u1", (packed,))])
        for n, key in enumerate(keys):
            step, whole = _rounded(vectors[key])
            rows[n] = (key[:KEY_DIGITS].encode(), step, _packed(whole))
        self._folder.mkdir(parents=True, exist_ok=True)
        np.save(path, rows)
        return True

    def prune(self, records: Iterable[str]) -> None:
        """Remove files of records that are no more."""
        known = {self._path(record).name for record in records}
        for path in self._folder.glob("*.npy"):
            if path.name not in known:
                path.unlink()

    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self._folder.glob("*.npy"))

    def _path(self, record: str) -> Path:
        return self._folder / f"{record}.npy"
