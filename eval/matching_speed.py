"""How fast matching and importing are on 16,000 profiles, recombined from real award abstracts so that none is like another.

Import runs through the product; it is meant for ``embedded-fast``. Matching takes the encoder's real time for the wishes, and
vectors of chance for the profiles: they take as long to compare, and 16,000 real ones would take most of an hour to encode.
"""

import itertools
import json
import os
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.app.catalogue import CataloguePart
from assistant.catalogue.texts import text_hash
from assistant.ports import Vectors
from assistant.profile import Profile
from eval.sbir import profile, read_pairs

_SENTENCES = re.compile(r"(?<=[.;])\s+")
_TITLE = 80
_STORED = 500
_PAGE = 12_000


def synthetic(folder: Path, part: CataloguePart, count: int) -> Iterator[Profile]:
    """The first half of one abstract before the second of another, never the same two twice; fields of all kinds vary."""
    offers = list(read_pairs(folder).offers.values())
    for n in range(count):
        one, two = offers[n % len(offers)][0], offers[(n * 7 + n // len(offers) + 1) % len(offers)][0]
        first, second = _SENTENCES.split(one), _SENTENCES.split(two)
        text = " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])[:1500]
        own = profile(f"synthetic-{n}", text, f"Company {n // 2}", part.sectors.find(text, "en"))
        changes = {
            "title": {"en": f"{first[0][:_TITLE]} {n}"},
            "country": ("CN", "DE", "KE", "BR", "VN")[n % 5],
            "trl": n % 9 + 1,
            "licence_types": [["exclusive"], ["sole", "non_exclusive"], []][n % 3],
            "cooperation": [["licence"], ["joint_rd", "pilot"], ["supply"]][n % 3],
        }
        yield own.model_copy(update=changes)


def import_speed(part: CataloguePart, folder: Path, home: Path, count: int) -> dict[str, Any]:
    """Of a file, through SQL and the vector index. Memory: the most that this process held."""
    path = home / "synthetic.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for own in synthetic(folder, part, count):
            file.write(json.dumps(own.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) + "\n")
    before, load = _resident(resource.RUSAGE_SELF), os.getloadavg()
    started = time.perf_counter()
    report = part.keeper.bring_in(part.rows(path, "jsonl", None), count)
    taken = time.perf_counter() - started
    again = time.perf_counter()
    unchanged = part.keeper.bring_in(part.rows(path, "jsonl", None), count).unchanged
    return {
        "profiles": report.added,
        "rejected": len(report.rejected),
        "seconds": round(taken, 1),
        "again, nothing changed": {"unchanged": unchanged, "seconds": round(time.perf_counter() - again, 1)},
        "load before and after": [round(load[0], 1), round(os.getloadavg()[0], 1)],
        "memory MB": {"before": before, "most": _resident(resource.RUSAGE_SELF)},
    }


def match_speed(part: CataloguePart, folder: Path, texts: Sequence[str], count: int, batch: int) -> dict[str, Any]:
    """Of single wishes, from text to ten matches with their reasons; and of a batch of page-long needs."""
    vectors = np.random.default_rng(7).standard_normal((count, part.service.dimensions), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = zip(synthetic(folder, part, count), vectors, strict=True)
    while stored := list(itertools.islice(rows, _STORED)):
        named = [(own, text_hash(own)) for own, _ in stored]
        coming = {key: vector for (_, key), (_, vector) in zip(named, stored, strict=True)}
        part.store.put(named, "import", coming, part.keeper.encoder.name)
    started = time.perf_counter()
    part.service.board()
    built = time.perf_counter() - started
    encoding = Clock(part.service.encode)
    part.service.encode = encoding
    for text in texts[:5]:
        part.service.match(part.service.wish(text))
    single = np.array([_timed(part, text, encoding) for text in texts]) * 1000
    pages = itertools.islice(itertools.cycle(read_pairs(folder).needs.values()), batch)
    load, encoding.seconds, started = os.getloadavg(), 0.0, time.perf_counter()
    matched = sum(1 for _ in part.service.match_many(part.service.wish(text[:_PAGE], language="en") for text in pages))
    taken = time.perf_counter() - started
    return {
        "profiles": count,
        "board built in seconds": round(built, 1),
        "wishes": len(texts),
        "match p50 ms": round(float(np.percentile(single[:, 1], 50)), 1),
        "match p95 ms": round(float(np.percentile(single[:, 1], 95)), 1),
        "encoding mean ms": round(float(single[:, 0].mean()), 1),
        "match p95 / encoding mean": round(float(np.percentile(single[:, 1], 95) / single[:, 0].mean()), 2),
        "batch": {
            "needs": matched,
            "seconds": round(taken, 1),
            "share of encoding": round(encoding.seconds / taken, 3),
        },
        "memory MB": _resident(resource.RUSAGE_SELF),
        "load before and after the batch": [round(load[0], 1), round(os.getloadavg()[0], 1)],
    }


class Clock:
    """Counts the time that goes into encoding."""

    def __init__(self, encode: Callable[[str, str], Vectors]) -> None:
        self._encode = encode
        self.seconds = 0.0

    def __call__(self, text: str, language: str) -> Vectors:
        started = time.perf_counter()
        vector = self._encode(text, language)
        self.seconds += time.perf_counter() - started
        return vector


def _timed(part: CataloguePart, text: str, encoding: Clock) -> tuple[float, float]:
    """Seconds of encoding, and of all from text to matches."""
    encoding.seconds, started = 0.0, time.perf_counter()
    part.service.match(part.service.wish(text), 10)
    return encoding.seconds, time.perf_counter() - started


def _resident(who: int) -> int:
    """The most memory held so far, in MB."""
    return resource.getrusage(who).ru_maxrss // 1024
