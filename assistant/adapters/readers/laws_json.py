"""Laws published as JSON: one law with its provisions or articles, or one article a line with the law it belongs to.

The numbers are the publisher's, so they are believed, and the text is not searched for further articles.
"""

import json
import re
from pathlib import Path
from typing import cast

from assistant.adapters.readers.limits import clean, one_line
from assistant.articles import article_start
from assistant.domain import Page, ParsedFile

Record = dict[str, object]

_STATUS = {
    "现行有效": "in_force", "有效": "in_force", "in_force": "in_force", "in force": "in_force",
    "尚未生效": "not_yet_in_force", "尚未施行": "not_yet_in_force", "not_yet_in_force": "not_yet_in_force",
    "历史版本": "superseded", "已被修改": "superseded", "已修改": "superseded", "superseded": "superseded",
    "已废止": "expired", "失效": "expired", "已失效": "expired", "repealed": "expired", "expired": "expired",
}  # fmt: skip
_FACTS = {
    "issued": ("publish_date", "issued_date"),
    "effective": ("effective_date", "in_force_date"),
    "issuer": ("issuing_body", "issuer"),
    "number": ("number", "celex_id", "short_name"),
    "url": ("url", "eur_lex_url"),
    "version": ("version_date",),
}
_TITLES = ("title", "full_name", "law_name", "name", "id")
_PARTS = ("provisions", "articles")
_TEXTS = ("content", "text", "article_text")
_LONE_MARK = re.compile(r"^(\(?\w{1,5}[).])\n", re.MULTILINE)
_ITEM = re.compile(r"条目")


def is_law(record: Record) -> bool:
    """Whether the object is one law with a list of provisions or articles that hold text."""
    lists = [cast(list[object], record[key]) for key in _PARTS if isinstance(record.get(key), list)]
    return any(parts and all(map(_text, parts)) for parts in lists)


def is_article(record: Record) -> bool:
    """Whether the object is one article that names its law."""
    return "law_id" in record and "article_text" in record


def read_law(record: Record, stem: str) -> ParsedFile:
    """One law: its articles, definitions and recitals."""
    pages = []
    for part in _list(record, "provisions") + _list(record, "articles"):
        number = str(part.get("section") or part.get("number") or part.get("article_no") or "").strip()
        title = one_line(str(part.get("title") or ""))
        chapter = one_line(str(part.get("chapter") or ""))
        headings = tuple(filter(None, (f"Chapter {chapter}" if re.fullmatch("[IVXLC]+", chapter) else chapter, title)))
        pages.append(Page(text=_clean(_text(part)), locator=_locator(number), headings=headings, whole=True))
    for part in _list(record, "recitals"):
        where = f"recital {part.get('recital_number')}"
        pages.append(Page(text=_clean(_text(part)), locator=where, headings=("Recitals",), whole=True))
    title = next((one_line(str(record[key])) for key in _TITLES if record.get(key)), stem)
    return ParsedFile(key=str(record.get("id") or ""), title=title, pages=tuple(pages), facts=_facts(record))


def read_articles(records: list[Record], path: Path) -> list[ParsedFile]:
    """One document for each law; ``laws.json`` beside the file adds dates and issuer."""
    register = _register(path.with_name("laws.json"))
    laws: dict[str, list[Record]] = {}
    for record in records:
        laws.setdefault(str(record["law_id"]), []).append(record)
    files = []
    for law_id, articles in laws.items():
        facts = _facts({**articles[0], **register.get(law_id, {})})
        pages = tuple(
            Page(
                text=_clean(str(article["article_text"])),
                locator=_locator(str(article.get("article_no") or ""), article.get("article_no_arabic")),
                headings=tuple(one_line(str(article[key])) for key in ("chapter", "section") if article.get(key)),
                whole=True,
            )
            for article in articles
        )
        title = one_line(str(articles[0].get("law_name") or law_id))
        files.append(ParsedFile(key=law_id, title=title, pages=pages, facts=facts))
    return files


def _register(path: Path) -> dict[str, Record]:
    try:
        laws = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without it the articles still say their law's status
    listed = [cast(Record, law) for law in laws if isinstance(law, dict)] if isinstance(laws, list) else []
    return {str(law["law_id"]): law for law in listed if "law_id" in law}


def _facts(record: Record) -> dict[str, str]:
    stated = [(name, record.get(key)) for name, keys in _FACTS.items() for key in reversed(keys)]
    facts = {name: one_line(str(value)) for name, value in stated if value}
    if status := _STATUS.get(str(record.get("status") or "").strip()):
        facts["status"] = status
    return facts


def _locator(number: str, arabic: object = None) -> str | None:
    """``第一百二十条之一`` → ``art. 120-1``; ``条目三`` → ``item 3``; ``185`` → ``art. 185``."""
    if start := article_start(number):
        return start.locator
    if isinstance(arabic, int):
        return f"{'item' if _ITEM.match(number) else 'art.'} {arabic}"
    return f"art. {number}" if number else None


def _list(record: Record, key: str) -> list[Record]:
    parts = record.get(key)
    return [cast(Record, part) for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _text(part: object) -> str:
    if not isinstance(part, dict):
        return ""
    record = cast(Record, part)
    return next((str(record[key]) for key in _TEXTS if record.get(key)), "")


def _clean(text: str) -> str:
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in clean(text).split("\n"))
    return _LONE_MARK.sub(r"\1 ", "\n".join(line for line in lines if line))
