"""The web application: it listens at once, says that it is starting, and opens the page when the assistant is ready."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert
from assistant.web.guard import Guard
from assistant.web.visitor import preferred_language

if TYPE_CHECKING:
    from assistant.app import Assistant  # slow to import, and here only a name

Opened: TypeAlias = "tuple[Assistant, FastAPI]"
WARM_UP = "technology transfer"


@dataclass
class Door:
    """What is behind the door: nothing yet, the assistant with its pages, or the error that kept it from opening."""

    phrases: Phrasebook
    assistant: "Assistant | None" = None
    inner: FastAPI | None = None
    failure: BaseException | None = None
    failed: Callable[[], None] = field(default=lambda: None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self.inner or _waiting(Request(scope), self.phrases)
        await app(scope, receive, send)


def build_application(door: Door, open_assistant: Callable[[], Opened]) -> ASGIApp:
    """``open_assistant`` runs in a thread while the application already listens; what it raises goes to ``door``."""

    async def opening(stack: AsyncExitStack) -> None:
        try:
            assistant, inner = await asyncio.to_thread(open_assistant)
            stack.callback(assistant.close)
            await stack.enter_async_context(inner.router.lifespan_context(inner))
            door.assistant, door.inner = assistant, inner
            await asyncio.to_thread(assistant.search, WARM_UP, 1)  # models load on first use: not at a visitor's cost
        except Exception as error:  # noqa: BLE001 - the server's owner raises it again
            door.failure = error
            door.failed()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            task = asyncio.create_task(opening(stack))
            yield
            await task

    outer = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)

    @outer.get("/healthz")
    def healthz() -> JSONResponse:
        missing = _missing(door)
        if missing is None:
            return JSONResponse({"status": "starting"}, status_code=503)
        return JSONResponse({"status": "incomplete"} if missing else {"status": "ok"}, status_code=503 if missing else 200)

    @outer.get("/readyz")
    def readyz() -> JSONResponse:
        missing = _missing(door)
        shown = ["starting"] if missing is None else missing
        return JSONResponse({"ready": not shown, "missing": shown}, status_code=503 if shown else 200)

    outer.router.routes.append(Mount("/", app=door))
    return Guard(outer)


def _missing(door: Door) -> list[str] | None:
    """None while the assistant is starting."""
    return None if door.assistant is None else door.assistant.ready()


def _waiting(request: Request, phrases: Phrasebook) -> Response:
    language = preferred_language(request, phrases.languages)
    sentence = inert(phrases.say(language, "ui.starting"))
    page = (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        '<meta http-equiv="refresh" content="1"><meta name="viewport" content="width=device-width">'
        f'</head><body style="font-family: system-ui, sans-serif; margin: 20vh 10vw"><p>{sentence}</p></body></html>'
    )
    return HTMLResponse(page, status_code=503, headers={"Retry-After": "1"})
