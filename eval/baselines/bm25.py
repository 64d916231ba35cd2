"""BM25 alone: the texts of the passages, the assistant's way of cutting words, the question's words, nothing else."""

from assistant.adapters.bm25 import Bm25Index
from assistant.app import Assistant
from assistant.domain import Question
from eval.records import Found, group_of

NAME = "BM25 alone"


class Bm25Alone:
    """Passages by BM25; a statement stands where its best version stands."""

    def __init__(self, assistant: Assistant) -> None:
        self._terms = assistant.steps.retrieve.terms
        self._lexical = Bm25Index()
        written = (p for p in assistant.store.texts() if p.role != "ask")
        self._lexical.build((p.id, self._terms(p.searchable, p.language)) for p in written)

    def __call__(self, question: Question, k: int = 10) -> tuple[Found, ...]:
        found = self._lexical.search(self._terms(question.text, question.language), 12 * k)
        return folded(found, k)


def folded(found: list[tuple[str, float]], k: int) -> tuple[Found, ...]:
    """The first ``k`` statements of a ranking of passages."""
    best: dict[str, Found] = {}
    for identity, score in found:
        group = group_of(identity)
        best.setdefault(group, Found((group,), identity.rpartition("@")[2], score))
    return tuple(best.values())[:k]
