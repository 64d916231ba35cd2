"""What every request passes: no cross-site writes, no excess weight, no Gradio route that the page does not use."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 1_000_000
"""A question of the greatest length and a long conversation weigh far less; nothing is uploaded."""

DESK, UPLOAD = "/desk", "/account/letters"
MAX_UPLOAD_BYTES = 25_000_000
"""An e-mail with its attachments, from signed-in staff."""
INQUIRIES, MAX_INQUIRY_BYTES = "/api/inquiries", 8_000_000
"""A question for a person with its attachments in base64, from anybody."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'; font-src 'self' data:; object-src 'none'; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""``unsafe-inline`` and ``unsafe-eval`` are Gradio's needs: its page carries its configuration in a script and compiles
templates. ``base-uri`` is for the ``<base>`` that it writes. No remote origin is named anywhere. Pages that are not Gradio's
bring a stricter policy of their own."""

GRADIO = "/gradio_api/"
GRADIO_USED = ("queue/join", "queue/data", "heartbeat/", "cancel", "reset")
"""Of Gradio's own routes only these are open: uploads, the file cache, proxies and call-by-name stay shut."""
GRADIO_SHUT = ("/monitoring", "/login", "/logout", "/pwa_icon")


class Guard:
    """ASGI middleware around the whole application; streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        await self._app(scope, _weighed(receive, _most(scope["path"])), sealed)


def _refusal(scope: Scope) -> JSONResponse | None:
    headers = Headers(scope=scope)
    path: str = scope["path"]
    if scope["method"] not in {"GET", "HEAD", "OPTIONS"} and _crosses_sites(headers):
        return JSONResponse({"error": "cross-site"}, status_code=403)
    if _is_shut(path):
        return JSONResponse({"error": "not found"}, status_code=404)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > _most(path):
        return JSONResponse({"error": "too large"}, status_code=413)
    return None


def _crosses_sites(headers: Headers) -> bool:
    """Browsers say where a request comes from; programs, which carry no one's cookies, need not. What a browser says itself
    counts before ``Origin``, which is ``null`` for a form of a page that hides its address."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _is_shut(path: str) -> bool:
    path = path.removeprefix(DESK) if path.startswith(f"{DESK}/") else path
    if path.startswith(GRADIO):
        return not path.removeprefix(GRADIO).startswith(GRADIO_USED)
    return path.startswith(GRADIO_SHUT)


def _most(path: str) -> int:
    return {UPLOAD: MAX_UPLOAD_BYTES, INQUIRIES: MAX_INQUIRY_BYTES}.get(path, MAX_BODY_BYTES)


def _weighed(receive: Receive, most: int) -> Receive:
    """Cuts off a body that grows past the limit without having said so: the reader sees a client that went away."""
    seen = 0

    async def weigh() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                return {"type": "http.disconnect"}
        return message

    return weigh
