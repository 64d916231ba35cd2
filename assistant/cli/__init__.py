"""The commands: arguments in, records out; no logic. Results go to stdout, progress and messages to stderr."""

import os
import sys

import typer

from assistant.cli import catalogue, core, desk, evaluate, knowledge, partners, people
from assistant.errors import AssistantError, InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answers questions on international technology transfer, with sources.",
)
app.add_typer(core.app)
app.add_typer(evaluate.app)
app.add_typer(knowledge.app)
app.add_typer(catalogue.app)
app.add_typer(people.app)
app.add_typer(partners.app)
app.add_typer(desk.app)


def main() -> None:
    """Entry point of the console script: errors become one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        raise SystemExit(130) from None
    except AssistantError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2 if isinstance(error, InputError) else 3) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if type(error).__module__.startswith(("click", "typer")) and hasattr(error, "format_message"):
            typer.echo(f"{error.format_message()} See `assistant --help`.", err=True)
            raise SystemExit(2) from None
        raise
    if code:  # what a command ended with by ``typer.Exit``
        raise SystemExit(code)
