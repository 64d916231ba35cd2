"""What the asker finds under the receipt number: how far the inquiry is, and the reply once a person has sent it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.access import Viewer
from assistant.casework import Approval, Draft, Inquiry
from assistant.desk.export import Reply

Progress = Literal["received", "working", "sent"]
_OWN = Viewer("staff")
"""Whoever holds the number sees the reply to it, and nothing else."""


class ReceiptStore(Protocol):
    def get(self, identity: str) -> Inquiry | None: ...
    def of_handoff(self, receipt: str) -> Inquiry | None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """``reply`` is there once the inquiry is ``sent``."""

    number: str
    progress: Progress
    created: dt.datetime
    language: str
    question: str = ""
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Receipts:
    """``approved`` gives what was approved, held against its hash; ``word`` puts it as a reply."""

    store: ReceiptStore
    approved: Callable[[Viewer, str], tuple[Draft, Approval]]
    word: Callable[[Draft, Approval], Reply]

    def __call__(self, number: str) -> Shown | None:
        """By the number of the inquiry or of the chat's hand-off; None where there is none."""
        number = number.strip().upper()[:40]
        inquiry = self.inquiry(number)
        if inquiry is None:
            return None
        progress: Progress = "received" if inquiry.state == "new" else "working"
        if inquiry.replied is None or inquiry.state not in {"sent", "closed"}:
            return Shown(number, progress, inquiry.created, inquiry.language, inquiry.subject)
        draft, approval = self.approved(_OWN, inquiry.id)
        return Shown(number, "sent", inquiry.created, draft.language, inquiry.subject, self.word(draft, approval))

    def inquiry(self, number: str) -> Inquiry | None:
        return (self.store.get(number) or self.store.of_handoff(number)) if number else None
