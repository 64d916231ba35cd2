"""How the sandbox and its worker talk: one line of JSON each way."""

import json
from typing import Any

from assistant.domain import Page, ParsedFile
from assistant.errors import DocumentError


def pack_files(files: list[ParsedFile]) -> bytes:
    """A line that :func:`unpack` turns back into the documents."""
    value = [
        {
            "key": file.key,
            "title": file.title,
            "facts": file.facts,
            "warnings": file.warnings,
            "pages": [(page.text, page.locator, page.headings, page.level, page.whole) for page in file.pages],
        }
        for file in files
    ]
    return json.dumps({"files": value}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def pack_reason(reason: str) -> bytes:
    """A line that says why a file cannot be read."""
    return json.dumps({"reason": reason}).encode() + b"\n"


def unpack(line: bytes) -> list[ParsedFile]:
    """The documents in a worker's answer.

    Raises:
        DocumentError: the worker gave a reason instead.
    """
    answer: dict[str, Any] = json.loads(line)
    if "reason" in answer:
        raise DocumentError(answer["reason"])
    return [
        ParsedFile(
            key=file["key"],
            title=file["title"],
            pages=tuple(
                Page(text=text, locator=locator, headings=tuple(headings), level=level, whole=whole)
                for text, locator, headings, level, whole in file["pages"]
            ),
            facts=file["facts"],
            warnings=tuple(file["warnings"]),
        )
        for file in answer["files"]
    ]
