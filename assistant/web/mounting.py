"""How every Gradio page is mounted: without what this program has no use for and would have to guard."""

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.guard import GRADIO

ASSETS = Path(__file__).parent / "assets"
LOOK = ("/look/base.css", "/look/page.css")
FRONTEND = Path(gr.__file__).parent / "templates" / "frontend"
OFTEN = ("/queue/join", "/queue/data")


def mount_blocks(app: FastAPI, blocks: gr.Blocks, path: str, theme: Any, *, head: str = "", **more: Any) -> FastAPI:
    """``blocks`` at ``path`` with the script of all pages in their head: no uploads, no documentation, no errors of Python's."""
    blocks.queue(api_open=False, default_concurrency_limit=None)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        allowed_paths=[],
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme,
        head=f"{head}<script>{script}</script>",
        **more,
    )
    return mounted


class Straight:
    """ASGI middleware: what the page at the root asks of Gradio while it runs goes there at once, and there to the two addresses
    of every question first. Held against all other addresses before, a request costs twice as much."""

    def __init__(self, app: ASGIApp, gradio: FastAPI) -> None:
        self._app, self._gradio = app, gradio
        for included in gradio.router.routes:
            routes: list[BaseRoute] = getattr(getattr(included, "original_router", None), "routes", [])
            routes.sort(key=lambda route: not getattr(route, "path", "").endswith(OFTEN))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        straight = scope["type"] == "http" and scope["path"].startswith(GRADIO)
        await (self._gradio if straight else self._app)(scope, receive, send)


class Swift:
    """ASGI middleware: a browser that has been here keeps what never changes under its name, and one that is new learns with
    the page itself what the page will ask for only once its scripts run."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        names = [path.name for kind in ("Blocks-*.js", "HTML-*.js") for path in (FRONTEND / "assets").glob(kind)]
        links = [f"</assets/{name}>; rel=modulepreload" for name in names]
        self._links = ", ".join([*links, *(f"<{sheet}>; rel=preload; as=style" for sheet in LOOK)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == "/" or path.startswith("/assets/")):
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if path == "/":
                    headers["Link"] = self._links
                else:
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        await self._app(scope, receive, told)
