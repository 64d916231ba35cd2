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
    list_asks: float = 1.0
    list_lexical: float = 0.9
    list_glossary: float = 0.4
    list_place: float = 0.6

    fused: float = 1.73
    similarity: float = 2.5
    overlap: float = 1.45
    coverage: float = 0.56
    asked: float = 1.5
    place_own: float = 0.43
    place_other_side: float = 0.24
    place_home: float = 0.09
    place_home_of_foreign: float = -0.27
    place_province: float = -0.35
    place_bloc: float = 0.0
    place_third: float = -0.55
    place_unasked: float = -0.2
    place_none: float = 0.0
    aspect: float = 0.52
    direction: float = 0.21
    article: float = 0.6
    named: float = 0.68
    prominence: float = 0.0
    unverified: float = -0.35
    helper: float = -1.05
    step: float = -1.1
    example: float = -0.28
    warning: float = -0.8
    stale: float = -0.74
    guidance: float = 0.4
    outside_file: float = 0.0
    report: float = -0.3
    report_section: float = 1.2
    body: float = -0.4
    body_sought: float = 0.4
    event: float = -0.3
    event_sought: float = 1.0
    hub: float = 0.1


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -4.4
    similarity: float = 4.1
    overlap: float = 0.9
    coverage: float = 2.3
    margin: float = 4.0
    place: float = 3.4
    asked: float = 0.0
    doubtful: float = 0.0
    threshold: float = 0.25


WEIGHTS = Weights()
GATE = Gate()
