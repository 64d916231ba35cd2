"""A search that leaves out the law of others, and how surely what it finds answers: for each part of what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.config import Gate
from assistant.answering.elsewhere import of_others
from assistant.answering.retrieve import Retrieval
from assistant.answering.sufficiency import sufficiency
from assistant.domain import Hit, Question
from assistant.ports import Vectors

ENOUGH = 12
"""Hits to answer from, for each country that the question names."""


class Evidence(Protocol):
    """``threshold``: how sure is sure enough."""

    @property
    def threshold(self) -> float: ...

    def of(self, question: Question, vector: Vectors | None = None) -> list[Hit]: ...

    def sure(self, hits: Sequence[Hit], question: Question) -> float: ...


@dataclass(frozen=True, slots=True)
class Searched:
    """``Evidence`` from the knowledge base. ``retrieve``: with the rights of whoever asks."""

    retrieve: Retrieval
    gate: Gate

    @property
    def threshold(self) -> float:
        return self.gate.threshold

    def of(self, question: Question, vector: Vectors | None = None) -> list[Hit]:
        hits = self.retrieve(question, ENOUGH * max(len(question.countries), 1), vector=vector)
        return [hit for hit in hits if not of_others(question, hit.passage, hit.source)]

    def sure(self, hits: Sequence[Hit], question: Question) -> float:
        return sufficiency(hits, question, self.gate)
