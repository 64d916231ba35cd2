"""Whose a place of a description is: the asker's own, or where the partner sought must, had better or must not be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.catalogue.wish_cues import WishCues

SENTENCE = re.compile(r"[.;!?。；！？؛؟\n]+(?=\s|$|[^\d])")
_FAR, _MOST = 300, 50
"""Characters beside a place that tell its role, and places of a wish that are looked at."""
_CLAUSE = re.compile(rf"{SENTENCE.pattern}|[:：](?=\s|[^\d])")
_OF_A_LIST = ("excluded", "wanted", "preferred", "use", "own")
"""Roles that places listed together may be given, the one that says most first."""

Span = tuple[int, int, tuple[str, ...]]
"""Where in a normalised text a place stands, and its codes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a normalised text. ``role``: own, wanted, preferred, excluded, use (there the technology is to be used), region
    (where the asker is known)."""

    codes: tuple[str, ...]
    role: str


def places_in(whole: str, found: Sequence[Span], cues: WishCues) -> list[Place]:
    """Each of ``found`` that lies in no other, with its role, told from the words around it in its sentence. Places listed
    together, "from China or Africa", have one role: that of the one of which most is said."""
    places: list[Place] = []
    for row in _lists(whole, _apart(found)[:_MOST], cues):
        told = [_told(*_around(whole, start, end), cues) for start, end, _ in row]
        role = min(told, key=_OF_A_LIST.index)
        places += [Place(codes, _of_group(role, codes, whole[:start], cues)) for start, _, codes in row]
    return places


def sought_abroad(whole: str, cues: WishCues) -> bool:
    """Whether what is sought must come from abroad: "a foreign supplier", 国外的技术; not where that were only welcome."""
    for match in cues.abroad.finditer(whole):
        before, _ = _around(whole, *match.span())
        seeking = max((m.end() for m in cues.seek.finditer(before)), default=-1)
        speaking = max((m.end() for m in cues.self.finditer(before)), default=-1)
        of_himself = speaking > seeking and not cues.who_there.search(before)
        if not of_himself and not cues.preferred.search(before) and not cues.excepted.search(before):
            return True
    return False


def codes_of(places: Sequence[Place], role: str) -> tuple[str, ...]:
    """The codes of the places of a role; of those wanted none that has another role as well."""
    codes = [code for place in places if place.role == role for code in place.codes]
    if role == "wanted":
        own = {code for place in places if place.role != "wanted" for code in place.codes}
        codes = [code for code in codes if code not in own]
    return tuple(dict.fromkeys(codes))


def _apart(found: Sequence[Span]) -> list[Span]:
    """In order, without those that lie in a longer one."""
    kept: list[Span] = []
    for one in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _lists(whole: str, found: Sequence[Span], cues: WishCues) -> list[list[Span]]:
    """Neighbours that are listed with "and" or "or" belong together; commas alone do not say so. Arabic writes "and" as one with
    the place that it is before."""
    rows: list[list[Span]] = []
    for one in found:
        if rows and cues.listed.fullmatch(whole[rows[-1][-1][1] : one[0]]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [part for row in rows for part in ([row] if _joined(whole, row, cues) else [[one] for one in row])]


def _joined(whole: str, row: Sequence[Span], cues: WishCues) -> bool:
    gaps = [whole[one[1] : other[0] + 1] for one, other in pairwise(row)]
    return any(cues.joined.search(gap) for gap in gaps)


def _around(whole: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence."""
    before, after = whole[max(start - _FAR, 0) : start], whole[end : end + _FAR]
    begin = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    stop = next((m.end() for m in _CLAUSE.finditer(after)), len(after))
    return before[begin:], after[:stop]


def _of_group(role: str, codes: Sequence[str], before: str, cues: WishCues) -> str:
    """Nobody sits in a group of countries."""
    if role in {"own", "use"} and len(codes) > 1:
        return "wanted" if cues.seek.search(before) else "region"
    return role


def _told(before: str, after: str, cues: WishCues) -> str:
    if cues.excepted.search(before):
        return "excluded"
    if cues.preferred.search(before) or cues.best_there.search(after):
        return "preferred"
    if cues.who_there.search(before) or cues.there_who.search(after):
        return "wanted"
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
