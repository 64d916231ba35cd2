"""Expressions of interest: drafted from a match, sent to the node that owns the profile, answered, released when both agree.

Who asks is known to SQL alone: it is in no letter before both agree, is never encoded and never reaches a model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Unpack

from assistant.access import VISITOR, Viewer, authorize, of_level, require
from assistant.catalogue.agree import agreed, declined, sent
from assistant.catalogue.approach import Approach, Drafter, Given, digest
from assistant.catalogue.interest_view import InterestViewer
from assistant.errors import ConflictError, InputError
from assistant.partnering import Drafted, Happening, Interest, InterestState, InterestView, Letter, PartySide


class InterestStore(Protocol):
    """What expressions of interest need of SQL."""

    def add(self, interests: Sequence[tuple[Interest, str]]) -> None: ...
    def change(self, before: Interest, after: Interest, by: PartySide, event: str | None) -> None: ...
    def by_digest(self, digest: str) -> Interest | None: ...
    def by_id(self, interest_id: str) -> Interest | None: ...
    def of_visitor(self, visitor: str) -> list[Interest]: ...
    def of_consortium(self, consortium: str) -> list[Interest]: ...
    def queue(self, node: str | None, state: InterestState | None) -> list[Interest]: ...
    def history(self, interest_id: str) -> tuple[Happening, ...]: ...
    def note(self, interest_id: str, event: str, by: PartySide) -> None: ...
    def owner_contact(self, profile_id: str) -> str | None: ...
    def remove(self, ids: Sequence[str]) -> int: ...


@dataclass(frozen=True, slots=True)
class Interests:
    """A ``key`` is the asker's secret; an id does for the desk, and for the asker together with the ``visitor`` who asked."""

    store: InterestStore
    drafter: Drafter
    view: InterestViewer

    def draft(self, profile_id: str, **given: Unpack[Given]) -> Drafted:
        """A letter to the owner of a profile that the viewer may see, not sent yet.

        Raises:
            InputError: there is no such profile, its time has run out, or a text is too long.
        """
        return self._draft([profile_id], Approach(**given))[0]

    def draft_together(self, profile_ids: Sequence[str], **given: Unpack[Given]) -> tuple[Drafted, ...]:
        """One letter to each owner of profiles that meet a need together; each side agrees for itself."""
        ids = list(dict.fromkeys(profile_ids))
        if len(ids) < 2:
            raise InputError("Give two or more different profiles to introduce together.")
        return self._draft(ids, Approach(**given))

    def redraft(self, key: str, **given: Unpack[Given]) -> InterestView:
        """Change what was given for the draft; what is not given stays. ``visitor`` and ``viewer`` say who does it."""
        before, side = self._find(key, given.get("visitor"), given.get("viewer", VISITOR))
        if before.state != "drafted":
            raise ConflictError(f"The expression of interest {before.id} has been sent: it cannot be changed any more.")
        together = self.store.of_consortium(before.consortium) if before.consortium else ()
        after = self.drafter.again(before, [item.profile_id for item in together], given)
        self.store.change(before, after, side, None)
        return self.view(after, side)

    def send(self, key: str, *, agree: bool = False, visitor: str | None = None, viewer: Viewer = VISITOR) -> InterestView:
        """To the desk of the node that owns the profile. ``agree``: name and contact may be released once the owner agrees.

        Raises:
            InputError: no contact was given, or the profile is no longer to be had.
        """
        before, side = self._find(key, visitor, viewer)
        after = sent(before, agree)
        if not before.asker.contact:
            raise InputError("There is no contact: give one, so that you can be reached when both sides agree.")
        self.drafter.open_profile(before.profile_id, of_level(before.level))
        self.store.change(before, after, side, "sent")
        return self.view(after, side)

    def accept(
        self, key: str, *, language: str | None = None, visitor: str | None = None, viewer: Viewer = VISITOR
    ) -> InterestView:
        """The asker, or the desk for the owner, agrees to an introduction; names and contacts are released when both do."""
        before, side = self._find(key, visitor, viewer)
        after = agreed(before, side)
        self.store.change(before, after, side, "released" if after.state == "released" else "accepted")
        return self.view(after, side, language)

    def decline(
        self, key: str, *, language: str | None = None, visitor: str | None = None, viewer: Viewer = VISITOR
    ) -> InterestView:
        """The asker, or the desk for the owner, does not wish an introduction."""
        before, side = self._find(key, visitor, viewer)
        after = declined(before)
        self.store.change(before, after, side, "declined")
        return self.view(after, side, language)

    def show(
        self, key: str, *, language: str | None = None, visitor: str | None = None, viewer: Viewer = VISITOR
    ) -> InterestView:
        """As the side that looks may see it.

        Raises:
            InputError: there is none of this key, or nothing that the viewer may see; the two are no different.
        """
        interest, side = self._find(key, visitor, viewer)
        return self.view(interest, side, language)

    def queue(
        self, viewer: Viewer, *, node: str | None = None, state: InterestState | None = None, language: str = "en"
    ) -> tuple[InterestView, ...]:
        """What was sent to the desk, the oldest first; of one node or in one state only."""
        require(viewer, "work")
        return tuple(self.view(item, "desk", language) for item in self.store.queue(node, state))

    def letter(self, interest_id: str, viewer: Viewer) -> Letter:
        """What the desk passes on to the owner, and to whom; noted in the history."""
        require(viewer, "work")
        interest, _ = self._find(interest_id, None, viewer)
        self.store.note(interest.id, "passed_on", "desk")
        return Letter(self.store.owner_contact(interest.profile_id), interest.owner_language, interest.owner_text)

    def of_visitor(self, visitor: str, language: str | None = None) -> tuple[InterestView, ...]:
        """All that a visitor of the page has drafted."""
        return tuple(self.view(item, "asker", language) for item in self.store.of_visitor(visitor))

    def remove(self, key: str, *, visitor: str | None = None) -> None:
        """The asker takes everything back: the letter, the name, the contact and the history."""
        interest, _ = self._find(key, visitor, VISITOR)
        self.store.remove([interest.id])

    def forget_visitor(self, visitor: str) -> int:
        """Everything that a visitor of the page has drafted; how many."""
        return self.store.remove([item.id for item in self.store.of_visitor(visitor)])

    # --- parts -----------------------------------------------------------------------------------------------------

    def _draft(self, ids: Sequence[str], approach: Approach) -> tuple[Drafted, ...]:
        made = self.drafter(ids, approach)
        self.store.add([(interest, digest(token)) for interest, token in made])
        return tuple(Drafted(self.view(interest, "asker"), token) for interest, token in made)

    def _find(self, key: str, visitor: str | None, viewer: Viewer) -> tuple[Interest, PartySide]:
        """The interest, and for which side the one who looks may speak."""
        found = self.store.by_digest(digest(key))
        if found is not None:
            return found, "asker"
        found = self.store.by_id(key)
        if found is not None and visitor is not None and found.visitor == visitor:
            return found, "asker"
        if found is not None and found.state != "drafted" and authorize(viewer, "work"):
            return found, "desk"
        raise InputError("There is no expression of interest with this key.")
