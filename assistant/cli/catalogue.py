"""Partners from the shell: match, profiles."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from assistant.cli.common import As, Batch, Json, each_line, one_of, opened, print_json, viewer_as
from assistant.errors import InputError
from assistant.profile import Profile, State

app = typer.Typer()
profiles = typer.Typer(no_args_is_help=True, help="Offers and needs of the catalogue: import, export, list, show.")
app.add_typer(profiles, name="profiles")
STATES = get_args(State)
SIDES = {"offers": "offer", "needs": "need"}
ProfileId = Annotated[str, typer.Argument(help="Id of a profile.")]
Until = Annotated[str | None, typer.Option(help="Valid until this day (2027-12-31).")]


@app.command(epilog='Example: assistant match --text "寻找沙特海水淡化技术，中试以上" -k 5')
def match(
    text: Annotated[str | None, typer.Option(help="What is needed or offered, in any language.")] = None,
    profile: Annotated[str | None, typer.Option(help="Id of a profile instead of a text.")] = None,
    batch: Batch = None,
    side: Annotated[str | None, typer.Option(help="Look among offers or needs; none: as the text says.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many matches.")] = 10,
    language: Annotated[str | None, typer.Option(help="Reasons in this language instead of the text's.")] = None,
    viewer: As = "public",
    as_json: Json = False,
) -> None:
    """Find partners for a need or an offer, with reasons."""
    from assistant.records import matches_json

    if side is not None:
        one_of("--side", side, tuple(SIDES))
    looked_for = SIDES.get(side or "")
    with opened() as assistant:
        if batch is not None:

            def run(line: dict[str, Any]) -> dict[str, Any]:
                filters = line.get("filters") or {}
                if not isinstance(filters, dict):
                    raise InputError("filters must be an object of conditions.")
                found = assistant.match(
                    _text(line, "text"), profile=_text(line, "profile"), side=looked_for, k=k, language=language,
                    viewer=viewer_as(viewer), changes=filters,
                )  # fmt: skip
                return {"id": line.get("id"), **matches_json(found)}

            each_line(batch, run)
            return
        if text is None and profile is None:
            raise InputError("Nothing to match: give --text, --profile or --batch.")
        found = assistant.match(text, profile=profile, side=looked_for, k=k, language=language, viewer=viewer_as(viewer))
        shown = assistant.catalogue.present.lines(found, language or found.wish.language)
    if as_json:
        print_json(matches_json(found))
        return
    for line in shown:
        typer.echo(line)


@profiles.command("import", epilog="Example: assistant profiles import offers.jsonl --map sbir_offers")
def import_(
    file: Annotated[Path, typer.Argument(help="JSONL, CSV or XLSX of the open schema, an EEN table, or a foreign table.")],
    form: Annotated[str | None, typer.Option("--format", help="een, csv, xlsx or jsonl; none: as the name says.")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", help="A mapping file for a foreign table, or the name of a built-in one.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Bring profiles in. Bad rows are rejected with their line and the reason, good ones go in; again changes nothing."""
    if form is not None:
        one_of("--format", form, ("een", "csv", "xlsx", "jsonl"))
    with opened() as assistant:
        report = assistant.import_profiles(file, form, mapping)
    result = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [{"line": r.line, "reason": r.reason} for r in report.rejected],
    }
    if as_json:
        print_json(result)
    else:
        typer.echo(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, {len(report.rejected)} rejected"
        )
        for rejected in report.rejected:
            typer.echo(f"  line {rejected.line}: {rejected.reason}")
    if report.rejected:
        raise typer.Exit(1)


@profiles.command(epilog="Example: assistant profiles export catalogue.csv --format csv")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    form: Annotated[str | None, typer.Option("--format", help="jsonl, csv, xlsx or een; none: as the name says.")] = None,
    viewer: As = "public",
) -> None:
    """Write the profiles that one may see, as the open schema. Anonymous profiles leave without their organisation."""
    from assistant.catalogue.exporting import FORMS, write_profiles
    from assistant.catalogue.tables import form_of

    chosen = form or form_of(file)
    one_of("--format", chosen, FORMS)
    with opened() as assistant:
        count = write_profiles(lambda: assistant.catalogue.service.profiles(viewer_as(viewer)), file, chosen)
    typer.echo(f"{count} profiles written to {file}", err=True)


@profiles.command("list", epilog="Example: assistant profiles list --side needs --country KE")
def list_(
    side: Annotated[str | None, typer.Option(help="offers or needs.")] = None,
    country: Annotated[str | None, typer.Option(help="Only of this country (ISO 3166).")] = None,
    sector: Annotated[str | None, typer.Option(help="Only of this sector.")] = None,
    state: Annotated[str | None, typer.Option(help="Only in this state; draft and withdrawn need --as staff.")] = None,
    language: Annotated[str, typer.Option(help="Titles in this language where there are any.")] = "en",
    viewer: As = "public",
    as_json: Json = False,
) -> None:
    """List profiles; for staff also what was handed in and waits to be checked (--state draft --as staff)."""
    if state is not None:
        one_of("--state", state, STATES)
    if side is not None:
        one_of("--side", side, tuple(SIDES))
    with opened() as assistant:
        found = [
            assistant.catalogue.shown(profile, language)
            for profile in assistant.catalogue.service.profiles(viewer_as(viewer), state)
            if (side is None or profile.side == SIDES[side])
            and (country is None or profile.country == country.upper())
            and (sector is None or sector in profile.sectors)
        ]
    from assistant.records import match_json

    if as_json:
        print_json({"profiles": [match_json(item) for item in found]})
        return
    for item in found:
        mark = "[sample] " if item.sample else ""
        typer.echo(f"{item.profile_id:50} {item.side:5} {item.country} {item.valid_until} {mark}{item.title}")


@profiles.command(epilog="Example: assistant profiles show offer-sa-solar-membrane-distillation --language ar")
def show(
    profile_id: ProfileId,
    language: Annotated[str, typer.Option(help="Texts in this language where there are any.")] = "en",
    viewer: As = "public",
    as_json: Json = False,
) -> None:
    """One profile with its readiness checklist."""
    from assistant.records import match_json

    with opened() as assistant:
        profile = assistant.catalogue.service.profile(profile_id, viewer_as(viewer))
        item = assistant.catalogue.shown(profile, language)
        checklist = assistant.catalogue.readiness(profile, language)
        title = assistant.phrases.say(language, "readiness.title")
    if as_json:
        lines = [{"field": x.field, "present": x.present, "name": x.name, "why": x.why, "text": x.text} for x in checklist]
        print_json({**match_json(item), "readiness": lines})
        return
    typer.echo(f"{'[sample] ' if item.sample else ''}{item.title} · {item.organisation or '—'} · {item.country_name}")
    typer.echo(item.summary)
    typer.echo(f"{', '.join(item.sector_names)} · {item.updated} – {item.valid_until}")
    typer.echo(title)
    for x in checklist:
        typer.echo(f"{'+' if x.present else '-'} {x.name} ({x.why}): {x.text}")


@profiles.command(epilog="Example: assistant profiles publish offer-my-membrane --until 2027-12-31")
def publish(profile_id: ProfileId, until: Until = None, as_json: Json = False) -> None:
    """A draft becomes visible to those who may see it."""
    with opened() as assistant:
        _stepped(assistant.lifecycle.publish(profile_id, _day(until)), as_json)


@profiles.command(epilog="Example: assistant profiles withdraw offer-my-membrane")
def withdraw(profile_id: ProfileId, as_json: Json = False) -> None:
    """Nobody finds the profile any more; importing the same file again does not bring it back, `renew` does."""
    with opened() as assistant:
        _stepped(assistant.lifecycle.withdraw(profile_id), as_json)


@profiles.command(epilog="Example: assistant profiles renew offer-my-membrane --until 2027-12-31")
def renew(profile_id: ProfileId, until: Until = None, as_json: Json = False) -> None:
    """Valid again or for longer: until the day given, else for a year from today."""
    with opened() as assistant:
        _stepped(assistant.lifecycle.renew(profile_id, _day(until)), as_json)


def _stepped(profile: Profile, as_json: bool) -> None:
    if as_json:
        days = {name: getattr(profile, name).isoformat() for name in ("published", "updated", "valid_until")}
        print_json({"id": profile.id, "state": profile.state, **days})
    else:
        typer.echo(f"{profile.id}: {profile.state}, valid until {profile.valid_until}")


def _day(text: str | None) -> dt.date | None:
    from assistant.records import day_of

    return None if text is None else day_of(text)


def _text(line: dict[str, Any], name: str) -> str | None:
    value = line.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{name} must be a text.")
    return value
