"""BM25 alone: the assistant's own word index and tokens, the question's words, nothing else."""

from assistant.app import Assistant
from assistant.domain import Question
from eval.records import Found, group_of

NAME = "BM25 alone"


class Bm25Alone:
    """Passages by BM25; a statement stands where its best version stands."""

    def __init__(self, assistant: Assistant) -> None:
        self._lexical = assistant.steps.retrieve.lexical
        self._tokens = assistant.steps.retrieve.tokens

    def __call__(self, question: Question, k: int = 10) -> tuple[Found, ...]:
        found = self._lexical.search(self._tokens(question.text, question.language), 12 * k)
        return folded(found, k)


def folded(found: list[tuple[str, float]], k: int) -> tuple[Found, ...]:
    """The first ``k`` statements of a ranking of passages."""
    best: dict[str, Found] = {}
    for identity, score in found:
        group = group_of(identity)
        best.setdefault(group, Found((group,), identity.rpartition("@")[2], score))
    return tuple(best.values())[:k]
