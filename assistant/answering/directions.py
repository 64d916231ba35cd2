"""Which way does a technology go, seen from China, and who pays whom for it?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.cues import PLACE_ABROAD, PLACE_HOME, Cues
from assistant.text import mark_places, normalise

_WHERE = re.compile(
    r"\b(?:в|во|на) (?:\w+ )?\w*(?:[еи]|ой|ем|ом|ей|их|ах|ях)$|\bu (?:\w+ )?\w+(?:i|oj|om|ih|(?<!ij)(?<!kin)(?<!k)u)$"
)
"""Russian and Serbian say with one preposition and two cases where something is and where it goes; this is the former."""
_RECIPIENT = re.compile(
    r"\b(?:завод(?:у|ам)|фирм(?:е|ам)|компани(?:и|ям)|предприяти(?:ю|ям)|партнер(?:у|ам)|клиент(?:у|ам)|покупател(?:ю|ям)"
    r"|лицензи(?:ат|ар)(?:у|ам)|университет(?:у|ам)|\w*обладател(?:ю|ям)|владельц(?:у|ам)|поставщик(?:у|ам)|институт(?:у|ам)"
    r"|организаци(?:и|ям)|стороне|firmi|vlasniku|davaocu|licencodavcu|dobavljacu|institutu|univerzitetu|kompaniji|partneru"
    r"|kupcu|fabrici|fabrikama) (?:в|на|u) (?:\w+ )?\w+$"
)
"""… unless it says where the recipient is: then it goes there."""
_ARTICLE_A = re.compile(f"\\ba (?=[{PLACE_HOME}{PLACE_ABROAD}])")
"""The English article before a place, which is "to" in French and Spanish."""
_ROYALTY = "royalty"
"""The glossary's concept."""


@dataclass(frozen=True, slots=True)
class Directions:
    """The step, with what it needs. ``mentions``: (start, end, country) of each place in a normalised text."""

    cues: Cues
    mentions: Callable[[str], list[tuple[int, int, str]]]

    def __call__(self, text: str, plain: str, language: str, concepts: Sequence[str]) -> tuple[tuple[str, ...], bool, set[str]]:
        """``import`` and ``export`` as seen from China: by word, or by what goes towards or away from which place. And
        whether a place said so, and the direction of what royalties are paid for, where they are."""
        found = {name for name, pattern in self.cues.directions.items() if pattern.search(plain)}
        by_place, paid = self._by_place(text, language)
        paid = paid if _ROYALTY in concepts or self.cues.paid_for.search(plain) else set()
        return tuple(sorted(paid or found or by_place)), bool(paid or by_place), paid

    @staticmethod
    def _paid_to_us(pattern: re.Pattern[str], shape: str, language: str) -> set[str]:
        """What is paid for to the asker, where ``pattern`` finds who pays: whoever is paid from China is abroad; whoever is paid
        from abroad may be in China if it is named, or if Chinese is spoken."""
        spans = [match.group() for match in pattern.finditer(shape)]
        if any(PLACE_HOME in span for span in spans):
            return {"import"}
        return {"export"} if spans and (PLACE_HOME in shape or language == "zh") else set()

    def of_parties(self, text: str) -> bool:
        """Whether every place abroad that is named is one of ``Cues.party``."""
        shape = self._shape(text, lambda _before: True)
        return 0 < shape.count(PLACE_ABROAD) == sum(1 for _ in self.cues.party.finditer(shape))

    def acts_at_home(self, text: str) -> bool:
        """Whether something is said to be filed, asked for or needed in China."""
        return self.cues.acts.search(self._shape(text, lambda _before: True)) is not None

    def _shape(self, text: str, counts: Callable[[str], bool]) -> str:
        """``text`` normalised, with PLACE_HOME and PLACE_ABROAD for places. ``counts``: whether one does, by what ends in it."""
        whole = normalise(text)

        def mark(_start: int, end: int, code: str) -> str | None:
            sign = PLACE_HOME if code.startswith("CN") else PLACE_ABROAD
            return sign if counts(whole[:end]) else None

        return mark_places(whole, self.mentions(text), mark)

    def _by_place(self, text: str, language: str) -> tuple[set[str], set[str]]:
        """What goes somewhere or comes from there; and what is paid for, which goes the other way."""

        def goes(before: str) -> bool:
            plain = normalise(before, language)
            return bool(_RECIPIENT.search(plain)) or not _WHERE.search(plain)

        found: set[str] = set()
        shape = normalise(self._shape(text, goes), language)
        if language == "en":
            shape = _ARTICLE_A.sub("an ", shape)
        paid = self._paid_to_us(self.cues.paid_from, shape, language)
        spans = [match.group() for match in self.cues.pays.finditer(shape)] if not paid else []
        paid |= {"import" if span.rfind(PLACE_ABROAD) > span.rfind(PLACE_HOME) else "export" for span in spans}
        paid = paid or self._paid_to_us(self.cues.pays_us, shape, language)
        for pattern, abroad, home in ((self.cues.toward, "export", "import"), (self.cues.away, "import", "export")):
            for match in pattern.finditer(shape):
                found.add(abroad if PLACE_ABROAD in match.group() else home)
        return found, paid
