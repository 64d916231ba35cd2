"""The weights of matching, from ``weights.toml``."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

PATH = Path(__file__).with_name("weights.toml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TopicWeights(_Part):
    """Shares of what tells whether the subject fits."""

    similarity: float = Field(ge=0)
    words: float = Field(ge=0)
    words_of_long: float = Field(ge=0)
    concepts: float = Field(ge=0)
    floor: float
    ceiling: float


class GateWeights(_Part):
    """A logistic regression: how likely a profile is of the wish's subject; from which chance on there is a match at all, and
    from which on further profiles are shown beside it."""

    nearness: float
    words: float
    concepts: float
    sector: float
    bias: float
    opens: float = Field(gt=0, lt=1)
    shows: float = Field(gt=0, lt=1)


class SecondWeights(_Part):
    """A logistic regression over the profiles whose chance is ``looks`` or more: how likely one is just what is wished for. From
    ``fits`` on it is a match, from ``near`` on it is told to be near. ``shared`` and ``rarest``: rarity of the
    terms shared; ``unnamed``: the wish has none; ``rest``: nearness of what is left without them."""

    nearness: float
    words: float
    concepts: float
    shared: float
    rarest: float
    unnamed: float
    rest: float
    bias: float
    looks: float = Field(gt=0, lt=1)
    fits: float = Field(gt=0, lt=1)
    near: float = Field(gt=0, lt=1)


class SideWeights(_Part):
    """A logistic regression: how likely a need is looked for; ``unsure``: from which chance on the less likely side is looked at
    too, where nothing is found."""

    meaning: float
    wording: float
    gives: float
    takes: float
    subject: float
    bias: float
    unsure: float = Field(ge=0, le=0.5)


class UsualSimilarity(_Part):
    """Mean and spread of a wish's similarity to profiles of all subjects; worth so many profiles beside those of a board."""

    mean: float
    spread: float = Field(gt=0)
    worth: float = Field(gt=0)


class FieldWeights(_Part):
    """Weight of each field in the score."""

    topic: float = Field(gt=0)
    sector: float = Field(ge=0)
    codes: float = Field(ge=0)
    country: float = Field(ge=0)
    trl: float = Field(ge=0)
    licence: float = Field(ge=0)
    ip: float = Field(ge=0)
    cooperation: float = Field(ge=0)
    target: float = Field(ge=0)
    partner: float = Field(ge=0)
    language: float = Field(ge=0)
    freshness: float = Field(ge=0)
    readiness: float = Field(ge=0)


class Limits(_Part):
    """How many profiles of one organisation and how many near misses are shown, and by how many filters a near miss may be
    stopped."""

    per_organisation: int = Field(ge=1)
    near_misses: int = Field(ge=0)
    near_miss_filters: int = Field(ge=1)


class MatchWeights(_Part):
    topic: TopicWeights
    gate: GateWeights
    second: SecondWeights
    side: SideWeights
    usual: UsualSimilarity
    fields: FieldWeights
    limits: Limits


@lru_cache(maxsize=4)
def load_weights(path: Path = PATH) -> MatchWeights:
    return MatchWeights.model_validate(tomllib.loads(path.read_text("utf-8")))
