"""``/source``: a cited passage in its document, as a page and as a piece for the conversation's page."""

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from assistant.app import Assistant
from assistant.web.escape import inert
from assistant.web.reader import Readers
from assistant.web.render.source import source_article
from assistant.web.shell import STRICT, fragment, missing, page


def source_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases = assistant.phrases

    @router.get("/source")
    def source(request: Request, passage: str, quote: str = "", piece: bool = False) -> Response:
        reader = readers.of(request)
        view = assistant.page.source(passage, reader.language, reader.levels)
        if view is None:
            if piece:
                return fragment(f'<p class="notice">{inert(phrases.say(reader.language, "error.missing_why"))}</p>', 404)
            return missing(phrases, reader.language)
        shown = source_article(view, quote, phrases, reader.language)
        if piece:
            return fragment(shown)
        return page(phrases, reader.language, "", view.source.title(reader.language), shown)

    @router.get("/source/page.png")
    async def sheet(request: Request, passage: str, quote: str) -> Response:
        reader = readers.of(request)
        picture = await to_thread.run_sync(assistant.page.page_image, passage, quote, reader.levels)
        if picture is None:
            return Response(status_code=404, headers={"Content-Security-Policy": STRICT})
        headers = {"Content-Security-Policy": STRICT, "Cache-Control": "private, no-store"}
        return Response(picture, media_type="image/png", headers=headers)

    return router
