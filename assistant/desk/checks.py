"""What is wrong with a draft, line by line, while it is edited and again before it is approved."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.access import Thing, Viewer, authorize
from assistant.casework import ATTACHMENT, CITED, Draft, Line
from assistant.domain import Citation, Source
from assistant.numerals import fingerprint

Fault = Literal["uncited", "number", "unseen", "superseded", "stale", "untranslated", "differs", "language"]
BLOCKING: frozenset[str] = frozenset({"uncited", "number", "unseen"})
"""With one of these a reply is not approved; the others are for a person to weigh."""
ENDED = frozenset({"superseded", "expired", "suspended"})
_OPENING = 60
_SURE = 25
"""Letters from which the language of a line can be told."""
_OWN_WORDS = frozenset({"salutation", "heading", "closing", "partner"})


def ended(source: Source, today: dt.date) -> str | None:
    """How a source has ended, by its record or by its day."""
    if source.status in ENDED:
        return source.status
    return "expired" if source.expires is not None and source.expires < today else None


@dataclass(frozen=True, slots=True)
class Finding:
    """``line`` counts from 0; ``detail``: the number, source or language in question."""

    line: int
    fault: Fault
    detail: str = ""

    @property
    def blocks(self) -> bool:
        return self.fault in BLOCKING


@dataclass(frozen=True, slots=True)
class Checks:
    """``identify``: text to language code. ``sources``: as they are now."""

    identify: Callable[[str], str]
    sources: Callable[[], Mapping[str, Source]]
    today: Callable[[], dt.date] = dt.date.today
    attached: Callable[[str], frozenset[str]] = lambda _inquiry: frozenset()
    """Inquiry -> how its own attachments are cited."""

    def __call__(self, draft: Draft, recipient: Viewer) -> tuple[Finding, ...]:
        sources = self.sources()
        cited = {citation.n: citation for citation in draft.citations}
        found: list[Finding] = []
        for n, line in enumerate(draft.lines):
            found += [Finding(n, fault, detail) for fault, detail in self._of(line, draft, cited, sources, recipient)]
        return tuple(found)

    def _of(
        self, line: Line, draft: Draft, cited: Mapping[int, Citation], sources: Mapping[str, Source], recipient: Viewer
    ) -> list[tuple[Fault, str]]:
        found: list[tuple[Fault, str]] = []
        own = [cited[n] for n in line.citations if n in cited]
        if len(own) < len(line.citations) or (line.kind in CITED and not own):
            found.append(("uncited", ""))
        for citation in own:
            if citation.document_id.startswith(ATTACHMENT):
                found += [] if citation.document_id in self.attached(draft.inquiry) else [("unseen", citation.title)]
            else:
                found += self._source(citation, sources.get(citation.document_id), recipient)
        if line.kind not in {"salutation", "closing"}:
            evidence = [c.quote for c in own] + [f"{c.title} {c.locator} {c.translation or ''}" for c in own] + list(line.basis)
            allowed = set().union(*map(fingerprint, evidence)) if evidence else set()
            found += [("number", number) for number in sorted(set(fingerprint(line.text)) - allowed)]
        if not line.working.strip():
            found.append(("untranslated", draft.working_language))
        elif line.kind not in _OWN_WORDS and set(fingerprint(line.working)) != set(fingerprint(line.text)):
            found.append(("differs", draft.working_language))
        found += self._language(line, draft, own)
        return found

    def _source(self, citation: Citation, source: Source | None, recipient: Viewer) -> list[tuple[Fault, str]]:
        if source is None:
            return [("superseded", citation.title)]
        if not authorize(recipient, "read", Thing(source.visibility, source.organisation)):
            return [("unseen", citation.title)]
        if ended(source, self.today()):
            return [("superseded", citation.title)]
        return [("stale", citation.title)] if source.review_by and source.review_by < self.today() else []

    def _language(self, line: Line, draft: Draft, own: list[Citation]) -> list[tuple[Fault, str]]:
        """A statement in another language must be a quotation of its source, and is told as one that lacks a translation."""
        if line.kind in _OWN_WORDS or sum(map(str.isalpha, line.text)) < _SURE:
            return []
        if any(c.language == draft.language and c.quote[:_OPENING] in line.text for c in own):
            return []  # the words of a source in that language, which a guess at a neighbouring language cannot overrule
        spoken = self.identify(line.text).split("-")[0]
        if spoken in {draft.language, "und"}:
            quoted = any(c.language != draft.language and c.quote in line.text for c in own)
            return [("untranslated", draft.language)] if quoted else []
        if any(c.language == spoken and c.quote[:_OPENING] in line.text for c in own):
            return [("untranslated", draft.language)]
        return [("language", spoken)]
