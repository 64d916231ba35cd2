"""Facts that a right answer holds, and those that make it wrong: numbers as numbers, words as words."""

import re

from assistant.numerals import ascii_digits, fingerprint, numbers
from assistant.text import normalise
from eval.questions import Asked
from eval.records import Base, Reply


def fact_recall(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Share of the listed facts that stand in the answer or its procedure. A refusal scores zero where an answer was due."""
    if not asked.answerable or not asked.facts or reply.text is None:
        return None
    if reply.refused:
        return 0.0
    told = whole_text(reply)
    return sum(holds(told, fact, asked.language) for fact in asked.facts) / len(asked.facts)


def uncontradicted(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where none of the facts that make an answer wrong stands in it; only of questions that list some."""
    if not asked.wrong or reply.text is None:
        return None
    return float(not any(holds(reply.text, fact, asked.language) for fact in asked.wrong))


def whole_text(reply: Reply) -> str:
    """What a reader sees: the answer, and the steps shown beside it."""
    parts = [reply.text or ""]
    if reply.procedure is not None:
        for step in reply.procedure.steps:
            parts += [step.title, step.detail, step.authority, *step.documents, step.duration or "", step.fee or ""]
    return "\n".join(parts)


def holds(text: str, fact: str, language: str) -> bool:
    """Whether a fact stands in the text: a number or a day in whatever way it is written, words as they are."""
    plain = ascii_digits(fact)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return plain in fingerprint(text) or normalise(fact, language) in normalise(text, language)
    if re.fullmatch(r"[\d.,  ]+", plain):
        alone = rf"(?<![\d.,]){re.escape(plain.strip())}(?!\d|[.,]\d)"  # as the year of a date, which is no number there
        return bool(set(numbers(fact)) & set(numbers(text))) or re.search(alone, ascii_digits(text)) is not None
    return normalise(fact, language) in normalise(text, language)
