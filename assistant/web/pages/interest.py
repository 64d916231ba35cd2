"""``/interest``: writing to the owner of a profile. The letter is read before it is sent; names and contacts are released when
both sides agree. Who has the address of a letter, or the browser that wrote it, may see and answer it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.app import Assistant
from assistant.errors import InputError
from assistant.partnering import InterestView, Party
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import country_name, language_name
from assistant.web.pages.catalogue import HERE
from assistant.web.pages.handin import countries
from assistant.web.reader import Reader, Readers
from assistant.web.render.fields import area, check, hidden, line, problem, select
from assistant.web.render.panel import fact
from assistant.web.render.partners import card
from assistant.web.shell import missing, page

Text = Annotated[str, Form(max_length=4000)]


def interest_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases, interests = assistant.phrases, assistant.interests

    def writing(reader: Reader, given: dict[str, str], fault: str = "", status: int = 200) -> Response:
        sheet = assistant.shelf.sheet(given.get("profile", ""), reader.language, reader.levels)
        if sheet is None:
            return missing(phrases, reader.language, HERE)
        title = phrases.say(reader.language, "card.interest")
        shown = card(sheet.match, phrases, reader.language, fixed=True)
        body = f"<h1>{inert(title)}</h1>{shown}{_form(given, fault, assistant, reader.language)}"
        return page(phrases, reader.language, HERE, title, body, status=status)

    @router.get("/interest/new")
    def empty(request: Request, profile: str = "", need: str = "") -> Response:
        return writing(readers.of(request), {"profile": profile[:120], "need": need[:2000]})

    @router.post("/interest/new")
    def write(
        request: Request, profile: Text = "", need: Text = "", message: Text = "", name: Text = "", contact: Text = "",
        country: Text = "", anonymous: Text = "", consent: Text = "",
    ) -> Response:  # fmt: skip
        reader = readers.of(request)
        given = {
            "profile": profile, "need": need, "message": message, "name": name, "contact": contact, "country": country,
            "anonymous": anonymous,
        }  # fmt: skip
        if consent != "yes":
            return writing(reader, given, phrases.say(reader.language, "person.agree_first"), 422)
        if not name.strip() or not contact.strip():
            return writing(reader, given, phrases.say(reader.language, "interest.who_first"), 422)
        if not readers.may_write(request):
            return writing(reader, given, phrases.say(reader.language, "error.too_fast"), 429)
        try:
            drafted = interests.draft(
                profile, need=need.strip() or None, message=message, name=name, contact=contact,
                country=country if len(country) == 2 else None, language=reader.language, anonymous=anonymous == "yes",
                visitor=reader.visitor,
            )  # fmt: skip
        except InputError:
            return writing(reader, given, phrases.say(reader.language, "interest.not_taken"), 422)
        return RedirectResponse(f"/interest/{drafted.token}?lang={reader.language}", status_code=303)

    @router.get("/interest/{key}")
    def letter(request: Request, key: str) -> Response:
        reader = readers.of(request)
        try:
            view = interests.show(key, visitor=reader.visitor, language=reader.language)
        except InputError:
            return missing(phrases, reader.language, HERE)
        title = phrases.say(reader.language, "card.interest")
        return page(phrases, reader.language, HERE, title, _letter(view, key, assistant, reader.language, title))

    @router.post("/interest/{key}/{action}")
    def act(request: Request, key: str, action: str, agree: Text = "", message: Text = "") -> Response:
        """``send``, ``redraft``, ``accept``, ``decline`` or ``remove``."""
        reader = readers.of(request)
        visitor = reader.visitor
        try:
            if action == "send":
                interests.send(key, agree=agree == "yes", visitor=visitor)
            elif action == "redraft":
                interests.redraft(key, message=message, visitor=visitor)
            elif action == "accept":
                interests.accept(key, visitor=visitor)
            elif action == "decline":
                interests.decline(key, visitor=visitor)
            elif action == "remove":
                interests.remove(key, visitor=visitor)
                return RedirectResponse(f"/catalogue?lang={reader.language}", status_code=303)
            else:
                return missing(phrases, reader.language, HERE)
        except InputError:  # gone, or no longer in the state that the button supposes: the page tells what it is now
            pass
        return RedirectResponse(f"/interest/{key}?lang={reader.language}", status_code=303)

    return router


def _form(given: dict[str, str], fault: str, assistant: Assistant, language: str) -> str:
    say = assistant.phrases.say
    fields = (
        area("need", say(language, "interest.need"), given.get("need", ""), hint=say(language, "interest.need_hint"), rows=3)
        + area("message", say(language, "interest.message"), given.get("message", ""), hint=say(language, "interest.masked"))
        + line("name", say(language, "interest.name"), given.get("name", ""), required=True)
        + line("contact", say(language, "handin.contact"), given.get("contact", ""), required=True)
        + select("country", say(language, "card.country"), countries(language), given.get("country", ""), any_label="–")
        + check("anonymous", say(language, "interest.anonymous"), ticked=given.get("anonymous") == "yes")
        + check("consent", say(language, "interest.consent"), required=True)
    )
    return (
        f"<p>{inert(say(language, 'interest.about'))}</p>{problem(fault) if fault else ''}"
        f'<form class="guided" method="post" action="/interest/new?lang={language}">'
        f"{hidden('profile', given.get('profile', ''))}"
        f'<div class="grid">{fields}</div><p class="ways">'
        f'<button class="strong">{inert(say(language, "interest.write"))}</button></p></form>'
    )


def _letter(view: InterestView, key: str, assistant: Assistant, language: str, title: str) -> str:
    say = assistant.phrases.say
    parties = _party("interest.you", view.asker, assistant, language)
    parties += _party("interest.owner", view.owner, assistant, language)
    facts = fact(say(language, "eoi.status"), f'<strong class="state">{inert(view.state_name)}</strong>') + parties
    profile = f'<a href="/catalogue/profile/{inert(view.profile_id)}?lang={language}" dir="auto">{inert(view.title)}</a>'
    other = ""
    if view.owner_text != view.text:
        heading = inert(say(language, "source.wording", language=language_name(view.owner_language, language)))
        other = f"<details><summary>{heading}</summary>{_text(view.owner_text, view.owner_language)}</details>"
    keep = f'<p class="hint">{inert(say(language, "interest.keep"))}</p>'
    return (
        f'<h1>{inert(title)}</h1><p>{profile}</p><dl class="facts">{facts}</dl>'
        f'<p class="notice calm" role="status">'
        f"{isolated(view.next, language)}</p>{_text(view.text, view.language)}{other}"
        f"{_ways(view, key, assistant, language)}{keep}"
    )


def _text(text: str, language: str) -> str:
    lines = "<br>".join(isolated(line, language) for line in text.splitlines())
    return f'<blockquote class="letter" dir="{direction(language)}" lang="{inert(language)}">{lines}</blockquote>'


def _party(key: str, party: Party | None, assistant: Assistant, language: str) -> str:
    if party is None:
        return ""
    parts = [party.name or assistant.phrases.say(language, "partner.anonymous")]
    parts += [country_name(party.country, language)] if party.country else []
    parts += [party.contact] if party.contact else []
    return fact(assistant.phrases.say(language, key), " · ".join(f'<bdi dir="auto">{inert(part)}</bdi>' for part in parts))


def _ways(view: InterestView, key: str, assistant: Assistant, language: str) -> str:
    """What can be done in this state."""
    say = assistant.phrases.say

    def form(action: str, phrase: str, fields: str = "", kind: str = "") -> str:
        return (
            f'<form method="post" action="/interest/{inert(key)}/{action}?lang={language}">{fields}'
            f'<button class="{kind}">{inert(say(language, phrase))}</button></form>'
        )

    remove = form("remove", "mine.delete", kind="danger")
    if view.state == "drafted":
        send = form("send", "interest.send", check("agree", say(language, "interest.agree_now")))
        changed = area("message", say(language, "interest.message"), view.message, hint=say(language, "interest.masked"))
        edit = inert(say(language, "talk.edit"))
        change = form("redraft", "interest.rewrite", changed)
        return f'<div class="acts">{send}{remove}</div><details class="change"><summary>{edit}</summary>{change}</details>'
    found = ""
    if view.state in {"sent", "accepted"} and not view.asker_agreed:
        found += form("accept", "interest.agree")
    if view.state in {"sent", "accepted"}:
        found += form("decline", "interest.withdraw", kind="danger")
    return f'<div class="acts">{found}{remove if view.state in {"declined", "released"} else ""}</div>'
