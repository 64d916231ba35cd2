"""What an administrator does at the server: accounts, what is kept about a person, how long what is kept."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.common import Json, one_of, print_json
from assistant.errors import InputError
from assistant.settings import load_settings

app = typer.Typer()
users = typer.Typer(no_args_is_help=True, help="Accounts: who may sign in, and as what.")
person = typer.Typer(no_args_is_help=True, help="What is kept about a person: give it out, or erase it.")
retention = typer.Typer(no_args_is_help=True, help="How long what is kept.")
app.add_typer(users, name="users")
app.add_typer(person, name="person")
app.add_typer(retention, name="retention")

ROLES = ("member", "staff", "approver", "administrator")
Login = Annotated[str, typer.Argument(help="The login name, as a rule the e-mail address.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")]
Who = Annotated[
    str, typer.Argument(help="An e-mail address, a telephone number, a login name, a visitor's name or a receipt number.")
]


@contextmanager
def _administration() -> Iterator[tuple[Any, Any]]:
    """(administration, the account that acts: the shell)."""
    from assistant.app.administration import SHELL, Administration

    with Administration(load_settings()) as administration:
        yield administration, SHELL


# --- accounts --------------------------------------------------------------------------------------------------------


@users.command(epilog="Example: assistant users add wang@example.org --name 'Wang Li' --role administrator")
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[str, typer.Option(help=", ".join(ROLES))] = "staff",
    organisation: Annotated[str | None, typer.Option(help="The organisation, for members.")] = None,
    node: Annotated[str | None, typer.Option(help="The node of the network that a member of staff works for.")] = None,
    sso: Annotated[bool, typer.Option("--sso", help="No password: signs in with the organisation only.")] = False,
    password_stdin: Stdin = False,
    as_json: Json = False,
) -> None:
    """Add an account; the first one must be an administrator. The password is asked for, never given as an argument."""
    one_of("--role", role, ROLES)
    with _administration() as (administration, _):
        if role != "administrator" and not administration.accounts.store.count("administrator"):
            raise InputError("There is no administrator yet: add that account first, with --role administrator.")
        password = None if sso else _password(password_stdin)
        account = administration.add(login, name, role, password, organisation, node)
    _show([account], as_json)


@users.command("list", epilog="Example: assistant users list --json")
def list_(as_json: Json = False) -> None:
    """All accounts."""
    with _administration() as (administration, shell):
        found = administration.accounts.all(shell)
    _show(found, as_json)


@users.command(epilog="Example: assistant users role li@example.org approver")
def role(
    login: Login,
    role: Annotated[str, typer.Argument(help=", ".join(ROLES))],
    organisation: Annotated[str | None, typer.Option(help="The organisation, for members.")] = None,
    as_json: Json = False,
) -> None:
    """Change what an account may do; it counts at once, its sessions end."""
    one_of("ROLE", role, ROLES)
    given = {"organisation": organisation} if organisation is not None else {}
    _change(login, as_json, role=role, **given)


@users.command(epilog="Example: assistant users disable li@example.org")
def disable(login: Login, as_json: Json = False) -> None:
    """Nobody can sign in with the account any more; its sessions end."""
    _change(login, as_json, active=False)


@users.command(epilog="Example: assistant users enable li@example.org")
def enable(login: Login, as_json: Json = False) -> None:
    """Let a disabled account sign in again."""
    _change(login, as_json, active=True)


@users.command(epilog="Example: assistant users password li@example.org")
def password(login: Login, password_stdin: Stdin = False, as_json: Json = False) -> None:
    """Set a new password; the sessions of the account end."""
    _change(login, as_json, password=_password(password_stdin))


@users.command(epilog="Example: assistant users sessions li@example.org --end")
def sessions(
    login: Annotated[str | None, typer.Argument(help="Of this account only.")] = None,
    end: Annotated[bool, typer.Option("--end", help="Sign the account out everywhere.")] = False,
    as_json: Json = False,
) -> None:
    """Who is signed in."""
    with _administration() as (administration, shell):
        if end:
            if login is None:
                raise InputError("Name the account whose sessions shall end.")
            ended = administration.accounts.end_sessions(shell, login)
        found = administration.sessions(login)
    if as_json:
        print_json({"sessions": found} | ({"ended": ended} if end else {}))
        return
    if end:
        typer.echo(f"{ended} sessions ended", err=True)
    for session in found:
        typer.echo(f"{session['login']:40}  from {session['begun']}  until {session['ends']}")


# --- persons and terms -----------------------------------------------------------------------------------------------


@person.command("export", epilog="Example: assistant person export jane@example.org jane.json")
def export(
    who: Who, file: Annotated[Path | None, typer.Argument(help="The file to write; none: standard output.")] = None
) -> None:
    """Everything that is kept about a person, as JSON."""
    import json

    with _administration() as (administration, shell):
        kept = administration.people.export(shell, who)
    told = json.dumps({"tables": kept.tables, "mentions": kept.mentions}, ensure_ascii=False, indent=2, default=str)
    if file is None:
        typer.echo(told)
    else:
        try:
            file.write_text(f"{told}\n", encoding="utf-8")
        except OSError as error:
            raise InputError(f"{file} cannot be written ({error.strerror}).") from error
    typer.echo(", ".join(f"{name} {len(rows)}" for name, rows in kept.tables.items()) or "nothing", err=True)
    _mentions(kept.mentions)


@person.command("erase", epilog="Example: assistant person erase jane@example.org --yes")
def erase(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Erase a person for good and give a receipt. The audit log keeps who did what when, without words or contacts."""
    if not yes:
        typer.confirm("Everything of this person will be gone for good. Go on?", abort=True, err=True)
    with _administration() as (administration, shell):
        done = administration.people.erase(shell, who)
    _receipt(done.receipt, done.mentions, as_json)


@person.command("withdraw", epilog="Example: assistant person withdraw jane@example.org --purpose reply")
def withdraw(
    who: Who,
    purpose: Annotated[str, typer.Option(help="history: that conversations are kept; reply: that staff read and answer.")],
    as_json: Json = False,
) -> None:
    """A person takes a consent back: conversations go, or contacts go and what is not answered is closed."""
    with _administration() as (administration, shell):
        receipt = administration.people.withdraw(shell, who, purpose)
    _receipt(receipt, (), as_json)


@retention.command("run", epilog="Example: assistant retention run --dry-run")
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what is past its term.")] = False,
    as_json: Json = False,
) -> None:
    """Remove what is past its term (settings ASSISTANT_KEEP_…_DAYS); once a day is enough."""
    with _administration() as (administration, shell):
        gone = administration.retention(shell, dry=dry_run)
        days = dict(administration.retention.days)
    if as_json:
        print_json({"dry_run": dry_run, "rows": dict(gone), "days": days})
        return
    for name, rows in gone.items():
        typer.echo(f"{name:16} {rows}")
    typer.echo(f"{sum(gone.values())} rows {'would go' if dry_run else 'are gone'}", err=True)


# --- parts -----------------------------------------------------------------------------------------------------------


def _change(login: str, as_json: bool, **values: object) -> None:
    with _administration() as (administration, shell):
        account = administration.accounts.change(shell, login, **values)
    _show([account], as_json)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _show(accounts: Any, as_json: bool) -> None:
    keys = ("login", "name", "role", "organisation", "node", "active")
    if as_json:
        print_json({"accounts": [{key: getattr(account, key) for key in keys} for account in accounts]})
        return
    for account in accounts:
        more = " · ".join(filter(None, (account.organisation, account.node, None if account.active else "disabled")))
        typer.echo(f"{account.login:40}  {account.role:14}  {account.name}{f'  {more}' if more else ''}")


def _receipt(receipt: Any, mentions: Sequence[str], as_json: bool) -> None:
    if as_json:
        print_json({"receipt": receipt.id, "at": receipt.at.isoformat(), "removed": receipt.removed, "mentions": list(mentions)})
        return
    typer.echo(f"receipt {receipt.id} of {receipt.at.isoformat(timespec='minutes')}")
    for name, rows in receipt.removed.items():
        typer.echo(f"{name:16} {rows}")
    _mentions(mentions)


def _mentions(numbers: Any) -> None:
    if numbers:
        typer.echo(f"The address also stands in the text of others' inquiries; read these: {', '.join(numbers)}", err=True)
