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

    fused: float = 0.113
    similarity: float = 1.485
    overlap: float = 1.715
    coverage: float = 0.422
    asked: float = 2.688
    taught: float = 2.886
    worded: float = 3.669
    answers: float = 0.203
    place_own: float = 0.045
    place_other_side: float = -0.149
    place_home: float = -0.482
    place_home_of_foreign: float = -0.681
    place_province: float = -0.066
    place_bloc: float = -0.422
    place_third: float = -0.362
    place_unasked: float = -0.24
    place_none: float = 0.0
    aspect: float = 0.226
    direction: float = 0.136
    article: float = 0.6
    named: float = 0.82
    figure: float = 0.351
    unverified: float = 0.042
    helper: float = -0.344
    step: float = 0.178
    example: float = -0.043
    warning: float = -0.04
    stale: float = -0.677
    past: float = 1.419
    guidance: float = 0.675
    outside_file: float = 0.0
    report: float = -0.033
    report_section: float = 1.273
    body: float = -0.163
    body_sought: float = 0.026
    event: float = -0.036
    event_sought: float = 0.49
    outside: float = 1.756
    hub: float = -0.081


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -0.103
    coverage: float = 1.169
    margin: float = 0.089
    place: float = 0.645
    asked: float = -0.322
    taught: float = 1.262
    worded: float = 1.639
    answers: float = 2.53
    beside: float = -2.877
    doubtful: float = -0.534
    wordless: float = 0.569
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -1.522
    """A number is asked for, and none stands in the best evidence."""
    outside: float = 0.004
    everyday: float = -0.893
    ordinary: float = -0.148
    unknowable: float = -2.959
    threshold: float = 0.443
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
    threshold: float = 0.45
    """As high as the twenty answers of ``eval/acceptance.yaml`` stay whole: F1 over the judged points of the development half is
    the same within .01 from .3 to .5, and more of what is cited was asked for."""
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
