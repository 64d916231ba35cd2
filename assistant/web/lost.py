"""An address that leads nowhere gets a page in the visitor's language, not a line of JSON."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.phrases import Phrasebook
from assistant.web.shell import missing
from assistant.web.visitor import preferred_language


class LostPages:
    """ASGI middleware: in the place of a 404 without words of its own, for somebody who reads pages."""

    def __init__(self, app: ASGIApp, phrases: Phrasebook) -> None:
        self._app, self._phrases = app, phrases

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        lost = False

        async def kept(message: Message) -> None:
            nonlocal lost
            if message["type"] == "http.response.start" and message["status"] == 404:
                lost = not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if not lost:
                await send(message)

        await self._app(scope, receive, kept)
        if lost:
            language = preferred_language(Request(scope), self._phrases.languages)
            await missing(self._phrases, language)(scope, receive, send)
