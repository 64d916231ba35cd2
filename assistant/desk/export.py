"""An approved reply as files: what stands in them is put together here, the formats are written by adapters."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, Protocol, get_args

from assistant.access import Viewer
from assistant.casework import Approval, Draft, Inquiry, Line, marked
from assistant.errors import InputError
from assistant.phrases import Phrasebook
from assistant.text import is_right_to_left

Format = Literal["docx", "pdf", "eml", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "eml": "message/rfc822",
    "txt": "text/plain; charset=utf-8",
}
_INDENTED = frozenset({"statement", "working", "ask"})
"""Steps and profiles have numbers of their own."""
_PARTS = re.compile(r"\+\d[\d ()/-]{6,}\d|(?<![\d\u200e])\d+(?:[-/.]\d+)+")
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_AFTER_LATIN = re.compile(r"(?<=[A-Za-z\d)/])(?=[.,;:!?]*\s*\[\d+\])")
_PER_CENT = re.compile(r"(?<=\d) (?=[%‰°])")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``style``: how it looks; ``text``: with its marks."""

    style: Literal["title", "heading", "body", "item", "small"]
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the table at the end: number, instrument and place, the quoted words, status and day of verification.
    ``language`` is that of the quotation."""

    n: int
    title: str
    quote: str
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a file holds."""

    language: str
    right_to_left: bool
    title: str
    paragraphs: tuple[Paragraph, ...]
    sources_title: str
    sources: tuple[SourceRow, ...]
    footer: str


class Writer(Protocol):
    def __call__(self, reply: Reply) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """``approved`` gives what was approved, held against its hash, or raises; ``locate`` words a locator in a language."""

    approved: Callable[[Viewer, str], tuple[Draft, Approval]]
    inquiry: Callable[[Viewer, str], Inquiry]
    docx: Writer
    pdf: Writer
    phrases: Phrasebook
    locate: Callable[[str, str], str]

    def __call__(self, viewer: Viewer, identity: str, form: str) -> tuple[bytes, str, str]:
        """(content, media type, file name).

        Raises:
            InputError: the format is unknown, nothing is approved, or the inquiry is not the viewer's to see.
        """
        if form not in FORMATS:
            raise InputError(f"{form!r} is not a format; choose one of {', '.join(FORMATS)}.")
        draft, approval = self.approved(viewer, identity)
        reply = self.reply(draft, approval)
        content = self._content(form, reply, self.inquiry(viewer, identity))
        return content, MEDIA[form], f"{identity}.{form}"

    def _content(self, form: Format, reply: Reply, inquiry: Inquiry) -> bytes:
        if form == "docx":
            return self.docx(reply)
        if form == "pdf":
            return self.pdf(reply)
        return as_text(reply).encode() if form == "txt" else as_email(reply, inquiry)

    def reply(self, draft: Draft, approval: Approval) -> Reply:
        language, say = draft.language, self.phrases.say
        rows = tuple(
            SourceRow(
                c.n, f"{c.title} · {self.locate(c.locator, language)}".rstrip(" ·"), c.translation or c.quote,
                language if c.translation else c.language, self._status(c.status, c.verified_on, language),
            )
            for c in draft.citations
        )  # fmt: skip
        reply = Reply(
            language=language,
            right_to_left=is_right_to_left(language),
            title=say(language, "desk.doc.title", receipt=draft.inquiry),
            paragraphs=tuple(_paragraph(line) for line in draft.lines),
            sources_title=say(language, "desk.doc.sources"),
            sources=rows,
            footer=say(language, "desk.doc.approved", date=approval.at.date().isoformat()) + f" · {approval.digest[:16]}",
        )
        return _ordered(reply) if reply.right_to_left else reply

    def _status(self, status: str, verified: object, language: str) -> str:
        shown = [self.phrases.say(language, f"status.{status}")]
        shown += [self.phrases.say(language, "citation.verified", date=verified)] if verified else []
        return " · ".join(shown)


def _ordered(reply: Reply) -> Reply:
    """Days and numbers of several parts keep the order of their parts in a right-to-left text, and arrows point onwards."""
    sources = [replace(row, title=_order(row.title), status=_order(row.status)) for row in reply.sources]
    sources = [replace(row, quote=_order(row.quote)) if is_right_to_left(row.language) else row for row in sources]
    return replace(
        reply,
        paragraphs=tuple(replace(paragraph, text=_order(paragraph.text)) for paragraph in reply.paragraphs),
        sources=tuple(sources),
        footer=_order(reply.footer),
    )


def _order(text: str) -> str:
    """What stands after a Latin word or a number is not taken along by its direction: neither its full stop nor its mark."""
    text = _AFTER_LATIN.sub(_RIGHT_MARK, text.replace("→", "←"))
    return _PARTS.sub(lambda found: f"{_LEFT_MARK}{found.group()}{_LEFT_MARK}", text)


def _paragraph(line: Line) -> Paragraph:
    if line.kind == "heading":
        return Paragraph("heading", line.text)
    if line.kind == "closing" and len(line.text) > 60:
        return Paragraph("small", line.text)
    text = _PER_CENT.sub("\u00a0", marked(line))  # a line does not end between a number and its sign
    return Paragraph("item" if line.kind in _INDENTED else "body", text)


def as_text(reply: Reply) -> str:
    """Plain text; headings stand alone, statements after a dash, sources numbered at the end."""
    lines = [reply.title, ""]
    for paragraph in reply.paragraphs:
        lines += ["", paragraph.text] if paragraph.style == "heading" else []
        lines += [f"- {paragraph.text}"] if paragraph.style == "item" else []
        lines += [paragraph.text, ""] if paragraph.style in {"body", "small"} else []
    lines += ["", reply.sources_title]
    lines += [f"[{row.n}] {row.title} · {row.status}\n    {row.quote}" for row in reply.sources]
    return "\n".join([*lines, "", reply.footer, ""])


def as_email(reply: Reply, inquiry: Inquiry) -> bytes:
    """A message ready to be sent by a person; nothing here sends it."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{reply.title}: {inquiry.subject}".replace("\n", " ")[:300]
    if inquiry.contact and "@" in inquiry.contact.email:
        message["To"] = "".join(char for char in inquiry.contact.email if char.isprintable() and char not in " ,;<>")
    message["X-Unsent"] = "1"
    message["Content-Language"] = reply.language
    message.set_content(as_text(reply), charset="utf-8", cte="base64")
    return message.as_bytes()
