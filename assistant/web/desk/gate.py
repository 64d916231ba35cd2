"""Before the desk: who is signed in. Pages without a session lead to the sign-in page, everything else is 401."""

from collections.abc import Mapping
from http.cookies import SimpleCookie

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.app.desk import Desk
from assistant.casework import Account

COOKIE = "assistant_session"
LOGIN = "/account/login"


class DeskGate:
    """ASGI middleware; streams of the desk's pages pass through untouched."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == "/desk" or path.startswith("/desk/")):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_page = path in {"/desk", "/desk/"} and scope["method"] == "GET"
        token = token_in(headers.get("cookie", ""))
        session = await to_thread.run_sync(lambda: self._desk.accounts.session(token, rotate=is_page))
        if session is None or session.account.role in {"visitor", "member"}:
            query = scope.get("query_string", b"").decode("latin-1")
            refusal: Response = JSONResponse({"error": "sign in"}, status_code=401)
            if is_page:
                refusal = RedirectResponse(f"{LOGIN}?{query}" if query else LOGIN, status_code=303)
            await refusal(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = "no-store"
                headers["Referrer-Policy"] = "same-origin"  # its forms must be able to say where they come from
                if session.token != token:
                    headers.append("Set-Cookie", cookie(session.token, secure=scope["scheme"] == "https"))
            await send(message)

        await self._app(scope, receive, sealed)


def token_in(header: str) -> str:
    """The session's token in a Cookie header; empty where there is none."""
    jar = SimpleCookie()
    jar.load(header[:8000])
    return jar[COOKIE].value if COOKIE in jar else ""


def cookie(token: str, *, secure: bool, ends: bool = False) -> str:
    """Not readable by scripts, never sent from another site."""
    parts = [f"{COOKIE}={token}", "Path=/", "HttpOnly", "SameSite=Strict"]
    parts += ["Secure"] if secure else []
    parts += ["Max-Age=0"] if ends else []
    return "; ".join(parts)


def signed_in(desk: Desk, cookies: Mapping[str, str]) -> Account | None:
    """The account behind a page's event, as it is now."""
    session = desk.accounts.session(cookies.get(COOKIE, ""))
    return None if session is None or session.account.role in {"visitor", "member"} else session.account
