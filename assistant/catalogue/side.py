"""Is an offer or a need looked for, where the asker did not choose? "We make radar against avalanches, anyone need that"

Four things tell: words of offering and of a lack; what the text means and how it is put, by readers learned from
``corpus/wishes``; and whether something of the catalogue's needs, or of its offers, is nearer to the subject.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.catalogue.weights import SideWeights
from assistant.logistic import chance, log_odds
from assistant.ports import Vectors

_CERTAIN = 1e-3
"""Probabilities nearer to 0 and 1 than this count as this."""


def no_wording(_text: str, _language: str) -> float:
    """Nothing was learned."""
    return 0.5


@dataclass(frozen=True, slots=True)
class SideReader:
    """``takes``: text, language -> whether its words are those of a lack. ``meaning`` of a vector, about 1 where a need is looked
    for and about 0 where an offer is, None where it was not learned; ``wording``: text, language -> probability that a need is.
    """

    weights: SideWeights
    takes: Callable[[str, str], bool]
    meaning: Callable[[Vectors], float] | None = None
    wording: Callable[[str, str], float] = no_wording

    @property
    def learned(self) -> bool:
        return self.meaning is not None

    def signals(self, text: str, language: str, vector: Vectors, *, gives: bool, need: float, offer: float) -> dict[str, float]:
        """What tells; keys are fields of ``SideWeights``. ``gives``: the text has words of offering; ``need`` and ``offer``: how
        likely the likeliest profile of each side is of the subject at all, 0..1."""
        takes = self.takes(text, language)
        return {
            "meaning": self.meaning(vector) if self.meaning is not None else 0.0,
            "wording": log_odds(self.wording(text, language), _CERTAIN),
            "gives": float(gives),
            "takes": float(takes),
            "subject": _not_against(log_odds(need, _CERTAIN) - log_odds(offer, _CERTAIN), gives, takes),
        }

    def chance_of_need(self, told: dict[str, float]) -> float:
        """Probability, 0..1, that a need is looked for; by the word of offering alone where no reader was learned."""
        if not self.learned:
            return told["gives"]
        return chance(told, self.weights)

    def need(self, chance: float, told: dict[str, float]) -> bool:
        """Whether a need is looked for; where the words are plain, they decide."""
        return bool(told["gives"]) if plain(told) else chance >= 0.5

    def settled(self, chance: float, told: dict[str, float]) -> bool:
        """Whether a chance is clear enough that the other side need not be looked at, or plain words have told: who offers
        something is not shown his like where nobody needs it."""
        return not self.learned or plain(told) or min(chance, 1 - chance) <= self.weights.unsure


def plain(told: dict[str, float]) -> bool:
    """Whether the text has words of offering or of a lack, and not of both."""
    return told["gives"] != told["takes"]


def _not_against(subject: float, gives: bool, takes: bool) -> float:
    """``subject`` where it does not gainsay plain words: that others offer what the asker offers, or lack what he lacks, does not
    say which side he is on."""
    if gives != takes:
        return max(subject, 0.0) if gives else min(subject, 0.0)
    return subject
