"""The states of an expression of interest: drafted → sent → accepted or declined; released when both sides have agreed."""

from dataclasses import replace

from assistant.errors import ConflictError
from assistant.partnering import Interest, PartySide

OPEN = frozenset({"sent", "accepted"})
"""States in which either side may still agree or decline."""


def sent(interest: Interest, agree: bool) -> Interest:
    """Handed to the desk; ``agree``: the asker agrees to the release already now."""
    if interest.state != "drafted":
        raise ConflictError(f"The expression of interest {interest.id} has been sent already.")
    return replace(interest, state="sent", asker_agreed=agree)


def agreed(interest: Interest, side: PartySide) -> Interest:
    """One side agrees to an introduction."""
    _must_be_open(interest, "agreed to")
    if interest.asker_agreed if side == "asker" else interest.owner_agreed:
        raise ConflictError(f"You have agreed to the expression of interest {interest.id} already.")
    after = replace(interest, asker_agreed=True) if side == "asker" else replace(interest, owner_agreed=True, state="accepted")
    return replace(after, state="released") if after.asker_agreed and after.owner_agreed else after


def declined(interest: Interest) -> Interest:
    """One side does not wish an introduction; nothing is released, now or later."""
    _must_be_open(interest, "declined")
    return replace(interest, state="declined", asker_agreed=False, owner_agreed=False)


def _must_be_open(interest: Interest, done: str) -> None:
    if interest.state not in OPEN:
        before = "send it first" if interest.state == "drafted" else "nothing can be changed"
        raise ConflictError(f"The expression of interest {interest.id} is {interest.state} and cannot be {done}: {before}.")
