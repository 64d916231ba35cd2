"""``python -m eval.desk``: drafts for a hundred inquiries. ``--speed``: queue and search among ten thousand."""

import argparse
import sys
import tempfile
from pathlib import Path

from eval.desk.speed import LIMITS, measure


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.desk", description=__doc__)
    parser.add_argument("--speed", action="store_true", help="measure queue and search instead")
    parser.add_argument("--languages", default="", help="only these, with commas between them")
    parser.add_argument("--amount", type=int, default=10_000, help="inquiries for --speed")
    given = parser.parse_args()
    return _speed(given.amount) if given.speed else _drafts(tuple(filter(None, given.languages.split(","))))


def _speed(amount: int) -> int:
    with tempfile.TemporaryDirectory(prefix="eval-desk-") as folder:
        found = measure(Path(folder), amount)
    for name, (median, slowest) in found.items():
        sys.stdout.write(f"{name:32} median {median:7.1f} ms  slowest {slowest:7.1f} ms\n")
    return int(any(median > LIMITS[kind] for name, (median, _) in found.items() for kind in LIMITS if name.startswith(kind)))


def _drafts(languages: tuple[str, ...]) -> int:
    from assistant.app import Assistant
    from assistant.settings import load_settings
    from eval.desk.drafts import drafted, load, report

    results = []
    with Assistant(load_settings()) as assistant:
        for result in drafted(assistant, load(languages=languages)):
            results.append(result)
            sys.stderr.write("x" if result.lacks else ".")
            sys.stderr.flush()
    sys.stderr.write("\n")
    sys.stdout.write(report(results) + "\n")
    return int(any(result.lacks for result in results))


if __name__ == "__main__":
    sys.exit(main())
