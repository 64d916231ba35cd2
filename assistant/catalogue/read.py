"""A loose description into a ``Wish``, by rules, in the languages of the cues. What is not said stays open."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.catalogue.wish_cues import WishCues
from assistant.domain import Side, Wish
from assistant.numerals import ascii_digits, dates
from assistant.text import normalise

_SENTENCE = re.compile(r"[.;!?。；！？؛؟\n]+(?=\s|$|[^\d])")
_CLAUSE = re.compile(rf"{_SENTENCE.pattern}|[:：](?=\s|[^\d])")
_NUMBER = re.compile(
    r"(?:\b(?:no\.?|nr\.?|number|num\.?|n\.? ?[ºo°]|numero|nomor|br\.?|so|номер)|№|#|第|رقم|ข้อ(?:ที่)?|รายการที่) ?(?P<n>[1-9])(?!\d)"
)
_LEAST = 4
_LONG = 600
"""Characters from which the language of a text is certain, and only its own cues are looked for."""
_LEVEL = (
    r"\btrl|(?<=[\u0e00-\u0eff\u4e00-\u9fff])trl|技术成熟度|技术就绪(?:度|水平)|成熟度(?=[^\d]{0,6}\d)|\bугт\b|\btkt\b"
    r"|\b(?:technology )?readiness levels?|\bуров\w+ (?:технологическ\w+ )?(?:готовности|зрелости)"
    r"|مستوي (?:ال)?(?:جاهزيه|نضج)(?: (?:ال)?(?:تكنولوجي\w*|تقني\w*))?|\bniveaux? de maturite(?: technologique)?"
    r"|\bnivel(?:es)? de madurez(?: tecnologica)?|ระดับความพร้อม(?:ของ|ทาง)?(?:เทคโนโลยี)?"
    r"|\bmuc (?:do )?(?:san sang|truong thanh)(?: cua)?(?: cong nghe)?|\btingkat kesiap(?:an|terapan)(?: teknologi)?"
    r"|\bniv[oa]u? (?:tehnoloske )?(?:spremnosti|zrelosti)(?: tehnologije)?"
)
_NAMES_LEVEL = re.compile(_LEVEL)
_TRL = re.compile(
    rf"(?P<before>[^\d.,;。，；]{{0,18}})(?:{_LEVEL})\W{{0,3}}(?P<mid>[^\d.;。；]{{0,28}}?)\s*"
    r"(?P<low>[1-9])(?!\d)\s*(?:(?:-|–|—|~|至|到|和|to|and|до|и|a|à|et|y|den|va|sampai|dan|do|i|ถึง|และ|الي|و)\s*(?:trl\s*)?"
    r"(?P<high>[1-9])(?!\d))?(?P<after>.{0,16})"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a normalised text. ``role``: own, wanted, preferred, excluded, use (there the technology is to be used), region
    (where the asker is known)."""

    codes: tuple[str, ...]
    role: str


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
        spans = [m.span() for pattern in patterns for m in pattern.finditer(plain)] + [m.span() for m in _levels(plain)]
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
        return self._cues(text, language).takes.search(plain) is not None

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
        gives = bool(cues.gives.search(plain))
        looked_for: Side = side or ("need" if gives else "offer")
        places = self._places(text, own, cues)
        low, high, trl = _maturity(plain, looked_for, cues)
        asked = _after_seeking(plain, cues)
        subject = _subject(text, cues)
        return Wish(
            text=text,
            language=own,
            side=looked_for,
            sectors=tuple(self.sectors(subject, own)) or tuple(self.sectors(text, own)),
            terms=tuple(self.terms(subject, own)) or tuple(self.terms(text, own)),
            countries=_codes(places, "wanted"),
            own_country=next(iter((*_codes(places, "own"), *_codes(places, "use"))), None),
            use_country=next(iter(_codes(places, "use")), None),
            excluded_countries=_codes(places, "excluded"),
            preferred_countries=_codes(places, "preferred"),
            trl=trl,
            trl_min=low,
            trl_max=high,
            cooperation=_found(cues.cooperation, _without_licence_words(plain, cues)),
            ip=_found(cues.ip, plain),
            licence_types=_licences(plain, cues),
            kinds=_found(cues.kinds, asked),
            sizes=_found(cues.sizes, asked),
            deadline=self._deadline(text),
            open_side=side is None,
        )

    # --- places ----------------------------------------------------------------------------------------------------

    def _places(self, text: str, language: str, cues: WishCues) -> list[Place]:
        """Each place with its role, told from the words around it in its sentence."""
        whole = normalise(text)
        found: list[tuple[int, int, tuple[str, ...]]] = [
            (start, end, (code,)) for start, end, code in self.mentions(text) if _is_name(text, whole, start, language)
        ]
        for countries, pattern in cues.places.values():
            found += [(m.start(), m.end(), countries) for m in pattern.finditer(whole)]
        found.sort(key=lambda item: (item[0], -item[1]))
        places: list[Place] = []
        last = 0
        for start, end, codes in found:
            if start < last:
                continue
            last = end
            role = _role(whole, start, end, cues)
            if role in {"own", "use"} and len(codes) > 1:  # nobody sits in a group of countries
                role = "wanted" if cues.seek.search(whole[:start]) else "region"
            places.append(Place(codes, role))
        return places

    def _deadline(self, text: str) -> dt.date | None:
        for day in dates(text):
            try:
                found = dt.date.fromisoformat(day)
            except ValueError:
                continue
            if found >= self.today():
                return found
        return None


def _role(whole: str, start: int, end: int, cues: WishCues) -> str:
    bounds = [0, *(m.end() for m in _CLAUSE.finditer(whole)), len(whole)]
    begin = max(b for b in bounds if b <= start)
    stop = min((b for b in bounds if b >= end), default=len(whole))
    before, after = whole[begin:start], whole[end:stop]
    if cues.excepted.search(before):
        return "excluded"
    if cues.preferred.search(before):
        return "preferred"
    seeking = max((m.end() for m in cues.seek.finditer(before)), default=-1)
    speaking = max((m.end() for m in cues.self.finditer(before)), default=-1)
    if seeking < 0 and cues.firm.search(before) and (cues.seek.search(after) or cues.self.search(after)):
        return "own"
    if cues.toward.search(before):
        return "wanted"
    if cues.partner.search(before) and speaking <= seeking:
        return "wanted" if seeking >= 0 or cues.seek.search(after) else "preferred"
    if cues.market.search(before):
        return "use" if cues.use.search(before) else "own"
    if cues.origin.search(after) and speaking <= seeking and seeking >= 0:
        return "wanted"
    if seeking < 0 and speaking < 0 and not cues.seek.search(after):
        return "preferred"  # as often the asker's own country: of 250 wishes with such a place 115 were
    return "own"


def _maturity(plain: str, side: Side, cues: WishCues) -> tuple[int | None, int | None, int | None]:
    """(lowest, highest wanted, the asker's own): figures first, then words for a stage."""
    for match in _levels(plain):
        low, high = int(match["low"]), match["high"]
        if side == "need":
            return None, None, int(high or low)
        if high:
            return min(low, int(high)), max(low, int(high)), None
        near = f"{match['mid']} {match['after'][:14]}"
        if cues.trl_below.search(near) and not cues.trl_above.search(near):
            return None, low, None
        if re.search(r"[>≥]\s*$", match["mid"]) and "=" not in match["mid"] and "≥" not in match["mid"]:
            return low + 1, None, None
        return low, None, None
    stages = [(low, high) for low, high, pattern in cues.stages if pattern.search(plain)]
    if not stages:
        return None, None, None
    if side == "need":
        return None, None, max(low for low, _ in stages)
    lowest = min(low for low, _ in stages)
    if lowest == 1:
        top = max(high for _, high in stages)
        return None, (top if top < 9 else None), None
    return lowest, None, None


def _licences(plain: str, cues: WishCues) -> tuple[str, ...]:
    """The three types are told apart in this order: non-exclusive holds the word exclusive, 排他 is no 独占."""
    rest = cues.licence_refusals.sub(" ", plain)
    found = []
    for name in ("non_exclusive", "sole", "exclusive"):
        pattern = cues.licences[name]
        if pattern.search(rest):
            found.append(name)
            rest = pattern.sub(" ", rest)
    return tuple(found)


def _without_licence_words(plain: str, cues: WishCues) -> str:
    """Which type of licence is wanted does not say that licensing is the only form."""
    for pattern in (cues.licence_refusals, *cues.licences.values()):
        plain = pattern.sub(" ", plain)
    return plain


def _after_seeking(plain: str, cues: WishCues) -> str:
    """The parts of sentences that follow a word of seeking: what is said of the partner, not of the asker."""
    parts = []
    for sentence in _SENTENCE.split(plain):
        match = cues.seek.search(sentence)
        if match:
            rest = sentence[match.end() :]
            own = cues.self.search(rest)
            parts.append(rest[: own.start()] if own else rest)
    return " . ".join(parts)


def _subject(text: str, cues: WishCues) -> str:
    """The text without what the asker says of himself before he says what he looks for."""
    parts = []
    for sentence in _SENTENCE.split(text):
        plain = normalise(sentence)
        match = cues.seek.search(plain)
        introduced = match is not None and len(plain) == len(sentence) and cues.self.search(plain[: match.start()])
        parts.append(sentence[match.end() :] if match is not None and introduced else sentence)
    return " . ".join(parts)


def _levels(plain: str) -> list[re.Match[str]]:
    """Figures of TRL."""
    return list(_TRL.finditer(plain)) if _NAMES_LEVEL.search(plain) else []


def _is_name(text: str, whole: str, start: int, language: str) -> bool:
    """Without accents Vietnamese words read like names of countries (waste: Thai, solution: France); names have a capital."""
    if language != "vi":
        return True
    raw = unicodedata.normalize("NFC", text)
    return len(raw) != len(whole) or raw[start].isupper()


def _codes(places: Sequence[Place], role: str) -> tuple[str, ...]:
    codes = [code for place in places if place.role == role for code in place.codes]
    if role == "wanted":
        own = {code for place in places if place.role != "wanted" for code in place.codes}
        codes = [code for code in codes if code not in own]
    return tuple(dict.fromkeys(codes))


def _found(patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in patterns.items() if pattern.search(text))
