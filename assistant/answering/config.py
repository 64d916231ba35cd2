"""Weights and thresholds of retrieval and refusal, in one place. ``eval/tune.py`` finds them on the development half."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """First how candidates are found, then what ``rank.features`` weighs."""

    candidates: int = 60
    """Passages taken from each ranking before folding."""
    shortlist: int = 32
    """Groups that are looked up in SQL and ranked again."""
    rrf: float = 20.0
    """Constant of reciprocal rank fusion; small, since a list holds few right passages."""
    list_same: float = 0.7
    list_other: float = 0.7
    list_centroid: float = 1.0
    list_lexical: float = 0.9
    list_glossary: float = 0.4
    list_place: float = 0.6

    fused: float = 1.72
    similarity: float = 1.99
    overlap: float = 1.29
    coverage: float = 0.57
    place_own: float = 0.4
    place_other_side: float = 0.24
    place_home: float = 0.08
    place_home_of_foreign: float = -0.24
    place_province: float = -0.25
    place_bloc: float = -0.1
    place_third: float = -0.57
    place_unasked: float = -0.16
    place_none: float = 0.0
    aspect: float = 0.5
    direction: float = 0.19
    article: float = 0.6
    named: float = 0.61
    prominence: float = 0.0
    unverified: float = -0.29
    helper: float = -0.95
    step: float = -0.8
    example: float = -0.22
    stale: float = -0.74
    outside_file: float = 0.0
    hub: float = 0.13


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -4.88
    similarity: float = 3.84
    overlap: float = 1.03
    coverage: float = 3.09
    margin: float = 3.91
    place: float = 2.88
    threshold: float = 0.25


WEIGHTS = Weights()
GATE = Gate()
