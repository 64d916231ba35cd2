"""Records of ``corpus/`` into documents: one passage per statement and language, with links and whole records beside."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from babel import Locale
from babel.dates import get_month_names

from assistant.domain import Confidence, Kind, Links, Passage, Role, Source
from assistant.errors import CorpusError
from assistant.indexing.records import (
    LANGUAGES,
    Asks,
    Bonds,
    Country,
    Event,
    Glossary,
    Maintained,
    Organisation,
    Outside,
    Policy,
    Procedure,
    Record,
    Section,
    Text,
)
from assistant.text import written


@dataclass(frozen=True, slots=True)
class Document:
    """What one record or file becomes in the store. ``records``: id -> (kind, JSON of the record)."""

    source: Source
    passages: tuple[Passage, ...]
    links: Mapping[str, Links] = field(default_factory=dict)
    records: Mapping[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)


ASK = ".ask"
"""Ending of the id of a passage that is only searched."""
MANY = "mul"
"""Language mark (ISO 639-2) of a passage that holds texts in several."""


def document_of(record: Record, name: str, asks: Asks | None = None, bonds: Bonds | None = None) -> Document:
    """``name`` is the file's name below ``corpus/``; only glossary files have no id of their own.

    Raises:
        CorpusError: ``asks`` name a part that the record has not, or ``bonds`` a link.
    """
    document = _document(record, name)
    if bonds is not None:
        document = replace(document, links=_graded(document, bonds))
    return document if asks is None else replace(document, passages=(*document.passages, *_asks(document, asks)))


def _graded(document: Document, bonds: Bonds) -> dict[str, Links]:
    links = dict(document.links)
    for part, grades in bonds.root.items():
        group = f"{document.source.id}#{part}"
        if group not in links:
            raise CorpusError(f"bonds name {part!r}, which links to nothing in {document.source.id}")
        own = links[group]
        if unknown := set(grades) - {*own.points, *own.applies_if, *own.not_to_confuse}:
            raise CorpusError(f"bonds of {part!r} name what is not linked to it: {', '.join(sorted(unknown))}")
        links[group] = replace(own, bonds=grades)
    return links


def _asks(document: Document, asks: Asks) -> Iterator[Passage]:
    parts = {passage.group: passage for passage in document.passages}
    for part, texts in asks.root.items():
        group = f"{document.source.id}#{part}"
        if group not in parts:
            raise CorpusError(f"asks name {part!r}, which is no part of {document.source.id}")
        lines = "\n".join(f"{language}\t{way}" for language, ways in texts.items() for way in ways)
        yield replace(parts[group], id=f"{group}@{MANY}{ASK}", language=MANY, text=lines, role="ask", context="")


def _document(record: Record, name: str) -> Document:
    match record:
        case Policy():
            return _policy(record)
        case Procedure():
            return _procedure(record)
        case Country():
            return _country(record)
        case Organisation():
            return _organisation(record)
        case Event():
            return _event(record)
        case Glossary():
            return _glossary(record, name)
        case Outside():
            return _outside(record)
    raise TypeError(f"no document for {type(record).__name__}")


def _passages(
    document: str,
    part: str,
    text: Text,
    *,
    names: Text,
    locator: str,
    role: Role,
    confidence: Confidence,
    position: int,
    aspect: str | None = None,
    topics: tuple[str, ...] = (),
    country: str | None = None,
    headings: tuple[str, ...] = (),
) -> Iterator[Passage]:
    group = f"{document}#{part}"
    for language, value in text.items():
        yield Passage(
            id=f"{group}@{language}",
            document_id=document,
            group=group,
            language=language,
            text=" ".join(value.split()),
            locator=locator,
            headings=headings,
            role=role,
            aspect=aspect,
            topics=topics,
            country=country,
            confidence=confidence,
            position=position,
            context=names.get(language) or names.get("en") or next(iter(names.values())),
        )


def _source(record: Maintained, kind: Kind, names: Text, original: str, jurisdiction: str | None) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": kind,
        "names": names,
        "original_language": original,
        "jurisdiction": jurisdiction,
        "verified_on": record.verified_on,
        "review_by": record.review_by,
        "confidence": record.confidence,
        "url": record.source.url,
    }


def _policy(record: Policy) -> Document:
    source = Source(
        **_source(record, "policy", record.names, record.original_language, record.jurisdiction),
        number=record.number or {},
        issuer=record.issuer,
        issued=record.issued,
        effective=record.effective,
        expires=record.expires,
        amended=tuple(record.amended),
        status=record.status,
        superseded_by=record.superseded_by,
        articles=record.articles,
        guidance=record.guidance,
        aliases=tuple(record.short.values()),
    )
    passages: list[Passage] = []
    links: dict[str, Links] = {}
    for position, statement in enumerate(record.statements):
        passages += _passages(
            record.id,
            statement.id,
            statement.text,
            names=record.short or record.names,
            locator=f"art. {statement.article}"
            if statement.article and statement.article[0].isdigit()
            else statement.article or "",
            role="statement",
            confidence=statement.confidence or record.confidence,
            position=position,
            aspect=statement.aspect,
            topics=tuple(statement.topics),
            country=statement.country,
        )
        found = statement.links
        links[f"{record.id}#{statement.id}"] = Links(
            points=_absolute(record.id, found.points),
            applies_if=_absolute(record.id, found.applies_if),
            not_to_confuse=_absolute(record.id, found.not_to_confuse),
            procedure=found.procedure,
        )
    return Document(source, tuple(passages), links)


def _absolute(record: str, references: list[str]) -> tuple[str, ...]:
    return tuple(f"{record}{reference}" if reference.startswith("#") else reference for reference in references)


def _join(first: Text, second: Text) -> Text:
    return {
        x: f"{first[x]} {second[x]}" if first[x][-1] in ".。!?؟！？:：" else f"{first[x]}: {second[x]}"
        for x in first
        if x in second
    }


def _procedure(record: Procedure) -> Document:
    source = Source(
        **_source(
            record,
            "procedure",
            record.title,
            "zh" if record.jurisdiction.startswith("CN") else "en",
            record.jurisdiction,
        ),
        status="in_force",
    )
    topics = tuple(record.topics)
    shared: dict[str, Any] = {"names": record.title, "topics": topics}
    passages = list(
        _passages(
            record.id, "summary", record.purpose, locator="", role="summary", confidence=record.confidence, position=0,
            aspect="route", **shared,
        )
    )  # fmt: skip
    for n, step in enumerate(record.steps, 1):
        passages += _passages(
            record.id, step.id, _join(step.title, step.detail), locator=f"step {n}", role="step",
            confidence=step.confidence or record.confidence, position=n, aspect="route", **shared,
        )  # fmt: skip
    for n, pitfall in enumerate(record.pitfalls, 1):
        passages += _passages(
            record.id, f"pitfall-{n}", pitfall.text, locator="", role="pitfall", confidence=record.confidence,
            position=100 + n, aspect="penalty", **shared,
        )  # fmt: skip
    if record.example:
        passages += _passages(
            record.id, "example", record.example, locator="", role="example", confidence=record.confidence, position=200,
            aspect="rate", **shared,
        )  # fmt: skip
    links = {passage.group: Links(procedure=record.id) for passage in passages}
    return Document(source, tuple(passages), links, {record.id: ("procedure", record.model_dump(mode="json"))})


_SECTIONS = ("macro", "policy", "strengths", "prospects", "risks", "transfer_rules")
_NEXT = {
    "macro": ("strengths", "prospects", "risks", "transfer-rules"),
    "policy": ("strengths",),
    "strengths": ("prospects",),
    "prospects": ("strengths", "risks"),
    "risks": ("transfer-rules",),
}
"""Section of a country report -> what an answer that leads with it goes on to say."""


def _country(record: Country) -> Document:
    names = {language: str(Locale.parse(language).territories[record.code]) for language in LANGUAGES}
    shown = {language: str(Locale.parse(written(language)).territories[record.code]) for language in LANGUAGES}
    source = Source(**_source(record, "country", shown, "en", record.code), status="in_force")
    sections: list[tuple[str, Section]] = [(name.replace("_", "-"), getattr(record, name)) for name in _SECTIONS]
    sections += [(f"treaty-{n}", section) for n, section in enumerate(record.treaties_with_china, 1)]
    passages: list[Passage] = []
    for position, (name, section) in enumerate(sections):
        # ``names`` as the vectors that are kept were made with them
        passages += _passages(
            record.id, name, section.text, names=names, locator="", role="gap" if section.gap else "section",
            confidence=section.confidence or record.confidence, position=position, aspect="scope",
            topics=("country-report",), country=record.code,
        )  # fmt: skip
    treaties = [name for name, _ in sections if name.startswith("treaty")]
    bodies = [f"{body}#does" for body in (record.ip_office, record.covered_by) if body]
    links = {
        f"{record.id}#{name}": Links(points=(*(f"{record.id}#{other}" for other in _NEXT.get(name, treaties)), *bodies))
        for name, _ in sections
    }
    return Document(source, tuple(passages), links, {record.id: ("country", record.model_dump(mode="json"))})


def _organisation(record: Organisation) -> Document:
    """The passage says what it does, for whom, and where it is found."""
    source = Source(
        **_source(record, "organisation", record.names, "en", record.jurisdiction),
        status="in_force",
        covers=tuple(record.covers),
    )
    site = f" {record.website}" if record.website else ""
    text = {x: f"{does}{site}" for x, does in record.does.items()}
    passages = _passages(
        record.id, "does", text, names=record.names, locator="", role="section", confidence=record.confidence,
        position=0, aspect="authority",
    )  # fmt: skip
    return Document(source, tuple(passages), {}, {record.id: ("organisation", record.model_dump(mode="json"))})


def _event(record: Event) -> Document:
    """The passage says what it is, where, in which months, for whom and where more is told."""
    source = Source(**_source(record, "event", record.names, "en", record.country), status="in_force")
    text = {}
    for x, audience in record.audience.items():
        if x in record.names:
            site = f" {record.website}" if record.website else ""
            where = " · ".join(filter(None, (record.place.get(x), months(record.month, x))))
            text[x] = f"{record.names[x]} · {where} — {audience}{site}"
    passages = _passages(
        record.id, "about", text, names=record.names, locator="", role="section",
        confidence=record.confidence, position=0, aspect="deadline", topics=tuple(record.topics), country=record.country,
    )  # fmt: skip
    return Document(source, tuple(passages), {}, {record.id: ("event", record.model_dump(mode="json"))})


def months(numbers: str, language: str) -> str:
    """``4-5, 10`` as names of months; empty where it is the whole year."""
    if numbers == "1-12":
        return ""
    names = get_month_names("wide", context="stand-alone", locale=language)
    return re.sub(r"\d+", lambda match: names[int(match.group())], numbers.replace("-", "–"))


def _outside(record: Outside) -> Document:
    source = Source(id=record.id, kind="document", names={"en": record.id}, original_language="en", status="in_force")
    passages: list[Passage] = []
    for position, topic in enumerate(record.topics):
        passages += _passages(
            record.id, topic.id, {"zh": topic.zh, "en": topic.en}, names={"en": ""}, locator="", role="outside",
            confidence="verified", position=position,
        )  # fmt: skip
    return Document(source, tuple(passages))


def _glossary(record: Glossary, name: str) -> Document:
    """Terms are looked up, not searched: the file becomes a record without passages."""
    source = Source(id=name, kind="document", names={"en": name}, original_language="en", status="in_force")
    return Document(source, (), {}, {name: ("glossary", record.model_dump(mode="json"))})
