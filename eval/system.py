"""The assistant as a system under test: one pass gives hits, verdict and answer; and its knowledge base for the measures."""

import sys
from collections import defaultdict
from collections.abc import Iterable

from assistant.app import Assistant
from assistant.domain import Hit, Question
from assistant.errors import InputError
from assistant.pipeline import Ask, Steps, build_chain, finish
from assistant.text import readable
from eval.identify import interface_identifier
from eval.questions import Asked
from eval.records import Base, Found, Reply, reply_of

FAILED = Reply(text="")
"""Nothing came back: scores zero wherever a measure applies."""


class OurAssistant:
    """The whole pipeline, or one whose ``steps`` were changed."""

    name = "assistant"

    def __init__(self, assistant: Assistant, steps: Steps | None = None) -> None:
        assistant.refresh()
        self._steps = steps or assistant.steps
        self._chain = build_chain(self._steps)

    def __call__(self, asked: Asked) -> Reply:
        try:
            state = self._chain.invoke(Ask(readable(asked.question), asked.history))
        except InputError:
            return FAILED
        verdict = state.verdict
        by_rule = verdict is not None and verdict.reason is not None and verdict.confidence >= self._steps.gate.threshold
        sure = None if verdict is None else 0.0 if by_rule else verdict.confidence
        faults = state.wording.faults if state.wording else ()
        return reply_of(finish(state), places(state.hits), sure, faults)


def places(hits: Iterable[Hit]) -> tuple[Found, ...]:
    return tuple(Found((hit.passage.group,), hit.passage.language, hit.score) for hit in hits)


def understood(assistant: Assistant, asked: Iterable[Asked]) -> dict[str, Question]:
    """Question id -> what the assistant understands; those that it does not take are absent, and so score zero."""
    found = {}
    for one in asked:
        try:
            found[one.id] = assistant.steps.understand(readable(one.question), one.history)
        except InputError:
            continue
    return found


def base_of(assistant: Assistant) -> Base:
    """The knowledge base as it stands now."""
    languages: dict[str, set[str]] = defaultdict(set)
    for passage in assistant.store.texts():
        if passage.role != "ask":
            languages[passage.group].add(passage.language)
    return Base(
        links=assistant.store.all_links(),
        procedures=assistant.store.records("procedure"),
        passages=assistant.store.passages,
        languages={group: frozenset(own) for group, own in languages.items()},
        nearest=assistant.phrases.nearest,
        identify=interface_identifier(),
    )


def say(text: str) -> None:
    """Progress, to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
