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

    fused: float = 0.917
    similarity: float = 2.345
    overlap: float = 1.157
    coverage: float = 0.513
    asked: float = 3.968
    taught: float = 1.817
    worded: float = 1.705
    place_own: float = -0.087
    place_other_side: float = 0.046
    place_home: float = -0.177
    place_home_of_foreign: float = -0.896
    place_province: float = -0.112
    place_bloc: float = -0.462
    place_third: float = -0.518
    place_unasked: float = -0.183
    place_none: float = 0.0
    aspect: float = 0.357
    direction: float = 0.085
    article: float = 0.6
    named: float = 0.812
    prominence: float = -0.043
    unverified: float = -0.101
    helper: float = -0.162
    step: float = 0.18
    example: float = 0.079
    warning: float = -0.51
    stale: float = -0.676
    past: float = 1.383
    guidance: float = 0.561
    outside_file: float = 0.0
    report: float = 0.464
    report_section: float = 1.274
    body: float = -0.05
    body_sought: float = 0.005
    event: float = 0.06
    event_sought: float = 0.56
    outside: float = 1.787
    hub: float = -0.042


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -2.317
    coverage: float = 1.722
    margin: float = -0.572
    place: float = -0.02
    asked: float = 2.306
    taught: float = 2.703
    worded: float = 3.059
    doubtful: float = -0.449
    wordless: float = -0.36
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -2.711
    """A number is asked for, and none stands in the best evidence."""
    outside: float = 0.608
    everyday: float = -5.379
    ordinary: float = -1.371
    unknowable: float = -3.218
    threshold: float = 0.3
    beside_outside: float = 0.8
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""
    no_report: float = 0.28
    """From where on a question is so much like those that nobody can answer that naming a country or a body is not enough."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -4.23
    nearest: float = 15.90
    stands_out: float = 0.41
    rule: float = -10.12
    asked: float = -11.16
    answered: float = 0.16
    seeks: float = 1.68
    partner: float = 11.19
    threshold: float = 0.4
    certain: float = 0.8
    """From where on it is said that the catalogue has nothing, rather than what a rule says."""
    answered_well: float = 0.9
    """A question of which a rule is this sure to be the answer stays with the rule."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Logistic model of "this needs the turn before it"; its inputs are those of ``Leaning.signals``.
    ``eval/tune_leaning.py`` finds it on the development half."""

    bias: float = -0.56
    words: float = -2.37
    scrap: float = -1.5
    short: float = 0.51
    cue: float = 2.2
    subject: float = -0.73
    place: float = -1.57
    aspect: float = 0.99
    reader: float = 8.7
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a question is taken to aim at something, though no word of the cues says so."""

    evasion: float = 0.3
    confidential: float = 0.25
    procedure: float = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """Logistic model of "this further point belongs to the question"; its inputs are those of ``fit.bearings``.
    ``eval/tune_points.py`` finds it on the judged development half."""

    bias: float = -0.695
    similarity: float = -0.586
    asked: float = 0.210
    similarity_more: float = 0.461
    asked_more: float = 0.522
    taught: float = 0.287
    taught_more: float = 1.055
    worded: float = 1.195
    worded_more: float = 1.187
    ratio: float = 1.814
    ranked: float = -0.921
    linked: float = 0.010
    graded: float = -1.016
    some: float = 1.417
    most: float = 1.371
    nearly_all: float = 1.271
    condition: float = -0.159
    confusable: float = -0.738
    place: float = -0.747
    threshold: float = 0.35
    """Where F1 over the judged points of the development half is best."""


WEIGHTS = Weights()
GATE = Gate()
GATE_UNTAUGHT = Gate(
    bias=-2.686, coverage=2.936, margin=1.349, place=-0.237, asked=4.097, taught=0.0, worded=0.0, doubtful=-0.513, wordless=0.24,
    outside=0.014, everyday=-3.989, ordinary=-1.186, unknowable=0.0, threshold=0.2, beside_outside=0.85,
)  # fmt: skip
"""For an encoder of which no query adapter is kept: learned without one."""
TURN = Turn()
BOUNDS = Bounds()
LEAN = Lean()
FIT = Fit()
