"""What a profile says of itself, line by line, for whoever asks about one that was named before; and which that is."""

from collections.abc import Callable, Sequence

from assistant.catalogue.names import Names, text_in
from assistant.domain import Match
from assistant.phrases import Phrasebook
from assistant.profile import Profile

LIKE = 0.2
"""How like a profile an answer must be that names none; a wish is to all of them .19 in the middle."""


def spoken_of(matches: Sequence[Match], told: str, similarity: Callable[[Match], float], nth: int | None = None) -> list[Match]:
    """Those of ``matches`` that an answer named, in its order, the ``nth`` of them first where that was asked for; where it named
    none, the one that it is most like, if it is like one at all. ``similarity`` of the answer to a profile."""
    named = [(told.find(name), match) for match in matches for name in (match.title, match.profile_id) if name in told]
    found = list({match.profile_id: match for _, match in sorted(named, key=lambda pair: pair[0])}.values())
    if nth is not None and 0 < nth <= len(found):
        found.insert(0, found.pop(nth - 1))
    likeliest = max(matches, key=similarity, default=None)
    return found or [match for match in (likeliest,) if match is not None and similarity(match) >= LIKE]


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
