"""Index, search, ask, status, chat, vectors."""

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.common import Batch, Json, each_line, given, one_of, opened, print_json, text_field
from assistant.settings import load_settings

app = typer.Typer()
KINDS = ("policy", "procedure", "country", "organisation", "event", "document")


@app.command(epilog="Example: assistant index ./my-documents --visibility public")
def index(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; none: the built-in corpus.")] = None,
    kind: Annotated[str, typer.Option(help="policy, procedure, country, event or document.")] = "document",
    visibility: Annotated[str, typer.Option(help="public, member or staff.")] = "public",
    language: Annotated[str | None, typer.Option(help="Language of the documents, where it is known.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Confidential to this organisation and to staff.")] = None,
    as_json: Json = False,
) -> None:
    """Bring the index in step with the corpus, or add documents to it."""
    from assistant.indexing.load import Options

    one_of("--kind", kind, KINDS)
    one_of("--visibility", visibility, ("public", "member", "staff"))
    with opened() as assistant:
        if paths:
            report = assistant.index(paths, Options(kind, visibility, language, organisation))  # type: ignore[arg-type]
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
        print_json(result)
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
        one_of("--kind", kind, KINDS)
    wanted = tuple(filter(None, map(str.strip, languages.split(",")))) if languages else ()
    with opened() as assistant:

        def run(text: str) -> list[dict[str, Any]]:
            hits = assistant.search(text, k, kinds=(kind,) if kind else (), languages=wanted)
            return [_hit(n, hit) for n, hit in enumerate(hits, 1)]

        if batch is not None:
            each_line(batch, lambda line: {"id": line.get("id"), "hits": run(text_field(line, "query"))})
            return
        hits = run(given(query, "QUERY"))
    if as_json:
        print_json({"query": query, "hits": hits})
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
    with opened() as assistant:
        if batch is not None:

            def run(line: dict[str, Any]) -> dict[str, Any]:
                answer = assistant.ask(
                    text_field(line, "question"), history=turns(line.get("history", [])), language=language, as_of=day
                )
                return {**answer_json(answer), "id": line.get("id", answer.id)}

            each_line(batch, run)
            return
        answer = assistant.ask(given(question, "QUESTION"), language=language, as_of=day)
        sources = assistant.source_lines(answer)
    result = answer_json(answer)
    if as_json:
        print_json(result)
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
    with opened() as assistant:
        result = assistant.status()
    if as_json:
        print_json(result)
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


@app.command(epilog="Example: assistant vectors")
def vectors() -> None:
    """Refresh the vectors kept beside the corpus; run it after editing records, before a commit."""
    with opened() as assistant:
        written, size = assistant.write_vectors()
    typer.echo(f"{written} files written, {size / 1e6:.2f} MB in all")


@app.command(epilog="Example: assistant teach")
def teach() -> None:
    """Learn anew from the ways of asking which statements people mean; run it after writing many of them, before a commit."""
    with opened() as assistant:
        known = assistant.teach()
    typer.echo(f"{known} statements taught")


@app.command(epilog="Example: assistant accents")
def accents() -> None:
    """Learn anew how Vietnamese is read that was typed without its marks; run it when many texts are new, before a commit."""
    with opened() as assistant:
        syllables, size = assistant.learn_accents()
    typer.echo(f"{syllables} syllables, {size / 1e3:.0f} kB")


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
