"""What a visitor leaves behind on the page: conversations, opinions, and questions handed to a person. Frozen records."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.domain import Answer

Opinion = Literal["useful", "wrong", "missing", "language"]
OPINIONS: tuple[Opinion, ...] = get_args(Opinion)
Purpose = Literal["history", "reply"]
"""What one agrees to: that conversations are kept; that staff read a question and answer it."""
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True, slots=True)
class Consent:
    """``notice`` names the text that was agreed to: its language and the beginning of its hash, or ``letter`` for somebody who
    wrote to the centre."""

    purpose: Purpose
    notice: str
    given: dt.datetime
    withdrawn: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it is kept, oldest exchange first."""

    id: str
    title: str
    language: str
    created: dt.datetime
    updated: dt.datetime
    exchanges: tuple[Exchange, ...] = ()
    share: str | None = None
    """The token of its read-only link, where its owner made one."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thinks of an answer, or of one citation in it."""

    answer_id: str
    question: str
    language: str
    opinion: Opinion
    citation: int | None = None
    text: str = ""
    created: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Handoff:
    """A question for a person, with the whole conversation before it. ``id`` is the receipt number.

    ``consent``: the visitor agreed that staff read this and answer to ``contact``; ``notice``: to which text, as in ``Consent``.
    """

    id: str
    created: dt.datetime
    language: str
    question: str
    conversation: tuple[Exchange, ...] = ()
    contact: str | None = None
    consent: bool = False
    notice: str = ""
