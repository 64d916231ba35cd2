"""An e-mail file into what the desk needs of it: who writes, what, and what is attached. Standard library only."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

from assistant.casework import Contact
from assistant.errors import InputError

LARGEST = 25_000_000
MOST_FILES = 20
_NOT_SHOWN = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"})


@dataclass(frozen=True, slots=True)
class File:
    """``name`` has no folder and no control characters in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    contact: Contact
    files: tuple[File, ...] = ()


def read_letter(raw: bytes) -> Letter:
    """The parts of an ``.eml``.

    Raises:
        InputError: it is no e-mail, is too large, or says nothing.
    """
    if len(raw) > LARGEST:
        raise InputError(f"The e-mail is larger than {LARGEST // 1_000_000} MB: send its attachments apart.")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"]):
            raise InputError("This is no e-mail: it has neither a sender nor a subject.")
        return _letter(message)
    except (LookupError, UnicodeError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise InputError("The e-mail is damaged and cannot be read.") from error


def _letter(message: EmailMessage) -> Letter:
    text = ""
    files: list[File] = []
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        content = _decoded(body)
        text = _visible(content) if body.get_content_type() == "text/html" else content
    for part in message.iter_attachments():
        content_bytes = part.get_payload(decode=True)
        if isinstance(content_bytes, bytes) and len(files) < MOST_FILES:
            files.append(File(safe_name(part.get_filename() or f"part-{len(files) + 1}.txt"), content_bytes))
    subject = " ".join(str(message["subject"] or "").split())
    if not any(map(str.isalnum, f"{subject} {text}")):
        raise InputError("The e-mail holds no words.")
    senders = getattr(message["from"], "addresses", ()) if message["from"] else ()
    name, address = (senders[0].display_name, senders[0].addr_spec) if senders else ("", "")
    return Letter(subject[:300], text.strip(), Contact(str(name)[:200], str(address)[:200]), tuple(files))


def _decoded(part: MIMEPart) -> str:
    """The text in the charset it says, else in UTF-8 with marks for what cannot be read."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", errors="replace")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in _NOT_SHOWN
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _NOT_SHOWN and self._hidden > 0
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _visible(html: str) -> str:
    reader = _Text()
    reader.feed(html[:2_000_000])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def safe_name(name: str) -> str:
    """The last part of ``name`` without anything that a file system or a page could take for more."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*\0')
    return plain.strip(". ")[-120:] or "file.txt"
