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

    fused: float = 1.56
    similarity: float = 2.9
    overlap: float = 1.13
    coverage: float = 0.6
    asked: float = 1.97
    place_own: float = 0.41
    place_other_side: float = 0.26
    place_home: float = 0.07
    place_home_of_foreign: float = -0.37
    place_province: float = 0.16
    place_bloc: float = -0.11
    place_third: float = -0.94
    place_unasked: float = -0.09
    place_none: float = 0.0
    aspect: float = 0.43
    direction: float = 0.26
    article: float = 0.6
    named: float = 0.73
    prominence: float = 0.04
    unverified: float = -0.12
    helper: float = -0.7
    step: float = -0.47
    example: float = 0.28
    warning: float = -0.8
    stale: float = -0.73
    past: float = 0.8
    guidance: float = 0.44
    outside_file: float = 0.0
    report: float = 0.17
    report_section: float = 1.0
    body: float = 0.06
    body_sought: float = 0.54
    event: float = 0.29
    event_sought: float = 1.02
    hub: float = 0.01


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -4.31
    similarity: float = 3.46
    overlap: float = -0.48
    coverage: float = 1.71
    margin: float = 2.97
    place: float = 0.47
    asked: float = 3.21
    doubtful: float = -1.17
    threshold: float = 0.2


WEIGHTS = Weights()
GATE = Gate()
