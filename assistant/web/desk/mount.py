"""Mounts the desk on the web application: sign-in beside it, its pages behind the gate."""

from typing import Any

from fastapi import FastAPI

from assistant.app.desk import Desk
from assistant.app.identity import identity_provider
from assistant.settings import Settings
from assistant.web.desk.gate import DeskGate
from assistant.web.desk.login import build_login
from assistant.web.desk.pages import DeskPages
from assistant.web.desk.sso import build_sso
from assistant.web.mounting import ASSETS, mount_blocks


def mount_desk(app: FastAPI, desk: Desk, settings: Settings, theme: Any) -> FastAPI:
    """``/account`` and ``/desk``; to be called before the chat is mounted at the root."""
    provider = identity_provider(settings)
    app.include_router(build_login(desk, sso=provider is not None))
    if provider is not None:
        app.include_router(build_sso(desk.accounts, provider))
    sheets = [ASSETS / "base.css", ASSETS / "page.css", ASSETS / "desk.css"]
    mounted = mount_blocks(app, DeskPages(desk).blocks, "/desk", theme, css_paths=sheets)
    mounted.add_middleware(DeskGate, desk=desk)
    return mounted
