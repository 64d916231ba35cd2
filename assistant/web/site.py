"""Everything that needs the assistant: the chat page at ``/``, the pages beside it, and the API at ``/api``."""

import sys
from importlib.util import find_spec

import gradio as gr
from fastapi import FastAPI, Response
from starlette.routing import Mount

from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.settings import Settings
from assistant.web.api import build_api
from assistant.web.backend import Backend
from assistant.web.desk.inquiries import add_inquiries
from assistant.web.desk.mount import mount_desk
from assistant.web.desk.receipt import receipt_routes
from assistant.web.lost import LostPages
from assistant.web.mounting import ASSETS, LOOK, Straight, Swift, mount_blocks
from assistant.web.pages.catalogue import catalogue_routes
from assistant.web.pages.chat import ChatPage
from assistant.web.pages.country import country_routes
from assistant.web.pages.feed import feed_routes
from assistant.web.pages.handin import handin_routes
from assistant.web.pages.interest import interest_routes
from assistant.web.pages.mine import visitor_routes
from assistant.web.pages.procedure import procedure_routes
from assistant.web.pages.source import source_routes
from assistant.web.pages.subscription import subscription_routes
from assistant.web.reader import Readers

FONTS = (
    "system-ui",
    "Segoe UI",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans Thai",
    "sans-serif",
)
"""The visitor's own fonts: none is fetched."""
SERVED = {
    "base.css": "text/css",
    "page.css": "text/css",
    "site.css": "text/css",
    "login.css": "text/css",
    "site.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}

ROUTES = (
    source_routes,
    procedure_routes,
    visitor_routes,
    country_routes,
    catalogue_routes,
    handin_routes,
    interest_routes,
    subscription_routes,
    feed_routes,
)


def build_site(assistant: Assistant, settings: Settings) -> FastAPI:
    if find_spec("matplotlib") is None:  # Gradio looks for it ten times a question, through every folder of the path
        sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]
    backend = Backend(assistant, per_minute=settings.questions_per_minute)
    readers = Readers(assistant)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(LostPages, phrases=assistant.phrases)
    desk, api = Desk(assistant), build_api(backend)
    add_inquiries(api, desk)
    app.mount("/api", api)
    app.include_router(receipt_routes(assistant, readers, desk))
    for routes in ROUTES:
        app.include_router(routes(assistant, readers))

    @app.get("/look/{name}")
    def asset(name: str) -> Response:
        if name not in SERVED:
            return Response(status_code=404)
        return Response((ASSETS / name).read_bytes(), media_type=SERVED[name], headers={"Cache-Control": "max-age=3600"})

    app = mount_desk(app, desk, settings, _theme())
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in LOOK)
    app = mount_blocks(app, ChatPage(backend, readers, desk).blocks, "/", _theme(), head=sheets)
    chat = next(route.app for route in reversed(app.router.routes) if isinstance(route, Mount) and isinstance(route.app, FastAPI))
    app.add_middleware(Straight, gradio=chat)
    app.add_middleware(Swift)
    return app


def _theme() -> gr.themes.Base:
    theme = gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=("ui-monospace", "monospace"))
    return theme.set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_hover_dark="*primary_600",
    )
