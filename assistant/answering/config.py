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

    fused: float = 1.65
    similarity: float = 2.89
    overlap: float = 0.96
    coverage: float = 0.75
    asked: float = 2.6
    place_own: float = 0.29
    place_other_side: float = 0.7
    place_home: float = 0.17
    place_home_of_foreign: float = -0.38
    place_province: float = 0.32
    place_bloc: float = -0.22
    place_third: float = -1.36
    place_unasked: float = -0.13
    place_none: float = 0.0
    aspect: float = 0.48
    direction: float = 0.24
    article: float = 0.6
    named: float = 0.75
    prominence: float = -0.03
    unverified: float = -0.13
    helper: float = -0.71
    step: float = -0.18
    example: float = 0.19
    warning: float = -0.8
    stale: float = -0.72
    past: float = 1.17
    guidance: float = 0.46
    outside_file: float = 0.0
    report: float = 0.37
    report_section: float = 1.11
    body: float = -0.06
    body_sought: float = 0.45
    event: float = 0.4
    event_sought: float = 1.03
    hub: float = 0.04


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -5.02
    similarity: float = 3.94
    overlap: float = -0.84
    coverage: float = 1.28
    margin: float = 3.91
    place: float = 0.36
    asked: float = 5.22
    doubtful: float = -1.54
    threshold: float = 0.2


WEIGHTS = Weights()
GATE = Gate()
