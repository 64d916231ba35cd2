"""Foreign tables through a mapping file (TOML): which of their fields fill which fields of the open schema.

``[defaults]`` holds what every row gets; ``[fields]`` maps a field of the schema to a foreign field, or to a table with ``from``
and any of: ``values`` (their word -> ours), ``default``, ``split`` (a separator), ``strip`` (a prefix taken off), ``most``
(length), ``template`` (``{}`` is the value). ``id`` is a template over foreign fields; ``guess_sectors`` reads sectors from title
and summary.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.catalogue.flat import is_list, place
from assistant.errors import InputError
from assistant.profile import NEEDS

MAPS = Path(__file__).with_name("maps")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class FieldMap(_Part):
    """How one field of the schema is filled."""

    source: str = Field(alias="from")
    values: dict[str, Any] | None = None
    default: Any = None
    split: str | None = None
    strip: str | None = None
    most: int | None = Field(default=None, ge=1)
    template: str | None = None


class TableMap(_Part):
    """A mapping file."""

    format: Literal["jsonl", "json", "csv", "xlsx"]
    id: str
    contact: str | None = None
    language: str | None = None
    """A foreign field that names the language of the texts; they stand under ``.en`` in the file."""
    guess_sectors: bool = False
    defaults: dict[str, Any] = {}
    fields: dict[str, FieldMap | str]


def load_mapping(path: Path) -> TableMap:
    """Raises InputError for a file that is none. A bare name is looked for among the maps that come with the assistant."""
    own = MAPS / f"{path.name.removesuffix('.toml')}.toml"
    if not path.is_file() and path.parent == Path() and own.is_file():
        path = own
    try:
        return TableMap.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(f"The mapping file {path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"The mapping file {path} is not TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"The mapping file {path} is wrong at {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


def fields_from(row: Mapping[str, Any], mapping: TableMap, sectors: Callable[[str, str], Sequence[str]]) -> dict[str, Any]:
    """What ``Profile`` is validated from. ``sectors`` finds sectors in a text of a language."""
    fields: dict[str, Any] = {}
    language = str(row.get(mapping.language or "") or "")
    for name, value in mapping.defaults.items():
        place(fields, name, value)
    for name, rule in mapping.fields.items():
        value = _value(row, rule if isinstance(rule, FieldMap) else FieldMap.model_validate({"from": rule}))
        if isinstance(value, list) and not is_list(name):
            value = value[0] if value else None
        if value not in (None, "", []):
            place(fields, f"{name[:-3]}.{language}" if language and name.endswith(".en") else name, value)
    if language:
        fields["original_language"] = language
    if fields.get("type") in NEEDS and "trl" in fields:
        fields["trl_min"] = fields.pop("trl")
    fields["id"] = identity(row, mapping.id)
    if mapping.guess_sectors:
        text = " . ".join(str(t) for name in ("title", "summary") for t in fields.get(name, {}).values())
        guessed = list(sectors(text, str(fields.get("original_language", "en"))))[:2]
        fields["sectors"] = guessed or fields.get("sectors", [])
    return fields


def identity(row: Mapping[str, Any], template: str) -> str:
    """``shop-{Link}`` with the field's last path segment, as an id may be written."""

    def fill(match: re.Match[str]) -> str:
        text = str(row.get(match.group(1)) or "").rstrip("/").rsplit("/", 1)[-1]
        return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.")[:90]

    return re.sub(r"\{([^}]+)\}", fill, template)


def _value(row: Mapping[str, Any], rule: FieldMap) -> Any:
    raw = row.get(rule.source)
    items = raw if isinstance(raw, list) else [raw]
    if rule.split and isinstance(raw, str):
        items = raw.split(rule.split)
    found = [value for item in items if item is not None and (value := _one(str(item), rule)) not in (None, "")]
    if isinstance(raw, list) or rule.split:
        return list(dict.fromkeys(found)) or rule.default
    return found[0] if found else rule.default


def _one(text: str, rule: FieldMap) -> Any:
    text = " ".join(text.split()).removeprefix(rule.strip or "").strip()
    if rule.values is not None:
        return rule.values.get(text, rule.default)
    if rule.most is not None and len(text) > rule.most:
        text = text[: rule.most].rsplit(" ", 1)[0] + " …"
    return rule.template.replace("{}", text) if rule.template and text else text
