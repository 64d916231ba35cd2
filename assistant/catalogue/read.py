"""A loose description into a ``Wish``, by rules, in the languages of the cues. What is not said stays open."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.catalogue.conditions import conditions, found, levels, without_own_trade
from assistant.catalogue.places import SENTENCE, Place, Span, codes_of, places_in, sought_abroad
from assistant.catalogue.wish_cues import WishCues
from assistant.domain import Side, Wish
from assistant.numerals import ascii_digits, dates
from assistant.text import normalise

_NUMBER = re.compile(
    r"(?:\b(?:no\.?|nr\.?|number|num\.?|n\.? ?[ºo°]|numero|nomor|br\.?|so|номер)|№|#|第|رقم|ข้อ(?:ที่)?|รายการที่) ?(?P<n>[1-9])(?!\d)"
)
_LEAST = 4
_LONG = 600
"""Characters from which the language of a text is certain, and only its own cues are looked for."""


@dataclass(frozen=True, slots=True)
class WishReader:
    """The step, with what it needs. ``mentions`` finds places; ``sectors`` and ``terms`` find codes by language."""

    cues: WishCues
    identify: Callable[[str], str]
    mentions: Callable[[str], list[tuple[int, int, str]]]
    sectors: Callable[[str, str], Sequence[str]]
    terms: Callable[[str, str], Sequence[str]]
    today: Callable[[], dt.date] = dt.date.today
    restore: Callable[[str], str] = str
    """Gives Vietnamese that was typed without its marks those that it lacks."""

    def subject(self, text: str, language: str) -> str:
        """The text without the words of seeking, of conditions and of places: what it is about. In its own spelling, or in
        normal form where that is of another length."""
        own = ascii_digits(text)
        plain = normalise(own, language)
        cues = self._cues(text, language)
        groups = (cues.licences, cues.cooperation, cues.kinds, cues.sizes)
        patterns = [cues.seek, cues.self, cues.licence_refusals, *(p for _, p in cues.places.values())]
        patterns += [p for group in groups for p in group.values()] + [p for _, _, p in cues.stages]
        whole = normalise(text)
        spans = [m.span() for pattern in patterns for m in pattern.finditer(plain)] + [
            (m.start("level"), m.end("high" if m["high"] else "low")) for m in levels(plain)
        ]
        if len(whole) == len(plain):
            spans += [(start, end) for start, end, _ in self.mentions(text) if _is_name(text, whole, start, language)]
        rest = list(own if len(own) == len(plain) else plain)
        for start, end in spans:
            rest[start:end] = " " * (end - start)
        kept = " ".join("".join(rest).split())
        return kept if sum(map(str.isalnum, kept)) >= _LEAST else own

    def _cues(self, text: str, language: str) -> WishCues:
        return self.cues if len(text) < _LONG else self.cues.alone(language.split("-")[0])

    def seeks(self, text: str, language: str) -> bool:
        """Whether a word of looking for something stands in the text."""
        pattern = self.cues.seeking.get(language.split("-")[0])
        return pattern is not None and pattern.search(normalise(text)) is not None

    def takes(self, text: str, language: str) -> bool:
        """Whether the words of the text are those of somebody who has a lack: "we look for a process", "who makes"."""
        plain = normalise(ascii_digits(text), language)
        cues = self._cues(text, language)
        return any(pattern.search(plain) for pattern in (cues.takes, cues.client))

    def asks_limit(self, text: str, language: str) -> bool:
        """Whether the text asks for the limit that a standard sets and seeks nothing beside: no profile tells it."""
        plain = normalise(ascii_digits(text), language)
        cues = self._cues(text, language)
        return bool(cues.limit.search(plain)) and not any(p.search(plain) for p in (cues.takes, cues.gives, cues.client))

    def nth(self, text: str, language: str) -> int | None:
        """Which of several the text means that counts them: "the second one", "no. 3"."""
        plain = normalise(ascii_digits(text), language)
        number = _NUMBER.search(plain)
        if number is not None:
            return int(number["n"])
        return next((n for n, pattern in enumerate(self.cues.ordinals.values(), 1) if pattern.search(plain)), None)

    def __call__(self, text: str, *, language: str | None = None, side: Side | None = None) -> Wish:
        """``side``: the side looked for, where the asker chose it."""
        own = language or self.identify(text)
        own = "en" if own == "und" else own
        text = self.restore(text) if own == "vi" else text
        plain = normalise(ascii_digits(text), own)
        cues = self._cues(text, own)
        gives = bool(cues.gives.search(plain)) and not cues.client.search(plain)
        looked_for: Side = side or ("need" if gives else "offer")
        places = self._places(text, own, cues)
        said = conditions(without_own_trade(plain, looked_for, cues), looked_for, cues)
        asked = _after_seeking(plain, cues)
        subject = _subject(text, cues)
        home = next(iter((*codes_of(places, "own"), *codes_of(places, "use"))), None)
        return Wish(
            text=text,
            language=own,
            side=looked_for,
            sectors=tuple(self.sectors(subject, own)) or tuple(self.sectors(text, own)),
            terms=tuple(self.terms(subject, own)) or tuple(self.terms(text, own)),
            countries=codes_of(places, "wanted"),
            own_country=home,
            use_country=next(iter(codes_of(places, "use")), None),
            excluded_countries=codes_of(places, "excluded") or _home_if_abroad(text, own, home, places, cues),
            preferred_countries=codes_of(places, "preferred"),
            trl=said.own,
            trl_min=said.low,
            trl_max=said.high,
            cooperation=said.cooperation,
            ip=found(cues.ip, plain),
            licence_types=said.licences,
            soft=said.soft,
            kinds=found(cues.kinds, asked),
            sizes=found(cues.sizes, asked),
            deadline=self._deadline(text),
            open_side=side is None,
        )

    # --- places ----------------------------------------------------------------------------------------------------

    def _places(self, text: str, language: str, cues: WishCues) -> list[Place]:
        """Each place with its role, told from the words around it in its sentence."""
        whole = normalise(text)
        spans: list[Span] = [
            (start, end, (code,)) for start, end, code in self.mentions(text) if _is_name(text, whole, start, language)
        ]
        for countries, pattern in cues.places.values():
            spans += [(m.start(), m.end(), countries) for m in pattern.finditer(whole)]
        return places_in(whole, spans, cues)

    def _deadline(self, text: str) -> dt.date | None:
        for day in dates(text):
            try:
                found = dt.date.fromisoformat(day)
            except ValueError:
                continue
            if found >= self.today():
                return found
        return None


def _home_if_abroad(text: str, language: str, home: str | None, places: Sequence[Place], cues: WishCues) -> tuple[str, ...]:
    """The asker's own country, told or of his language, where what he seeks must come from abroad; not where he names it as a
    place to look in."""
    at_home = home[:2] if home else cues.homes.get(language.split("-")[0])
    sought = {code[:2] for place in places if place.role in {"wanted", "preferred"} for code in place.codes}
    if at_home is None or at_home in sought or not sought_abroad(normalise(text, language), cues):
        return ()
    return (at_home,)


def _after_seeking(plain: str, cues: WishCues) -> str:
    """The parts of sentences that follow a word of seeking: what is said of the partner, not of the asker."""
    parts = []
    for sentence in SENTENCE.split(plain):
        match = cues.seek.search(sentence)
        if match:
            rest = sentence[match.end() :]
            own = cues.self.search(rest)
            parts.append(rest[: own.start()] if own else rest)
    return " . ".join(parts)


def _subject(text: str, cues: WishCues) -> str:
    """The text without what the asker says of himself before he says what he looks for."""
    parts = []
    for sentence in SENTENCE.split(text):
        plain = normalise(sentence)
        match = cues.seek.search(plain)
        introduced = match is not None and len(plain) == len(sentence) and cues.self.search(plain[: match.start()])
        parts.append(sentence[match.end() :] if match is not None and introduced else sentence)
    return " . ".join(parts)


def _is_name(text: str, whole: str, start: int, language: str) -> bool:
    """Without accents Vietnamese words read like names of countries (waste: Thai, solution: France); names have a capital."""
    if language != "vi":
        return True
    raw = unicodedata.normalize("NFC", text)
    return len(raw) != len(whole) or raw[start].isupper()
