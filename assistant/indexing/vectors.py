"""Vectors of the built-in corpus, kept in the repository so that a first start encodes nothing.

One file per record, keyed by what was encoded and by which encoder: a changed record rewrites one small file. It begins with an
array of NumPy's format: a ``key`` of 16 hex digits for each vector. The vectors follow as whole numbers from -16 to 15, a byte
each, deflated by Huffman's code alone (few are far from 0: some 4.3 bits each), which keeps at least .99 of their direction;
components beyond the range are cut, and length 1 is given back by dividing.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.domain import Passage
from assistant.ports import Vectors

KEY_DIGITS = 16
_MOST = 16
_STEPS = (0.15, 0.18, 0.21, 0.25, 0.3, 0.36, 0.43, 0.52)
"""Of the standard deviation of a vector's components; a vector takes the one that loses least of it."""
_SUFFIX = ".vectors"


def text_hash(passage: Passage) -> str:
    """Key of what an encoder is given for a passage."""
    return hashlib.sha256(f"{passage.language}\n{passage.searchable}".encode()).hexdigest()[: 2 * KEY_DIGITS]


def _rounded(vector: Vectors) -> npt.NDArray[np.int8]:
    """Whole numbers along ``vector``: few large components want a long step, even ones a short step."""
    deviation = float(np.std(vector))
    tries = [(s * deviation, np.clip(np.round(vector / (s * deviation)), -_MOST, _MOST - 1)) for s in _STEPS]
    _, whole = min(tries, key=lambda tried: float(np.square(vector - tried[0] * tried[1]).sum()))
    return whole.astype(np.int8)


def _write(path: Path, keys: Sequence[str], numbers: npt.NDArray[np.int8]) -> None:
    code = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    with path.open("wb") as file:
        np.save(file, np.array([key.encode() for key in keys], f"S{KEY_DIGITS}"))
        file.write(code.compress(numbers.tobytes()) + code.flush())


def _read(path: Path) -> tuple[list[str], npt.NDArray[np.int8]]:
    """Keys, and numbers of shape (keys, dimensions)."""
    with path.open("rb") as file:
        keys = [key.decode() for key in np.load(file)]
        numbers = np.frombuffer(zlib.decompress(file.read(), -zlib.MAX_WBITS), np.int8)
    return keys, numbers.reshape(len(keys), -1)


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
        keys, numbers = _read(path)
        by_key = {key: n for n, key in enumerate(keys)}
        found: dict[str, Vectors] = {}
        for full in wanted:
            n = by_key.get(full[:KEY_DIGITS])
            if n is not None:
                vector = numbers[n].astype(np.float32)
                found[full] = vector / np.linalg.norm(vector)
        return found

    def write(self, record: str, vectors: Mapping[str, Vectors]) -> bool:
        """Keep exactly ``vectors`` for ``record``; False where nothing had to be written: the file held just these keys, or there
        are none."""
        path = self._path(record)
        ordered = sorted(vectors)
        keys = [key[:KEY_DIGITS] for key in ordered]
        if path.is_file() and _read(path)[0] == keys:
            return False
        if not keys:
            path.unlink(missing_ok=True)
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        _write(path, keys, np.stack([_rounded(vectors[key]) for key in ordered]))
        return True

    def prune(self, records: Iterable[str]) -> None:
        """Remove files of records that are no more."""
        known = {self._path(record).name for record in records}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            if path.name not in known:
                path.unlink()

    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self._folder.glob(f"*{_SUFFIX}"))

    def _path(self, record: str) -> Path:
        return self._folder / f"{record}{_SUFFIX}"
