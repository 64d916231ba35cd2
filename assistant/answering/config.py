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
    list_worded: float = 1.0
    list_lexical: float = 0.9
    list_glossary: float = 0.4
    list_place: float = 0.6

    fused: float = 0.111
    similarity: float = 1.331
    overlap: float = 1.689
    coverage: float = 0.441
    asked: float = 2.315
    taught: float = 3.099
    worded: float = 3.616
    answers: float = 0.231
    place_own: float = 0.03
    place_other_side: float = -0.198
    place_home: float = -0.544
    place_home_of_foreign: float = -0.511
    place_province: float = -0.087
    place_bloc: float = -0.341
    place_third: float = -0.377
    place_unasked: float = -0.189
    place_none: float = 0.0
    aspect: float = 0.217
    direction: float = 0.124
    article: float = 0.6
    named: float = 0.822
    figure: float = 0.343
    unverified: float = 0.033
    helper: float = -0.341
    step: float = 0.163
    example: float = -0.065
    warning: float = 0.009
    stale: float = -0.677
    past: float = 1.421
    guidance: float = 0.696
    outside_file: float = 0.0
    report: float = -0.054
    report_section: float = 1.232
    body: float = -0.182
    body_sought: float = 0.027
    event: float = -0.099
    event_sought: float = 0.495
    outside: float = 1.614
    hub: float = -0.092


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = 0.102
    coverage: float = 1.214
    margin: float = 0.089
    place: float = 0.672
    asked: float = -0.266
    taught: float = 1.177
    worded: float = 1.617
    answers: float = 2.503
    beside: float = -2.923
    doubtful: float = -0.606
    wordless: float = 0.584
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -1.336
    """A number is asked for, and none stands in the best evidence."""
    outside: float = 0.063
    everyday: float = -0.87
    ordinary: float = -0.267
    unknowable: float = -3.061
    threshold: float = 0.455
    beside_outside: float = 0.67
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""
    no_report: float = 0.28
    """From where on a question is so much like those that nobody can answer that naming a country or a body is not enough."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -3.94
    nearest: float = 13.45
    stands_out: float = -0.06
    rule: float = -11.35
    asked: float = -4.74
    answered: float = -0.16
    seeks: float = 0.76
    partner: float = 16.77
    threshold: float = 0.4
    certain: float = 0.8
    """From where on it is said that the catalogue has nothing, rather than what a rule says."""
    answered_well: float = 0.9
    """A question of which a rule is this sure to be the answer stays with the rule."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Logistic model of "this needs the turn before it"; its inputs are those of ``Leaning.signals``.
    ``eval/tune_leaning.py`` finds it on the development half."""

    bias: float = -0.15
    words: float = -2.48
    scrap: float = -1.39
    short: float = 0.18
    cue: float = 2.27
    subject: float = -0.82
    place: float = -1.71
    aspect: float = 0.95
    reader: float = 8.36
    threshold: float = 0.6


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a question is taken to aim at something, though no word of the cues says so."""

    evasion: float = 0.45
    confidential: float = 0.24
    procedure: float = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """Logistic model of "this further point belongs to the question"; its inputs are those of ``fit.bearings``.
    ``eval/tune_points.py`` finds it on the judged development half."""

    bias: float = -1.667
    similarity: float = 0.028
    asked: float = 0.047
    similarity_more: float = -0.309
    asked_more: float = -0.323
    taught: float = 0.951
    taught_more: float = 0.377
    worded: float = 1.542
    worded_more: float = 1.382
    ratio: float = 0.948
    ranked: float = -0.359
    linked: float = -0.121
    graded: float = -0.632
    some: float = 1.125
    most: float = 0.865
    nearly_all: float = 0.833
    condition: float = 0.229
    confusable: float = -0.918
    place: float = -0.335
    threshold: float = 0.44
    """As high as the twenty answers of ``eval/acceptance.yaml`` stay whole: F1 over the judged points of the development half is
    the same within .02 from .35 to .5, and the higher it is, the more of what is cited was asked for."""
    points: int = 6
    """As many points as one reads."""


WEIGHTS = Weights()
GATE = Gate()
GATE_UNTAUGHT = Gate(
    bias=-2.686, coverage=2.936, margin=1.349, place=-0.237, asked=4.097, taught=0.0, worded=0.0, answers=0.0, beside=0.0,
    doubtful=-0.513, wordless=0.24,
    outside=0.014, everyday=-3.989, ordinary=-1.186, unknowable=0.0, threshold=0.2, beside_outside=0.85,
)  # fmt: skip
"""For an encoder of which no query adapter is kept: learned without one."""
TURN = Turn()
BOUNDS = Bounds()
LEAN = Lean()
FIT = Fit()
