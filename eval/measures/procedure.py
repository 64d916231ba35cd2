"""Whether who asks how to do something is shown the right procedure, whole, in its order."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from eval.measures.relevance import procedures
from eval.questions import Asked
from eval.records import Base, Reply


def procedure_shown(asked: Asked, reply: Reply, base: Base) -> float | None:
    """1 where a procedure is shown that the right statements belong to or lead into; of ``procedure`` questions only."""
    wanted = procedures(asked.qrels, base) if asked.type == "procedure" and asked.ranks else []
    if not wanted or reply.text is None:
        return None
    return float(reply.procedure is not None and reply.procedure.id in wanted)


def procedure_complete(asked: Asked, reply: Reply, base: Base) -> float | None:
    """Share of the record's steps that the shown procedure has, compared by title; 0 where the wrong one or none is shown."""
    shown = procedure_shown(asked, reply, base)
    if not shown or reply.procedure is None:
        return shown
    titles = _titles(base.procedures[reply.procedure.id], reply.language or "en")
    told = {step.title for step in reply.procedure.steps}
    return sum(title in told for title in titles) / len(titles)


def procedure_order(asked: Asked, reply: Reply, base: Base) -> float | None:
    """Share of neighbouring steps that stand in the record's order, in the list and, where it tells them, in the text."""
    shown = procedure_shown(asked, reply, base)
    if not shown or reply.procedure is None:
        return shown
    titles = _titles(base.procedures[reply.procedure.id], reply.language or "en")
    listed = [titles.index(step.title) for step in reply.procedure.steps if step.title in titles]
    numbered = [step.n for step in reply.procedure.steps]
    text = reply.text or ""
    tail = text[text.find("\n1. ") :] if "\n1. " in text else ""
    told = [place for place in (tail.find(title) for title in titles) if place >= 0]
    pairs = [*_ascending(listed), *_ascending(numbered), *_ascending(told)]
    return sum(pairs) / len(pairs) if pairs else 1.0


def _titles(record: Mapping[str, Any], language: str) -> list[str]:
    return [str(step["title"].get(language) or step["title"].get("en")) for step in record["steps"]]


def _ascending(values: list[int]) -> list[bool]:
    return [a < b for a, b in pairwise(values)]
