"""``/procedure/ID``: the steps as a checklist to print, as a Word document, and their deadlines as a calendar."""

import datetime as dt
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from assistant.app import Assistant
from assistant.views import ProcedureSheet
from assistant.web.escape import direction, inert, isolated
from assistant.web.reader import Readers
from assistant.web.render.panel import checklist, fact
from assistant.web.render.timeline import timeline, total_time
from assistant.web.shell import missing, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def procedure_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases = assistant.phrases

    @router.get("/procedure/{identity}.docx")
    def document(request: Request, identity: str) -> Response:
        reader = readers.of(request)
        sheet = assistant.page.procedure(identity, reader.language, reader.levels)
        if sheet is None:
            return missing(phrases, reader.language)
        time = total_time(sheet.view.steps, phrases, reader.language)
        rtl = direction(reader.language) == "rtl"
        made = assistant.page.procedure_docx(sheet, phrases, reader.language, time, rtl=rtl)
        return Response(made, media_type=DOCX, headers=_named(f"{identity}-{reader.language}.docx"))

    @router.get("/procedure/{identity}.ics")
    def calendar(request: Request, identity: str, start: dt.date | None = None) -> Response:
        reader = readers.of(request)
        sheet = assistant.page.procedure(identity, reader.language, reader.levels)
        if sheet is None:
            return missing(phrases, reader.language)
        made = assistant.page.calendar_file(sheet, phrases, reader.language, start or dt.date.today())
        return Response(made, media_type="text/calendar; charset=utf-8", headers=_named(f"{identity}.ics"))

    @router.get("/procedure/{identity}")
    def checklist_page(request: Request, identity: str) -> Response:
        reader = readers.of(request)
        sheet = assistant.page.procedure(identity, reader.language, reader.levels)
        if sheet is None:
            return missing(phrases, reader.language)
        return page(phrases, reader.language, "", sheet.view.title, _body(sheet, assistant, reader.language))

    return router


def _body(sheet: ProcedureSheet, assistant: Assistant, language: str) -> str:
    phrases = assistant.phrases
    say, steps = phrases.say, sheet.view.steps
    facts = [("page.who_may_file", sheet.who_may_file), ("ui.authority", sheet.authority)]
    facts += [("page.deadline", sheet.deadline or ""), ("ui.fee", sheet.fee or "")]
    facts += [("page.total", total_time(steps, phrases, language))]
    shown = "".join(fact(say(language, key), isolated(value, language)) for key, value in facts if value)
    if sheet.source.verified_on is not None:
        shown += fact(say(language, "ui.verified_on"), f"<bdi>{sheet.source.verified_on.isoformat()}</bdi>")
    start = inert(say(language, "page.start"))
    ways = (
        f'<p class="ways"><button type="button" data-print>{inert(say(language, "page.print"))}</button> '
        f'<a href="/procedure/{sheet.view.id}.docx?lang={language}">{inert(say(language, "page.docx"))}</a></p>'
        f'<form class="dates" action="/procedure/{sheet.view.id}.ics"><input type="hidden" name="lang" value="{language}">'
        f'<label>{start} <input type="date" name="start" value="{dt.date.today().isoformat()}" required></label> '
        f"<button>{inert(say(language, 'page.calendar'))}</button></form>"
    )
    return (
        f'<article class="sheet"><h1 dir="auto">{inert(sheet.view.title)}</h1><p>{isolated(sheet.purpose, language)}</p>'
        f'<dl class="facts">{shown}</dl>{ways}{timeline(steps, phrases, language)}'
        f"<h2>{inert(say(language, 'ui.steps'))}</h2>{checklist(steps, phrases, language, language)}"
        f"{_listed('page.pitfalls', sheet.pitfalls, assistant, language)}"
        f"{_listed('page.basis', sheet.basis, assistant, language)}"
        "</article>"
    )


def _listed(key: str, items: tuple[str, ...], assistant: Assistant, language: str) -> str:
    if not items:
        return ""
    rows = "".join(f'<li dir="auto">{isolated(item, language)}</li>' for item in items)
    return f"<h2>{inert(assistant.phrases.say(language, key))}</h2><ul>{rows}</ul>"


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
