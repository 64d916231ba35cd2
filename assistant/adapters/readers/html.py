"""HTML with Beautiful Soup's pure-Python parser: what a reader of the page would see, nothing fetched."""

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from assistant.adapters.readers.decoding import detect
from assistant.adapters.readers.limits import Limits, one_line
from assistant.domain import Page, ParsedFile

_DROPPED = {
    "script", "style", "noscript", "template", "nav", "iframe", "object", "embed", "svg", "math", "form", "button",
    "select", "input", "textarea", "head",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "tr", "pre", "blockquote", "figure", "figcaption", "address", "body", "html", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "details", "summary", "thead", "tbody", "tfoot", "caption", "center",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*(?:0|1px|1pt)\w*\s*(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk"}
_DEEPEST = 200


def read(path: Path, limits: Limits) -> list[ParsedFile]:
    """Headings, paragraphs, list items and table rows of the page.

    Raises:
        DocumentError: unknown encoding, more than ``limits.chars``.
    """
    data = path.read_bytes()
    text, warnings = _decode(path, data)
    limits.check_chars(len(text))
    soup = BeautifulSoup(text, "html.parser")
    title = one_line(soup.title.get_text()) if soup.title else ""
    hidden = _drop_hidden(soup)
    pages = tuple(_pages(soup))
    if hidden:
        warnings.append("Hidden text was left out.")
    first_heading = next((page.text for page in pages if page.level), "")
    title = title or first_heading or path.stem
    return [ParsedFile(key="", title=title, pages=pages, facts=_facts(soup), warnings=tuple(warnings))]


def visible_text(fragment: str) -> str:
    """The text of an HTML fragment, paragraphs and ``<br>`` as line breaks."""
    soup = BeautifulSoup(fragment, "html.parser")
    _drop_hidden(soup)
    return "\n".join(page.text for page in _pages(soup))


def _decode(path: Path, data: bytes) -> tuple[str, list[str]]:
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    for encoding in ("gb18030" if name in _CHINESE else name, "utf-8"):
        try:
            return data.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            continue
    found = detect(path)
    return data.decode(found.encoding, found.errors), [found.warning] if found.warning else []


def _drop_hidden(soup: BeautifulSoup) -> bool:
    """Remove what is not shown; True when some of it was text hidden by style."""
    hidden = False
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        if tag.name in _DROPPED:
            tag.decompose()
        elif _is_hidden(tag):
            hidden = hidden or bool(tag.get_text(strip=True))
            tag.decompose()
    return hidden


def _is_hidden(tag: Tag) -> bool:
    marked = tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
    return marked or bool(_HIDDEN_STYLE.search(str(tag.get("style") or "")))


def _facts(soup: BeautifulSoup) -> dict[str, str]:
    root = soup.find("html")
    language = str(root.get("lang") or "") if isinstance(root, Tag) else ""
    return {"language": language.split("-")[0].lower()} if language else {}


def _pages(soup: Tag) -> Iterator[Page]:
    tables = 0
    for block in _leaf_blocks(soup):
        if isinstance(block, str):
            yield Page(text=block)
        elif block.name == "table":
            tables += 1
            yield from _rows(block, tables)
        elif block.name == "pre":
            yield Page(text=block.get_text().strip("\n"))
        elif text := _inline(block):
            yield Page(text=text, level=int(block.name[1])) if re.fullmatch("h[1-6]", block.name) else Page(text=text)


def _leaf_blocks(root: Tag) -> Iterator[Tag | str]:
    """Blocks that hold no other blocks, and runs of text that stand between blocks, in document order."""
    stack: list[Iterator[object]] = [iter(root.contents)]
    loose: list[str] = []
    while stack:
        node = next(stack[-1], None)
        block = isinstance(node, Tag) and (node.name in _BLOCKS or node.find(list(_BLOCKS)) is not None)
        if node is None or block:
            if text := one_line("".join(loose)):
                yield text
            loose.clear()
        if node is None:
            stack.pop()
        elif isinstance(node, Tag) and block:
            holds_blocks = node.name not in {"table", "pre"} and node.find(list(_BLOCKS)) is not None
            if holds_blocks and len(stack) < _DEEPEST:
                stack.append(iter(node.contents))
            else:
                yield node
        elif isinstance(node, Tag):
            loose.append("\n" if node.name == "br" else node.get_text())
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            loose.append(str(node))


def _inline(block: Tag) -> str:
    for line_break in block.find_all("br"):
        line_break.replace_with("\n")
    lines = (one_line(line) for line in block.get_text().split("\n"))
    text = " ".join(line for line in lines if line)
    return f"• {text}" if block.name == "li" else text


def _rows(table: Tag, number: int) -> Iterator[Page]:
    rows = [[one_line(cell.get_text(" ")) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        yield from (Page(text=" ".join(cell for cell in row if cell)) for row in rows)
        return
    header = rows[0]
    for n, row in enumerate(rows[1:], start=2):
        yield Page(text=row_text(header, row), locator=f"table {number} row {n}", whole=True)


def row_text(header: list[str], row: list[str]) -> str:
    """``header: value; header: value``, empty cells left out."""
    names = header + [""] * (len(row) - len(header))
    pairs = [(name, value) for name, value in zip(names, row, strict=False) if value]
    return "; ".join(f"{name}: {value}" if name and name != value else value for name, value in pairs)
