"""PDF with pypdf: the text layer page by page, running heads taken off, printed lines joined to paragraphs.

Attachments, forms' scripts and links are not looked at.
"""

import logging
import re
from collections import Counter
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError, WrongPasswordError

from assistant.adapters.readers.limits import Limits, clean, one_line
from assistant.adapters.readers.lines import paragraphs
from assistant.adapters.readers.right_to_left import MOST_PAGES, is_right_to_left, read_pages
from assistant.domain import Page, ParsedFile
from assistant.errors import DocumentError

_EDGE = 3
"""Running heads and feet stand in the first and last lines of a page."""
_DIGITS = re.compile(r"\d+")
_GENERIC_TITLE = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint)|document\d*$|.*\.(?:docx?|dvi|tex|indd|pdf)$|print)", re.IGNORECASE
)
_BROKEN = (PyPdfError, LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, OSError)
"""What pypdf raises on damaged files; all say the same."""


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """One document; a page without text is kept empty, so that the share of scanned pages can be told.

    Raises:
        DocumentError: needs a password, damaged, too many pages, more than ``limits.chars``.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings on broken files would fill the log
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("It needs a password; save a copy without one.")
        if len(reader.pages) > limits.pages:
            raise DocumentError(f"It has more than {limits.pages} pages; split it or raise ASSISTANT_PARSE_PAGES.")
        texts = _texts(reader, limits)
        title = _stated_title(reader)
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise DocumentError("It needs a password, or a key that is not at hand; save a copy without one.") from error
    except LimitReachedError as error:
        raise DocumentError("It unpacks to far more than its size, which is refused.") from error
    except RecursionError as error:
        raise DocumentError("It is damaged: its parts contain each other.") from error
    except _BROKEN as error:
        raise DocumentError("It is damaged: its pages cannot be read.") from error
    if len(texts) <= MOST_PAGES and is_right_to_left("".join(texts)):
        texts = read_pages(path) or texts
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
    running = _running_lines(lines)
    pages = []
    first = ""
    for number, page in enumerate(lines, start=1):
        body = [line for n, line in enumerate(page) if not (_at_edge(n, len(page)) and _shape(line) in running)]
        first = first or next(iter(body), "")
        pages.append(Page(text="\n".join(paragraphs(body)), locator=f"p. {number}"))
    return [ParsedFile(key="", title=title or _as_title(first) or path.stem, pages=tuple(pages))]


def _texts(reader: PdfReader, limits: Limits) -> list[str]:
    texts: list[str] = []
    count = 0
    for page in reader.pages:
        texts.append(clean(page.extract_text()))
        count += len(texts[-1])
        limits.check_chars(count)
    if not texts:
        raise DocumentError("It has no pages.")
    return texts


def _stated_title(reader: PdfReader) -> str:
    try:
        stated = reader.metadata.title if reader.metadata else None
    except (PyPdfError, LookupError, ValueError, TypeError, AttributeError):
        return ""  # unreadable metadata are no reason to refuse the text
    title = one_line(stated) if isinstance(stated, str) else ""
    numbered = sum(char.isdigit() or char == "_" for char in title) * 4 > len(title)
    return "" if numbered or _GENERIC_TITLE.match(title) or "\ufffd" in title else title


def _as_title(line: str) -> str:
    letters = sum(map(str.isalpha, line))
    return line if 3 < len(line) <= 150 and letters > 0.5 * len(line) else ""


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Lines, their numbers left out, that stand at the edge of more than half of at least three pages."""
    if len(pages) < 3:
        return set()
    seen = Counter(shape for page in pages for shape in {_shape(line) for n, line in enumerate(page) if _at_edge(n, len(page))})
    return {shape for shape, count in seen.items() if count > max(2, len(pages) / 2)}


def _at_edge(n: int, count: int) -> bool:
    return n < _EDGE or n >= count - _EDGE


def _shape(line: str) -> str:
    return " ".join(_DIGITS.sub(" ", line).split())
