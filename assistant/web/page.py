"""The chat page: what stands where, and which event leads to what. The words are phrases, the HTML is in ``render``."""

from asyncio import Event
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.web.backend import Backend
from assistant.web.chat import Moment, converse
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert
from assistant.web.panel import panel
from assistant.web.render import messages
from assistant.web.visitor import preferred_language

ASSETS = Path(__file__).parent / "assets"
SUGGESTIONS = 4
AUTO = "auto"
Update = dict[Any, Any]


class ChatPage:
    """Builds the page; ``blocks`` is the result."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.phrases = backend.phrases
        self._stops: dict[str | None, Event] = {}
        names = [(self.phrases.say(code, "ui.own_name"), code) for code in self.phrases.languages]
        with gr.Blocks(
            title=self._say("en", "ui.title"), analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)
        ) as self.blocks:
            self.state = gr.State(Conversation(), time_to_live=6 * 3600)
            with gr.Row(elem_id="top"):
                self.header = gr.HTML(elem_id="header")
                self.language = gr.Dropdown(names, value="en", filterable=False, elem_id="language", scale=0)
                self.answer_language = gr.Dropdown(
                    [(AUTO, AUTO), *names], value=AUTO, filterable=False, elem_id="answer-language", scale=0
                )
            with gr.Row(elem_id="main"):
                with gr.Column(scale=3, elem_id="talk"):
                    self.chat = gr.Chatbot(
                        elem_id="chat",
                        height="56vh",
                        min_height=280,
                        allow_tags=False,
                        latex_delimiters=[],
                        buttons=[],
                        feedback_options=None,
                        allow_file_downloads=False,
                        show_label=False,
                    )
                    self.suggestion_label = gr.HTML(elem_id="suggestion-label")
                    with gr.Row(elem_id="suggestions"):
                        self.suggestions = [gr.Button(visible=False, size="sm") for _ in range(SUGGESTIONS)]
                    with gr.Row(elem_id="ask"):
                        self.box = gr.Textbox(elem_id="question", lines=1, max_lines=6, container=False, scale=1, autofocus=True)
                        self.send = gr.Button(variant="primary", elem_id="send", scale=0)
                        self.stop = gr.Button(variant="stop", elem_id="stop", visible=False, scale=0)
                        self.clear = gr.Button(elem_id="clear", scale=0)
                    self.footer = gr.HTML(elem_id="disclaimer")
                with gr.Column(scale=2, elem_id="sources"):
                    self.panel = gr.HTML(elem_id="panel")
            self._wire()

    def _wire(self) -> None:
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        settings = [self.language, self.answer_language, self.state]
        controls = [self.send, self.stop, self.clear, self.language]
        shown = [self.state, self.chat, self.panel, self.box, *controls, *self._suggestion_parts]
        gr.on([self.box.submit, self.send.click], self._ask, [self.box, *settings], shown, **common)
        for button in self.suggestions:
            button.click(self._ask, [button, *settings], shown, **common)
        self.stop.click(self._stop, None, None, **common)
        self.clear.click(self._cleared, [self.language], shown, **common)
        labels = [self.header, self.answer_language, self.footer, *shown]
        self.language.input(self._labelled, [self.language, self.state], labels, **common)
        self.blocks.load(self._welcomed, None, labels, **common)

    # --- events ----------------------------------------------------------------------------------------------------

    async def _ask(
        self, question: str, language: str, answer_language: str, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[Update]:
        wanted = None if answer_language == AUTO else answer_language
        address = request.client.host if request.client else ""
        stop = self._stops[request.session_hash] = Event()
        cleared = False
        try:
            async for moment in converse(self.backend, conversation, question or "", wanted, address, stop):
                update = self._shown(moment, language)
                if moment.busy and not cleared:
                    update[self.box], cleared = "", True
                elif not moment.busy and cleared and moment.conversation.entries[-1].answer is None:
                    update[self.box] = question  # nothing came of it: it can be sent again
                yield update
        finally:
            if self._stops.get(request.session_hash) is stop:
                del self._stops[request.session_hash]

    async def _stop(self, request: gr.Request) -> None:
        """Asks the visitor's running question to end; it says so itself, so the two never write over each other."""
        if request.session_hash in self._stops:
            self._stops[request.session_hash].set()

    def _cleared(self, language: str) -> Update:
        return self._shown(Moment(Conversation(), busy=False), language)

    def _welcomed(self, request: gr.Request) -> Update:
        language = preferred_language(request, self.phrases.languages)
        return self._labelled(language, Conversation())

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _shown(self, moment: Moment, language: str) -> Update:
        conversation = moment.conversation
        if moment.busy and (moment.lines or 0) > 1:
            return {self.chat: messages(conversation, self.phrases, language, moment.lines)}
        update: Update = {
            self.state: conversation,
            self.chat: messages(conversation, self.phrases, language, moment.lines),
            self.send: gr.update(visible=not moment.busy),
            self.stop: gr.update(visible=moment.busy),
            self.clear: gr.update(interactive=not moment.busy),
            self.language: gr.update(interactive=not moment.busy),
        }
        if not (moment.busy and moment.lines is None):
            update[self.panel] = self._panel(conversation, language)
        return update | self._suggested(conversation, language, hidden=moment.busy)

    def _labelled(self, language: str, conversation: Conversation) -> Update:
        """Everything that has words, in ``language``; the page's direction follows it."""
        names = [(self.phrases.say(code, "ui.own_name"), code) for code in self.phrases.languages]
        auto = (self._say(language, "ui.auto"), AUTO)
        idle = Moment(conversation, busy=False)
        return self._shown(idle, language) | {
            self.header: self._header(language),
            self.language: gr.update(value=language, label=self._say(language, "ui.language")),
            self.answer_language: gr.update(choices=[auto, *names], label=self._say(language, "ui.answer_language")),
            self.chat: gr.update(
                value=messages(conversation, self.phrases, language), label=self._say(language, "ui.conversation")
            ),
            self.box: gr.update(placeholder=self._say(language, "ui.placeholder"), label=self._say(language, "ui.question")),
            self.send: gr.update(value=self._say(language, "ui.send"), visible=True),
            self.stop: gr.update(value=self._say(language, "ui.stop"), visible=False),
            self.clear: gr.update(value=self._say(language, "ui.clear")),
            self.footer: f"<p>{inert(self._say(language, 'ui.disclaimer'))}</p>",
        }

    @property
    def _suggestion_parts(self) -> list[Any]:
        return [self.suggestion_label, *self.suggestions]

    def _suggested(self, conversation: Conversation, language: str, *, hidden: bool) -> Update:
        """Examples before the first question, then the follow-ups of the last answer."""
        if not conversation.entries:
            key, texts = "ui.examples", tuple(self._say(language, f"ui.example.{n}") for n in (1, 2, 3))
        else:
            answer = conversation.entries[-1].answer
            key, texts = "ui.follow_ups", answer.follow_ups if answer else ()
        texts = () if hidden else texts[:SUGGESTIONS]
        label = f"<p>{inert(self._say(language, key))}</p>" if texts else ""
        update: Update = {self.suggestion_label: label}
        for n, button in enumerate(self.suggestions):
            update[button] = gr.update(value=texts[n], visible=True) if n < len(texts) else gr.update(visible=False)
        return update

    def _panel(self, conversation: Conversation, language: str) -> str:
        return f"<h2>{inert(self._say(language, 'ui.sources'))}</h2>" + panel(conversation, self.phrases, language)

    def _header(self, language: str) -> str:
        """``page.js`` reads language and direction from here and gives them to the whole document."""
        title, subtitle, conversation = (inert(self._say(language, f"ui.{key}")) for key in ("title", "subtitle", "conversation"))
        return (
            f'<div id="locale" data-lang="{language}" data-dir="{direction(language)}" data-title="{title}" '
            f'data-conversation="{conversation}">'
            f"<h1>{title}</h1><p>{subtitle}</p></div>"
        )

    def _say(self, language: str, key: str) -> str:
        return self.phrases.say(language, key)
