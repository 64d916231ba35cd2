"""``/feeds/TOKEN.atom``: what came for a saved need. Whoever has the address may read; it shows public profiles only."""

from fastapi import APIRouter, Request, Response

from assistant.app import Assistant
from assistant.errors import InputError
from assistant.web.reader import Readers
from assistant.web.shell import missing

ATOM = "application/atom+xml; charset=utf-8"


def feed_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()

    @router.get("/feeds/{token}.atom")
    def feed(request: Request, token: str) -> Response:
        home = str(request.base_url)
        try:
            made = assistant.partners.feed(token, str(request.url.replace(query="")), home)
        except InputError:
            return missing(assistant.phrases, readers.of(request).language)
        return Response(made, media_type=ATOM, headers={"Cache-Control": "private, max-age=600", "X-Robots-Tag": "noindex"})

    return router
