"""What the page and the API share: the assistant, its phrases, and who may ask how much at once."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from anyio import CapacityLimiter, to_thread

from assistant.app import Assistant
from assistant.domain import Answer, Turn
from assistant.phrases import Phrasebook
from assistant.web.limiter import AddressLimiter

AT_ONCE, AT_ONCE_WITH_MODEL = 2, 16
"""Questions worked on at the same time; the rest wait their turn, in order. Composing an answer is computing, and more
threads than cores only delay each other; with a language model most of the time is waiting for it."""
WAITING = 400
"""Questions that may wait; more are asked to come back."""
REMEMBERED = 20
"""Messages of a conversation that go with a question."""


class Backend:
    """One per web process, used from its event loop."""

    def __init__(self, assistant: Assistant, *, per_minute: int) -> None:
        self.assistant = assistant
        self._limiter = AddressLimiter(per_minute)
        self._slots = CapacityLimiter(AT_ONCE_WITH_MODEL if assistant.settings.chat_model else AT_ONCE)

    @property
    def phrases(self) -> Phrasebook:
        return self.assistant.phrases

    @property
    def max_chars(self) -> int:
        return self.assistant.settings.max_question_chars

    def admits(self, address: str) -> bool:
        return self._limiter.admits(address)

    def full(self) -> bool:
        return self._slots.statistics().tasks_waiting >= WAITING

    def crowded(self) -> bool:
        """Whether a question asked now will have to wait."""
        return self._slots.available_tokens < 1

    async def ask(
        self,
        question: str,
        history: Sequence[Turn],
        language: str | None,
        as_of: dt.date | None = None,
        told: Callable[[str], None] | None = None,
    ) -> Answer:
        """One answer, worked out in a thread, which tells its steps. Raises what ``Assistant.ask`` raises."""
        turns = tuple(history)[-REMEMBERED:]
        work = partial(self.assistant.ask, question, history=turns, language=language, as_of=as_of, told=told)
        return await to_thread.run_sync(work, limiter=self._slots, abandon_on_cancel=True)
