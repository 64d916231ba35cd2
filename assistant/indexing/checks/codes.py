"""The code lists of ``corpus/codes/`` and of ISO 3166, and which codes of a record are in none of them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.indexing.records import Country, Event, Organisation, Policy, Procedure, Slug
from assistant.profile import Profile

_NOT_ISO = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())
"""Codes that CLDR has beside those of ISO 3166-1: exceptional reservations, groups, private use."""

Section = Annotated[str, StringConstraints(pattern=r"^[A-U]$")]
Division = Annotated[int, Field(ge=1, le=99)]


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Classes(_List):
    """A classification to its second level: section letter -> numbers of its classes or divisions."""

    sections: dict[Section, list[Division]]

    def has(self, code: str) -> bool:
        return code[1:3].isdecimal() and int(code[1:3]) in self.sections.get(code[:1], ())


class Places(_List):
    """Regions of ISO 3166-2 and unions of countries with their names."""

    regions: list[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]]
    unions: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,6}$")], str]


class Sector(_List):
    """A sector of the catalogue; ``near`` are sectors a partner may come from, ``words`` what people call it."""

    id: Slug
    nace: list[str] = Field(min_length=1)
    gbt: Section
    near: list[Slug] = []
    words: dict[str, list[str]] = {}


class Sectors(_List):
    sectors: list[Sector]


class Subject(_List):
    """A thing that wishes and profiles speak of, with its words by language."""

    id: Annotated[str, StringConstraints(pattern=r"^subject-[a-z0-9-]+$")]
    terms: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], Annotated[list[str], Field(min_length=1)]]


class Subjects(_List):
    subjects: list[Subject]


class FactbookNames(_List):
    """ISO 3166 code -> name of the country's file in the World Factbook (GEC)."""

    gec: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")], Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]]


class Codes(_List):
    """Every list of ``corpus/codes/``, one field a file."""

    nace: Classes
    ipc: Classes
    places: Places
    sectors: Sectors
    subjects: Subjects
    gec: FactbookNames


@cache
def iso_countries() -> frozenset[str]:
    """The 249 codes of ISO 3166-1, as CLDR has them."""
    known = [str(code) for code in Locale("en").territories]
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NOT_ISO


def wrong_codes(record: object, codes: Codes) -> Iterator[str]:
    """Each code of ``record`` that no list has: countries and regions, sectors, IPC, NACE."""
    yield from _wrong_places(record, codes)
    if isinstance(record, Profile):
        sectors = {sector.id for sector in codes.sectors.sectors}
        yield from (f"{code!r} is no sector" for code in record.sectors if code not in sectors)
        yield from (f"{code!r} is no class of the IPC" for code in record.ipc if not codes.ipc.has(code))
        yield from (f"{code!r} is no division of NACE" for code in record.nace if not codes.nace.has(code))


def wrong_lists(codes: Codes) -> Iterator[str]:
    """What the lists themselves say that other lists do not know."""
    known = {sector.id for sector in codes.sectors.sectors}
    if len(known) < len(codes.sectors.sectors):
        yield "codes/sectors: two sectors have the same id"
    for sector in codes.sectors.sectors:
        yield from (f"codes/sectors: {near!r} of {sector.id} is no sector" for near in sector.near if near not in known)
        for code in sector.nace:
            if not codes.nace.has(code):
                yield f"codes/sectors: {code!r} of {sector.id} is no division of NACE"
    ids = [subject.id for subject in codes.subjects.subjects]
    yield from (f"codes/subjects: the id {own!r} stands twice" for own in sorted({own for own in ids if ids.count(own) > 1}))
    yield from (f"codes/gec: {code!r} is no country" for code in codes.gec.gec if code not in iso_countries())
    yield from (
        f"codes/places: the country of {code!r} is unknown" for code in codes.places.regions if code[:2] not in iso_countries()
    )


def _wrong_places(record: object, codes: Codes) -> Iterator[str]:
    countries, regions, unions = iso_countries(), set(codes.places.regions), set(codes.places.unions)

    def unknown(values: Iterable[str | None], known: Iterable[str]) -> Iterator[str]:
        allowed = set(known)
        yield from (f"{value!r} is no country or place" for value in values if value is not None and value not in allowed)

    match record:
        case Policy():
            yield from unknown([record.jurisdiction], countries | regions | unions)
            yield from unknown((statement.country for statement in record.statements), countries)
        case Procedure():
            yield from unknown([record.jurisdiction], countries | regions | unions)
        case Country():
            yield from unknown([record.code], countries)
        case Organisation():
            yield from unknown([record.jurisdiction], countries | regions | unions)
            yield from unknown(record.covers, countries | regions)
        case Event():
            yield from unknown([record.country], countries)
        case Profile():
            yield from unknown([record.country, *record.target_countries, *record.excluded_countries], countries)
            yield from unknown([record.region], regions)
            if record.region and record.region[:2] != record.country:
                yield f"the region {record.region!r} does not lie in {record.country}"
