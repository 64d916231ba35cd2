"""Near misses: questions in the field that lie near a statement and are answered nowhere, each with one that is.

``eval/near_misses/{dev,test}.jsonl``, written blind. The gate is learned on the development half beside the question sets, in
which such questions are few. ``python -m eval.near [dev|test]`` tells how many are refused, by kind and by language.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.app import Assistant
from eval.measures.refusal import declines
from eval.questions import Asked
from eval.system import OurAssistant

FOLDER = Path(__file__).with_name("near_misses")
KINDS = {
    "a": "another right or office of the same country",
    "b": "a detail that no record holds",
    "c": "the same rule of another country",
    "d": "the asker's own file, a forecast, an opinion, a quote",
    "e": "an adjoining field of law",
    "f": "a case that the rule does not speak of",
}


def load_near(split: str, folder: Path = FOLDER) -> Iterator[tuple[str, Asked]]:
    """(kind, question): the one that is not answered, then the one that is."""
    for line in (folder / f"{split}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for name, answerable in (("missed", False), ("answered", True)):
            asked = Asked(
                id=f"near-{row['id']}-{name}", language=row["language"], split=split, type="rule" if answerable else "near",
                question=row[name], answerable=answerable, qrels=(row["group"],),
            )  # fmt: skip
            yield row["kind"], asked


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    refused: dict[str, list[bool]] = defaultdict(list)
    found: list[bool] = []
    with Assistant() as assistant:
        system = OurAssistant(assistant)
        for kind, asked in load_near(split):
            reply = system(asked)
            if asked.answerable:
                refused["answered"].append(declines(asked, reply))
                found.append(asked.qrels[0] in reply.first(5))
            else:
                for name in ("all", KINDS[kind], asked.language):
                    refused[name].append(declines(asked, reply))
    for name, values in refused.items():
        sys.stdout.write(f"refused of {name}: {sum(values) / len(values):.3f} of {len(values)}\n")
    sys.stdout.write(f"recall@5 of answered: {sum(found) / len(found):.3f}\n")


if __name__ == "__main__":
    main()
