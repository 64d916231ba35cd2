"""Mounts the desk on the web application: sign-in beside it, its pages behind the gate."""

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.app.desk import Desk
from assistant.app.identity import identity_provider
from assistant.settings import Settings
from assistant.web.desk.gate import DeskGate
from assistant.web.desk.login import build_login
from assistant.web.desk.pages import DeskPages
from assistant.web.desk.sso import build_sso

ASSETS = Path(__file__).parent.parent / "assets"


def mount_desk(app: FastAPI, desk: Desk, settings: Settings, theme: Any) -> FastAPI:
    """``/account`` and ``/desk``; to be called before the chat is mounted at the root."""
    provider = identity_provider(settings)
    app.include_router(build_login(desk, sso=provider is not None))
    if provider is not None:
        app.include_router(build_sso(desk.accounts, provider))
    blocks = DeskPages(desk).blocks
    blocks.queue(api_open=False, default_concurrency_limit=None)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/desk",
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
        css_paths=[ASSETS / "base.css", ASSETS / "page.css", ASSETS / "desk.css"],
        head=f"<script>{script}</script>",
    )
    mounted.add_middleware(DeskGate, desk=desk)
    return mounted
