"""Answers as the JSON that callers rely on, and conversations from it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.casework import Case, Inquiry
from assistant.domain import Answer, Citation, Match, Matches, Turn, Wish
from assistant.errors import InputError


def answer_json(answer: Answer) -> dict[str, Any]:
    """The stable shape of an answer; lists are empty and objects null where they do not apply."""
    citations = [citation_json(citation) for citation in answer.citations]
    procedure = None
    if answer.procedure is not None:
        procedure = asdict(answer.procedure)
        procedure["steps"] = [
            {**asdict(s), "documents": list(s.documents), "citations": list(s.citations)} for s in answer.procedure.steps
        ]
    return {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "intent": answer.intent,
        "mode": answer.mode,
        "refused": answer.refused,
        "reason": answer.reason,
        "answer": answer.text,
        "citations": citations,
        "understood": answer.understood,
        "wish": wish_json(answer.wish) if answer.wish else None,
        "partners": [match_json(match) for match in answer.partners],
        "near_misses": [match_json(match) for match in answer.near_misses],
        "procedure": procedure,
        "warnings": list(answer.warnings),
        "follow_ups": list(answer.follow_ups),
        "desk": {"suggested": answer.desk.suggested, "why": answer.desk.why},
        "confidence": answer.confidence,
        "timings_ms": answer.timings_ms,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    return {**asdict(citation), "verified_on": citation.verified_on.isoformat() if citation.verified_on else None}


def inquiry_json(inquiry: Inquiry) -> dict[str, Any]:
    """An inquiry as callers rely on it; contacts are for staff, who alone get to see one."""
    plain = ("id", "channel", "subject", "text", "language", "intent", "urgency", "node", "state", "revision", "assignee")
    shown: dict[str, Any] = {name: getattr(inquiry, name) for name in plain}
    shown |= {name: list(getattr(inquiry, name)) for name in ("countries", "sectors", "terms")}
    shown |= {"organisation": inquiry.organisation, "duplicate_of": inquiry.duplicate_of, "consent": inquiry.consent}
    shown |= {"created": inquiry.created.isoformat(), "due": inquiry.due.isoformat() if inquiry.due else None}
    shown["replied"] = inquiry.replied.isoformat() if inquiry.replied else None
    return shown | {"contact": asdict(inquiry.contact) if inquiry.contact else None}


def case_json(case: Case) -> dict[str, Any]:
    """An inquiry with its newest draft, what the checks say, approvals, attachments, and what is similar."""
    draft = case.draft
    shown = None
    if draft is not None:
        shown = {
            "version": draft.version, "language": draft.language, "working_language": draft.working_language,
            "mode": draft.mode, "author": draft.author, "digest": draft.digest(), "text": draft.text(),
            "lines": [{**asdict(line), "citations": list(line.citations), "basis": list(line.basis)} for line in draft.lines],
            "citations": [citation_json(citation) for citation in draft.citations], "missing": list(draft.missing),
        }  # fmt: skip
    return {
        **inquiry_json(case.inquiry),
        "draft": shown,
        "findings": [{"line": n, "fault": fault, "detail": detail, "blocks": stop} for n, fault, detail, stop in case.findings],
        "approvals": [{"version": a.version, "digest": a.digest, "by": a.by, "at": a.at.isoformat()} for a in case.approvals],
        "attachments": [{"name": a.name, "size": a.size, "passages": a.passages, "reason": a.reason} for a in case.attachments],
        "similar": [{"id": other.id, "score": round(score, 3), "subject": other.subject} for other, score in case.similar],
        "reusable": [{"id": e.id, "score": e.score, "question": e.question} for e in case.reusable],
    }


def wish_json(wish: Wish) -> dict[str, Any]:
    """What was understood; the names are those of ``Wish``."""
    return {**asdict(wish), "deadline": wish.deadline.isoformat() if wish.deadline else None}


def match_json(match: Match) -> dict[str, Any]:
    """A match as callers rely on it."""
    return {**asdict(match), "updated": match.updated.isoformat(), "valid_until": match.valid_until.isoformat()}


def matches_json(matches: Matches) -> dict[str, Any]:
    """The result of ``match``."""
    return {
        "understood": matches.understood,
        "wish": wish_json(matches.wish),
        "matches": [match_json(match) for match in matches.found],
        "near_misses": [match_json(match) for match in matches.near_misses],
        "consortium": {"profiles": list(matches.consortium), "why": matches.consortium_why} if matches.consortium else None,
    }


def day_of(text: str) -> dt.date:
    """An ISO day.

    Raises:
        InputError: the text is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a day; write it as 2026-11-22.") from error


def turns(history: object) -> tuple[Turn, ...]:
    """``[{"role", "content"}]`` as turns; null is none.

    Raises:
        InputError: a message has another shape.
    """
    if history is None:
        return ()
    if not isinstance(history, Sequence) or isinstance(history, str):
        raise InputError("history must be a list of {role: user|assistant, content: text}.")
    found = []
    for message in history:
        if not isinstance(message, dict) or message.get("role") not in {"user", "assistant"}:
            raise InputError("history must be a list of {role: user|assistant, content: text}.")
        if not isinstance(message.get("content"), str):
            raise InputError("a message of the history has no text in content.")
        found.append(Turn(message["role"], message["content"]))
    return tuple(found)
