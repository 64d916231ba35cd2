"""Who reads: the language that a browser asks for, and the visitor that a signed cookie names."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

COOKIE = "visitor"
COOKIE_SECONDS = 365 * 24 * 3600


def preferred_language(request: Any, languages: Sequence[str]) -> str:
    """``?lang=`` where it names a language of the interface, else the first such of ``Accept-Language``, else English.

    ``request`` is a Starlette or a Gradio request; both have ``headers`` and ``query_params``.
    """
    asked = dict(request.query_params).get("lang", "")
    return next((code for code in [asked, *_accepted(request.headers.get("accept-language", ""))] if code in languages), "en")


class VisitorCookies:
    """Names for visitors that nobody can guess or make up: 128 random bits and a signature."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def new(self) -> str:
        return secrets.token_urlsafe(16)

    def signed(self, visitor: str) -> str:
        return f"{visitor}.{self._signature(visitor)}"

    def read(self, value: str | None) -> str | None:
        """The visitor that a cookie names; None where it was not made here."""
        visitor, _, signature = (value or "")[:200].partition(".")
        if visitor and hmac.compare_digest(signature.encode(), self._signature(visitor).encode()):
            return visitor
        return None

    def _signature(self, visitor: str) -> str:
        digest = hmac.digest(self._key, visitor.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _accepted(header: str) -> list[str]:
    """Language codes without region, the most wanted first (RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for item in header[:500].split(","):
        code, _, quality = item.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        wanted.append((-weight, code.strip().split("-")[0].lower()))
    return [code for weight, code in sorted(wanted, key=lambda pair: pair[0]) if weight < 0]
