"""Small pieces of which the tests of measures are made."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.domain import Citation, Links, Passage
from eval.questions import Asked
from eval.records import Base, Found, Reply


def asked(**changes: Any) -> Asked:
    given: dict[str, Any] = {
        "id": "q1",
        "language": "en",
        "split": "dev",
        "type": "rule",
        "question": "How long?",
        "answerable": True,
        "qrels": ("law#a",),
    }
    return Asked(**{**given, **changes})


def cites(n: int, group: str, quote: str = "Sixty days.", language: str = "en", **changes: Any) -> Citation:
    given: dict[str, Any] = {
        "n": n,
        "document_id": group.partition("#")[0],
        "passage_id": f"{group}@{language}",
        "title": "A law",
        "original_title": "某法",
        "locator": "art. 5",
        "quote": quote,
        "language": language,
        "status": "in_force",
        "confidence": "verified",
    }
    return Citation(**{**given, **changes})


def reply(text: str = "Sixty days. [1]", *groups: str, **changes: Any) -> Reply:
    given: dict[str, Any] = {
        "text": text,
        "language": "en",
        "citations": tuple(cites(n, g) for n, g in enumerate(groups, 1)),
    }
    return Reply(**{**given, **changes})


def base(
    links: Mapping[str, Links] | None = None,
    procedures: Mapping[str, Mapping[str, Any]] | None = None,
    texts: Mapping[str, str] | None = None,
    groups: Sequence[str] = (),
    says: str = "en",
) -> Base:
    """``texts``: passage id -> text; ``says``: what every text is identified as."""
    stored = {
        i: Passage(i, i.partition("#")[0], i.rpartition("@")[0], i.rpartition("@")[2], text, "art. 5")
        for i, text in (texts or {}).items()
    }
    return Base(
        links=links or {},
        procedures=procedures or {},
        passages=lambda ids: {i: stored[i] for i in ids if i in stored},
        languages={g: frozenset({"en"}) for g in groups},
        nearest=lambda language: language,
        identify=lambda text: says,
    )


def ranking(*groups: str) -> tuple[Found, ...]:
    return tuple(Found((group,), "en") for group in groups)
