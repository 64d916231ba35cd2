"""A profile as one row of a table and back: ``title.en``, ``partner.kinds``; lists are joined by semicolons."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.profile import Profile

_LISTS = frozenset({
    "sectors", "ipc", "nace", "sdg", "ip", "ip_numbers", "licence_types", "cooperation", "target_countries",
    "excluded_countries", "languages", "partner.kinds", "partner.sizes",
})  # fmt: skip
_LISTS_BELOW = ("keywords.", "evidence.")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row_of(profile: Profile) -> dict[str, str]:
    """Column -> text, of what the profile states."""
    found: dict[str, str] = {}
    _flatten("", profile.model_dump(mode="json", exclude_defaults=True), found)
    return found


def _flatten(name: str, value: Any, found: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(f"{name}.{key}" if name else str(key), inner, found)
    elif isinstance(value, list):
        found[name] = "; ".join(str(item).replace(";", ",") for item in value)
    elif isinstance(value, bool):
        found[name] = "true" if value else "false"
    elif value is not None:
        found[name] = str(value)


def fields_of(row: Mapping[str, str]) -> dict[str, Any]:
    """What ``Profile`` is validated from; empty cells are left out."""
    fields: dict[str, Any] = {}
    for name, cell in row.items():
        text = plain(cell).strip()
        if not text or not name:
            continue
        value: Any = text
        if is_list(name):
            value = [part.strip() for part in text.split(";") if part.strip()]
        place(fields, name, value)
    return fields


def is_list(name: str) -> bool:
    """Whether a field of the schema holds several values."""
    return name in _LISTS or name.startswith(_LISTS_BELOW)


def place(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set ``partner.role.en`` inside nested mappings."""
    *outer, last = name.split(".")
    for part in outer:
        fields = fields.setdefault(part, {})
    fields[last] = value


def escaped(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """The reverse of ``escaped``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def columns_of(names: Sequence[str]) -> list[str]:
    """Columns in the order of the schema, languages of a text side by side."""
    order = {name: n for n, name in enumerate(Profile.model_fields)}
    return sorted(names, key=lambda name: (order.get(name.split(".")[0], len(order)), name))
