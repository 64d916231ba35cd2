"""Files of many types into documents of pages. Runs inside the sandbox's worker; nothing here limits time or memory.

Each type's library is imported when the first such file comes, so that the worker starts at once.
"""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assistant.adapters.readers.limits import Limits
from assistant.domain import ParsedFile
from assistant.errors import DocumentError

_NAMED = {
    ".csv": "csv", ".tsv": "csv", ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown",
    ".markdown": "markdown", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".txt": "plain", ".text": "plain",
}  # fmt: skip
_PACKED = {".pdf", ".docx", ".xlsx", ".xlsm"}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")


def read_file(path: Path, limits: Limits) -> list[ParsedFile]:
    """The documents in a file; content decides before the name does.

    Raises:
        DocumentError: why it cannot be read, in a sentence.
    """
    kind = _kind(path)
    match kind:
        case "pdf":
            from assistant.adapters.readers.pdf import read
        case "docx":
            from assistant.adapters.readers.docx import read
        case "xlsx":
            from assistant.adapters.readers.tables import read_xlsx as read
        case "csv":
            from assistant.adapters.readers.tables import read_csv as read
        case "html":
            from assistant.adapters.readers.html import read
        case "markdown":
            from assistant.adapters.readers.markdown import read
        case "json":
            from assistant.adapters.readers.jsonfile import read
        case _:
            from assistant.adapters.readers.plain import read
    files = read(path, limits)
    if not any(page.text.strip() for file in files for page in file.pages):
        reason = "it is probably a scan: run text recognition (OCR) on it first" if kind == "pdf" else "it is empty"
        raise DocumentError(f"It holds no text; {reason}.")
    return files


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(2048)
    suffix = path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("It is in an old Office format or needs a password; save it as DOCX or XLSX without one.")
    if head.startswith(_IMAGES):
        raise DocumentError("It is an image; run text recognition (OCR) on it first.")
    if suffix in _PACKED:
        raise DocumentError("It is damaged: its content is not what its name says.")
    if suffix in _NAMED:
        return _NAMED[suffix]
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix:
        raise DocumentError(f"Type {suffix} is not read; PDF, DOCX, XLSX, HTML, Markdown, text, CSV and JSON are.")
    return "plain"


def _packed_kind(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError("It is damaged: its packed parts cannot be read.") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise DocumentError("It is a packed file of a type that is not read; unpack it or save it as DOCX, XLSX or PDF.")
