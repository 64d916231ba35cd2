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

    fused: float = 1.401
    similarity: float = 2.826
    overlap: float = 0.9
    coverage: float = 0.581
    asked: float = 3.943
    taught: float = 1.009
    place_own: float = -0.181
    place_other_side: float = 0.064
    place_home: float = -0.026
    place_home_of_foreign: float = -0.789
    place_province: float = -0.029
    place_bloc: float = -0.293
    place_third: float = -0.806
    place_unasked: float = 0.047
    place_none: float = 0.0
    aspect: float = 0.369
    direction: float = 0.095
    article: float = 0.6
    named: float = 0.808
    prominence: float = -0.045
    unverified: float = -0.195
    helper: float = -0.381
    step: float = -0.019
    example: float = 0.183
    warning: float = -0.713
    stale: float = -0.675
    past: float = 1.316
    guidance: float = 0.503
    outside_file: float = 0.0
    report: float = 0.399
    report_section: float = 1.232
    body: float = -0.133
    body_sought: float = 0.204
    event: float = 0.135
    event_sought: float = 0.789
    outside: float = 1.413
    hub: float = 0.014


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -0.721
    coverage: float = 0.875
    margin: float = -0.928
    place: float = -0.04
    asked: float = 2.857
    taught: float = 3.987
    doubtful: float = -0.682
    wordless: float = -0.71
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -2.968
    """A number is asked for, and none stands in the best evidence."""
    outside: float = 1.732
    everyday: float = -5.138
    ordinary: float = -1.14
    unknowable: float = -3.259
    threshold: float = 0.43
    beside_outside: float = 0.8
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""
    no_report: float = 0.28
    """From where on a question is so much like those that nobody can answer that naming a country or a body is not enough."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -5.86
    nearest: float = 17.21
    stands_out: float = 0.28
    rule: float = -11.66
    asked: float = -5.75
    answered: float = -0.2
    seeks: float = 1.67
    partner: float = 11.08
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

    bias: float = -0.772
    similarity: float = -0.761
    asked: float = 0.426
    similarity_more: float = 0.649
    asked_more: float = 0.992
    taught: float = 1.485
    taught_more: float = 1.352
    ratio: float = 1.43
    ranked: float = -0.319
    linked: float = -0.262
    graded: float = -0.96
    some: float = 1.479
    most: float = 1.177
    nearly_all: float = 1.112
    condition: float = -0.367
    confusable: float = -0.896
    place: float = -0.527
    threshold: float = 0.35
    """Where F1 over the judged points of the development half is best."""


WEIGHTS = Weights()
GATE = Gate()
GATE_UNTAUGHT = Gate(
    bias=-2.686, coverage=2.936, margin=1.349, place=-0.237, asked=4.097, taught=0.0, doubtful=-0.513, wordless=0.24,
    outside=0.014, everyday=-3.989, ordinary=-1.186, unknowable=0.0, threshold=0.2, beside_outside=0.85,
)  # fmt: skip
"""For an encoder of which no query adapter is kept: learned without one."""
TURN = Turn()
BOUNDS = Bounds()
LEAN = Lean()
FIT = Fit()
