"""A visitor's conversation as the server keeps it; what the browser sends back of it is never trusted."""

import uuid
from dataclasses import dataclass, field, replace

from assistant.domain import Answer, Turn
from assistant.visits import Exchange, Talk

KEPT = 30
"""Questions of a conversation that stay on the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and what came of it: an answer, a notice (the key of a phrase and its values), or nothing yet.

    ``steps`` are those begun so far. A ``hidden`` answer rests on something that its reader may not see (any more)."""

    question: str
    answer: Answer | None = None
    notice: str | None = None
    values: tuple[tuple[str, int], ...] = ()
    steps: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Oldest first. ``editing`` is the question that the next one takes the place of."""

    entries: tuple[Entry, ...] = ()
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    editing: int | None = None
    kept: bool = False

    def asked(self, question: str) -> "Conversation":
        before = self.entries if self.editing is None else self.entries[: self.editing]
        return replace(self, entries=(*before, Entry(question))[-KEPT:], editing=None)

    def answered(self, answer: Answer) -> "Conversation":
        return self._last(replace(self.entries[-1], answer=answer, notice=None))

    def working(self, steps: tuple[str, ...]) -> "Conversation":
        return self._last(replace(self.entries[-1], steps=steps))

    def noticed(self, key: str, **values: int) -> "Conversation":
        return self._last(replace(self.entries[-1], notice=key, values=tuple(values.items())))

    def edit(self, n: int | None) -> "Conversation":
        """Ask question ``n`` anew; everything after it will go. None: leave it as it is."""
        return replace(self, editing=n if n is not None and 0 <= n < len(self.entries) else None)

    def keeping(self, kept: bool) -> "Conversation":
        return replace(self, kept=kept)

    def exchanges(self) -> tuple[Exchange, ...]:
        return tuple(Exchange(e.question, e.answer) for e in self.entries if e.answer is not None and not e.hidden)

    def turns(self) -> tuple[Turn, ...]:
        """The answered questions, as the assistant wants them."""
        found: list[Turn] = []
        for exchange in self.exchanges():
            found += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
        return tuple(found)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(exchange.answer for exchange in self.exchanges())

    def find(self, answer_id: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.id == answer_id), None)

    def _last(self, entry: Entry) -> "Conversation":
        return replace(self, entries=(*self.entries[:-1], entry))


def resumed(talk: Talk, hidden: frozenset[str]) -> Conversation:
    """A kept conversation; answers among ``hidden`` (by id) show that they cannot be shown."""
    entries = tuple(
        Entry(exchange.question, exchange.answer, hidden=exchange.answer.id in hidden) for exchange in talk.exchanges[-KEPT:]
    )
    return Conversation(entries, talk.id, kept=True)
