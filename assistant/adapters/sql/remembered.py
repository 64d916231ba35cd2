"""What was read of the knowledge base stays in memory until it changes.

An answer looks at over a hundred passages, many of them the same as the answer before. SQLite hands over row by row, and between
two rows another thread may take the interpreter; with twenty people asking at once that costs more than the reading itself.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from assistant.domain import Links, Passage, Source
from assistant.ports import Store

MOST = 20_000
"""Keys remembered of each kind, about; what is read beyond that is read anew each time. All of the shipped corpus takes 45 MB."""
T = TypeVar("T")


class RememberedStore:
    """Reads from ``store``; call ``forget`` when it has changed. Used by any number of threads."""

    def __init__(self, store: Store, most: int = MOST) -> None:
        self._store, self._most = store, most
        self.forget()

    def forget(self) -> None:
        """A read that began before is not remembered: it fills the memory that is thrown away here."""
        self._passages: dict[str, Passage | None] = {}
        self._groups: dict[str, list[Passage] | None] = {}
        self._links: dict[str, Links | None] = {}

    def sources(self) -> dict[str, Source]:
        return self._store.sources()

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        return self._through(self._passages, ids, self._store.passages)

    def group(self, groups: Sequence[str]) -> dict[str, list[Passage]]:
        found = self._through(self._groups, groups, self._store.group)
        return {group: list(versions) for group, versions in found.items()}

    def links(self, groups: Sequence[str]) -> dict[str, Links]:
        return self._through(self._links, groups, self._store.links)

    def document_passages(self, document_id: str) -> list[Passage]:
        return self._store.document_passages(document_id)

    def texts(self) -> Iterator[Passage]:
        return self._store.texts()

    def _through(
        self, kept: dict[str, T | None], keys: Sequence[str], read: Callable[[Sequence[str]], dict[str, T]]
    ) -> dict[str, T]:
        """What ``read`` says of ``keys``, as far as it must be asked; None is kept of what there is not."""
        found = {key: kept[key] for key in keys if key in kept}
        unknown = [key for key in keys if key not in found]
        if unknown:
            fresh = read(unknown)
            found |= {key: fresh.get(key) for key in unknown}
            if len(kept) < self._most:
                kept.update(found)
        return {key: value for key, value in found.items() if value is not None}
