"""What kind of question is it, apart from its subject? Read off the question's vector and its wording by linear readers.

A word list finds the wordings that its author thought of. The readers are learned from the examples of ``corpus/aims``,
which people of ten languages might type, so a wording that nobody thought of is found by its meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from assistant.answering.config import Bounds
from assistant.answering.phrasing import NO_PHRASING, Phrasing
from assistant.domain import Question
from assistant.ports import Vectors

RIDGE = 10.0
"""Penalty on long readers: examples are few beside the dimensions of a vector. On the development questions 3 to 30 do alike."""

PHRASED = 0.3
"""What a wording that is certain adds to a reader; on the development questions .3 to 1 do alike."""


@dataclass(frozen=True, slots=True)
class Aims:
    """``readers`` has a row per kind, the last column being the constant; shape (kinds, dimensions + 1)."""

    kinds: tuple[str, ...]
    readers: Vectors
    phrasing: Phrasing = NO_PHRASING

    def of(self, vector: Vectors, text: str = "", language: str = "") -> dict[str, float]:
        """How much a question of this vector and wording is like each kind: about 1 or more for a typical one, about 0 for one of
        another kind. Without ``text`` the wording counts for nothing."""
        if not self.kinds:
            return {}
        told = dict(zip(self.kinds, (self.readers[:, :-1] @ vector + self.readers[:, -1]).tolist(), strict=True))
        for kind, chance in (self.phrasing.of(text, language) if text else {}).items():
            told[kind] += PHRASED * chance
        return told


NO_AIMS = Aims((), np.empty((0, 1), np.float32))


def learn(examples: Mapping[str, Vectors]) -> Aims:
    """Ridge regression of "is of this kind" on the vectors of all examples. ``examples``: kind -> vectors, shape
    (n, dimensions)."""
    kinds = tuple(examples)
    if len(kinds) < 2:
        return NO_AIMS
    x = np.concatenate([examples[kind] for kind in kinds]).astype(np.float64)
    x = np.hstack([x, np.ones((len(x), 1))])
    of = np.repeat(np.arange(len(kinds)), [len(examples[kind]) for kind in kinds])
    wanted = (of[:, None] == np.arange(len(kinds))).astype(np.float64)
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[-1, -1] = 0.0
    return Aims(kinds, np.linalg.solve(x.T @ x + penalty, x.T @ wanted).T.astype(np.float32))


def seeks_partner(aims: Mapping[str, float], bounds: Bounds) -> bool:
    """Whether a question with a word of looking for partners is one for them; not where it is like one for a rule, and not at all
    like one for partners: "what is required to remit the licence fees" """
    return not aims or aims["partner"] + aims["wish"] >= aims["rule"] - bounds.rule


_NOT_SECRET = {"open": 1.0, "partner": 0.6, "wish": 0.6, "rule": 0.4}
"""How much less than each of these a question may be like one for what is confidential. On the development half 28 of 32 such
questions are found with 13 others, instead of 17 with the first alone."""


def aimed(question: Question, aims: Mapping[str, float], bounds: Bounds) -> Question:
    """``question`` with what it aims at. What looks like evasion is none where a legitimate question looks more like it."""
    if not aims:
        return question
    least = bounds.evasion if question.dodges else bounds.bare_evasion
    evades = aims.get("evasion", 0.0) >= max(least, aims.get("honest", 0.0))
    otherwise = max(share * aims.get(kind, 0.0) for kind, share in _NOT_SECRET.items())
    secret = not question.drafts and aims.get("confidential", 0.0) >= max(bounds.confidential, otherwise)
    wants = (*question.wants, "confidential") if secret and "confidential" not in question.wants else question.wants
    intent = "procedure" if question.intent == "rule" and aims.get("procedure", 0.0) >= bounds.procedure else question.intent
    return replace(question, aims=aims, evades=question.evades or evades, wants=wants, intent=intent)
