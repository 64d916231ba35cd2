"""What happens when a visitor asks: the conversation moves on, step by step, as the page shows it."""

import logging
import traceback
from asyncio import FIRST_COMPLETED, Event, Task, create_task, sleep, wait
from collections.abc import AsyncIterator
from dataclasses import dataclass

from assistant.domain import Answer
from assistant.errors import AssistantError
from assistant.web.backend import Backend
from assistant.web.conversation import Conversation
from assistant.web.render.talk import STEPS, lines_of

log = logging.getLogger(__name__)
PIECES, PIECE_SECONDS = 8, 0.05
"""An answer comes in at most so many pieces, so long apart: fast enough not to wait for, slow enough to follow."""
TOO_LONG = 5
"""A question that is too long comes back to be shortened, but not without end: so many times what is allowed."""
STEP_SECONDS, CROWDED_SECONDS = 0.25, 1.0
"""Steps are shown to those who wait at least so long; a quick answer comes at once. Where many wait, what would be spent on
showing steps is spent on answers."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The conversation at one moment. ``lines`` is how much of the last answer is shown; None once all of it is."""

    conversation: Conversation
    lines: int | None = None
    busy: bool = True


@dataclass(slots=True)
class _Steps:
    """The steps begun so far, told from the thread that works to the loop that shows; those that say nothing to a visitor
    are left out."""

    names: tuple[str, ...] = ()
    shown: int = 0

    def told(self, name: str) -> None:
        if name in STEPS:
            self.names = (*self.names, name)

    def fresh(self) -> bool:
        before, self.shown = self.shown, len(self.names)
        return self.shown > before


async def converse(
    backend: Backend, conversation: Conversation, question: str, language: str | None, address: str, stop: Event
) -> AsyncIterator[Moment]:
    """The moments from the question to the whole answer; the last is the only one that is not busy.

    Once ``stop`` is set, the next moment is the last. Whatever goes wrong becomes a notice in the conversation: a visitor
    never meets a traceback.
    """
    asked = conversation.asked(question.strip()[: TOO_LONG * backend.max_chars])
    fault = _fault(backend, question.strip(), address)
    if fault is not None:
        key, values = fault
        yield Moment(asked.noticed(key, **values), busy=False)
        return
    yield Moment(asked.noticed("ui.busy") if backend.crowded() else asked)
    steps = _Steps()
    before = Conversation(asked.entries[:-1]).turns()
    working = create_task(backend.ask(question, before, language, told=steps.told))
    stopping = create_task(stop.wait())
    try:
        async for names in _begun(backend, working, stopping, steps):
            yield Moment(asked.working(names))
        answer = await working if working.done() else None
    except AssistantError as error:
        log.warning("a question was not answered: %s", type(error).__name__)
        yield Moment(asked.noticed("ui.error"), busy=False)
        return
    except Exception as error:  # noqa: BLE001 - the outermost frame of a visitor's question
        log.error("a question failed: %s at %s", type(error).__name__, _where(error))
        yield Moment(asked.noticed("ui.error"), busy=False)
        return
    finally:
        working.cancel()
        stopping.cancel()
    if answer is None:
        yield Moment(asked.noticed("ui.stopped"), busy=False)
        return
    answered = asked.answered(answer)
    for shown in () if backend.crowded() else _pieces(len(lines_of(answer))):
        yield Moment(answered, lines=shown)
        if not stop.is_set():
            await sleep(PIECE_SECONDS)
        if stop.is_set():
            yield Moment(answered, lines=shown, busy=False)
            return
    yield Moment(answered, busy=False)


def _pieces(lines: int) -> range:
    """How many lines are there after each piece but the last."""
    step = -(-lines // PIECES) or 1
    return range(step, lines, step)


async def _begun(
    backend: Backend, working: "Task[Answer]", stopping: "Task[bool]", steps: _Steps
) -> AsyncIterator[tuple[str, ...]]:
    """The steps begun, whenever there are new ones after a while; ends with the work or when it is to stop."""
    while True:
        pause = CROWDED_SECONDS if backend.crowded() else STEP_SECONDS
        done, _ = await wait({working, stopping}, timeout=pause, return_when=FIRST_COMPLETED)
        if done:
            return
        if steps.fresh():
            yield steps.names


def _fault(backend: Backend, question: str, address: str) -> tuple[str, dict[str, int]] | None:
    """What can be said of a question before it is asked, in the language of the page."""
    if not question:
        return "error.empty", {}
    if len(question) > backend.max_chars:
        return "error.too_long", {"length": len(question), "limit": backend.max_chars}
    if not any(char.isalnum() for char in question):
        return "error.no_words", {}
    if not backend.admits(address):
        return "error.too_fast", {}
    return ("ui.busy", {}) if backend.full() else None


def _where(error: BaseException) -> str:
    """File and line only: the text of an error may hold what the visitor asked."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
