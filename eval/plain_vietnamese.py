"""Vietnamese typed without its marks, as on a phone: ``python -m eval.plain_vietnamese [dev|test]``.

Every Vietnamese question of a half is asked twice, as it is written and with all marks taken off, and so are the questions before
it. Both rows should be alike: who types without marks asks the same.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.accents import without_marks
from assistant.app import Assistant
from eval.measure import ask_all, score
from eval.questions import Asked, load
from eval.records import Reply
from eval.system import OurAssistant, base_of

MEASURES = ("recall@5", "lead", "fact_recall", "citation_precision", "refusal_right", "answer_language", "partner_recall")


def plain(asked: Asked) -> Asked:
    """The question, and what its asker said before, without marks."""
    turns = tuple(replace(turn, content=without_marks(turn.content)) if turn.role == "user" else turn for turn in asked.history)
    return replace(asked, question=without_marks(asked.question), history=turns)


Told = Callable[[Sequence[Asked], Mapping[str, Reply]], Mapping[str, Mapping[str, float]]]


def rows(asked: Sequence[Asked], system: Callable[[Asked], Reply], told: Told) -> Iterable[str]:
    """A line for the questions as written, a line for those without marks; ``told`` scores replies."""
    yield "\t".join(["", *MEASURES])
    for name, own in (("as written", asked), ("without marks", [plain(one) for one in asked])):
        scores = told(own, ask_all(system, own, name))
        yield "\t".join([name, *(_mean(scores.get(measure, {}).values()) for measure in MEASURES)])


def _mean(values: Iterable[float]) -> str:
    own = list(values)
    return f"{sum(own) / len(own):.3f}" if own else "-"


def main() -> None:
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    asked = list(load(split, ("vi",)))
    with Assistant() as assistant:
        base = base_of(assistant)
        for line in rows(asked, OurAssistant(assistant), lambda own, replies: score(own, replies, base)):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
