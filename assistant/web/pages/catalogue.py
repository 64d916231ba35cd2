"""``/catalogue``: offers and needs to browse, filter and compare, and an overview of sectors and countries."""

from dataclasses import asdict, replace
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from assistant.app import Assistant
from assistant.browsing import Choice, ProfileSheet, Shelf
from assistant.domain import SIDES
from assistant.errors import InputError
from assistant.profile import Cooperation, IpStatus
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import country_name
from assistant.web.reader import Reader, Readers
from assistant.web.render.fields import Option, hidden, select
from assistant.web.render.overview import overview
from assistant.web.render.partners import COMPARED, card, cards, comparison
from assistant.web.shell import missing, page

HERE = "/catalogue"


def catalogue_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases = assistant.phrases

    @router.get("/catalogue")
    def browse(request: Request) -> Response:
        reader, choice = readers.of(request), _choice(dict(request.query_params))
        title = phrases.say(reader.language, "nav.catalogue")
        return page(phrases, reader.language, HERE, title, _body(choice, assistant, reader, title))

    @router.get("/catalogue/compare")
    def compare(request: Request, p: Annotated[list[str] | None, Query()] = None, need: str = "") -> Response:
        reader = readers.of(request)
        found = assistant.shelf.compared((p or [])[:COMPARED], need[:2000], reader.language, reader.levels)
        title = phrases.say(reader.language, "card.compare_title")
        if not found:
            body = f'<p class="empty">{inert(phrases.say(reader.language, "card.compare_none", n=COMPARED))}</p>'
        else:
            asked = phrases.say(reader.language, "card.compared_for", need=need[:300]) if need else ""
            body = (f'<p dir="auto">{inert(asked)}</p>' if asked else "") + comparison(found, phrases, reader.language, need)
        return page(phrases, reader.language, HERE, title, f"<h1>{inert(title)}</h1>{body}")

    @router.get("/catalogue/profile/{identity}")
    def profile(request: Request, identity: str) -> Response:
        reader = readers.of(request)
        sheet = assistant.shelf.sheet(identity, reader.language, reader.levels)
        if sheet is None:
            return missing(phrases, reader.language, HERE)
        return page(phrases, reader.language, HERE, sheet.match.title, _sheet(sheet, assistant, reader.language))

    return router


def options(group: str, codes: tuple[str, ...], assistant: Assistant, language: str) -> list[Option]:
    """Codes of the open schema with their words."""
    return [(code, assistant.phrases.say(language, f"code.{group}.{code}")) for code in codes]


def sector_options(assistant: Assistant, language: str) -> list[Option]:
    named = [(sector, assistant.shelf.sector_name(sector, language)) for sector in assistant.shelf.sectors()]
    return sorted(named, key=lambda option: option[1].casefold())


def _choice(query: dict[str, str]) -> Choice:
    """What the address asks for; what it cannot mean is left out."""

    def text(name: str, most: int = 40) -> str:
        return query.get(name, "").strip()[:most]

    def number(name: str) -> int | None:
        value = text(name)
        return int(value) if value.isdecimal() and value.isascii() and len(value) < 5 else None

    trl = number("trl_from")
    return Choice(
        text=text("text", 2000),
        side=text("side") if text("side") in SIDES else "",
        sector=text("sector"),
        country=text("country").upper()[:2],
        cooperation=text("cooperation"),
        ip=text("ip"),
        trl_from=trl if trl is not None and 1 <= trl <= 9 else None,
        page=number("page") or 1,
    )


def _address(choice: Choice, language: str) -> str:
    values = {name: value for name, value in asdict(choice).items() if value and (name, value) != ("page", 1)}
    return "/catalogue?" + urlencode({"lang": language, **values})


def _body(choice: Choice, assistant: Assistant, reader: Reader, title: str) -> str:
    phrases, language = assistant.phrases, reader.language
    say = phrases.say
    try:
        shelf = assistant.shelf.shelf(choice, language, reader.levels)
    except InputError:  # a description without a word in it
        choice = replace(choice, text="")
        shelf = assistant.shelf.shelf(choice, language, reader.levels)
    head = (
        f"<h1>{inert(title)}</h1><p>{inert(say(language, 'shelf.about'))}</p>"
        f'<p class="ways"><a class="strong" href="/catalogue/new?lang={language}">{inert(say(language, "shelf.hand_in"))}</a></p>'
    )
    if not shelf.sectors:
        return f'{head}<p class="empty">{inert(say(language, "shelf.empty"))}</p>'
    number = say(language, "shelf.found", n=shelf.total)
    heard = f'<p class="caption">{isolated(shelf.understood, language)}</p>' if shelf.understood else ""
    listed = cards(shelf.found, phrases, language, need=choice.text)
    if not shelf.found:
        listed = (
            f'<p class="empty">{inert(say(language, "shelf.none"))} '
            f'<a href="/catalogue?lang={language}">{inert(say(language, "shelf.all"))}</a></p>'
        )
    plot = overview(
        shelf.grid,
        lambda sector: assistant.shelf.sector_name(sector, language),
        phrases,
        language,
        lambda sector, country: _address(Choice(side=choice.side, sector=sector, country=country), language) + "#found",
        is_open=choice in {Choice(), Choice(side=choice.side)},
    )
    return (
        f"{head}{_filters(choice, shelf, assistant, language)}{plot}"
        f'<h2 id="found">{isolated(number, language)}</h2>{heard}{listed}{_pages(choice, shelf, assistant, language)}'
    )


def _filters(choice: Choice, shelf: Shelf, assistant: Assistant, language: str) -> str:
    """A form without script."""
    say = assistant.phrases.say
    any_label = say(language, "shelf.any")
    sectors = [
        (code, f"{name} ({shelf.sectors[code]})") for code, name in sector_options(assistant, language) if code in shelf.sectors
    ]
    countries = sorted(((code, country_name(code, language)) for code in shelf.countries), key=lambda item: item[1].casefold())
    named = [(code, f"{name} ({shelf.countries[code]})") for code, name in countries]
    sides = [(side, say(language, f"shelf.side.{side}")) for side in SIDES]
    trl = [(str(n), f"TRL ≥ {n}") for n in range(1, 10)]
    fields = (
        select("side", say(language, "shelf.side"), sides, choice.side, any_label=any_label)
        + select("sector", say(language, "card.sectors"), sectors, choice.sector, any_label=any_label)
        + select("country", say(language, "card.country"), named, choice.country, any_label=any_label)
        + select(
            "cooperation",
            say(language, "card.cooperation"),
            options("cooperation", get_args(Cooperation), assistant, language),
            choice.cooperation,
            any_label=any_label,
        )
        + select(
            "ip", say(language, "card.ip"), options("ip", get_args(IpStatus), assistant, language), choice.ip, any_label=any_label
        )
        + select("trl_from", say(language, "shelf.trl"), trl, str(choice.trl_from or ""), any_label=any_label)
    )
    words = inert(say(language, "shelf.text"))
    return (
        f'<form class="filters" action="/catalogue" role="search">{hidden("lang", language)}'
        f'<label class="field wide">{words}<input name="text" value="{inert(choice.text)}" maxlength="2000" dir="auto"></label>'
        f'{fields}<p class="ways"><button class="strong">{inert(say(language, "shelf.search"))}</button>'
        f'<a href="/catalogue?lang={language}">{inert(say(language, "shelf.all"))}</a></p></form>'
    )


def _pages(choice: Choice, shelf: Shelf, assistant: Assistant, language: str) -> str:
    if shelf.pages < 2:
        return ""
    say, at = assistant.phrases.say, min(choice.page, shelf.pages)
    before, after = "", ""
    if at > 1:
        address = _address(replace(choice, page=at - 1), language)
        before = f'<a rel="prev" href="{inert(address)}#found">{inert(say(language, "shelf.previous"))}</a>'
    if at < shelf.pages:
        address = _address(replace(choice, page=at + 1), language)
        after = f'<a rel="next" href="{inert(address)}#found">{inert(say(language, "shelf.next"))}</a>'
    here = isolated(say(language, "shelf.page", n=at, count=shelf.pages), language)
    label = inert(say(language, "shelf.pages"))
    return f'<nav class="ways pages" aria-label="{label}">{before}<span>{here}</span>{after}</nav>'


def _sheet(sheet: ProfileSheet, assistant: Assistant, language: str) -> str:
    phrases = assistant.phrases
    texts = "".join(
        f'<h2>{inert(phrases.say(language, f"shelf.{told.key}"))}</h2><p dir="{direction(told.language)}" '
        f'lang="{inert(told.language)}">{isolated(told.text, told.language)}</p>'
        for told in sheet.texts
    )
    lines = "".join(
        f'<tr><th scope="row">{inert(line.name)}</th><td class="{"present" if line.present else "absent"}">'
        f"{isolated(line.text, language)}</td></tr>"
        for line in sheet.readiness
    )
    title = inert(phrases.say(language, "readiness.title"))
    ready = f"<h2>{title}</h2><table>{lines}</table>" if lines else ""
    back = f'<p class="ways"><a href="/catalogue?lang={language}">{inert(phrases.say(language, "shelf.back"))}</a></p>'
    return f'<h1 class="unseen">{inert(sheet.match.title)}</h1>{card(sheet.match, phrases, language)}{texts}{ready}{back}'
