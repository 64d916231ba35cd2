"""How long what is kept: a term per kind, run by a command, first without touching anything."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from assistant.access import require
from assistant.casework import Account


class RetentionStore(Protocol):
    def run(self, actor: str, before: Mapping[str, dt.datetime], *, dry: bool) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True)
class Retention:
    """``days`` by kind; 0: for ever."""

    KINDS: ClassVar[tuple[str, ...]] = (
        "inquiries", "attachments", "contacts", "library", "handoffs", "conversations", "feedback", "interests",
    )  # fmt: skip
    store: RetentionStore
    days: Mapping[str, int]

    def __call__(self, by: Account, *, dry: bool, now: dt.datetime | None = None) -> Mapping[str, int]:
        """Rows that are past their term, by table: removed, or only counted."""
        require(by.viewer(), "administer")
        day = now or dt.datetime.now(dt.UTC)
        return self.store.run(by.id, {kind: day - dt.timedelta(days=n) for kind, n in self.days.items() if n}, dry=dry)
