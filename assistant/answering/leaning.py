"""Does a text need the turn before it to be understood? "And if we miss it?", "雇他的公司罚得重不重"

By words alone where no reader of aims is kept for the encoder; else by a logistic model of what the words show and how much the
text's vector is like the follow-ups of ``corpus/aims/leaning.yaml``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answering.config import LEAN, Lean
from assistant.answering.cues import Cues
from assistant.answering.glossary import TermFinder
from assistant.logistic import chance
from assistant.text import normalise

_SHORT = 9
"""Words that a question has at most when it opens like one that leans on the question before it, or names no subject."""
_SCRAP = 4
"""Words that are no question of their own, whatever they ask."""
_MANY = 20
_HAN_PER_WORD, _THAI_PER_WORD = 1.5, 4.0
_WORD = re.compile(r"(?P<han>[\u3040-\u30ff\u3400-\u9fff])|(?P<thai>[\u0e00-\u0eff])|[^\W_]+(?:['’-][^\W_]+)*")


def read_nothing(_text: str, _language: str) -> None:
    """No reader is kept."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The step, with what it needs. ``reads``: text, language -> how much it is like a follow-up; None where nothing reads it."""

    cues: Cues
    countries: Callable[[str], tuple[str, ...]]
    terms: Callable[[], TermFinder]
    reads: Callable[[str, str], float | None] = read_nothing
    lean: Lean = LEAN

    def __call__(self, text: str, language: str) -> bool:
        if self.is_smalltalk(text, language):
            return False
        return self._leans(text, language, self.lean.threshold)

    def may(self, text: str, language: str) -> bool:
        """Whether it may lean on what was said before, though it can be read by itself."""
        return not self.is_smalltalk(text, language) and self._leans(text, language, self.lean.possible)

    def _leans(self, text: str, language: str, threshold: float) -> bool:
        told = self.signals(text, language)
        return self._by_words(told) if "reader" not in told else chance(told, self.lean) >= threshold

    def is_smalltalk(self, text: str, language: str) -> bool:
        return bool(self.cues.intents["smalltalk"].search(normalise(text, language).strip()))

    def signals(self, text: str, language: str) -> dict[str, float]:
        """What tells; keys are fields of ``Lean``. ``reader`` is missing where nothing reads the text.

        What a "what if …" names is how the case before it is changed, and no subject of its own.
        """
        plain = normalise(text, language).strip()
        length = count_words(plain)
        asks = any(pattern.search(plain) for pattern in (*self.cues.aspects.values(), *self.cues.directions.values()))
        supposes = bool(self.cues.supposes.search(plain))
        told = {
            "words": min(length, _MANY) / _MANY,
            "scrap": float(length <= _SCRAP),
            "short": float(length <= _SHORT),
            "cue": float(supposes or bool(self.cues.followup.search(plain))),
            "subject": float(not supposes and bool(set(self.terms().find(text, language)) - self.cues.general_terms)),
            "place": float(not supposes and bool(self.countries(text))),
            "aspect": float(asks),
        }
        read = self.reads(text, language)
        return told if read is None else told | {"reader": read}

    def _by_words(self, told: Mapping[str, float]) -> bool:
        """It opens like a follow-up, is a scrap, or asks for an aspect of something that it does not name."""
        if not told["short"]:
            return False
        if told["cue"]:
            return True
        return not (told["subject"] or told["place"]) and bool(told["scrap"] or told["aspect"])


def count_words(plain: str) -> int:
    """How many words a text has, about, in scripts that do not space them."""
    kinds = [match.lastgroup for match in _WORD.finditer(plain)]
    han, thai = kinds.count("han"), kinds.count("thai")
    return round(len(kinds) - han - thai + han / _HAN_PER_WORD + thai / _THAI_PER_WORD)
