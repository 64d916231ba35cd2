"""Weights and thresholds of retrieval and refusal, one place. How they were found is said beside each; see ``eval/``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """``rerank`` adds these to the fused rank score, which lies in 0..1."""

    candidates: int = 60
    """Passages taken from each ranking before folding."""
    shortlist: int = 24
    """Groups that are looked up in SQL and ranked again."""
    rrf: float = 20.0
    """Constant of reciprocal rank fusion; small, since a list holds few right passages."""
    dense_same: float = 1.0
    dense_other: float = 1.0
    lexical: float = 0.9
    glossary: float = 0.5
    similarity: float = 1.2
    overlap: float = 0.5
    coverage: float = 0.7
    country_match: float = 0.55
    country_other: float = -0.9
    home: float = 0.15
    aspect: float = 0.12
    direction: float = -0.25
    article: float = 0.6
    named: float = 0.5
    topic: float = 0.08
    stale: float = -0.8
    helper: float = -0.2
    prominence: float = 0.3
    unverified: float = -0.2
    hub: float = 0.1
    hub_most: float = 3.0
    """At most so many linked hits count."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices", fitted on the development half of the questions (``eval/README.md``)."""

    bias: float = -4.6
    similarity: float = 9.0
    overlap: float = 4.0
    threshold: float = 0.5


WEIGHTS = Weights()
GATE = Gate()
