"""``/receipt``: how far an inquiry is, and the reply once a person has sent it. The number is the key."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.errors import InputError
from assistant.web.escape import inert, isolated
from assistant.web.limiter import AddressLimiter
from assistant.web.reader import Reader, Readers
from assistant.web.render.reply import article
from assistant.web.shell import page

PATH = "/receipt"
TRIES = 20
"""Numbers that one address may try in a minute."""


def receipt_routes(assistant: Assistant, readers: Readers, desk: Desk) -> APIRouter:
    router = APIRouter()
    limiter = AddressLimiter(TRIES)

    def shown(reader: Reader, body: str, number: str = "", status: int = 200) -> Response:
        say, language = desk.phrases.say, reader.language
        title = say(language, "desk.receipt.title")
        form = (
            f'<form method="post" action="{PATH}?lang={language}" class="ways">'
            f'<label>{inert(say(language, "desk.receipt.number"))} <input name="number" value="{inert(number)}" maxlength="40" '
            f'autocomplete="off" required></label> '
            f'<button class="tool strong">{inert(say(language, "desk.receipt.show"))}</button></form>'
        )
        return page(desk.phrases, language, "/me", title, f"<h1>{inert(title)}</h1>{form}{body}", status)

    @router.get(PATH)
    def form(request: Request) -> Response:
        reader = readers.of(request)
        own = assistant.page.visits.handoffs(reader.visitor) if reader.visitor else []
        rows = "".join(_own(desk, handoff.id, handoff.question, reader.language) for handoff in reversed(own))
        head = f"<h2>{inert(desk.phrases.say(reader.language, 'desk.receipt.link'))}</h2>" if rows else ""
        return shown(reader, f'{head}<ul class="talks">{rows}</ul>' if rows else "")

    @router.post(PATH)
    def look(request: Request, number: Annotated[str, Form(max_length=200)] = "") -> Response:
        reader = readers.of(request)
        say, language = desk.phrases.say, reader.language
        if not limiter.admits(request.client.host if request.client else ""):
            return shown(reader, f'<p class="notice">{inert(say(language, "desk.receipt.many"))}</p>', status=429)
        desk.collect()
        try:
            found = desk.receipts(number)
        except InputError:
            found = None
        if found is None:
            told = f'<p class="notice" role="alert">{inert(say(language, "desk.receipt.unknown"))}</p>'
            return shown(reader, told, number, 404)
        told = isolated(_progress(desk, found.progress, found.created.date().isoformat(), language), language)
        body = f'<p role="status"><strong>{told}</strong></p>'
        return shown(reader, body + (article(found.reply) if found.reply is not None else ""), number)

    return router


def _progress(desk: Desk, progress: str, date: str, language: str) -> str:
    key = f"desk.receipt.{progress}"
    return desk.phrases.say(language, key) if progress == "sent" else desk.phrases.say(language, key, date=date)


def _own(desk: Desk, number: str, question: str, language: str) -> str:
    """A question that this visitor handed over, with a button that looks its number up."""
    say = desk.phrases.say
    return (
        f'<li><bdi dir="auto">{inert(question[:160])}</bdi> <form method="post" action="{PATH}?lang={language}" class="ways">'
        f'<bdi>{inert(number)}</bdi> <input type="hidden" name="number" value="{inert(number)}">'
        f'<button class="tool">{inert(say(language, "desk.receipt.show"))}</button></form></li>'
    )
