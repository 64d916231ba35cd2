"""An inquiry taken in: language, countries, intent, sectors and urgency told, node and due date found, its twins named."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

import numpy as np

from assistant.casework import Attachment, Channel, Contact, Excerpt, Inquiry
from assistant.desk.letter import File, read_letter
from assistant.desk.points import Letters, own_words, urgency_of, without_contacts
from assistant.desk.routing import Routing
from assistant.domain import Question
from assistant.errors import InputError
from assistant.ports import Vectors
from assistant.sentences import sentences
from assistant.text import normalise

LONGEST = 20_000
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
ATTACHED = 0.3
"""Cosine from which a sentence of an attachment bears on a point of its inquiry."""
NEAREST, MOST_SENTENCES, LONGEST_QUOTE = 3, 8, 400
"""Pieces that are looked through for it, sentences of each, characters of one."""
SIMILAR = 0.55
"""Cosine from which an earlier inquiry is shown as similar."""


class Handed(Protocol):
    """A question that a visitor of the chat handed to a person; ``id`` is the receipt number."""

    @property
    def id(self) -> str: ...
    @property
    def created(self) -> dt.datetime: ...
    @property
    def language(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def contact(self) -> str | None: ...
    @property
    def consent(self) -> bool: ...


class Questions(Protocol):
    """Where the chat leaves them."""

    def handoff(self, receipt: str) -> Handed | None: ...


class IntakeStore(Protocol):
    def add(
        self, actor: str, inquiry: Inquiry, fingerprint: str, vector: Vectors | None = None, notice: str = "letter"
    ) -> bool: ...
    def get(self, identity: str) -> Inquiry | None: ...
    def twin(self, fingerprint: str) -> str | None: ...
    def handoffs_waiting(self) -> list[str]: ...
    def vectors(self, after: int = -1) -> tuple[list[str], list[Vectors], int]: ...
    def attach(self, attachment: Attachment, pieces: Sequence[tuple[Excerpt, Vectors]]) -> None: ...
    def excerpts(self, identity: str) -> list[tuple[Excerpt, Vectors]]: ...


@dataclass(slots=True)
class _Known:
    """Vectors of earlier inquiries, read on as they come in."""

    ids: list[str] = field(default_factory=list)
    rows: list[Vectors] = field(default_factory=list)
    newest: int = -1
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True, slots=True)
class Intake:
    """``understand``: text to question; ``sectors``: text and language to sector ids; ``encode``: text and language to a vector;
    ``pieces``: a file to (locator, text, language), raising DocumentError with the reason where it cannot be read."""

    store: IntakeStore
    routing: Routing
    letters: Letters
    identify: Callable[[str], str]
    understand: Callable[[str, str], Question]
    sectors: Callable[[str, str], Sequence[str]]
    encode: Callable[[str, str], Vectors]
    pieces: Callable[[File], Sequence[tuple[str, str, str]] | str]
    today: Callable[[], dt.date] = dt.date.today
    _known: _Known = field(default_factory=_Known)

    def take(
        self,
        actor: str,
        text: str,
        *,
        channel: Channel = "text",
        subject: str = "",
        language: str | None = None,
        contact: Contact | None = None,
        organisation: str | None = None,
        account: str | None = None,
        handoff: str | None = None,
        consent: bool = False,
        notice: str = "letter",
        files: Sequence[File] = (),
        created: dt.datetime | None = None,
    ) -> Inquiry:
        """Raises InputError where there is nothing to work on, or a hand-off has been taken in before."""
        text, subject = text.strip()[:LONGEST], " ".join(subject.split())[:300]
        if not any(map(str.isalnum, f"{subject}{text}")):
            raise InputError("The inquiry is empty: paste what was asked.", "empty_inquiry")
        words = own_words(text, self.letters) or subject
        spoken = language or self.identify(words)
        spoken = "en" if spoken == "und" else spoken
        understood = self.understand(f"{subject} {words}".strip(), spoken)
        sectors = tuple(self.sectors(words, spoken))
        urgency = urgency_of(f"{subject} {words}", self.letters)
        fingerprint = hashlib.sha256(normalise("".join(words.split())).encode()).hexdigest()
        now = created or dt.datetime.now(dt.UTC)
        inquiry = Inquiry(
            id="Q" + "".join(secrets.choice(_ALPHABET) for _ in range(9)), created=now, channel=channel,
            subject=subject or _title(words), text=text, language=spoken, intent=understood.intent,
            countries=understood.countries, sectors=sectors, terms=understood.terms, urgency=urgency,
            node=self.routing.node(understood.countries, sectors, understood.intent),
            due=self.routing.due(urgency, now.date()), organisation=organisation, account=account, handoff=handoff,
            consent=consent, contact=contact, duplicate_of=self.store.twin(fingerprint),
        )  # fmt: skip
        vector = self.encode(without_contacts(f"{inquiry.subject} {words}")[:2000], spoken)
        if not self.store.add(actor, inquiry, fingerprint, vector, notice):
            raise InputError("This question has been taken in already.", "taken")
        for file in files:
            self.attach(inquiry.id, file)
        return inquiry

    def take_letter(self, actor: str, raw: bytes) -> Inquiry:
        """From an ``.eml`` file."""
        letter = read_letter(raw)
        return self.take(
            actor, letter.text or letter.subject, channel="email", subject=letter.subject, contact=letter.contact,
            consent=True, files=letter.files,
        )  # fmt: skip

    def collect(self, inbox: Questions) -> int:
        """New hand-offs of the chat; how many."""
        taken = 0
        for receipt in self.store.handoffs_waiting():
            handoff = inbox.handoff(receipt)
            if handoff is not None and self._from_chat(handoff):
                taken += 1
        return taken

    def attach(self, inquiry: str, file: File) -> Attachment:
        """Read in the sandbox and kept for this inquiry only; what cannot be read is kept by name with the reason."""
        found = self.pieces(file)
        reason = found if isinstance(found, str) else None
        own = [] if isinstance(found, str) else list(found)
        identity = secrets.token_hex(8)
        attachment = Attachment(identity, inquiry, file.name, len(file.content), reason, len(own))
        told = [Excerpt(identity, locator, text, language) for locator, text, language in own]
        self.store.attach(attachment, [(piece, self.encode(without_contacts(piece.text), piece.language)) for piece in told])
        return attachment

    def similar(self, inquiry: Inquiry, k: int = 5) -> list[tuple[str, float]]:
        """Earlier inquiries that are about the same, best first; a twin scores 1."""
        known = self._known
        with known.lock:
            ids, rows, known.newest = self.store.vectors(known.newest)
            known.ids += ids
            known.rows += rows
            if inquiry.id not in known.ids:
                return []
            matrix = np.stack(known.rows)
            scores = matrix @ matrix[known.ids.index(inquiry.id)]
            best = np.argsort(-scores)[: k + 1]
            found = [(known.ids[n], float(scores[n])) for n in best if known.ids[n] != inquiry.id and scores[n] >= SIMILAR]
        return [(identity, score) for identity, score in found if self.store.get(identity) is not None][:k]

    def forget(self) -> None:
        """Read all vectors anew: some were erased."""
        with self._known.lock:
            self._known.ids, self._known.rows, self._known.newest = [], [], -1

    def search_attachments(self, inquiry: Inquiry, words: str, k: int = 5) -> list[Excerpt]:
        """Pieces of this inquiry's own attachments that are nearest to ``words``."""
        pieces = self.store.excerpts(inquiry.id)
        if not pieces or not words.strip():
            return []
        vector = self.encode(words, inquiry.language)
        ranked = sorted(pieces, key=lambda piece: -float(piece[1] @ vector))
        return [replace(piece, score=round(float(own @ vector), 3)) for piece, own in ranked[:k]]

    def quotation(self, inquiry: Inquiry, point: str) -> Excerpt | None:
        """The sentence of this inquiry's own attachments that is nearest to a point of it, if one is near enough; the words are
        those of the file."""
        pieces = self.search_attachments(inquiry, point, NEAREST)
        if not pieces:
            return None
        vector = self.encode(point, inquiry.language)
        told = [(piece, s) for piece in pieces for s in sentences(piece.text)[:MOST_SENTENCES] if s in piece.text]
        scored = [(float(self.encode(without_contacts(s), piece.language) @ vector), n) for n, (piece, s) in enumerate(told)]
        score, best = max(scored, default=(0.0, 0))
        if score < ATTACHED:
            return None
        piece, sentence = told[best]
        return replace(piece, text=sentence[:LONGEST_QUOTE], score=round(score, 3))

    def _from_chat(self, handoff: Handed) -> bool:
        """False where somebody else was faster."""
        contact = Contact(email=handoff.contact) if handoff.contact else None
        try:
            self.take(
                "system", handoff.question, channel="chat", contact=contact, handoff=handoff.id, consent=handoff.consent,
                created=handoff.created, language=handoff.language,
            )  # fmt: skip
        except InputError as error:
            if error.key != "taken":
                raise
            return False
        return True


def _title(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"
