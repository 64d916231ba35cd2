"""Files of suites, read with one sentence for what is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InputError


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Raises:
    InputError: a line is no JSON object.
    """
    with path.open(encoding="utf-8-sig") as lines:
        for n, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise InputError(f"{path.name}, line {n}: not JSON.") from error
                if not isinstance(row, dict):
                    raise InputError(f"{path.name}, line {n}: not a JSON object.")
                yield row


def json_file(path: Path) -> Any:
    """Raises:
    InputError: the file is no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise InputError(f"{path.name} is not JSON.") from error


def tab_lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield line.split("\t")


def text_of(row: dict[str, Any], *names: str, path: Path) -> str:
    """The first of the fields that is there.

    Raises:
        InputError: none is.
    """
    for name in names:
        if isinstance(row.get(name), str | int):
            return str(row[name])
    raise InputError(f"{path.name}: a line lacks {' or '.join(names)}.")
