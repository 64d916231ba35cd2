"""Signing in with the organisation: to the identity provider and back. An account must be there; none is made here."""

import hmac
from typing import Protocol

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework import Person, SignIn
from assistant.errors import AssistantError, LoginError
from assistant.web.desk.gate import LOGIN, cookie

UNDER_WAY = "assistant_sso"
"""Cookie of a sign-in under way: state, nonce and verifier. It must come along when the provider sends the browser back, so it
is Lax; the session's own cookie is Strict."""
_SECONDS = 600


class Opened(Protocol):
    @property
    def token(self) -> str: ...


class Accounts(Protocol):
    def log_in_subject(self, subject: str, address: str | None) -> Opened | None: ...


class Provider(Protocol):
    def begin(self, back: str) -> SignIn: ...
    def finish(self, back: str, code: str, nonce: str, verifier: str) -> Person: ...


def build_sso(accounts: Accounts, provider: Provider) -> APIRouter:
    router = APIRouter(prefix="/account/sso")

    @router.get("")
    async def go(request: Request) -> Response:
        back = str(request.url_for("sso_back"))
        try:
            begun = await to_thread.run_sync(lambda: provider.begin(back))
        except AssistantError:
            return RedirectResponse(f"{LOGIN}?failed=sso", status_code=303)
        response = RedirectResponse(begun.url, status_code=303, headers={"Cache-Control": "no-store"})
        kept = ".".join((begun.state, begun.nonce, begun.verifier))
        secure = request.url.scheme == "https"
        response.set_cookie(UNDER_WAY, kept, max_age=_SECONDS, httponly=True, samesite="lax", secure=secure, path="/account/sso")
        return response

    @router.get("/back", name="sso_back")
    async def back(request: Request, code: str = "", state: str = "") -> Response:
        kept = request.cookies.get(UNDER_WAY, "").split(".")
        address = str(request.url_for("sso_back"))

        def finish() -> str:
            if len(kept) != 3 or not code or not hmac.compare_digest(state.encode(), kept[0].encode()):
                raise LoginError("This sign-in was not begun here.")
            person = provider.finish(address, code, kept[1], kept[2])
            session = accounts.log_in_subject(person.subject, person.address)
            if session is None:
                raise LoginError("There is no account for this person.")
            return session.token

        response: Response
        try:
            token = await to_thread.run_sync(finish)
        except AssistantError:
            response = RedirectResponse(f"{LOGIN}?failed=sso", status_code=303)
        else:
            # a page, not a redirect: after one from another site the browser would hold back a Strict cookie
            response = HTMLResponse('<!doctype html><meta http-equiv="refresh" content="0;url=/desk/"><a href="/desk/">→</a>')
            response.headers.append("Set-Cookie", cookie(token, secure=request.url.scheme == "https"))
        response.headers["Cache-Control"] = "no-store"
        response.delete_cookie(UNDER_WAY, path="/account/sso")
        return response

    return router
