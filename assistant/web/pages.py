"""Page and API in one application, behind the door of ``application``."""

import gradio as gr
from fastapi import FastAPI

from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.settings import Settings
from assistant.web.api import build_api
from assistant.web.backend import Backend
from assistant.web.desk.mount import mount_desk
from assistant.web.page import ASSETS, ChatPage

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


def build_pages(assistant: Assistant, settings: Settings) -> FastAPI:
    """Everything that needs the assistant: the chat page at ``/`` and the API at ``/api``."""
    backend = Backend(assistant, per_minute=settings.questions_per_minute)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/api", build_api(backend))
    app = mount_desk(app, Desk(assistant), settings, _theme())
    blocks = ChatPage(backend).blocks
    blocks.queue(api_open=False, default_concurrency_limit=None)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
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
        theme=_theme(),
        css_paths=[ASSETS / "page.css"],
        head=f"<script>{script}</script>",
    )
    return mounted


def _theme() -> gr.themes.Base:
    theme = gr.themes.Default(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=("ui-monospace", "monospace"))
    return theme.set(
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_hover_dark="*primary_600",
    )
