"""The records of the staff desk: accounts, inquiries, drafts, approvals, the library, the audit log. All frozen."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal, get_args

from assistant.access import Role, Viewer
from assistant.domain import Citation, Intent

State = Literal["new", "drafted", "in_review", "approved", "sent", "closed"]
STATES: tuple[State, ...] = get_args(State)
Channel = Literal["chat", "email", "text", "api"]
Urgency = Literal["high", "normal", "low"]
LineKind = Literal[
    "salutation", "intro", "heading", "statement", "step", "working", "partner", "uncertain", "next", "missing", "ask", "closing"
]
ATTACHMENT = "attachment:"
"""What the document ids of an inquiry's own attachments begin with; no document of the knowledge base has such a name."""
CITED: frozenset[str] = frozenset({"statement", "step"})
"""Kinds of lines that state a rule, and so must cite."""
LibraryState = Literal["pending", "active", "stale", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can log in. ``node``: the organisation of the network that a member of staff works for."""

    id: str
    login: str
    name: str
    role: Role
    organisation: str | None = None
    node: str | None = None
    active: bool = True
    created: dt.datetime | None = None

    def viewer(self) -> Viewer:
        return Viewer(self.role, self.organisation, self.id)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an inquirer. In SQL only: never embedded, indexed, logged or exported with a library entry."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question for a person. ``id`` is the receipt number; ``revision`` grows with every change."""

    id: str
    created: dt.datetime
    channel: Channel
    subject: str
    text: str
    language: str
    intent: Intent = "rule"
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    urgency: Urgency = "normal"
    node: str = ""
    due: dt.date | None = None
    state: State = "new"
    revision: int = 0
    assignee: str | None = None
    organisation: str | None = None
    """The member organisation that asks, whose confidential documents its reply may rest on."""
    account: str | None = None
    handoff: str | None = None
    consent: bool = False
    contact: Contact | None = None
    duplicate_of: str | None = None
    replied: dt.datetime | None = None

    def recipient(self) -> Viewer:
        """With whose rights a reply is drafted: the inquirer's, never the staff's."""
        return Viewer("member", self.organisation) if self.organisation else Viewer()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an inquiry. ``reason``: why it could not be read, in a sentence."""

    id: str
    inquiry: str
    name: str
    size: int
    reason: str | None = None
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an attachment, found for this inquiry only."""

    attachment: str
    locator: str
    text: str
    language: str
    score: float = 0.0
    source: str = ""
    """How a citation names the attachment: ``attachment:`` and its id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a reply. ``working``: the same in the language that staff work in. ``basis``: what the line says is
    taken from, beside its citations (the inquirer's own words and sums, a profile)."""

    kind: LineKind
    text: str
    working: str = ""
    citations: tuple[int, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A version of a reply; numbers in ``Line.citations`` are those of ``citations``. ``missing``: points of the inquiry that
    the knowledge base does not answer."""

    inquiry: str
    version: int
    language: str
    working_language: str
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    mode: Literal["composed", "generated", "edited"] = "composed"
    author: str = ""
    created: dt.datetime | None = None

    def text(self, *, working: bool = False) -> str:
        return "\n".join(line.working if working else marked(line) for line in self.lines)

    def digest(self) -> str:
        """SHA-256 over everything that a reader gets to see."""
        shown = asdict(replace(self, author="", created=None))
        return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def marked(line: Line) -> str:
    """The line's text with its marks."""
    marks = "".join(f"[{n}]" for n in line.citations)
    return f"{line.text} {marks}" if marks else line.text


@dataclass(frozen=True, slots=True)
class Approval:
    """What was approved, frozen. ``digest`` is that of the draft."""

    inquiry: str
    version: int
    digest: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A link of the chain: ``digest`` covers the entry and ``previous``. Holds no texts and no contacts."""

    n: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str
    previous: str
    digest: str

    def computed(self) -> str:
        fields = [str(self.n), self.at, self.actor, self.action, self.subject, self.detail, self.previous]
        return hashlib.sha256("\0".join(fields).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A reply for reuse. ``pending`` until a person has confirmed that nobody can be recognised in it; ``stale`` once a
    source it cites has changed or ended (``why``)."""

    id: str
    created: dt.datetime
    language: str
    question: str
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    state: LibraryState = "pending"
    inquiry: str | None = None
    confirmed_by: str | None = None
    why: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; empty means everything."""

    states: tuple[State, ...] = ()
    node: str | None = None
    assignee: str | None = None
    language: str | None = None
    words: str = ""
    organisation: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A point that could not be answered, or was refused; gaps are made of these."""

    text: str
    language: str
    reason: str
    countries: tuple[str, ...] = ()
    inquiry: str | None = None
    created: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An inquiry with all that belongs to it. ``similar``: earlier inquiries with their score; ``findings``: (line from 1,
    fault, detail, whether it keeps the draft from going on)."""

    inquiry: Inquiry
    draft: Draft | None = None
    versions: int = 0
    findings: tuple[tuple[int, str, str, bool], ...] = ()
    approvals: tuple[Approval, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    similar: tuple[tuple[Inquiry, float], ...] = ()
    reusable: tuple[LibraryEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an erasure removed, by kind."""

    id: str
    at: dt.datetime
    removed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about a person: rows by table, columns by name. ``mentions``: receipt numbers of others' inquiries whose
    text names the person's address; somebody has to read these."""

    tables: Mapping[str, Sequence[Mapping[str, object]]]
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """``receipt`` is in the audit log, with numbers only. ``mentions``: as in ``Kept``."""

    receipt: Receipt
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in by the identity provider that has begun: where to send the browser, and what it must bring back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the identity provider vouches for. ``address``: the e-mail address, where the provider has verified it."""

    subject: str
    address: str | None = None
