"""A visitor's conversation as the server keeps it; what the browser sends back of it is never trusted."""

from dataclasses import dataclass, replace

from assistant.domain import Answer, Turn

KEPT = 30
"""Questions of a conversation that stay on the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and what came of it: an answer, or a notice (the key of a phrase and its values)."""

    question: str
    answer: Answer | None = None
    notice: str | None = None
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Oldest first."""

    entries: tuple[Entry, ...] = ()

    def asked(self, question: str) -> "Conversation":
        return Conversation((*self.entries, Entry(question))[-KEPT:])

    def answered(self, answer: Answer) -> "Conversation":
        return self._last(replace(self.entries[-1], answer=answer, notice=None))

    def noticed(self, key: str, **values: int) -> "Conversation":
        return self._last(replace(self.entries[-1], notice=key, values=tuple(values.items())))

    def turns(self) -> tuple[Turn, ...]:
        """The answered questions, as the assistant wants them."""
        found: list[Turn] = []
        for entry in self.entries:
            if entry.answer is not None:
                found += [Turn("user", entry.question), Turn("assistant", entry.answer.text)]
        return tuple(found)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(entry.answer for entry in self.entries if entry.answer is not None)

    def _last(self, entry: Entry) -> "Conversation":
        return Conversation((*self.entries[:-1], entry))
