"""The conversation as messages of Gradio's chatbot: HTML of ours around text that is made inert."""

import re
from collections.abc import Iterator
from itertools import groupby

from assistant.domain import Answer
from assistant.phrases import Phrasebook
from assistant.web.conversation import Conversation, Entry
from assistant.web.escape import direction, inert, with_marks

Message = dict[str, str]
_ITEM = re.compile(r"(?:(- )|(\d+)\. )(.*)", re.DOTALL)


def anchor(answer: Answer) -> str:
    """The prefix of the ids of an answer's source cards: marks of older answers keep pointing at their own sources."""
    return f"s{answer.id[:12]}"


def messages(conversation: Conversation, phrases: Phrasebook, language: str, lines: int | None = None) -> list[Message]:
    """All messages; of the last answer only the first ``lines`` lines, where that is given. Before any: a welcome."""
    if not conversation.entries:
        return [{"role": "assistant", "content": _notice("welcome", phrases.say(language, "smalltalk.reply"), language)}]
    shown: list[Message] = []
    last = len(conversation.entries) - 1
    for n, entry in enumerate(conversation.entries):
        shown.append({"role": "user", "content": _said(entry.question)})
        shown.append({"role": "assistant", "content": _reply(entry, phrases, language, lines if n == last else None)})
    return shown


def lines_of(answer: Answer) -> list[str]:
    """The lines of an answer's text that hold something; what a reader gets one after the other."""
    return [line for line in answer.text.splitlines() if line.strip()]


def _said(question: str) -> str:
    lines = "<br>".join(inert(line) for line in question.splitlines())
    return f'<div class="said" dir="auto">{lines}</div>'


def _reply(entry: Entry, phrases: Phrasebook, language: str, lines: int | None) -> str:
    if entry.answer is not None:
        return _answer(entry.answer, lines)
    key = entry.notice or "ui.thinking"
    kind = "thinking" if entry.notice is None else "notice"
    return _notice(kind, phrases.say(language, key, **dict(entry.values)), language)


def _notice(kind: str, text: str, language: str) -> str:
    return f'<div class="{kind}" dir="{direction(language)}" lang="{language}">{inert(text)}</div>'


def _answer(answer: Answer, lines: int | None) -> str:
    body = "".join(_blocks(lines_of(answer)[:lines], answer))
    warnings = "".join(f'<div class="warning">{inert(w)}</div>' for w in answer.warnings) if lines is None else ""
    kind = "answer refused" if answer.refused else "answer"
    return f'<div class="{kind}" dir="{direction(answer.language)}" lang="{inert(answer.language)}">{body}{warnings}</div>'


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
