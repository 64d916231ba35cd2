"""The fields of many profiles as arrays, so that a wish is held against all of them at once. Lists of codes are bit sets."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from assistant.profile import (
    NEEDS,
    Cooperation,
    IpStatus,
    LicenceType,
    OrganisationKind,
    Profile,
    Size,
)

Mask = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float32]

COOPERATION: tuple[str, ...] = get_args(Cooperation)
LICENCES: tuple[str, ...] = get_args(LicenceType)
IP: tuple[str, ...] = get_args(IpStatus)
KINDS: tuple[str, ...] = get_args(OrganisationKind)
SIZES: tuple[str, ...] = get_args(Size)
FIELDS = ("management", "technology", "market", "business", "ip", "export_control")
ANY_TRL = (1, 9)


def bits(values: Iterable[str], known: Sequence[str]) -> int:
    """A bit for each of ``values`` that is ``known``."""
    return sum(1 << known.index(value) for value in set(values) if value in known)


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a profile, in the order of the profiles. TRL 0: not stated; days count from 1970-01-01."""

    offer: Mask
    expired_after: Bits
    """Last valid day."""
    updated: Bits
    deadline: Bits
    """Day by which interest must be declared, or a day that never comes."""
    trl_low: Bits
    trl_high: Bits
    licences: Bits
    cooperation: Bits
    ip: Bits
    sectors: Bits
    kind: Bits
    size: Bits
    wanted_kinds: Bits
    wanted_sizes: Bits
    prohibited: Mask
    restricted: Mask
    evidence: Numbers
    """Share of the readiness checklist for which something can be shown."""


def day_number(day: dt.date) -> int:
    return day.toordinal() - dt.date(1970, 1, 1).toordinal()


def build_columns(profiles: Sequence[Profile], sectors: Sequence[str]) -> Columns:
    def ints(values: Iterable[int]) -> Bits:
        return np.fromiter(values, np.int64, len(profiles))

    def flags(values: Iterable[bool]) -> Mask:
        return np.fromiter(values, np.bool_, len(profiles))

    return Columns(
        offer=flags(p.type not in NEEDS for p in profiles),
        expired_after=ints(_last_day(p) for p in profiles),
        updated=ints(day_number(p.updated) for p in profiles),
        deadline=ints(day_number(deadline_of(p) or dt.date.max) for p in profiles),
        trl_low=ints(p.trl or p.trl_min or 0 for p in profiles),
        trl_high=ints(p.trl or p.trl_max or 0 for p in profiles),
        licences=ints(bits(p.licence_types, LICENCES) for p in profiles),
        cooperation=ints(bits(p.cooperation, COOPERATION) for p in profiles),
        ip=ints(bits(p.ip, IP) for p in profiles),
        sectors=ints(bits(p.sectors, sectors) for p in profiles),
        kind=ints(bits([p.organisation.kind], KINDS) for p in profiles),
        size=ints(bits([p.organisation.size or ""], SIZES) for p in profiles),
        wanted_kinds=ints(bits(p.partner.kinds, KINDS) for p in profiles),
        wanted_sizes=ints(bits(p.partner.sizes, SIZES) for p in profiles),
        prohibited=flags(p.export_control.status == "prohibited" for p in profiles),
        restricted=flags(p.export_control.status == "restricted" for p in profiles),
        evidence=np.fromiter((len(shown(p)) / len(FIELDS) for p in profiles), np.float32, len(profiles)),
    )


def deadline_of(profile: Profile) -> dt.date | None:
    """The day by which one must come forward, of a research request or a challenge."""
    if profile.challenge is not None:
        return profile.challenge.deadline
    if profile.research is not None:
        return profile.research.eoi_deadline or profile.research.call_deadline
    return None


def shown(profile: Profile) -> frozenset[str]:
    """Fields of the readiness checklist for which the profile shows something."""
    found = {name for name, items in profile.evidence.items() if items}
    if profile.ip_numbers or set(profile.ip) & {"patent_granted", "software_copyright", "plant_variety", "utility_model"}:
        found.add("ip")
    if profile.export_control.status != "unchecked":
        found.add("export_control")
    return frozenset(found & set(FIELDS))


def _last_day(profile: Profile) -> int:
    return day_number(profile.valid_until) if profile.state == "published" else min(day_number(profile.valid_until), -1)
