"""``/catalogue/new``: a visitor describes an offer or a need; it becomes a draft that staff check before anybody finds it."""

from typing import Any, get_args

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.app import Assistant
from assistant.browsing import HandedIn
from assistant.errors import AssistantError
from assistant.profile import Cooperation, IpStatus, OrganisationKind, ProfileType
from assistant.web.escape import inert
from assistant.web.names import country_name, locale_of
from assistant.web.pages.catalogue import HERE, options, sector_options
from assistant.web.reader import Reader, Readers
from assistant.web.render.fields import Option, area, check, checks, hidden, line, problem, select
from assistant.web.shell import page

TYPES = tuple(kind for kind in get_args(ProfileType) if kind not in {"challenge", "research_request"})
"""Those that need no terms of their own; challenges and calls are entered by staff."""
NEEDED = ("type", "title", "summary", "sectors", "country", "cooperation", "organisation", "kind", "contact", "consent")


def handin_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases = assistant.phrases

    def shown(reader: Reader, given: dict[str, list[str]], fault: str = "", status: int = 200) -> Response:
        title = phrases.say(reader.language, "handin.title")
        return page(phrases, reader.language, HERE, title, _form(given, fault, assistant, reader.language, title), status=status)

    @router.get("/catalogue/new")
    def empty(request: Request) -> Response:
        return shown(readers.of(request), {})

    @router.post("/catalogue/new")
    async def hand_in(request: Request) -> Response:
        reader, form = readers.of(request), await request.form(max_files=0, max_fields=80)
        given = {name: [str(value)[:4000] for value in form.getlist(name)] for name in form}
        if any(not "".join(given.get(name, ())).strip() for name in NEEDED):
            return shown(reader, given, phrases.say(reader.language, "handin.incomplete"), 422)
        if not readers.may_write(request):
            return shown(reader, given, phrases.say(reader.language, "error.too_fast"), 429)
        try:
            identity = await to_thread.run_sync(assistant.shelf.hand_in, _given(given, reader.language))
        except AssistantError:
            return shown(reader, given, phrases.say(reader.language, "handin.not_taken"), 422)
        return RedirectResponse(f"/catalogue/received?receipt={identity}&lang={reader.language}", status_code=303)

    @router.get("/catalogue/received")
    def received(request: Request, receipt: str = "") -> Response:
        """Says nothing of what was handed in: it repeats the number."""
        reader = readers.of(request)
        title = phrases.say(reader.language, "handin.received")
        number = "".join(char for char in receipt[:60] if char.isascii() and (char.isalnum() or char == "-"))
        said = {key: inert(phrases.say(reader.language, key)) for key in ("handin.receipt", "handin.next", "shelf.back")}
        body = (
            f'<h1>{inert(title)}</h1><p class="deed done" role="status">{said["handin.receipt"]} '
            f'<strong class="receipt"><bdi>{number}</bdi></strong></p><p>{said["handin.next"]}</p>'
            f'<p class="ways"><a href="/catalogue?lang={reader.language}">{said["shelf.back"]}</a></p>'
        )
        return page(phrases, reader.language, HERE, title, body)

    return router


def _given(form: dict[str, list[str]], language: str) -> HandedIn:
    def one(name: str) -> str:
        return form.get(name, [""])[0].strip()

    trl = one("trl")
    written = one("language")
    return HandedIn(
        type=one("type") if one("type") in TYPES else "",
        language=written if written.isascii() and written.isalpha() else language,
        title=one("title"),
        summary=one("summary"),
        sectors=tuple(form.get("sectors", ()))[:3],
        country=one("country"),
        cooperation=tuple(form.get("cooperation", ())),
        organisation=one("organisation"),
        kind=one("kind"),
        contact=one("contact"),
        ip=tuple(form.get("ip", ())),
        trl=int(trl) if trl in set("123456789") else None,
        anonymous=one("anonymous") == "yes",
    )


def _form(given: dict[str, list[str]], fault: str, assistant: Assistant, language: str, title: str) -> str:
    say = assistant.phrases.say

    def value(name: str, default: str = "") -> str:
        return given.get(name, [default])[0]

    def words(key: str, **more: Any) -> str:
        return say(language, f"handin.{key}", **more)

    choose = words("choose")
    languages = [(code, say(code, "ui.own_name")) for code in assistant.phrases.languages]
    trl: list[Option] = [(str(n), f"TRL {n}") for n in range(1, 10)]
    what = (
        select("type", words("type"), options("type", TYPES, assistant, language), value("type"), any_label=choose, required=True)
        + select("language", words("language"), languages, value("language", language))
        + line("title", words("name"), value("title"), hint=words("name_hint"), most=160, required=True)
        + area("summary", words("summary"), value("summary"), hint=words("summary_hint"), rows=6, required=True)
    )
    how = (
        checks("sectors", words("sectors"), sector_options(assistant, language), given.get("sectors", ()))
        + select("trl", words("trl"), trl, value("trl"), any_label=words("unknown"))
        + checks("ip", say(language, "card.ip"), options("ip", get_args(IpStatus), assistant, language), given.get("ip", ()))
        + checks(
            "cooperation",
            say(language, "card.cooperation"),
            options("cooperation", get_args(Cooperation), assistant, language),
            given.get("cooperation", ()),
        )
    )
    kinds = options("kind", get_args(OrganisationKind), assistant, language)
    who = (
        line("organisation", say(language, "card.organisation"), value("organisation"), required=True)
        + select("kind", words("kind"), kinds, value("kind"), any_label=choose, required=True)
        + select("country", say(language, "card.country"), countries(language), value("country"), any_label=choose, required=True)
        + line("contact", words("contact"), value("contact"), hint=words("contact_hint"), required=True)
        + check("anonymous", words("anonymous"), ticked=value("anonymous") == "yes")
    )
    parts = "".join(
        f'<section class="part"><h2>{n}. {inert(words(key))}</h2><div class="grid">{fields}</div></section>'
        for n, (key, fields) in enumerate((("what", what), ("how", how), ("who", who)), 1)
    )
    agree = check("consent", words("consent"), required=True)
    return (
        f"<h1>{inert(title)}</h1><p>{inert(words('about'))}</p>{problem(fault) if fault else ''}"
        f'<form class="guided" method="post" action="/catalogue/new?lang={language}">{hidden("lang", language)}{parts}{agree}'
        f'<p class="ways"><button class="strong">{inert(words("send"))}</button></p></form>'
    )


def countries(language: str) -> list[Option]:
    """All countries of Unicode's locale data, by name."""
    known = (str(code) for code in locale_of(language).territories)
    codes = [code for code in known if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY]
    return sorted(((code, country_name(code, language)) for code in codes), key=lambda option: option[1].casefold())


NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
"""Codes of the locale data that name no country: groups, tests, and parts of countries without a code of ISO 3166-1."""
