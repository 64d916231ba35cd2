"""Approved replies for reuse: proposed at approval, freed of the person by a person, held against their sources ever after."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from assistant.access import require
from assistant.casework import ATTACHMENT, CITED, Account, Draft, Inquiry, LibraryEntry, LibraryState, Line
from assistant.desk.checks import ended
from assistant.desk.points import without_contacts
from assistant.domain import Citation, Source
from assistant.errors import InputError
from assistant.ports import Vectors

_KEPT = frozenset({"heading", "statement", "step", "working", "uncertain", "next", "missing"})
ALIKE = 0.5


class LibraryStore(Protocol):
    def add(self, actor: str, entry: LibraryEntry, sources: dict[str, str], vector: Vectors) -> None: ...
    def entries(self, states: Sequence[LibraryState] = ()) -> list[LibraryEntry]: ...
    def get(self, identity: str) -> LibraryEntry | None: ...
    def vectors(self) -> tuple[list[LibraryEntry], list[Vectors]]: ...
    def sources(self) -> list[tuple[str, str, dict[str, str]]]: ...
    def confirm(self, actor: str, entry: LibraryEntry) -> None: ...
    def mark(
        self, actor: str, identity: str, state: LibraryState, why: str | None, sources: dict[str, str] | None = None
    ) -> None: ...


Telling = Callable[[LibraryEntry, Callable[[Citation], int], str, str], list[Line]]
"""(entry, number of a citation in the reply, its language, its working language)."""


@dataclass(frozen=True, slots=True)
class Library:
    """``hashes``: document id to (path, content hash, origin) as they are now."""

    store: LibraryStore
    encode: Callable[[str, str], Vectors]
    sources: Callable[[], Mapping[str, Source]]
    hashes: Callable[[], Mapping[str, tuple[str, str, str]]]
    points: Callable[[str], Sequence[str]] = lambda text: (text,)
    """What a letter asks, without the rest of it."""
    today: Callable[[], dt.date] = dt.date.today

    def propose(self, actor: str, inquiry: Inquiry, draft: Draft) -> LibraryEntry | None:
        """An entry that waits for a person; None where the reply states nothing, or rests on what not everybody may see."""
        citations = tuple(citation for citation in draft.citations if not citation.document_id.startswith(ATTACHMENT))
        own = {citation.n for citation in draft.citations} - {citation.n for citation in citations}
        kept, unanswered = _answered([line for line in draft.lines if line.kind in _KEPT and not own & set(line.citations)])
        lines = tuple(_impersonal(line, inquiry) for line in kept)
        known = self.sources()
        cited = [known.get(citation.document_id) for citation in citations]
        if not citations or any(source is None or source.visibility != "public" or source.organisation for source in cited):
            return None
        points = [point for point in self.points(inquiry.text) if not any(_heads(title, point) for title in unanswered)]
        asked = " ".join(points) or inquiry.text
        question = _without_names(without_contacts(asked), inquiry)
        entry = LibraryEntry(
            secrets.token_hex(8), dt.datetime.now(dt.UTC), draft.language, question, lines, citations, inquiry=inquiry.id
        )
        hashes = self.hashes()
        sources = {
            citation.document_id: hashes[citation.document_id][1] for citation in citations if citation.document_id in hashes
        }
        self.store.add(actor, entry, sources, self.encode(question[:2000], draft.language))
        return entry

    def confirm(self, by: Account, identity: str, question: str, text: Sequence[str]) -> None:
        """A person has read the entry and made sure that nobody can be recognised in it.

        Raises:
            InputError: there is no such entry, or lines were added or taken away.
        """
        require(by.viewer(), "work")
        entry = self._entry(identity)
        if len(text) != len(entry.lines):
            raise InputError(
                f"The entry has {len(entry.lines)} lines: change words, not their number.", "entry_lines", n=len(entry.lines)
            )
        lines = tuple(replace(line, text=own, basis=()) for line, own in zip(entry.lines, text, strict=True))
        self.store.confirm(by.id, replace(entry, question=question.strip(), lines=lines))

    def withdraw(self, by: Account, identity: str, why: str) -> None:
        require(by.viewer(), "work")
        self.store.mark(by.id, self._entry(identity).id, "withdrawn", why[:200])

    def renew(self, by: Account, identity: str) -> None:
        """A person has held a stale entry against its sources as they are now, and it is right."""
        require(by.viewer(), "work")
        hashes = self.hashes()
        now = {citation.document_id: hashes[citation.document_id][1] for citation in self._entry(identity).citations}
        self.store.mark(by.id, identity, "active", None, now)

    def recheck(self, actor: str = "system") -> int:
        """Mark what rests on a source that has changed, ended or gone; how many."""
        known, hashes, today = self.sources(), self.hashes(), self.today()
        found = 0
        for identity, state, sources in self.store.sources():
            if state == "active" and (why := _changed(sources, known, hashes, today)):
                self.store.mark(actor, identity, "stale", why)
                found += 1
        return found

    def similar(self, text: str, language: str, k: int = 3) -> list[LibraryEntry]:
        """Entries in use that answer something alike, best first; what rests on a changed source is not in use any more."""
        self.recheck()
        entries, vectors = self.store.vectors()
        if not entries:
            return []
        scores = np.stack(vectors) @ self.encode(without_contacts(text)[:2000], language)
        best = np.argsort(-scores)[:k]
        return [replace(entries[n], score=round(float(scores[n]), 3)) for n in best if scores[n] >= ALIKE]

    def into(self, draft: Draft, identity: str, told: Telling, author: str) -> Draft:
        """``draft`` with the entry's lines before its questions back and its closing."""
        self.recheck()
        entry = self._entry(identity)
        if entry.state != "active" or entry.language != draft.language:
            raise InputError("This entry is not in use, or in another language.", "entry_unfit")
        cited = {citation.passage_id: citation for citation in draft.citations}
        last = max((citation.n for citation in draft.citations), default=0)

        def number(citation: Citation) -> int:
            if citation.passage_id not in cited:
                cited[citation.passage_id] = replace(citation, n=last + 1 + len(cited) - len(draft.citations))
            return cited[citation.passage_id].n

        end = next((n for n, line in enumerate(draft.lines) if line.kind in {"ask", "closing"}), len(draft.lines))
        lines = (*draft.lines[:end], *told(entry, number, draft.language, draft.working_language), *draft.lines[end:])
        return replace(draft, lines=lines, citations=tuple(cited.values()), mode="edited", author=author)

    def _entry(self, identity: str) -> LibraryEntry:
        found = self.store.get(identity)
        if found is None:
            raise InputError("There is no such entry.", "no_entry")
        return found


def _answered(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The parts of a reply that state something, and the headings of those that do not: an entry must not be found by what it
    leaves open."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if line.kind == "heading":
            parts.append([])
        parts[-1].append(line)
    kept = [part for part in parts if any(line.kind in CITED and line.citations for line in part)]
    open_ones = [part[0].text for part in parts if part and part not in kept and part[0].kind == "heading"]
    return [line for part in kept for line in part], open_ones


def _heads(title: str, point: str) -> bool:
    """Whether ``title`` is the heading of ``point``, which may be shortened in it."""
    return point.startswith(title.rstrip("…").rstrip())


def _changed(
    sources: Mapping[str, str], known: Mapping[str, Source], hashes: Mapping[str, tuple[str, str, str]], today: dt.date
) -> str | None:
    for document, digest in sources.items():
        source = known.get(document)
        if source is None or document not in hashes:
            return f"{document} is gone"
        if how := ended(source, today):
            return f"{document} is {how}"
        if hashes[document][1] != digest:
            return f"{document} has changed"
    return None


def _impersonal(line: Line, inquiry: Inquiry) -> Line:
    return replace(line, text=_without_names(without_contacts(line.text), inquiry), basis=())


def _without_names(text: str, inquiry: Inquiry) -> str:
    contact = inquiry.contact
    for name in (contact.name, contact.organisation, contact.email) if contact else ():
        if len(name) > 2:
            text = text.replace(name, "…")
    return text
