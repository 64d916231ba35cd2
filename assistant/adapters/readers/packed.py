"""Checks on DOCX and XLSX before anything parses them: they are ZIP files of XML, and both can be bombs."""

import re
import zipfile
from pathlib import Path

from assistant.adapters.readers.limits import Limits
from assistant.errors import DocumentError

_RATIO = 200
_RATIO_FROM = 10 << 20
_PARTS = 10_000
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16_DECLARATION = re.compile(rb"<\x00!\x00[DdEe]\x00[OoNn]\x00|\x00<\x00!\x00[DdEe]\x00[OoNn]")


def check_packed(path: Path, limits: Limits) -> None:
    """Refuse a packed file that inflates without measure or declares XML entities; nothing is kept in memory.

    Raises:
        DocumentError: damaged, encrypted, inflating, or with a document type declaration.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts, limits)
            for part in parts:
                if part.flag_bits & 0x1:
                    raise DocumentError("It needs a password; save a copy without one.")
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_declarations(archive, part, limits.inflated_mb << 20)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DocumentError("It is damaged: its packed parts cannot be read.") from error


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = inflated > _RATIO_FROM and inflated > _RATIO * packed
    if len(parts) > _PARTS or inflated > limits.inflated_mb << 20 or swollen:
        raise DocumentError(f"It unpacks to {inflated >> 20} MB from {packed >> 10} KB, which is refused.")


def _check_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> None:
    """Read the part in blocks, believing no size that the archive states."""
    taken = 0
    tail = b""
    with archive.open(part) as file:
        while block := file.read(1 << 16):
            taken += len(block)
            if taken > most:
                raise DocumentError(f"It unpacks to more than {most >> 20} MB, which is refused.")
            if _DECLARATION.search(tail + block) or _UTF16_DECLARATION.search(tail + block):
                raise DocumentError("It declares XML entities, which no office program writes; it is refused.")
            tail = block[-32:]
