"""Which files there are to index, and which of them changed."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Failure, Kind, Visibility
from assistant.errors import InputError

READ_AS = 5
"""Version of parsing and chunking: a change makes every file new."""
SUFFIXES = frozenset(".pdf .docx .html .htm .md .markdown .txt .text .csv .tsv .xlsx .json .jsonl".split())
_SKIPPED_DIRECTORIES = frozenset({"__pycache__", "node_modules", "vectors"})


@dataclass(frozen=True, slots=True)
class Options:
    """How files given on the command line are to be taken."""

    kind: Kind = "document"
    visibility: Visibility = "public"
    language: str | None = None
    organisation: str | None = None
    """Whose confidential documents these are; None: everybody's of that visibility."""

    def key(self) -> str:
        owner = f"/{self.organisation}" if self.organisation else ""
        return f"{self.kind}/{self.visibility}/{self.language or '-'}{owner}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file found. ``origin`` is the path that was asked for, ``identity`` stays the same when the content changes."""

    path: Path
    origin: str
    identity: str
    content_hash: str


def find_files(given: Path, options: Options) -> tuple[list[Candidate], list[Failure]]:
    """Files under ``given`` that can be read, in a fixed order, and those that cannot.

    Raises:
        InputError: ``given`` does not exist or its folder may not be read.
    """
    if not given.exists():
        raise InputError(f"{given} does not exist: give the path of a file or folder.")
    origin = str(given.resolve())
    found: list[Candidate] = []
    failed: list[Failure] = []
    if given.is_dir() and not os.access(given, os.R_OK | os.X_OK):
        raise InputError(f"{given} may not be read: ask for permission or choose another folder.")
    for path in _walk(given, failed) if given.is_dir() else [given]:
        if given.is_dir() and path.suffix.lower() not in SUFFIXES:
            if path.suffix.lower() not in {".license", ".log"} and path.name not in {"LICENSE", "README.md"}:
                failed.append(Failure(str(path.absolute()), f"files of type {path.suffix or 'without ending'} cannot be read"))
            continue
        try:
            content = hash_file(path)
        except OSError as error:
            failed.append(Failure(str(path.absolute()), f"may not be read ({error.strerror})"))
            continue
        relative = str(path.resolve())
        identity = "doc-" + hashlib.sha256(relative.encode()).hexdigest()[:12]
        found.append(Candidate(path, origin, identity, f"{content}:{READ_AS}:{options.key()}"))
    return found, failed


def hash_file(path: Path) -> str:
    """SHA-256 of the content, first 32 hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:32]


def _walk(folder: Path, failed: list[Failure]) -> Iterator[Path]:
    """Files below ``folder`` in a fixed order; links that lead out of it are left alone."""
    root = folder.resolve()

    def refused(error: OSError) -> None:
        failed.append(Failure(str(error.filename), f"may not be read ({error.strerror})"))

    for directory, names, files in os.walk(folder, onerror=refused):
        names[:] = sorted(n for n in names if n not in _SKIPPED_DIRECTORIES and not n.startswith("."))
        for name in sorted(files):
            path = Path(directory) / name
            if name.startswith(".") or not path.is_file():
                continue
            if not path.resolve().is_relative_to(root):
                failed.append(Failure(str(path.absolute()), "is a link that leads out of the folder"))
                continue
            yield path
