"""The staff desk from the shell: inquiry, audit. Whoever runs it holds the database; ``--as`` says in whose name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.common import Json, one_of, opened, print_json
from assistant.errors import DocumentError, InputError
from assistant.settings import load_settings

app = typer.Typer()
inquiry = typer.Typer(no_args_is_help=True, help="Inquiries: take in, draft, edit, approve, export.")
audit = typer.Typer(no_args_is_help=True, help="The audit log of the staff desk.")
app.add_typer(inquiry, name="inquiry")
app.add_typer(audit, name="audit")

Number = Annotated[str, typer.Argument(help="The receipt number.")]
By = Annotated[
    str | None, typer.Option("--as", help="Login name of the account that acts; none: the shell, which cannot approve.")
]
STATES = ("new", "drafted", "in_review", "approved", "sent", "closed")


@contextmanager
def _at_desk(by: str | None) -> Iterator[tuple[Any, Any]]:
    """(desk, the account that acts)."""
    from assistant.app.desk import Desk

    with opened() as assistant:
        desk = Desk(assistant)
        yield desk, desk.acting(by)


@inquiry.command(epilog="Example: assistant inquiry new letter.eml, or: assistant inquiry new --text 'Which papers …?' --json")
def new(
    file: Annotated[Path | None, typer.Argument(help="An e-mail (.eml) or a text file; - for standard input.")] = None,
    text: Annotated[str | None, typer.Option(help="The inquiry itself, in any language.")] = None,
    subject: Annotated[str, typer.Option(help="Its subject, where there is one.")] = "",
    name: Annotated[str, typer.Option(help="Name of the inquirer.")] = "",
    email: Annotated[str, typer.Option(help="E-mail address of the inquirer.")] = "",
    organisation: Annotated[str | None, typer.Option(help="The member organisation that asks.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language; none: told from the text.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Take in an inquiry: language, countries, topic, urgency, node and due date are told."""
    from assistant.casework import Contact

    if (file is None) == (text is None):
        raise InputError("Give either a file or --text.")
    raw = _read(file) if file is not None else b""
    letter = file is not None and file.suffix.lower() == ".eml"
    with _at_desk(by) as (desk, account):
        if letter:
            taken = desk.intake.take_letter(account.id, raw)
        else:
            contact = Contact(name, email) if name or email else None
            words = text if text is not None else _decoded(raw)
            taken = desk.intake.take(
                account.id, words, subject=subject, language=language, contact=contact, organisation=organisation, consent=True
            )
        _show(desk, account, taken.id, as_json)


@inquiry.command("list", epilog="Example: assistant inquiry list --state drafted --words royalty --json")
def list_(
    state: Annotated[str | None, typer.Option(help="new, drafted, in_review, approved, sent or closed.")] = None,
    node: Annotated[str | None, typer.Option(help="Only of this node.")] = None,
    language: Annotated[str | None, typer.Option(help="Only in this language.")] = None,
    words: Annotated[str, typer.Option(help="Only those with these words.")] = "",
    limit: Annotated[int, typer.Option("-n", min=1, max=1000, help="How many.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="How many to leave out.")] = 0,
    by: By = None,
    as_json: Json = False,
) -> None:
    """The queue, what is due first."""
    from assistant.casework import Filter
    from assistant.records import inquiry_json

    if state is not None:
        one_of("--state", state, STATES)
    wanted = Filter(states=(state,) if state else (), node=node, language=language, words=words)  # type: ignore[arg-type]
    with _at_desk(by) as (desk, account):
        desk.collect()
        found, total = desk.review.queue(account.viewer(), wanted, limit, offset)
    if as_json:
        print_json({"total": total, "inquiries": [inquiry_json(item) for item in found]})
        return
    for item in found:
        typer.echo(f"{item.id}  {item.due or '-'!s:10}  {item.state:9}  {item.urgency:6}  {item.language:3}  {item.subject}")
    typer.echo(f"{len(found)} of {total}", err=True)


@inquiry.command(epilog="Example: assistant inquiry show Q2ABCDEFGH --json")
def show(number: Number, by: By = None, as_json: Json = False) -> None:
    """One inquiry with its draft, what the checks say of it, approvals and similar inquiries."""
    with _at_desk(by) as (desk, account):
        _show(desk, account, number, as_json)


@inquiry.command(epilog="Example: assistant inquiry draft Q2ABCDEFGH --working en")
def draft(
    number: Number,
    working: Annotated[str, typer.Option(help="The language beside the inquirer's: zh or en.")] = "zh",
    by: By = None,
    as_json: Json = False,
) -> None:
    """Let the machine draft a reply, as the next version."""
    with _at_desk(by) as (desk, account):
        desk.review.compose(account, number, working)
        _show(desk, account, number, as_json)


@inquiry.command(epilog="Example: assistant inquiry edit Q2ABCDEFGH reply.txt --beside reply.zh.txt --base 1")
def edit(
    number: Number,
    file: Annotated[
        Path, typer.Argument(help="The reply, a statement a line, marks such as [1] at its end; - for standard input.")
    ],
    beside: Annotated[Path | None, typer.Option(help="The same in the working language, line for line.")] = None,
    base: Annotated[int | None, typer.Option(min=1, help="The version that was changed; none: the newest.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Save a changed reply as the next version. `assistant inquiry export … --draft` writes what can be edited."""
    words, other = _decoded(_read(file)), _decoded(_read(beside)) if beside is not None else None
    with _at_desk(by) as (desk, account):
        before = desk.review.draft(account.viewer(), number, base)
        if before is None:
            raise InputError("There is no draft yet: let one be made first.")
        desk.review.edit(account, number, before.version, words, desk.editable(before)[1] if other is None else other)
        _show(desk, account, number, as_json)


@inquiry.command(epilog="Example: assistant inquiry submit Q2ABCDEFGH --as li@example.org")
def submit(number: Number, by: By = None, as_json: Json = False) -> None:
    """Hand the draft to a second person."""
    _step("submit", number, by, as_json)


@inquiry.command(epilog="Example: assistant inquiry approve Q2ABCDEFGH --as wang@example.org --version 2")
def approve(
    number: Number,
    version: Annotated[int | None, typer.Option(min=1, help="The version that was read; none: the newest.")] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Approve a draft in review; what was approved is frozen."""
    with _at_desk(by) as (desk, account):
        desk.review.approve(account, number, version)
        _show(desk, account, number, as_json)


@inquiry.command(epilog="Example: assistant inquiry reject Q2ABCDEFGH --as wang@example.org")
def reject(number: Number, by: By = None, as_json: Json = False) -> None:
    """Give a draft in review back to be changed."""
    _step("reject", number, by, as_json)


@inquiry.command("return", epilog="Example: assistant inquiry return Q2ABCDEFGH --as wang@example.org")
def return_(number: Number, by: By = None, as_json: Json = False) -> None:
    """The same as reject."""
    _step("reject", number, by, as_json)


@inquiry.command(epilog="Example: assistant inquiry send Q2ABCDEFGH --as li@example.org")
def send(number: Number, by: By = None, as_json: Json = False) -> None:
    """Note that a person has sent the reply; the asker finds it under the receipt number. Nothing is sent by this."""
    _step("send", number, by, as_json)


@inquiry.command(epilog="Example: assistant inquiry close Q2ABCDEFGH")
def close(number: Number, by: By = None, as_json: Json = False) -> None:
    """Close an inquiry."""
    _step("close", number, by, as_json)


@inquiry.command(epilog="Example: assistant inquiry reopen Q2ABCDEFGH")
def reopen(number: Number, by: By = None, as_json: Json = False) -> None:
    """Open an inquiry again; what was approved stays as it was, the reply becomes a new version."""
    _step("reopen", number, by, as_json)


@inquiry.command(epilog="Example: assistant inquiry export Q2ABCDEFGH reply.docx")
def export(
    number: Number,
    file: Annotated[Path, typer.Argument(help="The file to write: .docx, .pdf, .eml or .txt.")],
    form: Annotated[str | None, typer.Option("--format", help="docx, pdf, eml or txt; none: as the name says.")] = None,
    as_draft: Annotated[
        bool, typer.Option("--draft", help="The newest draft as a text to edit, its counterpart beside it.")
    ] = False,
    by: By = None,
) -> None:
    """Write an approved reply; with --draft, what `edit` reads."""
    with _at_desk(by) as (desk, account):
        if as_draft:
            found = desk.review.draft(account.viewer(), number)
            if found is None:
                raise InputError("There is no draft yet: let one be made first.")
            own, beside = desk.editable(found)
            _write(file, f"{own}\n".encode())
            _write(file.with_suffix(f".{found.working_language}{file.suffix}"), f"{beside}\n".encode())
            return
        content, _, _ = desk.exporter(account.viewer(), number, form or file.suffix.lower().lstrip("."))
    _write(file, content)
    typer.echo(f"{len(content)} bytes written to {file}", err=True)


@audit.command(epilog="Example: assistant audit verify --json")
def verify(as_json: Json = False) -> None:
    """Hold every entry of the audit log against the chain of hashes; exit 1 where it was touched."""
    from assistant.app.administration import Administration

    with Administration(load_settings()) as administration:
        whole, wrong = administration.audit.verify()
    if as_json:
        print_json({"whole": whole, "wrong": wrong})
    else:
        typer.echo(f"{whole} entries are whole" if wrong is None else f"{whole} entries are whole, then: {wrong}")
    if wrong is not None:
        raise typer.Exit(1)


@audit.command("list", epilog="Example: assistant audit list Q2ABCDEFGH")
def entries(
    subject: Annotated[str | None, typer.Argument(help="A receipt number or another subject; none: everything.")] = None,
    as_json: Json = False,
) -> None:
    """Print the log: who did what, when. It holds no texts and no contacts."""
    from assistant.app.administration import Administration

    with Administration(load_settings()) as administration:
        found = list(administration.audit.entries(subject))
    if as_json:
        keys = ("n", "at", "actor", "action", "subject", "detail", "digest")
        print_json({"entries": [{key: getattr(entry, key) for key in keys} for entry in found]})
        return
    for entry in found:
        typer.echo(f"{entry.n:6}  {entry.at[:19]}  {entry.actor:32}  {entry.action:16}  {entry.subject}")


def _step(name: str, number: str, by: str | None, as_json: bool) -> None:
    with _at_desk(by) as (desk, account):
        getattr(desk.review, name)(account, number)
        _show(desk, account, number, as_json)


def _show(desk: Any, account: Any, number: str, as_json: bool) -> None:
    from assistant.records import case_json

    shown = case_json(desk.case(account, number))
    if as_json:
        print_json(shown)
        return
    keys = ("id", "created", "state", "due", "urgency", "language", "intent", "countries", "sectors", "node", "subject")
    for key in keys:
        value = shown[key]
        typer.echo(f"{key:10} {', '.join(value) if isinstance(value, list) else value or '-'}")
    for similar in shown["similar"]:
        typer.echo(f"similar    {similar['id']} {similar['score']:.2f} {similar['subject']}")
    if shown["draft"]:
        typer.echo(f"\n{shown['draft']['text']}\n")
        for citation in shown["draft"]["citations"]:
            typer.echo(f"[{citation['n']}] {citation['title']} · {citation['locator']} · {citation['status']}")
    for finding in shown["findings"]:
        typer.echo(f"! line {finding['line']}: {finding['fault']} {finding['detail']}", err=True)


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return typer.get_binary_stream("stdin").read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}).") from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("The text is not in UTF-8: save it as UTF-8 first.") from error


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror}).") from error
