"""The readiness checklist of a profile, after the four modules of Korea's technology rating: evidence shown or missing, line by
line. It never adds up to a mark, a grade or a percentage."""

from dataclasses import dataclass

from assistant.catalogue.columns import FIELDS, shown
from assistant.catalogue.names import Names
from assistant.phrases import Phrasebook
from assistant.profile import Profile


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """``why`` says what would be evidence; ``text`` what is shown, or that nothing is."""

    field: str
    name: str
    present: bool
    why: str
    text: str


def checklist(profile: Profile, phrases: Phrasebook, names: Names, language: str) -> tuple[ReadinessLine, ...]:
    """One line a field, in the order management, technology, market, business, IP, export control."""
    present = shown(profile)
    return tuple(
        ReadinessLine(
            field,
            phrases.say(language, f"readiness.{field}"),
            field in present,
            phrases.say(language, f"readiness.{field}.why"),
            _text(profile, field, field in present, phrases, names, language),
        )
        for field in FIELDS
    )


def _text(profile: Profile, field: str, present: bool, phrases: Phrasebook, names: Names, language: str) -> str:
    if not present:
        return phrases.say(language, "readiness.missing")
    if profile.anonymous:
        return phrases.say(language, "readiness.withheld")
    items = [item for name, shown_items in profile.evidence.items() if name == field for item in shown_items]
    if field == "ip":
        items += [names.one("ip", right, language) for right in profile.ip] + profile.ip_numbers
    if field == "export_control" and profile.export_control.checked_on:
        status = names.one("export", profile.export_control.status, language)
        items.append(f"{status} ({profile.export_control.checked_on})")
    return phrases.say(language, "readiness.shown", items=names.joined(items, language))
