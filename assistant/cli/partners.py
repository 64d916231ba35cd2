"""What follows on a match, from the shell: expressions of interest and saved needs."""

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.access import Viewer
from assistant.cli.common import As, Json, one_of, opened, print_json, viewer_as
from assistant.partnering import InterestView

app = typer.Typer()
eoi = typer.Typer(no_args_is_help=True, help="Expressions of interest: draft, send, answer; for askers and for the desk.")
subscriptions = typer.Typer(no_args_is_help=True, help="Saved needs: be told when a new profile fits.")
app.add_typer(eoi, name="eoi")
app.add_typer(subscriptions, name="subscriptions")
DESK = Viewer("staff")
"""Whoever has a shell here runs the desk; the asker is known by the secret key."""
STATES = ("sent", "accepted", "declined", "released")
Key = Annotated[str, typer.Argument(help="The asker's secret key; at the desk the id.")]
Language = Annotated[str | None, typer.Option(help="Show it in this language.")]


@eoi.command(
    epilog="Example: assistant eoi draft offer-sa-solar-membrane-distillation --need 'desalination for Oman' --name 'Oasis LLC'"
)
def draft(
    profile_ids: Annotated[list[str], typer.Argument(help="Id of a profile; several are asked to come in together.")],
    need: Annotated[str | None, typer.Option(help="What was searched for, in any language.")] = None,
    own_profile: Annotated[str | None, typer.Option("--profile", help="Id of the profile that was matched, instead.")] = None,
    message: Annotated[str, typer.Option(help="Own words to the owner; contact details in them are masked.")] = "",
    name: Annotated[str, typer.Option(help="Who asks.")] = "",
    contact: Annotated[str, typer.Option(help="E-mail or telephone; given to nobody before both sides agree.")] = "",
    country: Annotated[str | None, typer.Option(help="Country of who asks (ISO 3166).")] = None,
    language: Annotated[str, typer.Option(help="Language of who asks.")] = "en",
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Do not tell the name before both sides agree.")] = False,
    viewer: As = "public",
    as_json: Json = False,
) -> None:
    """Write an expression of interest in the owner's language and the asker's. It is sent by `eoi send`."""
    with opened() as assistant:
        given = {
            "need": need, "own_profile": own_profile, "message": message, "name": name, "contact": contact,
            "country": country, "language": language, "anonymous": anonymous,
            "viewer": viewer_as(viewer),
        }  # fmt: skip
        together = len(profile_ids) > 1
        drafts = assistant.interests.draft_together(profile_ids, **given) if together else (
            assistant.interests.draft(profile_ids[0], **given),
        )  # fmt: skip
    if as_json:
        print_json({"drafts": [{**asdict(made.view), "token": made.token} for made in drafts]})
        return
    for made in drafts:
        _show(made.view)
        typer.echo(f"\nkey (kept nowhere, shown once): {made.token}")


@eoi.command(epilog="Example: assistant eoi send KEY --agree")
def send(
    key: Key,
    agree: Annotated[bool, typer.Option("--agree", help="Name and contact may be released once the owner agrees.")] = False,
    as_json: Json = False,
) -> None:
    """Send a drafted expression of interest to the desk of the node that owns the profile."""
    with opened() as assistant:
        _out(assistant.interests.send(key, agree=agree), as_json)


@eoi.command(epilog="Example: assistant eoi start AB12-CD34 offer-sa-solar-membrane-distillation --agree")
def start(
    number: Annotated[str, typer.Argument(help="The receipt number of an inquiry whose reply offers a profile.")],
    profile_id: Annotated[str | None, typer.Argument(help="Id of the profile; none: the first that the reply offers.")] = None,
    message: Annotated[str, typer.Option(help="The inquirer's own words to the owner; contact details are masked.")] = "",
    named: Annotated[bool, typer.Option("--named", help="The inquirer lets the owner know from the start who asks.")] = False,
    agree: Annotated[bool, typer.Option("--agree", help="The contact may be released once the owner agrees.")] = False,
    by: Annotated[str | None, typer.Option("--as", help="Login name of the account that acts; none: the shell.")] = None,
    as_json: Json = False,
) -> None:
    """For the desk: ask the owner of a profile in the name of an inquirer who has agreed to it."""
    from assistant.app.desk import Desk

    with opened() as assistant:
        desk = Desk(assistant)
        made = desk.introduce(desk.acting(by), number, profile_id, message=message, named=named, agree=agree)
    if as_json:
        print_json({**asdict(made.view), "token": made.token})
        return
    _show(made.view)
    typer.echo(f"\nkey for the inquirer (kept nowhere, shown once): {made.token}")


@eoi.command("list", epilog="Example: assistant eoi list --state sent --node centre-arab-states")
def list_(
    state: Annotated[str | None, typer.Option(help="sent, accepted, declined or released.")] = None,
    node: Annotated[str | None, typer.Option(help="Only those of one node.")] = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """What was sent to the desk, the oldest first."""
    if state is not None:
        one_of("--state", state, STATES)
    with opened() as assistant:
        found = assistant.interests.queue(DESK, node=node, state=state, language=language or "en")
    if as_json:
        print_json({"interests": [asdict(item) for item in found]})
        return
    for item in found:
        mark = "[sample] " if item.sample else ""
        typer.echo(f"{item.id}  {item.state:9} {item.owner_node}  {item.updated}  {mark}{item.title}")


@eoi.command(epilog="Example: assistant eoi show eoi-1f2e3d4c5b --language zh")
def show(key: Key, language: Language = None, as_json: Json = False) -> None:
    """One expression of interest: with the key as the asker sees it, with the id as the desk does."""
    with opened() as assistant:
        _out(assistant.interests.show(key, language=language, viewer=DESK), as_json)


@eoi.command(epilog="Example: assistant eoi letter eoi-1f2e3d4c5b")
def letter(
    interest_id: Annotated[str, typer.Argument(help="Id of an expression of interest that was sent.")], as_json: Json = False
) -> None:
    """For the desk: the letter to pass on to the owner of the profile, and whom to send it to."""
    with opened() as assistant:
        found = assistant.interests.letter(interest_id, DESK)
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(f"to: {found.to or 'no contact was imported with the profile: ask the organisation that listed it'}\n")
    typer.echo(found.text)


@eoi.command(epilog="Example: assistant eoi accept eoi-1f2e3d4c5b")
def accept(key: Key, language: Language = None, as_json: Json = False) -> None:
    """Agree to an introduction: with the key as the asker, with the id for the owner. Contacts are released when both agree."""
    with opened() as assistant:
        _out(assistant.interests.accept(key, language=language, viewer=DESK), as_json)


@eoi.command(epilog="Example: assistant eoi decline eoi-1f2e3d4c5b")
def decline(key: Key, language: Language = None, as_json: Json = False) -> None:
    """Decline an introduction: with the key as the asker, with the id for the owner. Nothing is released."""
    with opened() as assistant:
        _out(assistant.interests.decline(key, language=language, viewer=DESK), as_json)


@eoi.command(epilog="Example: assistant eoi remove KEY")
def remove(key: Annotated[str, typer.Argument(help="The asker's secret key.")]) -> None:
    """Take everything back that was given: the letter, the name, the contact."""
    with opened() as assistant:
        assistant.interests.remove(key)


@subscriptions.command("add", epilog="Example: assistant subscriptions add 'wastewater membranes, TRL 6 or more, for Kenya'")
def add(
    text: Annotated[str | None, typer.Argument(help="What is needed or offered, in any language.")] = None,
    profile: Annotated[str | None, typer.Option(help="Id of a profile instead of a text.")] = None,
    side: Annotated[str | None, typer.Option(help="Look among offers or needs; none: as the text says.")] = None,
    label: Annotated[str, typer.Option(help="A name for it.")] = "",
    language: Language = None,
    viewer: As = "public",
    as_json: Json = False,
) -> None:
    """Save a need or an offer. What comes from now on and fits is listed by `subscriptions show` and in a feed."""
    sides = {"offers": "offer", "needs": "need"}
    if side is not None:
        one_of("--side", side, tuple(sides))
    with opened() as assistant:
        made = assistant.subscriptions.add(
            text, profile=profile, side=sides.get(side or ""), label=label, language=language,
            viewer=viewer_as(viewer),
        )  # fmt: skip
    feed = f"/feeds/{made.token}.atom"
    if as_json:
        own = made.subscription
        print_json({"id": own.id, "label": own.label, "understood": made.understood, "token": made.token, "feed": feed})
        return
    typer.echo(f"{made.subscription.id}  {made.subscription.label}\n{made.understood}")
    typer.echo(f"key (kept nowhere, shown once): {made.token}\nfeed of the web application: {feed}")


@subscriptions.command("list", epilog="Example: assistant subscriptions list --json")
def list_subscriptions(as_json: Json = False) -> None:
    """All saved needs."""
    with opened() as assistant:
        found = assistant.subscriptions.all(DESK)
    if as_json:
        rows = [{"id": s.id, "label": s.label, "language": s.language, "level": s.level, "created": s.created} for s in found]
        print_json({"subscriptions": rows})
        return
    for item in found:
        typer.echo(f"{item.id}  {item.created}  {item.level:6} {item.label}")


@subscriptions.command("show", epilog="Example: assistant subscriptions show sub-1f2e3d4c5b")
def show_subscription(
    key: Annotated[str, typer.Argument(help="The secret key, or the id.")],
    peek: Annotated[bool, typer.Option("--peek", help="Do not count what is shown as seen.")] = False,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """What came and fits since the need was saved; new is what was not shown before."""
    from assistant.records import match_json

    with opened() as assistant:
        news = assistant.subscriptions.look(key, seen=not peek, language=language, viewer=DESK)
    if as_json:
        new, earlier = ([match_json(match) for match in part] for part in (news.fresh, news.earlier))
        print_json({"id": news.subscription.id, "understood": news.understood, "new": new, "earlier": earlier})
        return
    typer.echo(news.understood)
    for item in news.items:
        mark = "[sample] " if item.match.sample else ""
        typer.echo(f"{'old' if item.seen else 'NEW'}  {item.found}  {item.match.profile_id}  {mark}{item.match.title}")
        typer.echo("     " + " · ".join(reason.why for reason in item.match.reasons))


@subscriptions.command("remove", epilog="Example: assistant subscriptions remove sub-1f2e3d4c5b")
def remove_subscription(key: Annotated[str, typer.Argument(help="The secret key, or the id.")]) -> None:
    """Forget a saved need and what was found for it."""
    with opened() as assistant:
        assistant.subscriptions.remove(key, viewer=DESK)


def _out(view: InterestView, as_json: bool) -> None:
    if as_json:
        print_json(asdict(view))
    else:
        _show(view)


def _show(view: InterestView) -> None:
    typer.echo(f"{view.id} · {view.state_name} · {view.owner_node}")
    typer.echo(view.next)
    for name, party in (("owner", view.owner), ("asker", view.asker)):
        typer.echo(f"{name}: {' · '.join(part or '—' for part in (party.name, party.country, party.contact))}")
    typer.echo(f"\n{view.text}")
    if view.side == "asker" and view.owner_language != view.language:
        typer.echo(f"\n--- {view.owner_language} ---\n{view.owner_text}")
    for event in view.history:
        typer.echo(f"{event.at}  {event.state} ({event.by})")
