"""Ask the twenty questions of ``acceptance.yaml`` and say what each answer lacks: ``python -m eval.acceptance``.

An acceptance check on questions that everybody who works here knows; ``eval/README.md`` says what that is worth.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.domain import Answer
from assistant.files import read_yaml
from assistant.text import normalise

QUESTIONS = Path(__file__).with_suffix(".yaml")


def lacks(answer: Answer, wanted: dict[str, Any]) -> Iterator[str]:
    """What a perfect answer has and this one has not."""
    text = normalise("\n".join([answer.text, *(f"{citation.title} {citation.number or ''}" for citation in answer.citations)]))
    for alternatives in wanted.get("must", []):
        if not any(normalise(str(words)) in text for words in alternatives):
            yield " / ".join(map(str, alternatives))
    cited = {citation.document_id for citation in answer.citations}
    if wanted.get("cites") and not cited & set(wanted["cites"]):
        yield f"a citation of {wanted['cites']}"
    if answer.refused != wanted.get("refused", False):
        yield "an answer" if answer.refused else "a refusal"
    if wanted.get("language") and answer.language != wanted["language"]:
        yield f"the language {wanted['language']}"
    if wanted.get("desk") and not answer.desk.suggested:
        yield "the desk"
    if wanted.get("partners") is True and not answer.partners:
        yield "partners"
    if wanted.get("partners") == "none" and answer.partners:
        yield "none found"
    if wanted.get("near_misses") and not answer.near_misses:
        yield "near misses"


def main() -> None:
    whole = 0
    questions = read_yaml(QUESTIONS)
    with Assistant() as assistant:
        for wanted in questions:
            missing = list(lacks(assistant.ask(wanted["question"]), wanted))
            whole += not missing
            sys.stdout.write(f"{wanted['id']:2}. {wanted['question']}: {'; '.join(missing) or 'all there'}\n")
    sys.stdout.write(f"{whole} of {len(questions)} have all that a perfect answer has\n")
    raise SystemExit(whole != len(questions))


if __name__ == "__main__":
    main()
