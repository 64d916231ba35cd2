"""What the catalogue's pages show, and where they put a profile that is handed in; every read says who may see it."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.access import Viewer, of_level
from assistant.browsing import Choice, HandedIn, ProfileSheet, Shelf, Shown, Told
from assistant.catalogue.browse import by_country, by_sector, chosen, of_page, overview
from assistant.catalogue.keep import Row
from assistant.catalogue.names import text_in
from assistant.catalogue.submit import ORIGIN, drafted
from assistant.domain import SIDES, Match, Visibility
from assistant.errors import InputError
from assistant.profile import Profile

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant

RANKED = 60
"""Profiles that a description is matched with."""
LEVELS: tuple[Visibility, ...] = ("staff", "member", "public")
TEXTS = ("description", "advantages", "expertise_sought")


class ShelfPart:
    """``levels`` are the visibilities that the reader may see."""

    def __init__(self, assistant: "Assistant", writing: Callable[[], AbstractContextManager[None]]) -> None:
        self._assistant, self._catalogue, self._writing = assistant, assistant.catalogue, writing

    def shelf(self, choice: Choice, language: str, levels: Collection[str]) -> Shelf:
        """The profiles of a choice; with a text the best fitting first, else the newest.

        Raises:
            InputError: the text cannot be read.
        """
        profiles = self._published(levels)
        sided = chosen(profiles, Choice(side=choice.side))
        found = chosen(profiles, choice)
        ranked: dict[str, Match] = {}
        understood = ""
        if choice.text:
            side = next((s for s in SIDES if s == choice.side), None)
            service, viewer = self._catalogue.service, _viewer(levels)
            wish = service.wish(choice.text, language=None, side=side, viewer=viewer)
            matches = service.match(wish, RANKED, language=language, viewer=viewer)
            ranked, understood = {match.profile_id: match for match in matches.found}, matches.understood
            by_id = {profile.id: profile for profile in found}
            found = [by_id[identity] for identity in ranked if identity in by_id]
        part, pages = of_page(found, choice.page)
        shown = tuple(ranked.get(profile.id) or self._catalogue.shown(profile, language) for profile in part)
        grid = overview(sided)
        return Shelf(shown, len(found), pages, by_sector(profiles), by_country(profiles), grid, understood)

    def sheet(self, profile_id: str, language: str, levels: Collection[str]) -> ProfileSheet | None:
        """A profile with its longer texts; of an anonymous one the abstract only."""
        try:
            profile = self._catalogue.service.profile(profile_id, _viewer(levels))
        except InputError:
            return None
        texts: list[Told] = []
        for name in TEXTS if not profile.anonymous else ():
            versions = getattr(profile, name)
            if versions:
                nearest = self._assistant.phrases.nearest(language)
                texts.append(Told(name, *text_in(versions, language, nearest, profile.original_language)))
        lines = tuple(Shown(line.name, line.present, line.text) for line in self._catalogue.readiness(profile, language))
        return ProfileSheet(self._catalogue.shown(profile, language), tuple(texts), lines if profile.side == "offer" else ())

    def compared(self, ids: Sequence[str], need: str, language: str, levels: Collection[str]) -> tuple[Match, ...]:
        """Profiles by id as far as they may be seen; with a ``need``, how well each fits it."""
        sheets = [self.sheet(identity, language, levels) for identity in dict.fromkeys(ids)]
        found = [sheet.match for sheet in sheets if sheet is not None]
        if need and found:
            service, viewer = self._catalogue.service, _viewer(levels)
            try:
                wish = service.wish(need, language=None, viewer=viewer)
            except InputError:
                return tuple(found)
            matches = service.match(wish, RANKED, language=language, viewer=viewer)
            ranked = {match.profile_id: match for match in (*matches.found, *matches.near_misses)}
            found = [ranked.get(match.profile_id, match) for match in found]
        return tuple(replace(match, rank=n) for n, match in enumerate(found, 1))

    def partners_by_country(self, levels: Collection[str]) -> dict[str, int]:
        """How many profiles that the reader may see come from each country."""
        return by_country(self._published(levels))

    def sector_name(self, sector: str, language: str) -> str:
        return self._catalogue.names.one("sector", sector, language)

    def sectors(self) -> tuple[str, ...]:
        """Every sector that a profile can have."""
        return tuple(self._catalogue.service.board().sectors)

    def hand_in(self, given: HandedIn) -> str:
        """Keeps a draft for staff to check; its id is the receipt.

        Raises:
            InputError: something that a profile needs is missing or unknown.
            BusyError: another process is writing.
        """
        profile = drafted(given, dt.date.today())
        with self._writing():
            self._catalogue.keeper.bring_in([Row(1, profile, contact=given.contact.strip()[:200])], origin=ORIGIN)
        return profile.id

    def _published(self, levels: Collection[str]) -> list[Profile]:
        return [profile for profile in self._catalogue.service.board(_viewer(levels)).profiles if profile.state == "published"]


def _viewer(levels: Collection[str]) -> Viewer:
    return of_level(next((level for level in LEVELS if level in levels), "public"))
