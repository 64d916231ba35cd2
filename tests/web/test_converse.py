"""What the page shows from a question to its answer, moment by moment."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.app import Assistant
from assistant.web.backend import Backend
from assistant.web.conversation import Conversation
from assistant.web.converse import Moment, converse

QUESTION = "How do I register a free technology import contract in China, step by step?"


async def _asked(assistant: Assistant, stop: Callable[[Moment], bool]) -> list[Moment]:
    """The moments of a question that is stopped while the first for which ``stop`` holds is on its way to the page."""
    backend, stopped, seen = Backend(assistant, per_minute=60), asyncio.Event(), []
    async for moment in converse(backend, Conversation(), QUESTION, None, "", stopped):
        seen.append(moment)
        if stop(moment):
            stopped.set()
    return seen


def _moments(assistant: Assistant, stop: Callable[[Moment], bool]) -> list[Moment]:
    """In a thread of its own: a browser test before this one may have left its event loop running in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(_asked(assistant, stop))).result()


def test_an_answer_grows_and_only_its_last_moment_is_not_busy(assistant: Assistant) -> None:
    seen = _moments(assistant, lambda moment: False)
    shown = [moment.lines for moment in seen if moment.lines is not None]
    assert shown == sorted(shown)
    assert len(shown) > 1
    assert [moment.busy for moment in seen] == [True] * (len(seen) - 1) + [False]


@pytest.mark.parametrize("least", [1, 2])
def test_a_stop_in_the_middle_of_the_answer_keeps_what_was_shown_and_ends(least: int, assistant: Assistant) -> None:
    seen = _moments(assistant, lambda moment: moment.lines is not None and moment.lines >= least)
    assert seen[-1].lines == seen[-2].lines
    assert seen[-1].lines is not None
    assert [moment.busy for moment in seen[-2:]] == [True, False]


def test_a_stop_before_there_is_an_answer_says_so(assistant: Assistant) -> None:
    seen = _moments(assistant, lambda moment: True)
    assert not seen[-1].busy
    assert seen[-1].conversation.entries[-1].notice == "ui.stopped"
