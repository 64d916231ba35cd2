"""A follow-up to an answer from the catalogue: which of its profiles is meant, and what that one says of itself, line by line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.access import Viewer
from assistant.catalogue.names import Names, text_in
from assistant.catalogue.service import Catalogue
from assistant.domain import Match, Matches, Question
from assistant.phrases import Phrasebook
from assistant.ports import Vectors
from assistant.profile import Profile

LIKE = 0.2
"""How like a profile an answer must be that names none; a wish is to all of them .19 in the middle."""
_AMONG = 50
"""Profiles of the first search in which those of later, narrower ones are found again."""


@dataclass(frozen=True, slots=True)
class Recalling:
    """The step, with what it needs. ``encode``: text, language -> vector; ``nth``: text, language -> which of several."""

    service: Catalogue
    encode: Callable[[str, str], Vectors]
    identify: Callable[[str], str]
    nth: Callable[[str, str], int | None]
    phrases: Phrasebook
    names: Names

    def __call__(self, before: Question, told: str, question: Question, viewer: Viewer) -> Matches | None:
        """The profiles that the answer ``told`` to the question ``before`` spoke of, with details of the first, in the language
        of ``question``, which asks about them; None where it spoke of none. Where the question names a country, those from there
        come first; none is given where none is from there or looks for partners there."""
        language = question.language
        wish = self.service.wish(before.text, language=before.language, viewer=viewer)
        matches = self.service.match(wish, _AMONG, language=language, viewer=viewer)
        board = self.service.board(viewer)
        if not matches.found or not len(board.vectors):
            return None
        likeness = board.vectors @ self.encode(told, self.identify(told))

        def profile(match: Match) -> Profile:
            return board.profiles[board.rows[match.profile_id]]

        named = spoken_of(
            (*matches.found, *matches.near_misses),
            told,
            lambda match: [match.profile_id, *profile(match).title.values()],
            lambda match: float(likeness[board.rows[match.profile_id]]),
            self.nth(question.original, language),
        )
        if not named:
            return None
        asked = {code[:2] for code in question.countries}
        if asked:
            there = [match for match in named if match.country in asked]
            goes = any(asked & set(profile(match).target_countries) for match in named)
            named = [*there, *(match for match in named if match not in there)] if there or goes else []
        found = tuple(replace(match, rank=n) for n, match in enumerate(named, 1))
        lines = details(profile(found[0]), found[0], self.phrases, self.names, language) if found else ()
        return replace(matches, found=found, near_misses=(), consortium=(), consortium_why=None, details=lines)


def spoken_of(
    matches: Sequence[Match],
    told: str,
    names: Callable[[Match], Sequence[str]],
    similarity: Callable[[Match], float],
    nth: int | None = None,
) -> list[Match]:
    """Those of ``matches`` that an answer named by one of their ``names``, in its order, the ``nth`` of them first where that was
    asked for; where it named none, the one that it is most like, if it is like one at all. ``similarity`` of the answer to a
    profile."""
    named = [(told.find(name), n) for n, match in enumerate(matches) for name in names(match) if name in told]
    found = [matches[n] for n in dict.fromkeys(n for _, n in sorted(named))]
    if nth is not None and 0 < nth <= len(found):
        found.insert(0, found.pop(nth - 1))
    if found or not matches:
        return found
    likeliest = max(matches, key=similarity)
    return [likeliest] if similarity(likeliest) >= LIKE else []


def details(profile: Profile, match: Match, phrases: Phrasebook, names: Names, language: str) -> tuple[str, ...]:
    """The summary in the owner's words, then what can be told in few; of an anonymous profile the abstract alone."""
    lines = [match.summary]
    if profile.anonymous:
        return (*lines, phrases.say(language, "match.against.anonymous"))
    nearest = phrases.nearest(language)
    if profile.expertise_sought:
        sought = text_in(profile.expertise_sought, language, nearest, profile.original_language)[1]
        lines.append(f"{phrases.say(language, 'shelf.expertise_sought')}: {sought}")
    maturity = match.trl or match.trl_min
    if maturity:
        lines.append(phrases.say(language, "match.heard.trl", value=maturity if match.trl else f"≥ {maturity}"))
    for group, codes in (("licence", match.licence_types), ("cooperation", match.cooperation)):
        if codes:
            lines.append(phrases.say(language, f"match.heard.{group}", value=names.of(group, codes, language)))
    if profile.target_countries:
        wanted = names.countries(profile.target_countries, language)
        lines.append(phrases.say(language, "match.why.target", country=wanted))
    else:
        lines.append(phrases.say(language, "match.why.target_any"))
    lines.append(f"{phrases.say(language, 'card.valid_until')}: {match.valid_until.isoformat()}")
    return tuple(lines)
