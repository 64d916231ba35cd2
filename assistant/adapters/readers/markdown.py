"""Markdown: headings, paragraphs, list items, table rows; inline marks are taken off, so that a quote reads as printed.

Also the form of the Chinese law collection ``LawRefBook/Laws``: title in the first heading, then lines on when it was
made, closed by ``<!-- INFO END -->``; the version's date in the file's name.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.adapters.readers.decoding import detect
from assistant.adapters.readers.html import row_text
from assistant.adapters.readers.limits import Limits, clean
from assistant.domain import Page, ParsedFile
from assistant.numerals import dates

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^\s*(?:[-:|\s]+|[-*_](?:\s*[-*_]){2,})\s*$")
_QUOTE_MARK = re.compile(r"^\s*(?:>\s?)+")
_FENCE = re.compile(r"^\s*(```|~~~)")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"</?(?:b|i|u|em|strong|sub|sup|br|p|div|span|a|font|center)(?:\s[^>]*)?/?>", re.IGNORECASE), ""),
)
_NUMBER = re.compile(r"[^\s，。；]{0,30}?(?:令|公告|法释)?(?:第\d+号|〔\d{4}〕(?:第)?\d+号)")
_NAME_DATE = re.compile(r"\((\d{4}-\d{2}-\d{2})\)$")
_DAY = re.compile(r"^.*?日\s*")
_STARTS = re.compile(r"(?:施行|生效)")


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """One document; headings are pages with a level.

    Raises:
        DocumentError: unknown encoding, more than ``limits.chars``.
    """
    decoding = detect(path)
    text = clean(path.read_bytes().decode(decoding.encoding, decoding.errors))
    limits.check_chars(len(text))
    facts: dict[str, str] = {}
    title = ""
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
        if named := re.search(r"^title:\s*(.+)$", front.group(1), re.MULTILINE):
            title = named.group(1).strip("\"' ")
        if title and (code := re.search(r"^title_number:\s*(\d+)\s*$", front.group(1), re.MULTILINE)):
            title = f"{code.group(1)} CFR {title}"  # sections of the US code are cited with the title's number
    info, end, body = _split_info(text)
    if end:
        facts = _law_facts(info, path.stem)
    pages = list(_pages(_COMMENT.sub("", text if not end else f"{info}\n{body}")))
    if not title:
        title = next((page.text for page in pages if page.level), path.stem)
    if pages and pages[0].level and pages[0].text == title:
        pages = pages[1:]  # the title is the document's name, not a heading of its parts
    warnings = (decoding.warning,) if decoding.warning else ()
    return [ParsedFile(key="", title=title, pages=tuple(pages), facts=facts, warnings=warnings)]


def _split_info(text: str) -> tuple[str, bool, str]:
    end = _INFO_END.search(text)
    return (text[: end.start()], True, text[end.end() :]) if end else (text, False, "")


def _law_facts(info: str, stem: str) -> dict[str, str]:
    """``issued``, ``effective``, ``number`` from the lines on the law's making; ``version`` from the file's name."""
    facts: dict[str, str] = {}
    for line in info.splitlines():
        if line.startswith("#"):
            continue
        if days := dates(line):
            facts.setdefault("issued", days[0])
            if _STARTS.search(line):
                facts["effective"] = days[-1]
        if number := _NUMBER.search(_DAY.sub("", line)):
            facts.setdefault("number", number.group().strip())
    if version := _NAME_DATE.search(stem):
        facts["version"] = version.group(1)
    facts["language"] = "zh"
    return facts


def _pages(text: str) -> Iterator[Page]:
    header: list[str] | None = None
    tables = row_number = 0
    fenced = False
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        heading, row, fence = _HEADING.match(line), _ROW.match(line), _FENCE.match(line)
        if fence:
            fenced = not fenced
        ends = not line.strip() or heading or row or fence or _RULE.match(line) or _ITEM.match(line)
        if ends and paragraph and not fenced:
            yield Page(text="\n".join(paragraph))
            paragraph = []
        if fenced and not fence:
            paragraph.append(line)
        elif row and not _RULE.match(line):
            cells = [plain(cell) for cell in row.group(1).split("|")]
            if header is None:
                header, tables, row_number = cells, tables + 1, 1
            else:
                row_number += 1
                yield Page(text=row_text(header, cells), locator=f"table {tables} row {row_number}", whole=True)
        elif heading:
            if name := plain(heading.group(2)):
                yield Page(text=name, level=len(heading.group(1)))
        elif line.strip() and not fence and not _RULE.match(line):
            paragraph.append(plain(_QUOTE_MARK.sub("", line)))
        if not row:
            header = None


def plain(line: str) -> str:
    """A line without Markdown's inline marks."""
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return line.strip().replace("\\*", "*").replace("\\_", "_")
