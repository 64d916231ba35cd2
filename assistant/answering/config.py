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

    fused: float = 0.085
    similarity: float = 0.95
    overlap: float = 1.885
    coverage: float = 0.403
    asked: float = 1.867
    taught: float = 3.049
    worded: float = 3.994
    answers: float = 0.215
    place_own: float = 0.117
    place_other_side: float = -0.157
    place_home: float = -0.544
    place_home_of_foreign: float = -0.701
    place_province: float = -0.088
    place_bloc: float = -0.245
    place_third: float = -0.514
    place_unasked: float = -0.062
    place_none: float = 0.0
    aspect: float = 0.201
    direction: float = 0.103
    clash: float = -0.377
    article: float = 0.6
    named: float = 0.823
    figure: float = 0.206
    unverified: float = 0.009
    helper: float = -0.323
    step: float = 0.0
    example: float = -0.052
    warning: float = 0.182
    stale: float = -0.677
    past: float = 1.442
    guidance: float = 0.742
    outside_file: float = 0.0
    report: float = -0.11
    report_section: float = 1.235
    body: float = -0.153
    body_sought: float = 0.038
    event: float = -0.165
    event_sought: float = 0.526
    outside: float = 1.593
    hub: float = -0.115


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic model of "the evidence suffices"; its inputs are those of ``sufficiency.signals``."""

    bias: float = -0.572
    coverage: float = 1.182
    margin: float = 0.359
    place: float = 0.276
    asked: float = 0.296
    taught: float = 1.489
    worded: float = 1.934
    answers: float = 2.302
    beside: float = -3.103
    doubtful: float = -0.539
    wordless: float = 0.314
    """No word of the glossary stands in the question, or such only as every procedure has."""
    numberless: float = -0.957
    """A number is asked for, and none stands in the best evidence."""
    unmeasured: float = -1.618
    """A period, a share or a sum is asked for, and the best evidence tells none."""
    outside: float = 0.169
    everyday: float = -0.848
    ordinary: float = -0.147
    unknowable: float = -2.916
    threshold: float = 0.526
    beside_outside: float = 0.67
    """Where a topic from outside lies nearer than any evidence, the evidence must be this sure."""
    no_report: float = 0.28
    """From where on a question is so much like those that nobody can answer that naming a country or a body is not enough."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Logistic model of "this asks for a partner, though it does not say so"; its inputs are those of ``turn.leanings``.
    ``eval/tune_turn.py`` finds it on the development half."""

    bias: float = -2.4
    nearest: float = 13.92
    stands_out: float = -0.11
    rule: float = -13.75
    asked: float = -6.67
    answered: float = -0.02
    seeks: float = 0.87
    partner: float = 14.66
    wish: float = 3.64
    threshold: float = 0.5
    certain: float = 0.8
    """From where on it is said that the catalogue has nothing, rather than what a rule says."""
    answered_well: float = 0.9
    """A question of which a rule is this sure to be the answer stays with the rule, unless the catalogue is surer:"""
    surely: float = 0.9
    """From where on no rule keeps a question from the catalogue; of the development questions those that a rule answered so well
    and that are none for partners lie below .75, a half of the others above."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Logistic model of "this needs the turn before it"; its inputs are those of ``Leaning.signals``.
    ``eval/tune_leaning.py`` finds it on the development half."""

    bias: float = 0.90
    words: float = -2.12
    scrap: float = -1.36
    short: float = -0.26
    cue: float = 2.65
    subject: float = -1.00
    place: float = -2.18
    aspect: float = 0.65
    reader: float = 7.54
    threshold: float = 0.6
    possible: float = 0.45
    """From where on it may lean: of questions that do not 5 in a hundred, of follow-ups 95."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a question is taken to aim at something, though no word of the cues says so."""

    evasion: float = 0.32
    """Where it has words that dodges are made of; ``bare_evasion``: where it has none, since a reader takes much that is only
    said carelessly for evasion: of 23 development questions that it alone took for it, 12 were lawful."""
    bare_evasion: float = 0.75
    confidential: float = 0.22
    procedure: float = 0.3
    rule: float = 0.3
    """By how much a question may be more like one for a rule than like one for partners, and still be one for partners."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Logistic model of "this further point belongs to the question"; its inputs are those of ``fit.bearings``.
    ``eval/tune_points.py`` finds it on the judged development half."""

    bias: float = -1.863
    similarity: float = 0.475
    asked: float = 0.279
    similarity_more: float = -0.290
    asked_more: float = -0.231
    taught: float = 0.448
    taught_more: float = 0.120
    worded: float = 1.361
    worded_more: float = 1.317
    ratio: float = 0.645
    ranked: float = -0.389
    linked: float = -0.129
    graded: float = -0.725
    some: float = 1.247
    most: float = 0.942
    nearly_all: float = 0.702
    condition: float = 0.056
    confusable: float = -1.039
    order: float = -0.359
    overlap: float = 1.351
    place: float = -0.547
    places: float = 0.586
    guidance: float = 1.295
    aspects: float = -0.139
    procedure: float = 0.736
    followup: float = -0.656
    threshold: float = 0.5
    sided: float = 0.4
    """The same for a question that compares, or is about several countries."""
    """As high as the twenty answers of ``eval/acceptance.yaml`` stay whole: F1 over the judged points of the development half is
    the same within .02 from .35 to .5, and the higher it is, the more of what is cited was asked for."""
    points: int = 7
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
