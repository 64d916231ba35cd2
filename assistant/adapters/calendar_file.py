"""The deadlines of a procedure as a calendar file (iCalendar, RFC 5545)."""

import datetime as dt
import uuid

from icalendar import Calendar, Event

from assistant.phrases import Phrasebook
from assistant.schedule import planned
from assistant.views import ProcedureSheet

_SPACE = uuid.UUID("5d0f6c52-9d7b-4a55-9a0c-0f4f0d6f2f0e")


def calendar_file(sheet: ProcedureSheet, phrases: Phrasebook, language: str, start: dt.date) -> bytes:
    """One all-day entry on the day by which each step with a known time should be done, counted from ``start``."""
    calendar = Calendar()
    calendar.add("prodid", "-//technology-transfer-assistant//procedures//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", sheet.view.title)
    for item in planned(sheet.view.steps, start):
        if item.step.span is None:
            continue
        step = item.step
        event = Event()
        event.add("uid", str(uuid.uuid5(_SPACE, f"{sheet.view.id}/{step.n}/{start}")))
        event.add("dtstamp", dt.datetime.combine(start, dt.time(), dt.UTC))
        event.add("dtstart", item.ends)
        event.add("dtend", item.ends + dt.timedelta(days=1))
        event.add("summary", f"{step.n}. {step.title}")
        notes = [step.detail, f"{phrases.say(language, 'ui.authority')}: {step.authority}"]
        notes += [f"{phrases.say(language, 'ui.documents')}: {'; '.join(step.documents)}"] if step.documents else []
        notes += [f"{phrases.say(language, 'ui.duration')}: {step.duration}", phrases.say(language, "page.calendar_note")]
        event.add("description", "\n".join(notes))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
