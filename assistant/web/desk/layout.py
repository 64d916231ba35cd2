"""What stands where on the desk's pages; the words come when a page knows its language."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.desk import Desk
from assistant.web.desk.board import Board, Run
from assistant.web.desk.views import Views

ALL = ""
STEPS = ("submit", "approve", "reject", "send", "close", "reopen")


class Layout:
    """The components; ``blocks`` holds them. ``acting`` runs an event for the account behind it, ``wire`` binds the events."""

    def __init__(self, desk: Desk, acting: Run, wire: Callable[[], None]) -> None:
        self.desk = desk
        self.views = Views(desk)
        self.texts: list[tuple[Any, str, str]] = []
        names = [(desk.phrases.say(code, "ui.own_name"), code) for code in desk.phrases.languages]
        with gr.Blocks(title="Staff desk", analytics_enabled=False, fill_width=True) as self.blocks:
            self.chosen = gr.State("")
            self.version = gr.State(0)
            with gr.Row(elem_id="top"):
                self.header = gr.HTML(elem_id="header")
                self.language = gr.Dropdown(names, value="en", filterable=False, elem_id="language", scale=0)
            self.notice = gr.HTML(elem_id="notice")
            with gr.Tabs(elem_id="tabs") as self.tabs:
                with self._text(gr.Tab(id="queue"), "queue"):
                    self._queue()
                with self._text(gr.Tab(id="case"), "case"):
                    self._case()
                self.board = Board(desk, self._text, acting)
            wire()

    def _text(self, component: Any, key: str, prop: str = "label") -> Any:
        """``component`` gets its words when the page knows its language."""
        self.texts.append((component, prop, f"desk.ui.{key}"))
        return component

    def _button(self, key: str, name: str = "", **more: Any) -> Any:
        return self._text(gr.Button(elem_id=f"do-{name or key}".replace("_", "-"), **more), key, "value")

    def _queue(self) -> None:
        with gr.Row():
            self.words = self._text(gr.Textbox(elem_id="words", scale=2), "search")
            self.state = self._text(gr.Dropdown([ALL], value=ALL, filterable=False, elem_id="state"), "state")
            self.node = self._text(gr.Dropdown([ALL], value=ALL, elem_id="node-filter"), "node")
            self.refresh = self._button("refresh", scale=0)
        self.total = gr.HTML(elem_id="total")
        self.table = gr.Dataframe(interactive=False, wrap=True, elem_id="queue-table", headers=[""] * 7, type="array")
        with self._text(gr.Accordion(open=False, elem_id="new"), "new"):
            with gr.Row():
                self.subject = self._text(gr.Textbox(elem_id="new-subject"), "subject")
                self.person = self._text(gr.Textbox(elem_id="new-name"), "contact_name")
                self.address = self._text(gr.Textbox(elem_id="new-email"), "contact_email")
            self.letter = self._text(gr.Textbox(lines=8, elem_id="new-text"), "text")
            self.asked = (self.subject, self.person, self.address, self.letter)
            """Emptied once they are taken in: the next inquiry is somebody else's."""
            self.take = self._button("take", variant="primary")
            self.upload = gr.HTML(elem_id="upload")

    def _case(self) -> None:
        with gr.Row():
            with gr.Column(scale=2):
                self.about = gr.HTML(elem_id="about")
                with gr.Row():
                    self.node_of = self._text(gr.Dropdown([], elem_id="node-of"), "node")
                    self.due = self._text(gr.Textbox(elem_id="due"), "due")
                    self.apply = self._button("apply", scale=0)
                    self.assign = self._button("assign", scale=0)
            with gr.Column(scale=3):
                with gr.Row():
                    self.working = self._text(
                        gr.Dropdown([("中文", "zh"), ("English", "en")], value="zh", filterable=False, elem_id="working"),
                        "working",
                    )
                    self.compose = self._button("make_draft", variant="primary")
                    self.steps = {name: self._button("mark_sent" if name == "send" else name, name) for name in STEPS}
                self.exports = gr.HTML(elem_id="exports")
                with self._text(gr.Accordion(open=False, elem_id="edit"), "edit") as self.editor:
                    self.help = gr.HTML(elem_id="editing-help")
                    with gr.Row():
                        self.reply = self._text(gr.Textbox(lines=16, elem_id="reply"), "reply")
                        self.beside = self._text(gr.Textbox(lines=16, elem_id="beside"), "beside")
                    self.save = self._button("save", variant="primary")
                self.preview = gr.HTML(elem_id="preview")
                self.changes = gr.HTML(elem_id="changes")
                with gr.Row() as self.reusing:
                    self.reusable = self._text(gr.Dropdown([], elem_id="reusable", scale=3), "reusable")
                    self.insert = self._button("insert", scale=0)
                with gr.Row() as self.introducing:
                    self.offered = self._text(gr.Dropdown([], elem_id="offered", scale=3), "offered")
                    self.introduce = self._button("introduce", scale=0)
