"""Who may do what. ``authorize`` is the only place that decides; retrieval, matching, counts, files and exports ask it."""

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.domain import Visibility
from assistant.errors import DeniedError

Role = Literal["visitor", "member", "staff", "approver", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
Action = Literal["read", "work", "approve", "administer"]
"""``read``: see, count, match, export. ``work``: inquiries and drafts. ``approve``: release a reply. ``administer``: accounts."""

_LEAST: dict[Action, Role] = {"read": "visitor", "work": "staff", "approve": "approver", "administer": "administrator"}
_LEAST_FOR: dict[Visibility, Role] = {"public": "visitor", "member": "member", "staff": "staff"}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: an account with its role and, for a member, the organisation it belongs to. The default is anybody."""

    role: Role = "visitor"
    organisation: str | None = None
    account: str | None = None


VISITOR = Viewer()


@dataclass(frozen=True, slots=True)
class Thing:
    """What is looked at. ``organisation``: confidential to that organisation and to staff, whatever the visibility."""

    visibility: Visibility = "public"
    organisation: str | None = None
    owner: str | None = None
    """The account whose own it is; that account may always read it."""


def authorize(viewer: Viewer, action: Action, thing: Thing = Thing()) -> bool:
    """Whether ``viewer`` may do ``action`` to ``thing``."""
    if not _at_least(viewer, _LEAST[action]):
        return False
    if _at_least(viewer, "staff") or (thing.owner is not None and thing.owner == viewer.account):
        return True
    if not _at_least(viewer, _LEAST_FOR[thing.visibility]):
        return False
    return thing.organisation is None or thing.organisation == viewer.organisation


def require(viewer: Viewer, action: Action, thing: Thing = Thing()) -> None:
    """Raises DeniedError where ``authorize`` says no."""
    if not authorize(viewer, action, thing):
        raise DeniedError("This needs rights that your account does not have: ask an administrator.", "rights")


def levels(viewer: Viewer) -> tuple[Visibility, ...]:
    """The levels in which there may be something for ``viewer``; each thing in them is still asked about alone."""
    return tuple(level for level in _LEAST_FOR if _at_least(viewer, _LEAST_FOR[level]))


def of_level(level: Visibility) -> Viewer:
    """Somebody of whom only is known up to which level he may see things."""
    return Viewer(_LEAST_FOR[level])


def _at_least(viewer: Viewer, role: Role) -> bool:
    return ROLES.index(viewer.role) >= ROLES.index(role)
