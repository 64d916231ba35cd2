"""Profiles into files of the open schema: JSON lines, CSV, XLSX, or the layout of the Enterprise Europe Network as CSV.

No cell of a table can be taken for a formula. Anonymous profiles leave without their organisation.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell

from assistant.catalogue.flat import columns_of, escaped, row_of
from assistant.errors import InputError
from assistant.profile import OrganisationBrief, Profile

FORMS = ("jsonl", "csv", "xlsx", "een")
ANONYMOUS = {"en": "anonymous"}
EEN_COLUMNS = (
    "Reference", "Profile type", "Language", "Title", "Summary", "Description", "Advantages and innovations",
    "Technical specification or expertise sought", "Stage of development", "IPR status", "IPR notes", "Country",
    "Partner role", "Type of partnership", "Size of partner", "Technology keywords", "IPC", "Market keywords", "SDGs",
    "Targeted countries", "Organisation", "Organisation type", "Sectors", "Licence types", "Programme", "Call id", "EoI deadline",
    "Call deadline",
    "Coordinator required", "Publication date", "Update date", "Valid until", "Source",
)  # fmt: skip


def write_profiles(make: Callable[[], Iterable[Profile]], path: Path, form: str) -> int:
    """Write what ``make`` gives (asked twice for tables: once for the columns); how many.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        return {"jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx, "een": _een}[form](make, path)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from error


def public_form(profile: Profile) -> Profile:
    """What may leave: of an anonymous profile the organisation only by kind."""
    if not profile.anonymous:
        return profile
    brief = OrganisationBrief(name=ANONYMOUS, kind=profile.organisation.kind)
    return profile.model_copy(update={"organisation": brief, "region": None, "ip_numbers": []})


def _jsonl(make: Callable[[], Iterable[Profile]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for profile in make():
            file.write(json.dumps(public_form(profile).model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) + "\n")
            count += 1
    return count


def _csv(make: Callable[[], Iterable[Profile]], path: Path) -> int:
    columns = _columns(make())
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        return sum(1 for row in _rows(make(), columns) if writer.writerow(row))


def _xlsx(make: Callable[[], Iterable[Profile]], path: Path) -> int:
    columns = _columns(make())
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("profiles")
    count = 0
    for row in _with_head(columns, _rows(make(), columns)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
        count += 1
    book.save(path)
    return count - 1


def _een(make: Callable[[], Iterable[Profile]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(EEN_COLUMNS)
        for profile in make():
            row = _een_row(public_form(profile))
            writer.writerow([escaped(row.get(name, "")) for name in EEN_COLUMNS])
            count += 1
    return count


def _columns(profiles: Iterable[Profile]) -> list[str]:
    names: dict[str, None] = {}
    for profile in profiles:
        names.update(dict.fromkeys(row_of(public_form(profile))))
    return columns_of(list(names))


def _rows(profiles: Iterable[Profile], columns: list[str]) -> Iterator[list[str]]:
    for profile in profiles:
        row = row_of(public_form(profile))
        yield [escaped(row.get(name, "")) for name in columns]


def _with_head(columns: list[str], rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield columns
    yield from rows


def _een_row(profile: Profile) -> dict[str, str]:
    """The layout has one language: English where the profile has it, else the original."""
    language = "en" if "en" in profile.title and "en" in profile.summary else profile.original_language

    def text(texts: dict[str, str]) -> str:
        return texts.get(language) or next(iter(texts.values()), "")

    research = profile.research
    return {
        "Reference": profile.id, "Profile type": profile.type, "Language": language, "Title": text(profile.title),
        "Summary": text(profile.summary), "Description": text(profile.description),
        "Advantages and innovations": text(profile.advantages),
        "Technical specification or expertise sought": text(profile.expertise_sought),
        "Stage of development": _stage(profile), "IPR status": "; ".join(profile.ip),
        "IPR notes": "; ".join(profile.ip_numbers),
        "Country": profile.country, "Partner role": text(profile.partner.role),
        "Type of partnership": "; ".join(profile.cooperation),
        "Size of partner": "; ".join(profile.partner.sizes),
        "Technology keywords": "; ".join(profile.keywords.get(language, [])), "IPC": "; ".join(profile.ipc),
        "Market keywords": "; ".join(profile.nace), "SDGs": "; ".join(map(str, profile.sdg)),
        "Targeted countries": "; ".join(profile.target_countries), "Organisation": text(profile.organisation.name),
        "Organisation type": profile.organisation.kind, "Sectors": "; ".join(profile.sectors),
        "Licence types": "; ".join(profile.licence_types), "Programme": text(research.programme) if research else "",
        "Call id": (research.call_id or "") if research else "",
        "EoI deadline": str(research.eoi_deadline or "") if research else "",
        "Call deadline": str(research.call_deadline or "") if research else "",
        "Coordinator required": str(research.coordinator_required).lower() if research else "",
        "Publication date": str(profile.published), "Update date": str(profile.updated),
        "Valid until": str(profile.valid_until), "Source": profile.source,
    }  # fmt: skip


def _stage(profile: Profile) -> str:
    level = profile.trl or profile.trl_min
    return f"TRL {level}" if level else ""
