"""``/subscription``: a need that is kept, and what has come for it since; also as a feed. Who has the address may look."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.app import Assistant
from assistant.errors import InputError
from assistant.partnering import News
from assistant.web.escape import inert, isolated
from assistant.web.pages.catalogue import HERE
from assistant.web.reader import Reader, Readers
from assistant.web.render.fields import area, check, line, problem
from assistant.web.render.partners import cards
from assistant.web.shell import missing, page

Text = Annotated[str, Form(max_length=4000)]


def subscription_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases, subscriptions = assistant.phrases, assistant.subscriptions

    def saving(reader: Reader, need: str, label: str = "", fault: str = "", status: int = 200) -> Response:
        title = phrases.say(reader.language, "card.tell_me")
        return page(
            phrases, reader.language, HERE, title, _form(need, label, fault, assistant, reader.language, title), status=status
        )

    @router.get("/subscription/new")
    def empty(request: Request, need: str = "") -> Response:
        return saving(readers.of(request), need[:2000])

    @router.post("/subscription/new")
    def save(request: Request, need: Text = "", label: Text = "", consent: Text = "") -> Response:
        reader = readers.of(request)
        if consent != "yes":
            return saving(reader, need, label, phrases.say(reader.language, "person.agree_first"), 422)
        if not readers.may_write(request):
            return saving(reader, need, label, phrases.say(reader.language, "error.too_fast"), 429)
        try:
            made = subscriptions.add(need, label=label.strip()[:120], language=reader.language, visitor=reader.visitor)
        except InputError:
            return saving(reader, need, label, phrases.say(reader.language, "error.no_words"), 422)
        return RedirectResponse(f"/subscription/{made.token}?lang={reader.language}", status_code=303)

    @router.get("/subscription/{key}")
    def look(request: Request, key: str) -> Response:
        reader = readers.of(request)
        try:
            news = subscriptions.look(key, language=reader.language, visitor=reader.visitor)
        except InputError:
            return missing(phrases, reader.language, HERE)
        title = phrases.say(reader.language, "feed.title", label=news.subscription.label)
        return page(phrases, reader.language, HERE, title, _news(news, key, assistant, reader.language, title))

    @router.post("/subscription/{key}/remove")
    def remove(request: Request, key: str) -> Response:
        reader = readers.of(request)
        try:
            subscriptions.remove(key, visitor=reader.visitor)
        except InputError:
            return missing(phrases, reader.language, HERE)
        return RedirectResponse(f"/catalogue?lang={reader.language}", status_code=303)

    return router


def _form(need: str, label: str, fault: str, assistant: Assistant, language: str, title: str) -> str:
    say = assistant.phrases.say
    fields = (
        area("need", say(language, "saved.need"), need, hint=say(language, "interest.masked"), required=True)
        + line("label", say(language, "saved.label"), label, most=120)
        + check("consent", say(language, "saved.consent"), required=True)
    )
    return (
        f"<h1>{inert(title)}</h1><p>{inert(say(language, 'saved.about'))}</p>{problem(fault) if fault else ''}"
        f'<form class="guided" method="post" action="/subscription/new?lang={language}"><div class="grid">{fields}</div>'
        f'<p class="ways"><button class="strong">{inert(say(language, "saved.keep"))}</button></p></form>'
    )


def _news(news: News, key: str, assistant: Assistant, language: str, title: str) -> str:
    phrases = assistant.phrases
    say, need = phrases.say, news.subscription.wish.text
    parts = ""
    for heading, found in (("saved.fresh", news.fresh), ("saved.earlier", news.earlier)):
        if found:
            parts += f"<h2>{inert(say(language, heading))}</h2>{cards(found, phrases, language, need=need)}"
    empty = "" if parts else f'<p class="empty">{inert(say(language, "saved.nothing"))}</p>'
    feed = "" if key == news.subscription.id else f'<a href="/feeds/{inert(key)}.atom">{inert(say(language, "saved.feed"))}</a>'
    return (
        f'<h1 dir="auto">{inert(title)}</h1><p class="notice calm" role="status">{isolated(news.understood, language)}</p>'
        f'{parts}{empty}<p class="hint">{inert(say(language, "saved.come_back"))}</p>'
        f'<div class="acts">{f"<p class=ways>{feed}</p>" if feed else ""}'
        f'<form method="post" action="/subscription/{inert(key)}/remove?lang={language}">'
        f'<button class="danger">{inert(say(language, "saved.remove"))}</button></form></div>'
    )
