"""Profiles filtered and counted for the catalogue's page. What an anonymous profile does not show cannot be filtered for: by
elimination that would show it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.browsing import Choice
from assistant.profile import Profile

SHOWN = 12
"""Profiles on a page."""


def chosen(profiles: Iterable[Profile], choice: Choice) -> list[Profile]:
    """Those that meet every condition, the newest first."""
    found = [profile for profile in profiles if _meets(profile, choice)]
    return sorted(found, key=lambda profile: (profile.state != "published", -profile.updated.toordinal(), profile.id))


def of_page(profiles: Sequence[Profile], page: int) -> tuple[Sequence[Profile], int]:
    """Page ``page``, counted from 1, and how many pages there are."""
    pages = max(1, -(-len(profiles) // SHOWN))
    start = (min(max(page, 1), pages) - 1) * SHOWN
    return profiles[start : start + SHOWN], pages


def by_sector(profiles: Iterable[Profile]) -> dict[str, int]:
    return dict(Counter(sector for profile in profiles for sector in dict.fromkeys(profile.sectors)))


def by_country(profiles: Iterable[Profile]) -> dict[str, int]:
    return dict(Counter(profile.country for profile in profiles))


def overview(profiles: Iterable[Profile]) -> dict[tuple[str, str], int]:
    """(Sector, country) -> number of profiles; one with two sectors counts in both."""
    return dict(Counter((sector, profile.country) for profile in profiles for sector in dict.fromkeys(profile.sectors)))


def _meets(profile: Profile, choice: Choice) -> bool:
    if choice.side and profile.side != choice.side:
        return False
    if choice.sector and choice.sector not in profile.sectors:
        return False
    if choice.country and profile.country != choice.country:
        return False
    return _meets_hidden(profile, choice)


def _meets_hidden(profile: Profile, choice: Choice) -> bool:
    if not (choice.cooperation or choice.ip or choice.trl_from):
        return True
    if profile.anonymous:
        return False
    if choice.cooperation and choice.cooperation not in profile.cooperation:
        return False
    if choice.ip and choice.ip not in profile.ip:
        return False
    if choice.trl_from is None:
        return True
    own = profile.trl if profile.trl is not None else (profile.trl_max or profile.trl_min)
    return own is not None and own >= choice.trl_from
