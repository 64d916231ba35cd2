"""The conversation as HTML of ours around text that is made inert; the page changes only what differs from before."""

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.domain import Answer
from assistant.phrases import Phrasebook
from assistant.visits import OPINIONS
from assistant.web.conversation import Conversation, Entry
from assistant.web.escape import direction, inert, with_marks
from assistant.web.render.button import button
from assistant.web.render.suggest import suggestions

_ITEM = re.compile(r"(?:(- )|(\d+)\. )(.*)", re.DOTALL)
STEPS = ("understand", "match", "retrieve", "judge", "compose", "word", "present")


def anchor(answer: Answer) -> str:
    """The prefix of the ids of an answer's source cards: marks of older answers keep pointing at their own sources."""
    return f"s{answer.id[:12]}"


def talk(
    conversation: Conversation,
    phrases: Phrasebook,
    language: str,
    lines: int | None = None,
    *,
    busy: bool = False,
    fixed: bool = False,
) -> str:
    """All of it; of the last answer only the first ``lines`` lines, where that is given. Before any question: a welcome.

    At the end what may be asked next, unless it is ``busy``. ``fixed``: for reading only, without buttons.
    """
    label = inert(phrases.say(language, "ui.conversation"))
    if not conversation.entries:
        said = _notice("welcome", phrases.say(language, "smalltalk.reply"), language)
    else:
        last = len(conversation.entries) - 1
        said = "".join(
            _turn(n, entry, conversation, phrases, language, lines if n == last else None, fixed)
            for n, entry in enumerate(conversation.entries)
        )
    said += "" if busy or fixed else suggestions(conversation, phrases, language)
    state = f'data-conversation="{conversation.id}" data-kept="{"yes" if conversation.kept else "no"}"'
    state += ' aria-busy="true"' if busy else ""
    return f'<div class="log" role="log" aria-live="polite" aria-label="{label}" tabindex="0" {state}>{said}</div>'


def lines_of(answer: Answer) -> list[str]:
    """The lines of an answer's text that hold something; what a reader gets one after the other."""
    return [line for line in answer.text.splitlines() if line.strip()]


def _turn(
    n: int, entry: Entry, conversation: Conversation, phrases: Phrasebook, language: str, lines: int | None, fixed: bool
) -> str:
    lead = "<br>".join(inert(line) for line in entry.question.splitlines())
    editing = conversation.editing == n
    settled = (entry.answer is not None and lines is None) or entry.notice is not None
    tools = ""
    if not fixed and settled:
        label = phrases.say(language, "talk.keep" if editing else "talk.edit")
        tools = f'<p class="tools">{button("keep" if editing else "edit", label, n=n)}'
        tools += f"{button('retry', phrases.say(language, 'talk.retry'), n=n)}</p>"
    who = f'<span class="unseen">{inert(phrases.say(language, "talk.you"))}</span>'
    return (
        f'<section class="turn{" editing" if editing else ""}"><div class="asked">{who}'
        f'<div class="said" dir="auto">{lead}</div>{tools}</div>{_reply(entry, phrases, language, lines, fixed)}</section>'
    )


def _reply(entry: Entry, phrases: Phrasebook, language: str, lines: int | None, fixed: bool) -> str:
    if entry.hidden:
        return _notice("notice", phrases.say(language, "talk.hidden"), language)
    if entry.answer is not None:
        return _answer(entry.answer, phrases, language, lines, fixed)
    if entry.notice is None:
        return _working(entry.steps, phrases, language)
    return _notice("notice", phrases.say(language, entry.notice, **dict(entry.values)), language)


def _working(steps: tuple[str, ...], phrases: Phrasebook, language: str) -> str:
    """What is being done, and what is done already."""
    shown = [inert(phrases.say(language, f"working.{step}")) for step in steps] or [inert(phrases.say(language, "ui.thinking"))]
    done = "".join(f'<li class="done">{step}</li>' for step in shown[:-1])
    return f'<ol class="thinking" dir="{direction(language)}" lang="{language}">{done}<li>{shown[-1]}</li></ol>'


def _notice(kind: str, text: str, language: str) -> str:
    return f'<div class="{kind}" dir="{direction(language)}" lang="{language}">{inert(text)}</div>'


def _answer(answer: Answer, phrases: Phrasebook, language: str, lines: int | None, fixed: bool) -> str:
    body = "".join(_blocks(lines_of(answer)[:lines], answer))
    warnings = "".join(f'<div class="warning">{inert(w)}</div>' for w in answer.warnings) if lines is None else ""
    kind = "answer refused" if answer.refused else "answer"
    shown = f'<div class="{kind}" dir="{direction(answer.language)}" lang="{inert(answer.language)}">{body}{warnings}</div>'
    if lines is not None or fixed:
        return shown
    return shown + _after(answer, phrases, language)


def _after(answer: Answer, phrases: Phrasebook, language: str) -> str:
    """What can be done with an answer: judge it, hand it to a person, see how it was found."""
    say = phrases.say
    if answer.intent == "smalltalk":
        return ""
    opinions = "".join(button("opinion", say(language, f"opinion.{o}"), answer=answer.id, opinion=o) for o in OPINIONS)
    person = button("person", say(language, "talk.person"), kind="person", answer=answer.id)
    steps = "".join(
        f"<li><span>{inert(say(language, f'working.{name}'))}</span> <bdi>{answer.timings_ms[name]:.0f} ms</bdi></li>"
        for name in STEPS
        if answer.timings_ms.get(name, 0) >= 0.5  # others were passed by
    )
    trace = f'<details class="trace"><summary>{inert(say(language, "talk.trace"))}</summary><ol>{steps}</ol></details>'
    group = inert(say(language, "opinion.label"))
    return (
        f'<div class="after" dir="{direction(language)}" lang="{language}">'
        f'<div class="opinions" role="group" aria-label="{group}">{opinions}</div>{person}{trace if steps else ""}</div>'
    )


def _blocks(lines: list[str], answer: Answer) -> Iterator[str]:
    """Runs of ``- …`` become a list, of ``1. …`` a numbered one; every other line a paragraph."""
    for kind, run in groupby((_parsed(line) for line in lines), key=lambda item: item[0]):
        items = [(number, with_marks(text, answer.language, anchor(answer))) for _, number, text in run]
        if kind == "p":
            yield from (f"<p>{text}</p>" for _, text in items)
        elif kind == "ul":
            yield "<ul>" + "".join(f"<li>{text}</li>" for _, text in items) + "</ul>"
        else:
            yield f'<ol start="{items[0][0]}">' + "".join(f"<li>{text}</li>" for _, text in items) + "</ol>"


def _parsed(line: str) -> tuple[str, str, str]:
    found = _ITEM.fullmatch(line)
    if found is None:
        return "p", "", line
    bullet, number, text = found.groups()
    return ("ul", "", text) if bullet else ("ol", number, text)
