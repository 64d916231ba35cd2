"""``assistant eval``: measure the assistant with ``eval/``, which lies beside this package in a checkout."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Json, print_json
from assistant.errors import InputError

app = typer.Typer()


@app.command("eval", epilog="Example: assistant eval --suite quick --languages zh,en --limit 10")
def evaluate(
    suite: Annotated[str, typer.Option(help="full, quick or gate, or a file or folder of questions of your own.")] = "full",
    split: Annotated[str | None, typer.Option(help="dev or test.")] = None,
    languages: Annotated[str, typer.Option(help="Of the questions, as zh,en; all without it.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Questions per language; 0: all.")] = 0,
    model: Annotated[str | None, typer.Option(help="Word answers with this model of your endpoint.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for report.html, report.md and report.json.")] = Path(".assistant/eval"),
    as_json: Json = False,
) -> None:
    """Measure how good the answers are, and write a report."""
    if find_spec("eval") is None or find_spec("ir_measures") is None:
        raise InputError("The evaluation lies in the project's checkout, beside the package: run this there, after `make test`.")
    command = import_module("eval.command")
    chosen = tuple(x for x in languages.split(",") if x)
    if split not in {None, "dev", "test"}:
        raise InputError(f"{split!r} is not a value of --split; choose dev or test.")
    text, found = command.evaluate(suite, split=split, languages=chosen, limit=limit, model=model, out=out)
    if as_json:
        print_json(found)
    else:
        typer.echo(text)
