"""What a description demands of maturity, licence and cooperation, and what of it is only preferred."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.catalogue.places import SENTENCE
from assistant.catalogue.wish_cues import WishCues
from assistant.domain import Side

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
    rf"(?P<before>[^\d.,;。，；]{{0,18}})(?P<level>{_LEVEL})\W{{0,3}}(?P<mid>[^\d.;。；]{{0,28}}?)\s*"
    r"(?P<low>[1-9])(?!\d)\s*(?:(?:-|–|—|~|至|到|和|to|and|до|и|a|à|et|y|den|va|sampai|dan|do|i|ถึง|และ|الي|و)\s*(?:trl\s*)?"
    r"(?P<high>[1-9])(?!\d))?(?P<after>.{0,16})"
)
LICENCE = "licence"
_TRADES: dict[Side, tuple[str, ...]] = {
    "offer": ("distribution", "supply", "investment", "consulting"),
    "need": ("distribution", "investment", "consulting"),
}
"""Forms of cooperation whose words also say what somebody is, by the side looked for: who supplies looks for whom to supply."""
_PART = re.compile(r"[,،，、;；:：]|[.!?。！？؟\n](?=\s|$|[^\d])")
"""Where one condition ends and another begins."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """``low`` and ``high``: the lowest and highest TRL wanted; ``own``: the asker's own. ``soft`` names those of trl, licence and
    cooperation that are only preferred."""

    low: int | None
    high: int | None
    own: int | None
    licences: tuple[str, ...]
    cooperation: tuple[str, ...]
    soft: tuple[str, ...]


def conditions(plain: str, side: Side, cues: WishCues) -> Conditions:
    """Of a normalised text. Where the same is both preferred and demanded, what is demanded counts."""
    firm = _firm(plain, cues)
    levels, types, forms = (_maturity(plain, side, cues), _licences(plain, cues), _cooperation(plain, cues))
    soft = []
    if firm != plain:
        demanded = (_maturity(firm, side, cues), _licences(firm, cues), _cooperation(firm, cues))
        soft = [
            name
            for name, told, held in zip(("trl", "licence", "cooperation"), (levels, types, forms), demanded, strict=True)
            if any(told) and not any(held)
        ]
        levels, types, forms = (
            demanded[0] if any(demanded[0]) else levels,
            demanded[1] or types,
            demanded[2] or forms,
        )
    return Conditions(*levels, types, forms, tuple(soft))


def without_own_trade(plain: str, side: Side, cues: WishCues) -> str:
    """The text without the words for what the asker is: "Distributor of lenses in Surabaya, looking for a test" wants no
    distributor. They stand before the first word of seeking of their sentence, and not next to it as in "distributors wanted"."""
    kept = list(plain)
    begin = 0
    for end in (*(match.end() for match in SENTENCE.finditer(plain)), len(plain)):
        seek = cues.seek.search(plain, begin, end)
        for name in _TRADES[side] if seek else ():
            for match in cues.cooperation[name].finditer(plain, begin, seek.start() if seek else end):
                if seek and any(map(str.isalnum, plain[match.end() : seek.start()])):
                    kept[match.start() : match.end()] = " " * (match.end() - match.start())
        begin = end
    return "".join(kept)


def levels(plain: str) -> list[re.Match[str]]:
    """Figures of TRL."""
    return list(_TRL.finditer(plain)) if _NAMES_LEVEL.search(plain) else []


def found(patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    """The names of the patterns that are in the text."""
    return tuple(name for name, pattern in patterns.items() if pattern.search(text))


def _firm(plain: str, cues: WishCues) -> str:
    """The text with blanks for its parts that say what were only welcome; as long as it was."""
    kept, begin = [], 0
    for match in (*_PART.finditer(plain), *cues.joined.finditer(plain)):
        kept.append(match.span())
    kept.append((len(plain), len(plain)))
    parts = []
    for start, end in sorted(kept):
        part = plain[begin:start]
        parts.append(" " * len(part) if cues.soft.search(part) else part)
        parts.append(plain[max(start, begin) : end])
        begin = max(begin, end)
    return "".join(parts)


def _maturity(plain: str, side: Side, cues: WishCues) -> tuple[int | None, int | None, int | None]:
    """(lowest, highest wanted, the asker's own): figures first, then words for a stage."""
    for match in levels(plain):
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


def _cooperation(plain: str, cues: WishCues) -> tuple[str, ...]:
    """The forms wanted, any of which will do. A licence of a type beside other forms is one of them: "an exclusive licence or a
    joint venture"."""
    forms = found(cues.cooperation, _without_licence_words(plain, cues))
    licence = cues.cooperation[LICENCE].search(cues.licence_refusals.sub(" ", plain))
    return tuple(name for name in cues.cooperation if name in forms or name == LICENCE) if forms and licence else forms
