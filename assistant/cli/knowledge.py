"""Check and refresh the knowledge base in ``corpus/``."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Json, print_json
from assistant.errors import InputError
from assistant.settings import load_settings

app = typer.Typer()
LISTS = ("unverified", "stale", "expired", "contradictions", "errors")
"""In the order in which they are shown: what must be mended stands last, where it is seen."""


@app.command(epilog="Example: assistant check")
def check(as_json: Json = False) -> None:
    """Check corpus, prompts and phrases; list what is stale. Exit 1 where something is wrong."""
    from assistant.answering.cues import load_cues
    from assistant.indexing.check import check_corpus
    from assistant.phrases import load_phrases

    settings = load_settings()
    result = asdict(check_corpus(settings.corpus, dt.date.today()))
    errors = list(result["errors"])
    for load in (
        lambda: load_phrases(settings.prompts / "phrases"),
        lambda: load_cues(settings.prompts / "cues"),
    ):
        try:
            load()
        except InputError as error:
            errors.append(str(error))
    result["errors"] = errors
    if as_json:
        print_json(result)
    else:
        for name in LISTS:
            for line in result[name]:
                typer.echo(f"{name}: {line}")
        for name, counted in result["statistics"].items():
            typer.echo(f"{name.replace('_', ' ')}: {_counted(counted)}")
        lists = ", ".join(f"{len(result[name])} {name}" for name in reversed(LISTS))
        typer.echo(f"{lists} · {_counted(result['counts'])}")
    if errors:
        raise typer.Exit(1)


@app.command(epilog="Example: assistant refresh ../factbook --output figures.patch")
def refresh(
    folder: Annotated[Path, typer.Argument(help="Folder of World Factbook JSON: one file a country, named by its GEC code.")],
    output: Annotated[Path | None, typer.Option(help="Write the patch to this file instead of printing it.")] = None,
    as_json: Json = False,
) -> None:
    """Propose newer figures for the country reports as a patch to review. Nothing in the corpus is changed."""
    from assistant.indexing.refresh import propose

    corpus = load_settings().corpus
    proposal = propose(corpus, folder)
    if output is not None:
        output.write_text(proposal.patch, encoding="utf-8", newline="")
    if as_json:
        print_json(asdict(proposal))
        return
    if output is None:
        typer.echo(proposal.patch, nl=False)
    for mention in proposal.mentions:
        typer.echo(
            f"{mention.file}: {mention.path} [{mention.language}] gives the old {mention.figure}: {mention.sentence}", err=True
        )
    for line in proposal.left:
        typer.echo(line, err=True)
    files = len({change.file for change in proposal.changes})
    applied = f"; review it, then: git apply {output}" if output is not None and proposal.changes else ""
    typer.echo(f"{len(proposal.changes)} figures in {files} reports would change{applied}", err=True)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())
