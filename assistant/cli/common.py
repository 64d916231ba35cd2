"""What all commands share: options, input lines, JSON out."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from assistant.access import Viewer, of_level
from assistant.domain import Visibility
from assistant.errors import InputError, OutsideError
from assistant.settings import load_settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="A JSONL file: one request a line in, one result a line out.")]
As = Annotated[str, typer.Option("--as", help="As public, member, member:ORGANISATION or staff.")]


def viewer_as(given: str) -> Viewer:
    """Whoever sees what ``given`` may see: a level; after a colon, for members, the organisation as its accounts name it."""
    level, _, organisation = given.partition(":")
    if organisation and level != "member":
        raise InputError("Only members belong to an organisation: say --as member:ORGANISATION.")
    one_of("--as", level, get_args(Visibility))
    return replace(of_level(level), organisation=organisation or None)  # type: ignore[arg-type]


@contextmanager
def opened() -> Iterator[Any]:
    from assistant.app import Assistant
    from assistant.progress import TerminalProgress

    with TerminalProgress() as progress, Assistant(load_settings(), progress) as assistant:
        yield assistant


def each_line(path: Path, run: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """A line that cannot be served gives ``{"id", "error"}`` and exit code 1 at the end; order is kept."""
    if not path.is_file():
        raise InputError(f"{path} does not exist: give a JSONL file.")
    failed = False
    with path.open("rb") as lines:
        for n, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            line: dict[str, Any] = {}
            try:
                line = _parsed(raw, n)
                result = run(line)
            except (InputError, OutsideError) as error:
                failed = True
                result = {"id": line.get("id"), "error": str(error)}
            print_json(result, indent=None)
    if failed:
        raise typer.Exit(1)


def _parsed(raw: bytes, n: int) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"line {n} is not JSON in UTF-8.") from error
    if not isinstance(line, dict):
        raise InputError(f"line {n} is not a JSON object.")
    return line


def print_json(value: object, indent: int | None = 2) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def text_field(line: dict[str, Any], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str):
        raise InputError(f"the line lacks the text field {name!r}.")
    return value


def given(value: str | None, name: str) -> str:
    if value is None:
        raise InputError(f"{name} is missing: give it as an argument, or a file with --batch.")
    return value


def one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"{value!r} is not a value of {option}; choose one of {', '.join(known)}.")
