"""What a reader may take from one file, and how its text is cleaned for the records."""

import re
from dataclasses import dataclass

from assistant.errors import DocumentError

_LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Limits:
    """``pages`` of a PDF, ``rows`` of a table, ``chars`` of text in all, ``inflated_mb`` of a packed file unpacked."""

    pages: int = 3000
    rows: int = 50_000
    chars: int = 40_000_000
    inflated_mb: int = 256

    def check_chars(self, count: int) -> None:
        """Raises ``DocumentError`` when a file has given more text than is taken."""
        if count > self.chars:
            raise DocumentError(f"It holds more than {self.chars // 1_000_000} million characters; split it.")


def clean(text: str) -> str:
    """``text`` with plain line breaks; what cannot be stored (NUL, control characters, lone surrogates) becomes U+FFFD,
    so that the quality gate still counts it."""
    return _NOT_TEXT.sub("\ufffd", _LINE_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(clean(text).split())
