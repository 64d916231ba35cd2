"""Measure this machine with the built-in corpus: ``python -m eval.bench [--questions 200] [--passages 240]``.

Absolute times differ between machines and minutes; the ratios are taken within one run. Latency of a composed answer is set
beside the time of encoding the same question alone, question by question in turn; ingest beside encoding the same passages by
the same processes without parsing, storing or indexing.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from assistant.app import Assistant
from assistant.indexing.load import Options
from assistant.settings import load_settings
from eval.questions import load


def line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def quantiles(values: list[float]) -> str:
    return f"p50 {np.percentile(values, 50):.1f} ms, p95 {np.percentile(values, 95):.1f} ms"


def latency(assistant: Assistant, count: int) -> None:
    """Composed answers, warm: every question was asked once before."""
    asked = [a for a in load("dev") if not a.history][:count]
    for one in asked:
        assistant.ask(one.question)
    encoding: list[float] = []
    total: list[float] = []
    steps: dict[str, list[float]] = defaultdict(list)
    for one in asked:
        started = time.perf_counter()
        assistant.encoder.query(one.question, one.language)
        encoding.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        answer = assistant.ask(one.question)
        total.append((time.perf_counter() - started) * 1000)
        for name, spent in answer.timings_ms.items():
            steps[name].append(spent)
    line(f"latency over {len(asked)} questions in ten languages")
    line(f"  encoding the question alone: {quantiles(encoding)}")
    line(f"  composed answer:             {quantiles(total)}")
    for q, wanted in ((50, 2.5), (95, 4.0)):
        line(f"  p{q} ratio: {np.percentile(total, q) / np.percentile(encoding, q):.2f} (wanted: at most {wanted})")
    for name in ("understand", "retrieve", "judge", "compose", "present"):
        line(f"    {name:11} {quantiles(steps[name])}")


def ingest(assistant: Assistant, count: int) -> None:
    """``count`` new passages of about 600 characters in files of ten, against the same texts encoded and thrown away."""
    texts = [p.text for p in assistant.store.document_passages("cn-tech-import-export-regulations")]
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count // 10):
            parts = []
            for m in range(10):
                body = " ".join(texts[i] for i in rng.integers(0, len(texts), 12))[:560]
                parts.append(f"## Section {n}.{m}\n\n{n} {m} {body}\n")
            Path(folder, f"file{n:03}.md").write_text("\n".join(parts), encoding="utf-8")
        for future in [assistant.pool.submit(["warm"] * 4, ["en"] * 4) for _ in range(2 * (os.cpu_count() or 1))]:
            future.result()
        report = assistant.index([Path(folder)], Options(language="en"))
        documents = assistant.store.hashes(str(Path(folder).resolve()))
        passages = [p for document in documents for p in assistant.store.document_passages(document)]
        started = time.perf_counter()
        futures = [
            assistant.pool.submit([p.searchable + " " for p in passages[i : i + 16]], ["en"] * len(passages[i : i + 16]))
            for i in range(0, len(passages), 16)
        ]
        for future in futures:
            future.result()
        raw = len(passages) / (time.perf_counter() - started)
        full = report.passages / report.seconds
        line(f"ingest of {report.passages} passages in {report.indexed} files, {os.cpu_count()} cores")
        line(f"  encoder alone: {raw:.1f} passages/s; whole ingest: {full:.1f} passages/s")
        line(f"  ratio: {full / raw:.2f} (wanted: at least 0.9)")
        line(f"  largest resident memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--passages", type=int, default=240)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        with Assistant(load_settings(home=Path(home))) as assistant:
            line(f"first start with an empty state folder: {time.perf_counter() - started:.1f} s")
            latency(assistant, given.questions)
            ingest(assistant, given.passages)
            size = sum(f.stat().st_size for f in Path(home).rglob("*") if f.is_file())
            status = assistant.status()
            line(f"state folder: {size / 1e6:.1f} MB for {sum(status['passages'].values())} passages")
        started = time.perf_counter()
        with Assistant(load_settings(home=Path(home))):
            line(f"second start: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
