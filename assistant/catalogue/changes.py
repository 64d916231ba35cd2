"""What an asker sets right of a wish that was read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain import Side, Wish
from assistant.errors import InputError
from assistant.profile import (
    Cooperation,
    CountryCode,
    IpStatus,
    LicenceType,
    OrganisationKind,
    PlaceCode,
    Size,
    Slug,
    Trl,
)


class WishChanges(BaseModel):
    """What an asker may set right of what was understood; a field that is given replaces what was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    side: Side | None = None
    sectors: list[Slug] | None = None
    countries: list[PlaceCode] | None = None
    preferred_countries: list[PlaceCode] | None = None
    own_country: PlaceCode | None = None
    excluded_countries: list[CountryCode] | None = None
    trl: Trl | None = None
    trl_min: Trl | None = None
    trl_max: Trl | None = None
    cooperation: list[Cooperation] | None = None
    ip: list[IpStatus] | None = None
    licence_types: list[LicenceType] | None = None
    kinds: list[OrganisationKind] | None = None
    sizes: list[Size] | None = None
    languages: list[str] | None = None
    deadline: dt.date | None = None


_SETS = {"trl": {"trl", "trl_min", "trl_max"}, "licence": {"licence_types"}, "cooperation": {"cooperation"}}
"""The fields of each condition: what an asker sets himself is a condition, however softly he had said it."""


def corrected(wish: Wish, changes: Mapping[str, object]) -> Wish:
    """``wish`` with the fields of ``changes``; null clears one.

    Raises:
        InputError: a field or a value is unknown.
    """
    if not changes:
        return wish
    try:
        given = WishChanges.model_validate(dict(changes)).model_dump(exclude_unset=True)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"The condition {'.'.join(map(str, first['loc']))} is wrong: {first['msg']}.") from error
    clean = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    for name, value in clean.items():
        if value is None and isinstance(getattr(wish, name), tuple):
            clean[name] = ()
    soft = tuple(name for name in wish.soft if not _SETS[name] & set(clean))
    return replace(wish, soft=soft, **clean, source="corrected", open_side=False)  # type: ignore[arg-type]
