"""``/me``: what a visitor has agreed to have kept; to look at, take along, share and erase. ``/s``: shared conversations."""

import json
import secrets
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.app import Assistant
from assistant.records import answer_json
from assistant.visits import Exchange, Talk
from assistant.web.conversation import Conversation, resumed
from assistant.web.escape import inert, isolated
from assistant.web.reader import Reader, Readers
from assistant.web.render.panel import panel
from assistant.web.render.talk import talk
from assistant.web.shell import missing, page
from assistant.web.visitor import COOKIE, COOKIE_SECONDS


def readable(assistant: Assistant, kept: Talk, reader: Reader) -> Conversation:
    """The conversation for ``reader``, who is shown no answer whose sources they may not see now."""
    hidden = frozenset(e.answer.id for e in kept.exchanges if not assistant.page.may_read(e.answer, reader.levels))
    return resumed(kept, hidden)


def visitor_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases, visits = assistant.phrases, assistant.page.visits

    @router.get("/me")
    def mine(request: Request) -> Response:
        reader = readers.of(request)
        title = phrases.say(reader.language, "nav.mine")
        kept = visits.talks(reader.visitor) if reader.visitor else []
        return page(phrases, reader.language, "/me", title, _body(kept, reader, assistant, title))

    @router.post("/me/consent")
    def consent(request: Request) -> Response:
        """Called by the button of the notice: from now on conversations of this browser are kept."""
        answer = JSONResponse({"kept": True})
        if readers.visitor(request) is None:
            visitor = readers.cookies.new()
            visits.welcome(visitor, phrases.version(readers.of(request).language, "consent.text"))
            secure = request.url.scheme == "https"
            answer.set_cookie(
                COOKIE, readers.cookies.signed(visitor), max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure
            )
        return answer

    @router.post("/me/erase")
    def erase(request: Request) -> Response:
        visitor = readers.visitor(request)
        gone = visits.erase(visitor) if visitor else 0
        if visitor:
            gone += assistant.interests.forget_visitor(visitor) + assistant.subscriptions.forget_visitor(visitor)
        answer = JSONResponse({"erased": gone})
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    @router.get("/me/export")
    def export(request: Request) -> Response:
        visitor = readers.visitor(request)
        if visitor is None:
            return missing(phrases, readers.of(request).language, "/me")
        text = json.dumps(_everything(assistant, visitor, readers.of(request)), ensure_ascii=False, indent=1)
        headers = {"Content-Disposition": 'attachment; filename="conversations.json"', "Cache-Control": "no-store"}
        return Response(text, media_type="application/json", headers=headers)

    @router.post("/me/conversations/{identity}/{action}")
    def act(request: Request, identity: str, action: str) -> Response:
        """``delete``, ``share`` or ``unshare``; the same 404 for what is another's and what never was."""
        visitor = readers.visitor(request)
        token = secrets.token_urlsafe(16) if action == "share" else None
        done = (
            visitor is not None
            and {
                "delete": lambda: visits.forget(visitor, identity),
                "share": lambda: visits.share(visitor, identity, token),
                "unshare": lambda: visits.share(visitor, identity, None),
            }.get(action, lambda: False)()
        )
        return JSONResponse({"share": f"/s/{token}" if token else None} if done else {"error": "404"}, 200 if done else 404)

    @router.get("/s/{token}")
    def shared(request: Request, token: str) -> Response:
        reader = readers.of(request)
        kept = visits.shared(token)
        if kept is None:
            return missing(phrases, reader.language)
        conversation = readable(assistant, kept, reader)
        note = isolated(phrases.say(reader.language, "share.note", date=kept.updated.date()), reader.language)
        said = talk(conversation, phrases, reader.language, fixed=True)
        sources = panel(conversation, phrases, reader.language, fixed=True)
        body = f'<h1 dir="auto">{inert(kept.title)}</h1><p class="notice">{note}</p><div id="chat">{said}</div>'
        body += f'<h2>{inert(phrases.say(reader.language, "ui.sources"))}</h2><div id="panel">{sources}</div>'
        return page(phrases, reader.language, "", kept.title, body)

    return router


def _body(kept: list[Talk], reader: Reader, assistant: Assistant, title: str) -> str:
    phrases, language = assistant.phrases, reader.language
    handed = f'<p><a href="/receipt?lang={language}">{inert(phrases.say(language, "desk.receipt.link"))}</a></p>'
    head = f"<h1>{inert(title)}</h1><p>{inert(phrases.say(language, 'mine.about'))}</p>{handed}"
    if reader.visitor is None:
        keep = f'<button type="button" data-post="/me/consent">{inert(phrases.say(language, "consent.yes"))}</button>'
        return f'{head}<p class="notice">{inert(phrases.say(language, "mine.nothing_kept"))}</p><p class="ways">{keep}</p>'
    rows = "".join(_row(item, reader, assistant) for item in kept)
    listed = f'<ul class="talks">{rows}</ul>' if kept else f'<p class="empty">{inert(phrases.say(language, "mine.empty"))}</p>'
    sure = inert(phrases.say(language, "mine.sure"))
    ways = (
        f'<p class="ways"><a href="/me/export" download>{inert(phrases.say(language, "mine.export"))}</a> '
        f'<button type="button" class="danger" data-post="/me/erase" data-sure="{sure}">'
        f"{inert(phrases.say(language, 'mine.erase'))}</button></p>"
    )
    return head + listed + _partnering(reader.visitor, assistant, language) + ways


def _partnering(visitor: str, assistant: Assistant, language: str) -> str:
    """Letters to owners of profiles, and needs that are kept."""
    letters = "".join(
        f'<li><a href="/interest/{inert(view.id)}?lang={language}" dir="auto">{inert(view.title)}</a> '
        f"<span>{inert(view.state_name)}</span> <time><bdi>{inert(view.updated[:10])}</bdi></time></li>"
        for view in assistant.interests.of_visitor(visitor, language)
    )
    saved = "".join(
        f'<li><a href="/subscription/{inert(item.id)}?lang={language}" dir="auto">{inert(item.label)}</a> '
        f"<time><bdi>{inert(item.created[:10])}</bdi></time></li>"
        for item in assistant.subscriptions.of_visitor(visitor)
    )
    return "".join(
        f'<h2>{inert(assistant.phrases.say(language, key))}</h2><ul class="talks">{rows}</ul>'
        for key, rows in (("mine.letters", letters), ("mine.saved", saved))
        if rows
    )


def _row(item: Talk, reader: Reader, assistant: Assistant) -> str:
    phrases, language = assistant.phrases, reader.language
    path = f"/me/conversations/{item.id}"

    def button(action: str, key: str, sure: str = "") -> str:
        return f'<button type="button" data-post="{path}/{action}"{sure}>{inert(phrases.say(language, key))}</button>'

    shared = f'<input class="link" readonly value="/s/{item.share}" aria-label="{inert(phrases.say(language, "mine.link"))}">'
    sharing = f"{shared}{button('unshare', 'mine.unshare')}" if item.share else button("share", "mine.share")
    sure = f' data-sure="{inert(phrases.say(language, "mine.sure"))}"'
    return (
        f'<li><a href="/?c={item.id}&amp;lang={language}" dir="auto">{inert(item.title)}</a> '
        f'<time><bdi>{item.updated:%Y-%m-%d}</bdi></time><span class="ways">{sharing}'
        f"{button('delete', 'mine.delete', sure)}</span></li>"
    )


def _everything(assistant: Assistant, visitor: str, reader: Reader) -> dict[str, Any]:
    """All that is kept of a visitor; answers resting on what they may not see any more without their text."""
    visits = assistant.page.visits

    def said(exchange: Exchange) -> dict[str, Any]:
        if not assistant.page.may_read(exchange.answer, reader.levels):
            return {"question": exchange.question, "answer": None}
        return {"question": exchange.question, "answer": answer_json(exchange.answer)}

    talks = [visits.talk(visitor, item.id) for item in visits.talks(visitor)]
    return {
        "conversations": [
            {"id": t.id, "created": t.created.isoformat(), "exchanges": [said(e) for e in t.exchanges]} for t in talks if t
        ],
        "consents": [
            {
                "purpose": c.purpose,
                "notice": c.notice,
                "given": c.given.isoformat(),
                "withdrawn": c.withdrawn.isoformat() if c.withdrawn else None,
            }
            for c in visits.consents(visitor)
        ],
        "feedback": [
            {"question": f.question, "opinion": f.opinion, "citation": f.citation, "text": f.text}
            for f in visits.feedback(visitor)
        ],
        "questions_to_a_person": [
            {
                "receipt": h.id,
                "created": h.created.isoformat(),
                "question": h.question,
                "contact": h.contact,
                "exchanges": [said(e) for e in h.conversation],
            }
            for h in visits.handoffs(visitor)
        ],
        "expressions_of_interest": [
            {"id": view.id, "state": view.state, "profile": view.profile_id, "created": view.created, "text": view.text}
            for view in assistant.interests.of_visitor(visitor, reader.language)
        ],
        "saved_needs": [
            {"id": item.id, "label": item.label, "created": item.created, "text": item.wish.text}
            for item in assistant.subscriptions.of_visitor(visitor)
        ],
    }
