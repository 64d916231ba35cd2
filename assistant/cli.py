"""The commands: arguments in, records out; no logic. Results go to stdout, progress and messages to stderr."""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import AssistantError, InputError, OutsideError
from assistant.settings import load_settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Answers questions on international technology transfer, with sources.",
)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Batch = Annotated[Path | None, typer.Option("--batch", help="A JSONL file: one request a line in, one result a line out.")]
KINDS = ("policy", "procedure", "country", "organisation", "event", "document")


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


@app.command(epilog="Example: assistant index ./my-documents --visibility public")
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; none: the built-in corpus.")] = None,
    kind: Annotated[str, typer.Option(help="policy, procedure, country, event or document.")] = "document",
    visibility: Annotated[str, typer.Option(help="public, member or staff.")] = "public",
    language: Annotated[str | None, typer.Option(help="Language of the documents, where it is known.")] = None,
    as_json: Json = False,
) -> None:
    """Bring the index in step with the corpus, or add documents to it."""
    from assistant.indexing.load import Options

    _one_of("--kind", kind, KINDS)
    _one_of("--visibility", visibility, ("public", "member", "staff"))
    with _assistant() as assistant:
        if paths:
            report = assistant.index(paths, Options(kind, visibility, language))  # type: ignore[arg-type]
        else:
            report = assistant.updated or assistant.index()
    result = {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "passages": report.passages,
        "failed": [{"path": f.path, "reason": f.reason} for f in report.failed],
        "flagged": [{"path": f.path, "reason": f.reason} for f in report.flagged],
        "seconds": report.seconds,
    }
    if as_json:
        _print(result)
    else:
        typer.echo(
            f"{report.indexed} indexed ({report.passages} passages), {report.unchanged} unchanged, "
            f"{report.removed} removed, {len(report.failed)} failed, in {report.seconds:.1f} s"
        )
        for failure in (*report.failed, *report.flagged):
            typer.echo(f"  {failure.path}: {failure.reason}")
    if report.failed:
        raise typer.Exit(1)


@app.command(epilog='Example: assistant search "technology import contract certificate" -k 5 --languages en,zh')
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    kind: Annotated[str | None, typer.Option(help="Only documents of this kind.")] = None,
    languages: Annotated[str | None, typer.Option(help="Only passages in these languages, for example en,zh.")] = None,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Find passages."""
    if kind is not None:
        _one_of("--kind", kind, KINDS)
    wanted = tuple(filter(None, map(str.strip, languages.split(",")))) if languages else ()
    with _assistant() as assistant:

        def run(text: str) -> list[dict[str, Any]]:
            hits = assistant.search(text, k, kinds=(kind,) if kind else (), languages=wanted)
            return [_hit(n, hit) for n, hit in enumerate(hits, 1)]

        if batch is not None:
            _each_line(batch, lambda line: {"id": line.get("id"), "hits": run(_field(line, "query"))})
            return
        hits = run(_given(query, "QUERY"))
    if as_json:
        _print({"query": query, "hits": hits})
        return
    for hit in hits:
        typer.echo(f"{hit['rank']:2}. {hit['title']} · {hit['locator']} [{hit['language']}] {hit['score']:.3f}")
        typer.echo(f"    {hit['text'][:200]}")


@app.command(epilog='Example: assistant ask "技术进口合同登记需要几个工作日" --json')
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in any language.")] = None,
    language: Annotated[str | None, typer.Option(help="Answer in this language instead of the question's.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The law as it stood on this day (YYYY-MM-DD).")] = None,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Answer a question."""
    from assistant.records import answer_json, day_of, turns

    day = day_of(as_of) if as_of is not None else None
    with _assistant() as assistant:
        if batch is not None:

            def run(line: dict[str, Any]) -> dict[str, Any]:
                answer = assistant.ask(
                    _field(line, "question"), history=turns(line.get("history", [])), language=language, as_of=day
                )
                return {**answer_json(answer), "id": line.get("id", answer.id)}

            _each_line(batch, run)
            return
        answer = assistant.ask(_given(question, "QUESTION"), language=language, as_of=day)
        sources = assistant.source_lines(answer)
    result = answer_json(answer)
    if as_json:
        _print(result)
        return
    typer.echo(answer.text)
    if answer.citations:
        typer.echo("")
    for line in sources:
        typer.echo(line)
    for warning in answer.warnings:
        typer.echo(f"! {warning}", err=True)


@app.command(epilog="Example: assistant status --json")
def status(as_json: Json = False) -> None:
    """Counts per kind and language, encoder, index version, what is stale, configured model."""
    with _assistant() as assistant:
        result = assistant.status()
    if as_json:
        _print(result)
        return
    for name, value in result.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        shown = ", ".join(value) if isinstance(value, list) else shown
        typer.echo(f"{name:14} {shown if shown not in (None, '') else '-'}")


@app.command(epilog="Example: assistant chat --port 8080")
def chat(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
) -> None:
    """Serve the chat page."""
    from assistant.web.server import serve

    serve(load_settings(), host, port)


@app.command(epilog="Example: assistant check")
def check(as_json: Json = False) -> None:
    """Check corpus, prompts and phrases; list what is stale. Exit 1 where something is wrong."""
    from assistant.answering.cues import load_cues
    from assistant.indexing.check import check_corpus
    from assistant.phrases import load_phrases

    settings = load_settings()
    findings = check_corpus(settings.corpus, dt.date.today())
    for load in (
        lambda: load_phrases(settings.prompts / "phrases"),
        lambda: load_cues(settings.prompts / "cues"),
    ):
        try:
            load()
        except InputError as error:
            findings.errors.append(str(error))
    result = {
        "errors": findings.errors,
        "stale": findings.stale,
        "unverified": findings.unverified,
        "counts": dict(findings.counts),
    }
    if as_json:
        _print(result)
    else:
        for name in ("errors", "stale", "unverified"):
            for line in result[name]:
                typer.echo(f"{name}: {line}")
        counts = ", ".join(f"{k} {n}" for k, n in findings.counts.items())
        typer.echo(f"{len(findings.errors)} errors · {counts}")
    if findings.errors:
        raise typer.Exit(1)


@app.command(epilog="Example: assistant vectors")
def vectors() -> None:
    """Refresh the vectors kept beside the corpus; run it after editing records, before a commit."""
    with _assistant() as assistant:
        written, size = assistant.write_vectors()
    typer.echo(f"{written} files written, {size / 1e6:.2f} MB in all")


# --- help for the commands -------------------------------------------------------------------------------------------


@contextmanager
def _assistant() -> Iterator[Any]:
    from assistant.app import Assistant
    from assistant.progress import TerminalProgress

    with TerminalProgress() as progress, Assistant(load_settings(), progress) as assistant:
        yield assistant


def _hit(rank: int, hit: Any) -> dict[str, Any]:
    passage, source = hit.passage, hit.source
    return {
        "rank": rank,
        "passage_id": passage.id,
        "document_id": source.id,
        "path": source.path,
        "title": source.title(passage.language),
        "kind": source.kind,
        "locator": passage.locator,
        "language": passage.language,
        "score": round(hit.score, 4),
        "text": passage.text,
    }


def _each_line(path: Path, run: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
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
            _print(result, indent=None)
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


def _print(value: object, indent: int | None = 2) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def _field(line: dict[str, Any], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str):
        raise InputError(f"the line lacks the text field {name!r}.")
    return value


def _given(value: str | None, name: str) -> str:
    if value is None:
        raise InputError(f"{name} is missing: give it as an argument, or a file with --batch.")
    return value


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"{value!r} is not a value of {option}; choose one of {', '.join(known)}.")
