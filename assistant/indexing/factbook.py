"""Figures from a country's file of the World Factbook (JSON), under the names that the reports use."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.errors import InputError

_PLACES: Mapping[str, tuple[str, str]] = {
    "population": ("People and Society", "Population"),
    "median_age": ("People and Society", "Median age"),
    "gdp": ("Economy", "Real GDP (purchasing power parity)"),
    "gdp_per_capita": ("Economy", "Real GDP per capita"),
    "gdp_official": ("Economy", "GDP (official exchange rate)"),
    "exports": ("Economy", "Exports"),
    "internet_users": ("Communications", "Internet users"),
}
"""Figure of a report -> section and field of the Factbook."""
_VALUE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: (thousand|million|billion|trillion))?")
_FACTOR = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_YEAR = re.compile(r"\((?:[A-Za-z]+ )?(\d{4})(?: [a-z.]+)?\)")
_BASE = re.compile(r"data (?:is |are )?in (\d{4}) (?:US )?dollars")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with the year it is of; ``base_year`` where it is in the dollars of one year."""

    value: Decimal
    year: int
    base_year: int | None = None


def read_country(path: Path) -> dict[str, Reading]:
    """Every figure that the file gives with its year; of several years the newest. Raises InputError for a broken file."""
    try:
        country = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise InputError(f"{path} is no Factbook file: {error}") from error
    found: dict[str, Reading] = {}
    for figure, (section, field) in _PLACES.items():
        entry = country.get(section, {}).get(field, {}) if isinstance(country, dict) else {}
        if isinstance(entry, dict) and (reading := _newest(entry)) is not None:
            found[figure] = reading
    return found


def _newest(entry: Mapping[str, object]) -> Reading | None:
    """A field holds one text, a ``total`` beside its parts, or one text a year."""
    base = _BASE.search(str(entry.get("note", "")))
    texts = [str(entry["text"])] if "text" in entry else []
    parts = {name.strip(): part["text"] for name, part in entry.items() if isinstance(part, dict) and "text" in part}
    texts += [str(parts[name]) for name in ("total", "percent of population") if name in parts]
    texts += [str(text) for name, text in parts.items() if re.search(r" \d{4}$", name)]
    readings = [reading for text in texts if (reading := _read(text, int(base[1]) if base else None)) is not None]
    return max(readings, key=lambda reading: reading.year, default=None)


def _read(text: str, base: int | None) -> Reading | None:
    year = _YEAR.search(text)
    found = _VALUE.search(text[: year.start()]) if year else None
    if year is None or found is None:
        return None
    value = Decimal(found[1].replace(",", "")) * _FACTOR[found[2] or ""]
    return Reading(Decimal(format(value.normalize(), "f")), int(year[1]), base)
