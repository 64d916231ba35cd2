"""What a visitor's browser says of its user: the language."""

from collections.abc import Sequence
from typing import Any


def preferred_language(request: Any, languages: Sequence[str]) -> str:
    """``?lang=`` where it names a language of the interface, else the first such of ``Accept-Language``, else English.

    ``request`` is a Starlette or a Gradio request; both have ``headers`` and ``query_params``.
    """
    asked = dict(request.query_params).get("lang", "")
    return next((code for code in [asked, *_accepted(request.headers.get("accept-language", ""))] if code in languages), "en")


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
