"""All of ``corpus/`` in memory for the checks: records, profiles and code lists, with what could not be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.indexing.checks.codes import Codes
from assistant.indexing.conditioned import FILE as CONDITIONS
from assistant.indexing.conditioned import Conditioned
from assistant.indexing.corpus import document_of
from assistant.indexing.records import LANGUAGES, SCHEMAS, Asks, Bonds, Policy, Procedure, Record
from assistant.indexing.written import WISHES, wishes
from assistant.profile import Profile

R = TypeVar("R", bound=BaseModel)
CHECKED: Mapping[str, type[BaseModel]] = {**SCHEMAS, "catalogue": Profile}
"""Folder of ``corpus/`` -> schema of its files; the catalogue is checked too, though it is no part of the search index."""
_QUESTIONS = ("asks", "stories", "near", "twins")
"""Folders of questions about the parts of the record of the same name."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """``records`` by name (``policies/cn-patent-law``). ``codes`` is None where a list of codes is missing or broken."""

    records: Mapping[str, BaseModel]
    codes: Codes | None

    def of(self, kind: type[R]) -> Iterator[tuple[str, R]]:
        """Names and records of one kind."""
        return ((name, record) for name, record in self.records.items() if isinstance(record, kind))

    def by_id(self, kind: type[R]) -> dict[str, R]:
        """Records of one kind by id, which is the last part of the name."""
        return {name.rpartition("/")[2]: record for name, record in self.of(kind)}


def read_corpus(root: Path) -> tuple[Corpus, list[str]]:
    """The corpus under ``root`` and one error for each file that is broken, misnamed or missing."""
    records: dict[str, BaseModel] = {}
    errors: list[str] = []
    for folder, schema in CHECKED.items():
        for path in sorted((root / folder).glob("*.yaml")):
            name = f"{folder}/{path.stem}"
            record = _read(path, schema, f"{folder}/{path.name}", errors)
            if record is None:
                continue
            identity = getattr(record, "id", path.stem)
            if identity != path.stem:
                errors.append(f"{folder}/{path.name}: id {identity!r} differs from the file's name")
            records[name] = record
    errors += _beside(root, records)
    errors += _wishes(root, records)
    errors += _conditions(root, records)
    return Corpus(records, _read_codes(root / "codes", errors)), errors


def _beside(root: Path, records: Mapping[str, BaseModel]) -> Iterator[str]:
    """What is wrong with the files that stand beside a record of their name: ways of asking, grades of links."""
    by_name = {name.rpartition("/")[2]: (name, record) for name, record in records.items() if isinstance(record, Record)}
    for path in sorted(path for kind in (*_QUESTIONS, "bonds") for path in (root / kind).glob("*.yaml")):
        where, errors = f"{path.parent.name}/{path.name}", list[str]()
        asks = _read(path, Asks, where, errors) if path.parent.name in _QUESTIONS else None
        bonds = _read(path, Bonds, where, errors) if path.parent.name == "bonds" else None
        if not errors and path.stem not in by_name:
            errors.append(f"{where}: there is no record of this name")
        elif not errors:
            try:
                document_of(by_name[path.stem][1], by_name[path.stem][0], asks, bonds)
            except CorpusError as error:
                errors.append(f"{where}: {error}")
        yield from errors


def _wishes(root: Path, records: Mapping[str, BaseModel]) -> Iterator[str]:
    """What is wrong with the files of what visitors write who look for a profile."""
    for path in sorted((root / WISHES).glob("*.yaml")):
        if f"catalogue/{path.stem}" not in records:
            yield f"{WISHES}/{path.name}: there is no profile of this name"
    try:
        for wish in wishes(root):
            if wish.language not in LANGUAGES:
                yield f"{WISHES}/{wish.profile or 'none'}: {wish.language!r} is not one of the ten languages"
    except (CorpusError, yaml.YAMLError, UnicodeDecodeError) as error:
        yield f"{WISHES}: {error}"


def _conditions(root: Path, records: Mapping[str, BaseModel]) -> Iterator[str]:
    """What is wrong with the file that says for whom statements hold: it names what is not there, or does not read."""
    errors: list[str] = []
    held = _read(root / CONDITIONS, Conditioned, CONDITIONS, errors) if (root / CONDITIONS).is_file() else None
    yield from errors
    parts = {f"{name.rpartition('/')[2]}#{part}" for name, record in records.items() for part in _parts(record)}
    procedures = {name.rpartition("/")[2] for name, record in records.items() if isinstance(record, Procedure)}
    for group, ways in held.root.items() if held is not None else ():
        if group not in parts:
            yield f"{CONDITIONS}: {group!r} names nothing"
        yield from (
            f"{CONDITIONS}: {way.shuts!r} names no procedure" for way in ways if way.shuts and way.shuts not in procedures
        )


def _parts(record: BaseModel) -> Iterator[str]:
    if isinstance(record, Policy):
        yield from (statement.id for statement in record.statements)
    elif isinstance(record, Procedure):
        yield from (step.id for step in record.steps)
        yield from (f"pitfall-{n}" for n, _ in enumerate(record.pitfalls, 1))


def _read_codes(folder: Path, errors: list[str]) -> Codes | None:
    lists: dict[str, BaseModel] = {}
    for name, schema in Codes.model_fields.items():
        assert isinstance(schema.annotation, type)
        path = folder / f"{name}.yaml"
        if not path.is_file():
            errors.append(f"codes/{name}.yaml: the list is missing")
        elif (found := _read(path, schema.annotation, f"codes/{name}.yaml", errors)) is not None:
            lists[name] = found
    return Codes(**lists) if len(lists) == len(Codes.model_fields) else None  # type: ignore[arg-type]


def _read(path: Path, schema: type[R], where: str, errors: list[str]) -> R | None:
    try:
        return schema.model_validate(read_yaml(path))
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
        errors.append(f"{where}: {error}")
        return None
