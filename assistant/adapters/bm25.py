"""BM25 by bm25s, kept in memory and on disk; rebuilt from SQL when the generation differs."""

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

from assistant.errors import StoreError
from assistant.text import TERMS


class Bm25Index:
    """Okapi BM25 (Lucene's variant) over all passages. Not thread-safe while building; searches may run in parallel."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._model: bm25s.BM25 | None = None
        self._frequency: dict[str, int] = {}

    def build(self, passages: Iterable[tuple[str, Sequence[str]]]) -> None:
        ids: list[str] = []
        texts: list[list[str]] = []
        frequency: dict[str, int] = {}
        for passage_id, tokens in passages:
            ids.append(passage_id)
            texts.append(list(tokens))
            for token in set(tokens):
                frequency[token] = frequency.get(token, 0) + 1
        model = None
        if frequency:
            logging.getLogger("bm25s").setLevel(logging.WARNING)  # it reports every index it builds
            model = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
            model.index(texts, show_progress=False)
        self._ids, self._model, self._frequency = ids, model, frequency

    def search(self, tokens: Sequence[str], k: int) -> list[tuple[str, float]]:
        known = [token for token in dict.fromkeys(tokens) if token in self._frequency]
        if self._model is None or not known:
            return []
        scores = self._model.get_scores(known)
        k = min(k, len(scores))
        best = np.argpartition(-scores, k - 1)[:k]
        best = best[np.lexsort((best, -scores[best]))]
        return [(self._ids[n], float(scores[n])) for n in best if scores[n] > 0]

    def scores(self, tokens: Sequence[str]) -> npt.NDArray[np.float32]:
        """BM25 of every passage, in the order in which they were given."""
        known = [token for token in dict.fromkeys(tokens) if token in self._frequency]
        if self._model is None or not known:
            return np.zeros(len(self._ids), np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)

    def informative(self, tokens: Sequence[str]) -> dict[str, float]:
        total = max(len(self._ids), 1)
        return {t: float(np.log1p(total / (1 + self._frequency.get(t, 0)))) for t in tokens}

    def save(self, folder: Path, generation: str) -> None:
        """Write aside, then swap, so that a killed process leaves the old index or the new one.

        Raises:
            StoreError: the disk is full or may not be written.
        """
        try:
            self._save(folder, generation)
        except OSError as error:
            reason = error.strerror or "the disk is full"
            raise StoreError(f"The word index cannot be written ({reason}): make room, then try again.") from error

    def _save(self, folder: Path, generation: str) -> None:
        fresh = folder.with_name(folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        if self._model is not None:
            self._model.save(str(fresh), show_progress=False)
        state = {"generation": generation, "terms": TERMS, "ids": self._ids, "frequency": self._frequency}
        (fresh / "state.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)

    def load(self, folder: Path, generation: str) -> bool:
        """True when ``folder`` held the index of ``generation``, of terms as they are now; False too where it is damaged or just
        being replaced."""
        try:
            state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
            if (state["generation"], state["terms"]) != (generation, TERMS):
                return False
            ids, frequency = list(state["ids"]), dict(state["frequency"])
            model = bm25s.BM25.load(str(folder), load_corpus=False) if frequency else None
        except (OSError, ValueError, KeyError, TypeError, EOFError):
            return False
        self._ids, self._frequency, self._model = ids, frequency, model
        return True
