"""An expression of interest as one side may see it: who hides stays hidden until both have agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.access import of_level
from assistant.catalogue.names import text_in
from assistant.catalogue.service import Catalogue
from assistant.errors import InputError
from assistant.partnering import Happening, Interest, InterestView, Party, PartySide
from assistant.phrases import Phrasebook
from assistant.profile import Profile


class ViewStore(Protocol):
    """What views need of SQL."""

    def history(self, interest_id: str) -> tuple[Happening, ...]: ...
    def owner_contact(self, profile_id: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class InterestViewer:
    """The step, with what it needs. ``node_name`` gives the name of a node in a language."""

    store: ViewStore
    service: Catalogue
    phrases: Phrasebook
    node_name: Callable[[str, str], str]

    def __call__(self, interest: Interest, side: PartySide, language: str | None = None) -> InterestView:
        own = interest.asker_language if side == "asker" else "en"
        language = self.phrases.nearest(language or own)
        say = self.phrases.say
        return InterestView(
            id=interest.id,
            state=interest.state,
            state_name=say(language, f"eoi.state.{interest.state}"),
            next=say(language, f"eoi.next.{_next(interest, side)}", node=self.node_name(interest.owner_node or "", language)),
            profile_id=interest.profile_id,
            title=text_in(interest.title, language, language, "en")[1],
            sample=interest.sample,
            side=side,
            language=language,
            text=interest.asker_text if side == "asker" else interest.owner_text,
            owner_language=interest.owner_language,
            owner_text=interest.owner_text,
            owner_node=interest.owner_node,
            owner=self._owner(interest, language),
            asker=_asker(interest, side),
            owner_agreed=interest.owner_agreed,
            asker_agreed=interest.asker_agreed,
            consortium=interest.consortium,
            created=interest.created,
            updated=interest.updated,
            history=self.store.history(interest.id),
            message=interest.message if side == "asker" else "",
        )

    def _owner(self, interest: Interest, language: str) -> Party:
        profile = self._profile(interest)
        if profile is None:
            return Party(None, None)
        released = interest.state == "released"
        name = None
        if released or not profile.anonymous:
            name = text_in(profile.organisation.name, language, language, "en")[1]
        return Party(name, profile.country, self.store.owner_contact(profile.id) if released else None)

    def _profile(self, interest: Interest) -> Profile | None:
        """As long as it may be seen by those who asked; once both have agreed, whatever became of it."""
        if interest.state == "released":
            return next(iter(self.service.store.profiles([interest.profile_id])), None)
        try:
            return self.service.profile(interest.profile_id, of_level(interest.level))
        except InputError:
            return None


def _asker(interest: Interest, side: PartySide) -> Party:
    asker, released = interest.asker, interest.state == "released"
    if side == "asker" or released:
        return Party(asker.name or None, asker.country, asker.contact or None)
    return Party(None if asker.anonymous else asker.name or None, asker.country)


def _next(interest: Interest, side: PartySide) -> str:
    """Which sentence says what happens now."""
    if interest.state in {"drafted", "declined", "released"}:
        return f"{interest.state}_{side}" if interest.state == "released" else interest.state
    if interest.state == "accepted":
        return f"accepted_{side}"
    if side == "desk":
        return "sent_desk"
    return "sent_agreed" if interest.asker_agreed else "sent_asker"
