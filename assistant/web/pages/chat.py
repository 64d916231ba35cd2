"""The chat page: what stands where, and which event leads to what. The words are phrases, the HTML is in ``render``."""

from asyncio import Event, to_thread
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr

from assistant.app.desk import Desk
from assistant.web.backend import Backend
from assistant.web.conversation import Conversation
from assistant.web.converse import Moment, converse
from assistant.web.deeds import Deeds
from assistant.web.escape import direction, inert
from assistant.web.pages.mine import readable
from assistant.web.reader import Readers
from assistant.web.render.panel import panel
from assistant.web.render.reply import arrived
from assistant.web.render.suggest import suggested
from assistant.web.render.talk import talk
from assistant.web.shell import navigation

AUTO = "auto"
Update = dict[Any, Any]
BRIDGE = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button || button.disabled || button.tagName === 'FORM') return;
  trigger({retry: 'retry', ask: 'ask'}[button.dataset.do] || 'act', {...button.dataset});
});
element.addEventListener('submit', (event) => {
  if (!event.target.dataset.do) return;
  event.preventDefault();
  trigger('act', {...event.target.dataset, ...Object.fromEntries(new FormData(event.target))});
});
"""
"""Hands the page's own buttons and forms to the server as Gradio events."""
TAKEN = """
(...inputs) => {
  const box = document.querySelector('#question textarea');
  if (box) { box.value = ''; box.dispatchEvent(new Event('input', {bubbles: true})); }
  return inputs;
}
"""
"""Empties the box as soon as its question is on the way."""


def _html(name: str, script: str | None, value: str = "") -> Any:
    """HTML of ours in the page's own look, not in Gradio's."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)


class ChatPage:
    """Builds the page; ``blocks`` is the result."""

    def __init__(self, backend: Backend, readers: Readers, desk: Desk) -> None:
        self.backend, self.readers, self.desk = backend, readers, desk
        self.phrases = backend.phrases
        self.deeds = Deeds(backend.assistant, readers)
        self._stops: dict[str | None, Event] = {}
        names = [(self.phrases.say(code, "ui.own_name"), code) for code in self.phrases.languages]
        with gr.Blocks(
            title=self._say("en", "ui.title"), analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)
        ) as self.blocks:
            self.state = gr.State(Conversation(), time_to_live=6 * 3600)
            with gr.Row(elem_id="top"):
                self.header = _html("header", None)
                self.language = gr.Dropdown(names, value="en", filterable=False, elem_id="language", scale=0)
                self.answer_language = gr.Dropdown(
                    [(AUTO, AUTO), *names], value=AUTO, filterable=False, elem_id="answer-language", scale=0
                )
            with gr.Row(elem_id="main"):
                with gr.Column(scale=3, elem_id="talk"):
                    self.chat = _html("chat", BRIDGE)
                    self.form = _html("form", BRIDGE)
                    self.notice = _html("notice", BRIDGE)
                    with gr.Row(elem_id="ask"):
                        self.box = gr.Textbox(elem_id="question", lines=1, max_lines=6, container=False, scale=1, autofocus=True)
                        self.send = gr.Button(variant="primary", elem_id="send", scale=0)
                        self.stop = gr.Button(variant="stop", elem_id="stop", scale=0)
                        self.clear = gr.Button(elem_id="clear", scale=0)
                    self.footer = _html("disclaimer", None)
                with gr.Column(scale=2, elem_id="sources"):
                    self.panel = _html("panel", BRIDGE)
                    self.viewer = _html("viewer", None, "<div></div>")
            self._wire()

    def _wire(self) -> None:
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        settings = [self.language, self.answer_language, self.state]
        moving = [self.state, self.chat]  # alone: Gradio builds each output anew at every moment of an answer
        settled = [self.panel, self.form, self.box]
        for asked in (
            gr.on([self.box.submit, self.send.click], self._ask, [self.box, *settings], moving, js=TAKEN, **common),
            self.chat.ask(self._suggestion, settings, moving, **common),
            self.chat.retry(self._retry, settings, moving, **common),
        ):
            asked.then(self._settled, [self.language, self.state], settled, **common)
        for part in (self.chat, self.panel, self.form, self.notice):
            part.act(self._act, [self.language, self.state], [*moving, self.form, self.box, self.notice], **common)
        self.stop.click(self._stop, None, None, **common)
        self.clear.click(self._cleared, [self.language], [*moving, *settled], **common)
        controls = [self.send, self.stop, self.clear, self.language]
        labels = [self.header, self.answer_language, self.footer, self.notice, *moving, *settled, *controls]
        self.language.input(self._relabelled, [self.language, self.state], labels, **common)
        self.blocks.load(self._welcomed, None, labels, **common)

    # --- events ----------------------------------------------------------------------------------------------------

    async def _ask(
        self, question: str, language: str, answer_language: str, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[Update]:
        wanted = None if answer_language == AUTO else answer_language
        address = request.client.host if request.client else ""
        stop = self._stops[request.session_hash] = Event()
        replaced = self._replaced(conversation)
        try:
            async for moment in converse(self.backend, conversation, question or "", wanted, address, stop):
                if not moment.busy:
                    moment = await to_thread(self._kept, moment, replaced, request)
                yield self._moved(moment, language)
        finally:
            if self._stops.get(request.session_hash) is stop:
                del self._stops[request.session_hash]

    def _settled(self, language: str, conversation: Conversation) -> Update:
        """Once an answer is there, or is not: its sources; a question that nothing came of can be sent again."""
        update: Update = {self.panel: self._panel(conversation, language), self.form: ""}
        last = conversation.entries[-1] if conversation.entries else None
        return update if last is None or last.answer is not None else update | {self.box: last.question}

    async def _suggestion(
        self, language: str, answer_language: str, conversation: Conversation, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Update]:
        """An example or a follow-up: the server knows its text, the button only its place."""
        texts = [text for _, group in suggested(conversation, self.phrases, language) for text in group]
        n = _number(event)
        if n is not None and n < len(texts):
            async for update in self._ask(texts[n], language, answer_language, conversation, request):
                yield update

    async def _retry(
        self, language: str, answer_language: str, conversation: Conversation, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Update]:
        """The same question again, in the place of the old one."""
        n = _number(event)
        if n is None or not 0 <= n < len(conversation.entries):
            return
        question = conversation.entries[n].question
        async for update in self._ask(question, language, answer_language, conversation.edit(n), request):
            yield update

    async def _act(self, language: str, conversation: Conversation, request: gr.Request, event: gr.EventData) -> Update:
        """Edit, judge, hand over, …: what the buttons and forms of the conversation ask for."""
        wanted = {str(name): str(value)[:4000] for name, value in dict(event._data or {}).items()}
        if wanted.get("do") in {"edit", "keep"}:
            n = _number(event)
            changed = conversation.edit(n if wanted["do"] == "edit" else None)
            question = changed.entries[changed.editing].question if changed.editing is not None else ""
            return {self.state: changed, self.chat: talk(changed, self.phrases, language), self.box: question}
        visitor = await to_thread(self.readers.visitor, request)
        if wanted.get("do") == "read":
            return {self.notice: await to_thread(self._put_away, visitor, wanted.get("receipt", ""), language)}
        form = await to_thread(self.deeds.form, wanted, conversation, language, visitor)
        return {self.form: form}

    async def _stop(self, request: gr.Request) -> None:
        """Asks the visitor's running question to end; it says so itself, so the two never write over each other."""
        if request.session_hash in self._stops:
            self._stops[request.session_hash].set()

    def _cleared(self, language: str) -> Update:
        return self._shown(Conversation(), language) | {self.form: "", self.box: ""}

    def _welcomed(self, request: gr.Request) -> Update:
        """A new conversation, or the kept one that the address names, if it is this visitor's."""
        reader = self.readers.of(request)
        named = dict(request.query_params).get("c", "")[:64]
        kept = self.backend.assistant.page.visits.talk(reader.visitor, named) if reader.visitor and named else None
        conversation = readable(self.backend.assistant, kept, reader) if kept else Conversation(kept=reader.visitor is not None)
        return self._labelled(reader.language, conversation, reader.visitor)

    def _relabelled(self, language: str, conversation: Conversation, request: gr.Request) -> Update:
        return self._labelled(language, conversation, self.readers.visitor(request))

    def _put_away(self, visitor: str | None, receipt: str, language: str) -> str:
        """What is left to read."""
        if visitor is None:
            return ""
        self.backend.assistant.page.visits.put_away(visitor, receipt)
        return arrived(self.desk.replies(visitor), self.phrases, language)

    @staticmethod
    def _replaced(conversation: Conversation) -> str | None:
        """The first answer that goes when a question is asked anew."""
        if conversation.editing is None:
            return None
        return next((e.answer.id for e in conversation.entries[conversation.editing :] if e.answer), None)

    def _kept(self, moment: Moment, replaced: str | None, request: gr.Request) -> Moment:
        """Keeps what was answered, if the visitor agreed to that."""
        visitor, visits = self.readers.visitor(request), self.backend.assistant.page.visits
        if visitor is None:
            return moment
        conversation = moment.conversation
        if replaced is not None:
            visits.cut(visitor, conversation.id, replaced)
        answered = conversation.exchanges() if conversation.entries[-1].answer is not None or not conversation.kept else ()
        for exchange in answered[-1:] if conversation.kept else answered:  # all of it when it was begun before they agreed
            conversation = conversation.keeping(visits.keep(visitor, conversation.id, exchange))
        return Moment(conversation, moment.lines, moment.busy)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _moved(self, moment: Moment, language: str) -> Update:
        update: Update = {self.chat: talk(moment.conversation, self.phrases, language, moment.lines, busy=moment.busy)}
        return update if moment.busy else update | {self.state: moment.conversation}

    def _shown(self, conversation: Conversation, language: str) -> Update:
        """All of a conversation that nothing moves in."""
        return self._moved(Moment(conversation, busy=False), language) | {self.panel: self._panel(conversation, language)}

    def _labelled(self, language: str, conversation: Conversation, visitor: str | None) -> Update:
        """Everything that has words, in ``language``; the page's direction follows it."""
        names = [(self.phrases.say(code, "ui.own_name"), code) for code in self.phrases.languages]
        auto = (self._say(language, "ui.auto"), AUTO)
        replies = arrived(self.desk.replies(visitor), self.phrases, language) if visitor else ""
        return self._shown(conversation, language) | {
            self.header: self._header(language),
            self.form: "",
            self.notice: replies or ("" if conversation.kept else self.deeds.consent(language)),
            self.language: gr.update(value=language, label=self._say(language, "ui.language")),
            self.answer_language: gr.update(choices=[auto, *names], label=self._say(language, "ui.answer_language")),
            self.box: gr.update(placeholder=self._say(language, "ui.placeholder"), label=self._say(language, "ui.question")),
            self.send: gr.update(value=self._say(language, "ui.send")),
            self.stop: gr.update(value=self._say(language, "ui.stop")),
            self.clear: gr.update(value=self._say(language, "ui.clear")),
            self.footer: f"<p>{inert(self._say(language, 'ui.disclaimer'))}</p>",
        }

    def _panel(self, conversation: Conversation, language: str) -> str:
        return f"<h2>{inert(self._say(language, 'ui.sources'))}</h2>" + panel(conversation, self.phrases, language)

    def _header(self, language: str) -> str:
        """``page.js`` reads language and direction from here and gives them to the whole document."""
        title, subtitle, back = (inert(self._say(language, key)) for key in ("ui.title", "ui.subtitle", "source.back"))
        return (
            f'<div id="locale" data-lang="{language}" data-dir="{direction(language)}" data-title="{title}" '
            f'data-back="{back}">'
            f"<h1>{title}</h1><p>{subtitle}</p>{navigation(self.phrases, language, '/')}</div>"
        )

    def _say(self, language: str, key: str) -> str:
        return self.phrases.say(language, key)


def _number(event: gr.EventData) -> int | None:
    value = str(dict(event._data or {}).get("n", ""))
    return int(value) if value.isdecimal() and len(value) < 4 else None
