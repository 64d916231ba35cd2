"""Questions that call laws, treaties and programmes by name, real ones as people call them and invented ones.

``eval/names/{dev,test}.jsonl``, written blind. ``python -m eval.names [dev|test]`` tells how many invented names are told to be
unknown, and how many real ones wrongly.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from assistant.access import VISITOR
from assistant.app import Assistant

FOLDER = Path(__file__).with_name("names")
_EVIDENCE = 12


def unknown_names(assistant: Assistant, question: str, language: str) -> tuple[str, ...]:
    """What of the question is told to be unknown."""
    understood = assistant.steps.understand(question, language=language)
    return assistant.steps.unknown(understood, assistant.steps.retrieve(understood, _EVIDENCE), VISITOR)


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    told: dict[tuple[str, str], list[bool]] = defaultdict(list)
    with Assistant() as assistant:
        for line in (FOLDER / f"{split}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            unknown = bool(unknown_names(assistant, row["question"], row["language"]))
            kind = "real or none" if row["known"] else "invented"
            told[kind, "all"].append(unknown)
            told[kind, row["language"]].append(unknown)
            if unknown == row["known"]:
                sys.stdout.write(f"{row['id']} {kind}: {row['question']}\n")
    for (kind, language), values in sorted(told.items()):
        sys.stdout.write(f"told to be unknown, {kind}, {language}: {sum(values)} of {len(values)}\n")


if __name__ == "__main__":
    main()
