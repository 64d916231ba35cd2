"""An expression of interest that starts at the desk: what a reply offers becomes a row of its own, on its way to the owner.

It is the inquirer who asks, with the inquirer's rights and, unless staff say otherwise, without a name. The key goes to the
inquirer with the reply; the desk answers for the owner as ever.
"""

import re
from typing import TYPE_CHECKING

from assistant.access import Viewer, require
from assistant.casework import Account, Draft, Inquiry
from assistant.catalogue.masking import masked
from assistant.errors import ConflictError, InputError
from assistant.partnering import Drafted, InterestView
from assistant.profile import Profile

if TYPE_CHECKING:
    from assistant.app.desk import Desk

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,119}")
_AMONG = 20
"""Matches among which the point of an inquiry that a profile answers is looked up."""


class Introductions:
    """What is started for an inquiry is kept under the inquiry, where a visitor of the page would stand."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._interests = desk.assistant.interests
        self._catalogue = desk.assistant.catalogue.service

    def offered(self, by: Account, inquiry: str) -> tuple[Profile, ...]:
        """The profiles that the reply offers and nobody has been asked about yet, the first first."""
        found = self._desk.review.inquiry(by.viewer(), inquiry)
        draft = self._desk.review.draft(by.viewer(), inquiry)
        if draft is None:
            return ()
        asked = {view.profile_id for view in self.started(by, inquiry)}
        named = [word for word in _named(draft) if word not in asked]
        profiles = [profile for word in named if (profile := self._profile(word, found.recipient())) is not None]
        return tuple(profiles)

    def started(self, by: Account, inquiry: str, language: str | None = None) -> tuple[InterestView, ...]:
        """What became of all that was started for an inquiry, as the inquirer may see it."""
        require(by.viewer(), "work")
        return self._interests.of_visitor(_owner(self._desk.review.inquiry(by.viewer(), inquiry)), language)

    def __call__(
        self,
        by: Account,
        inquiry: str,
        profile: str | None = None,
        *,
        message: str = "",
        named: bool = False,
        agree: bool = False,
    ) -> Drafted:
        """Ask the owner of ``profile``, or of the first that the reply offers, in the inquirer's name, and send it.

        ``named``: the owner may know from the start who asks. ``agree``: the inquirer's contact may be released once the owner
        agrees. Both only if the inquirer has said so.

        Raises:
            InputError: the reply offers no profile, the inquirer cannot see this one, or has left no contact.
            ConflictError: its owner has been asked for this inquiry already.
        """
        require(by.viewer(), "work")
        found = self._desk.review.inquiry(by.viewer(), inquiry)
        if profile is None:
            first = next(iter(self.offered(by, inquiry)), None)
            if first is None:
                raise InputError("The reply offers no profile to ask about: name one.", "no_offer")
            profile = first.id
        if any(view.profile_id == profile and view.state != "declined" for view in self.started(by, inquiry)):
            raise ConflictError(f"The owner of {profile} has been asked for this inquiry already.", "asked_already")
        contact = found.contact
        reached = " · ".join(part for part in (contact.name, contact.email, contact.phone) if part) if contact else ""
        if contact is None or not (contact.email or contact.phone):
            raise InputError("The inquirer has left no contact: ask for one first.", "no_contact")
        drafted = self._interests.draft(
            profile,
            need=self._need(found, profile),
            message=masked(message, () if named else (contact.name, contact.organisation)),
            name=contact.organisation or contact.name,
            contact=reached,
            language=found.language,
            anonymous=not named,
            visitor=_owner(found),
            viewer=found.recipient(),
        )
        view = self._interests.send(drafted.token, agree=agree)
        self._desk.audit.record(by.id, "interest.start", found.id, {"interest": view.id, "profile": profile})
        return Drafted(view, drafted.token)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _need(self, inquiry: Inquiry, profile: str) -> str:
        """The point of the inquiry that the profile answers, without who asks."""
        points = self._desk.review.drafter.points(inquiry.text)
        viewer, chosen = inquiry.recipient(), None
        for point in points:
            found = self._catalogue.match(self._catalogue.wish(point, viewer=viewer), _AMONG, viewer=viewer)
            if any(match.profile_id == profile for match in found.found):
                chosen = point
                break
        contact = inquiry.contact
        names = (contact.name, contact.organisation) if contact else ()
        return masked(chosen or " ".join(points) or inquiry.subject, names)

    def _profile(self, word: str, viewer: Viewer) -> Profile | None:
        try:
            return self._catalogue.profile(word, viewer)
        except InputError:
            return None


def _owner(inquiry: Inquiry) -> str:
    return f"inquiry:{inquiry.id}"


def _named(draft: Draft) -> list[str]:
    """What in the partner lines may be an id of a profile, in order."""
    words = [word for line in draft.lines if line.kind == "partner" for word in line.basis if _ID.fullmatch(word)]
    return list(dict.fromkeys(words))
