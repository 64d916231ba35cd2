"""Signing in and out, uploads of letters and downloads of replies: plain routes beside the pages."""

import hmac
import secrets
from typing import Annotated, Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.app.desk import Desk
from assistant.errors import AssistantError, InputError, LoginError, ThrottledError
from assistant.web.desk.gate import LOGIN, cookie, token_in
from assistant.web.escape import direction, inert
from assistant.web.shell import STRICT
from assistant.web.visitor import preferred_language

_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "Content-Security-Policy": STRICT}
BEFORE = "assistant_before"
"""Cookie that ties the sign-in form to the browser that asked for it, before there is a session."""


def build_login(desk: Desk, sso: bool) -> APIRouter:
    router = APIRouter(prefix="/account")

    @router.get("/login")
    def form(request: Request, failed: str = "") -> HTMLResponse:
        return _form(desk, request, sso, "desk.ui.sso_failed" if failed == "sso" else "")

    @router.post("/login")
    async def log_in(
        request: Request,
        login: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
        csrf: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        if not csrf or not hmac.compare_digest(csrf, request.cookies.get(BEFORE, "")):
            return _form(desk, request, sso, status=403)
        address = request.client.host if request.client else ""
        try:
            session = await to_thread.run_sync(lambda: desk.accounts.log_in(login, password, address))
        except ThrottledError:
            return _form(desk, request, sso, "desk.ui.throttled", 429)
        except LoginError:
            return _form(desk, request, sso, "desk.ui.wrong_login", 401)
        return _entered(request, session.token)

    @router.post("/logout")
    async def log_out(request: Request, csrf: Annotated[str, Form(max_length=100)] = "") -> Response:
        token = token_in(request.headers.get("cookie", ""))
        session = desk.accounts.session(token)
        if session is not None and not hmac.compare_digest(csrf, session.csrf):
            return JSONResponse({"error": "cross-site"}, status_code=403)
        await to_thread.run_sync(lambda: desk.accounts.log_out(token))
        response = RedirectResponse(LOGIN, status_code=303)
        response.headers.append("Set-Cookie", cookie("", secure=request.url.scheme == "https", ends=True))
        return response

    @router.post("/letters")
    async def letter(
        request: Request, file: Annotated[UploadFile, File()], csrf: Annotated[str, Form(max_length=100)] = ""
    ) -> Response:
        session = desk.accounts.session(token_in(request.headers.get("cookie", "")))
        if session is None or session.account.role in {"visitor", "member"}:
            return JSONResponse({"error": "not found"}, status_code=404)
        if not hmac.compare_digest(csrf, session.csrf):
            return JSONResponse({"error": "cross-site"}, status_code=403)
        raw = await file.read()
        try:
            inquiry = await to_thread.run_sync(lambda: desk.intake.take_letter(session.account.id, raw))
        except AssistantError as error:
            return JSONResponse({"error": str(error)}, status_code=422)
        return RedirectResponse(f"/desk/?inquiry={quote(inquiry.id)}", status_code=303)

    @router.get("/replies/{name}")
    async def reply(request: Request, name: str) -> Response:
        """``Q….docx`` and so on; alike 404 for what is not there and what is not for this account."""
        session = desk.accounts.session(token_in(request.headers.get("cookie", "")))
        identity, _, form = name.rpartition(".")
        if session is None:
            return JSONResponse({"error": "not found"}, status_code=404)
        viewer = session.account.viewer()
        try:
            content, media, file_name = await to_thread.run_sync(lambda: desk.exporter(viewer, identity, form))
        except InputError:
            return JSONResponse({"error": "not found"}, status_code=404)
        headers = {"Content-Disposition": f'attachment; filename="{file_name}"', "Cache-Control": "no-store"}
        return Response(content, media_type=media, headers=headers)

    return router


def _entered(request: Request, token: str) -> Response:
    response = RedirectResponse("/desk/", status_code=303)
    response.headers.append("Set-Cookie", cookie(token, secure=request.url.scheme == "https"))
    response.delete_cookie(BEFORE)
    return response


def _form(desk: Desk, request: Request, sso: bool, notice: str = "", status: int = 200) -> HTMLResponse:
    language = preferred_language(request, desk.phrases.languages)

    def say(key: str) -> str:
        return inert(desk.phrases.say(language, key))

    token = secrets.token_urlsafe(24)
    told = f'<p role="alert">{say(notice)}</p>' if notice else ""
    other = f'<p><a href="/account/sso">{say("desk.ui.sso")}</a></p>' if sso else ""
    page = (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{say("desk.ui.log_in")}</title>'
        '<link rel="stylesheet" href="/look/login.css"><link rel="icon" href="/look/icon.svg" type="image/svg+xml"></head>'
        f'<body><main><h1>{say("desk.ui.title")}</h1>{told}<form method="post" action="{LOGIN}">'
        f'<label>{say("desk.ui.login")}<input name="login" autocomplete="username" required autofocus></label>'
        f'<label>{say("desk.ui.password")}<input name="password" type="password" autocomplete="current-password" '
        f"required></label>"
        f'<input type="hidden" name="csrf" value="{token}"><button>{say("desk.ui.log_in")}</button></form>{other}'
        "</main></body></html>"
    )
    response = HTMLResponse(page, status_code=status, headers=_HEADERS)
    secure: Any = request.url.scheme == "https"
    response.set_cookie(BEFORE, token, httponly=True, samesite="strict", secure=secure, path="/account", max_age=3600)
    return response
