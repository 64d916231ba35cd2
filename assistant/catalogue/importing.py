"""Files of profiles into rows for the keeper: the open schema, the EEN layout, or a foreign table through a mapping file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.catalogue.flat import fields_of
from assistant.catalogue.keep import Row
from assistant.catalogue.mapping import TableMap, fields_from, load_mapping
from assistant.catalogue.tables import form_of, records
from assistant.profile import Profile

CONTACT = "contact"
"""A column that the open schema does not have: kept apart from the profile, in SQL alone."""
_EEN = Path("een")


def read_profiles(
    path: Path, form: str | None, mapping: Path | None, sectors: Callable[[str, str], Sequence[str]]
) -> Iterator[Row]:
    """One row a line, good or bad.

    Raises:
        InputError: the file or the mapping file cannot be read.
    """
    table = load_mapping(mapping) if mapping is not None else load_mapping(_EEN) if form == "een" else None
    kind = form or (table.format if table else form_of(path))
    for line, record in records(path, kind):
        yield Row(line, reason=record) if isinstance(record, str) else _row(line, record, kind, table, sectors)


def _row(
    line: int, record: dict[str, Any], kind: str, table: TableMap | None, sectors: Callable[[str, str], Sequence[str]]
) -> Row:
    contact = str(record.pop(CONTACT, "") or "") if table is None else str(record.get(table.contact or "", "") or "")
    if table is not None:
        fields = fields_from(record, table, sectors)
    else:
        fields = fields_of(record) if kind in {"csv", "xlsx"} else record
    try:
        return Row(line, Profile.model_validate(fields), contact=contact or None)
    except ValidationError as error:
        return Row(line, reason="; ".join(_reason(item) for item in error.errors()[:3]))


def _reason(item: Any) -> str:
    where = ".".join(map(str, item["loc"])) or "profile"
    return f"{where}: {item['msg'].removeprefix('Value error, ')}"
