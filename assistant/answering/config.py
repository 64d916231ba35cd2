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

    fused: float = 0.461
    similarity: float = 1.932
    overlap: float = 1.409
    coverage: float = 0.396
    asked: float = 3.599
    taught: float = 2.319
    worded: float = 2.858
    answers: float = 0.155
    place_own: float = -0.02
    place_other_side: float = 0.078
    place_home: float = -0.339
    place_home_of_foreign: float = -0.922
    place_province: float = -0.139
    place_bloc: float = -0.528
    place_third: float = -0.371
    place_unasked: float = -0.237
    place_none: float = 0.0
    aspect: float = 0.338
    direction: float = 0.134
    article: float = 0.6
    named: float = 0.814
    prominence: float = -0.005
    unverified: float = -0.022
    helper: float = -0.299
    step: float = 0.018
    example: float = 0.072
    warning: float = -0.292
    stale: float = -0.677
    past: float = 1.451
    guidance: float = 0.592
    outside_file: float = 0.0
    report: float = 0.147
    report_section: float = 1.291
    body: float = -0.039
    body_sought: float = -0.042
    event: float = 0.054
    event_sought: float = 0.477
    outside: float = 1.877
    hub: float = 0.057


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -1.282
    coverage: float = 1.265
    margin: float = 0.382
    place: float = 0.116
    asked: float = 0.148
    taught: float = 1.638
    worded: float = 1.962
    answers: float = 2.767
    beside: float = -3.102
    doubtful: float = -0.352
    wordless: float = 0.572
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -1.495
    """A number is asked for, and none stands in the best evidence."""
    outside: float = -0.127
    everyday: float = -1.765
    ordinary: float = 0.291
    unknowable: float = -2.219
    threshold: float = 0.406
    beside_outside: float = 0.67
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""
    no_report: float = 0.28
    """From where on a question is so much like those that nobody can answer that naming a country or a body is not enough."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -3.54
    nearest: float = 9.28
    stands_out: float = 0.60
    rule: float = -8.52
    asked: float = -10.67
    answered: float = 0.29
    seeks: float = 1.42
    partner: float = 16.94
    threshold: float = 0.4
    certain: float = 0.8
    """From where on it is said that the catalogue has nothing, rather than what a rule says."""
    answered_well: float = 0.9
    """A question of which a rule is this sure to be the answer stays with the rule."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Logistic model of "this needs the turn before it"; its inputs are those of ``Leaning.signals``.
    ``eval/tune_leaning.py`` finds it on the development half."""

    bias: float = 0.10
    words: float = -2.35
    scrap: float = -1.54
    short: float = 0.17
    cue: float = 2.27
    subject: float = -0.98
    place: float = -1.78
    aspect: float = 0.92
    reader: float = 8.50
    threshold: float = 0.6


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a question is taken to aim at something, though no word of the cues says so."""

    evasion: float = 0.3
    confidential: float = 0.24
    procedure: float = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """Logistic model of "this further point belongs to the question"; its inputs are those of ``fit.bearings``.
    ``eval/tune_points.py`` finds it on the judged development half."""

    bias: float = -0.109
    similarity: float = -1.108
    asked: float = -0.470
    similarity_more: float = 0.442
    asked_more: float = 0.239
    taught: float = 0.559
    taught_more: float = 0.961
    worded: float = 1.112
    worded_more: float = 1.703
    ratio: float = 1.839
    ranked: float = -0.868
    linked: float = -0.219
    graded: float = -0.864
    some: float = 1.374
    most: float = 1.389
    nearly_all: float = 1.113
    condition: float = -0.369
    confusable: float = -0.707
    place: float = -0.604
    threshold: float = 0.35
    """F1 over the judged points of the development half is the same within .004 from .25 to .45."""


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
