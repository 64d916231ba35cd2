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
    own_words: float = 0.8
    """Weight of a follow-up's own words beside the whole that it was completed to."""
    list_same: float = 0.7
    list_other: float = 0.7
    list_centroid: float = 1.0
    list_asks: float = 1.0
    list_taught: float = 1.0
    list_lexical: float = 0.9
    list_glossary: float = 0.4
    list_place: float = 0.6

    fused: float = 1.28
    similarity: float = 3.01
    overlap: float = 0.47
    coverage: float = 0.74
    asked: float = 3.44
    taught: float = 0.0
    place_own: float = -0.21
    place_other_side: float = 0.32
    place_home: float = 0.01
    place_home_of_foreign: float = -0.53
    place_province: float = 0.2
    place_bloc: float = -0.24
    place_third: float = -1.38
    place_unasked: float = 0.08
    place_none: float = 0.0
    aspect: float = 0.44
    direction: float = 0.16
    article: float = 0.6
    named: float = 0.8
    prominence: float = -0.1
    unverified: float = -0.06
    helper: float = -0.64
    step: float = -0.13
    example: float = 0.1
    warning: float = -0.8
    stale: float = -0.68
    past: float = 1.3
    guidance: float = 0.46
    outside_file: float = 0.0
    report: float = 0.54
    report_section: float = 1.19
    body: float = -0.05
    body_sought: float = 0.31
    event: float = 0.34
    event_sought: float = 1.03
    outside: float = 1.15
    hub: float = 0.06


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -2.686
    coverage: float = 2.936
    margin: float = 1.349
    place: float = -0.237
    asked: float = 4.097
    taught: float = 0.0
    doubtful: float = -0.513
    wordless: float = 0.24
    """No word of the glossary stands in the question, or such only as every procedure has."""
    outside: float = 0.014
    everyday: float = -3.989
    ordinary: float = -1.186
    threshold: float = 0.2
    beside_outside: float = 0.85
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -4.21
    nearest: float = 16.07
    stands_out: float = 0.76
    rule: float = -9.38
    asked: float = -15.13
    answered: float = 0.39
    seeks: float = 3.29
    partner: float = 11.98
    threshold: float = 0.5
    certain: float = 0.8
    """From where on it is said that the catalogue has nothing, rather than what a rule says."""
    answered_well: float = 0.9
    """A question of which a rule is this sure to be the answer stays with the rule."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Logistic model of "this needs the turn before it"; its inputs are those of ``Leaning.signals``.
    ``eval/tune_leaning.py`` finds it on the development half."""

    bias: float = 0.0
    words: float = 0.0
    scrap: float = 0.0
    short: float = 0.0
    cue: float = 0.0
    subject: float = 0.0
    place: float = 0.0
    aspect: float = 0.0
    reader: float = 0.0
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a question is taken to aim at something, though no word of the cues says so."""

    evasion: float = 0.3
    confidential: float = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """Logistic model of "this further point belongs to the question"; its inputs are those of ``fit.bearings``.
    ``eval/tune_points.py`` finds it on the judged development half."""

    bias: float = -2.056
    similarity: float = 0.946
    asked: float = 1.241
    similarity_more: float = 0.588
    asked_more: float = 0.825
    taught: float = 0.0
    taught_more: float = 0.0
    ratio: float = 1.617
    ranked: float = -0.331
    linked: float = -0.148
    graded: float = -0.798
    some: float = 1.567
    most: float = 1.116
    nearly_all: float = 1.118
    condition: float = -0.157
    confusable: float = -0.823
    place: float = -0.632
    threshold: float = 0.35
    """Where F1 over the judged points of the development half is best."""


WEIGHTS = Weights()
GATE = Gate()
TURN = Turn()
BOUNDS = Bounds()
LEAN = Lean()
FIT = Fit()
