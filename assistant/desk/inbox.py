"""Where questions for a person arrive from the chat page; the desk takes them from here."""

from collections.abc import Sequence
from typing import Protocol

from assistant.visits import Handoff


class Inbox(Protocol):
    """Oldest first; an entry stays until its visitor has it erased."""

    def put_handoff(self, handoff: Handoff, visitor: str | None = None) -> None: ...

    def handoffs(self) -> Sequence[Handoff]: ...

    def handoff(self, receipt: str) -> Handoff | None: ...
