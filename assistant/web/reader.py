"""What a request is allowed and in which language it is answered: shared by all pages."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.app import Assistant
from assistant.phrases import Phrasebook
from assistant.web.limiter import AddressLimiter
from assistant.web.visitor import COOKIE, VisitorCookies, preferred_language

PUBLIC = frozenset({"public"})


@dataclass(frozen=True, slots=True)
class Reader:
    """``visitor`` is None for somebody who has not agreed to be remembered; ``levels`` are what the reader may see."""

    language: str
    visitor: str | None
    levels: Collection[str] = PUBLIC


class Readers:
    """From requests (Starlette's or Gradio's) to readers."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._limiter = AddressLimiter(assistant.settings.questions_per_minute)

    @cached_property
    def cookies(self) -> VisitorCookies:
        return VisitorCookies(self._assistant.page.key())

    @property
    def phrases(self) -> Phrasebook:
        return self._assistant.phrases

    def of(self, request: Any) -> Reader:
        return Reader(preferred_language(request, self.phrases.languages), self.visitor(request))

    def visitor(self, request: Any) -> str | None:
        """The visitor, unless what was kept of them has been erased since."""
        named = self.cookies.read(request.cookies.get(COOKIE))
        return named if named is not None and self._assistant.page.visits.knows(named) else None

    def may_write(self, request: Any) -> bool:
        """Whether the address of the request has not sent too many forms of late."""
        return self._limiter.admits(request.client.host if request.client else "")
