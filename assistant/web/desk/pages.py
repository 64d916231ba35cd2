"""The desk's pages: what stands where, and which event leads to what. Who may do what is decided behind them, at each event."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.desk import Desk
from assistant.casework import STATES, Account, Contact, Filter
from assistant.errors import AssistantError, DeniedError
from assistant.web.desk.board import Board
from assistant.web.desk.gate import COOKIE, signed_in
from assistant.web.desk.views import Views
from assistant.web.escape import inert
from assistant.web.visitor import preferred_language

Update = dict[Any, Any]
ALL = ""
PAGE = 50
STEPS = ("submit", "approve", "reject", "send", "close", "reopen")


class DeskPages:
    """Builds the pages; ``blocks`` is the result."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.views = Views(desk)
        self._texts: list[tuple[Any, str, str]] = []
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
                self.board = Board(desk, self._text, self._acting)
            self._wire()

    def _text(self, component: Any, key: str, prop: str = "label") -> Any:
        """``component`` gets its words when the page knows its language."""
        self._texts.append((component, prop, f"desk.ui.{key}"))
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
                self.preview = gr.HTML(elem_id="preview")
                self.changes = gr.HTML(elem_id="changes")
                with gr.Row():
                    self.reply = self._text(gr.Textbox(lines=16, elem_id="reply"), "reply")
                    self.beside = self._text(gr.Textbox(lines=16, elem_id="beside"), "beside")
                self.help = gr.HTML(elem_id="editing-help")
                self.save = self._button("save", variant="primary")

    def _wire(self) -> None:
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        filters = [self.words, self.state, self.node, self.language]
        listed = [self.table, self.total, self.notice]
        gr.on([self.words.submit, self.state.input, self.node.input, self.refresh.click], self._listed, filters, listed, **common)
        case = [
            self.chosen, self.version, self.tabs, self.about, self.node_of, self.due, self.exports, self.preview, self.changes,
            self.reply, self.beside, self.notice, *self.steps.values(), self.compose, self.save,
        ]  # fmt: skip
        self.table.select(self._selected, [self.table, self.language], case, **common)
        fields = [self.subject, self.letter, self.person, self.address, self.language]
        self.take.click(self._taken, fields, [*case, self.letter, self.subject], **common)
        now = [self.chosen, self.version, self.language]
        self.compose.click(self._composed, [*now, self.working], case, **common)
        self.save.click(self._saved, [*now, self.reply, self.beside], case, **common)
        for name, button in self.steps.items():
            button.click(self._step(name), now, case, **common)
        self.apply.click(self._changed, [*now, self.node_of, self.due], case, **common)
        self.assign.click(self._assigned, now, case, **common)
        labels = [self.header, self.language, self.upload, self.help, *(c for c, _, _ in self._texts)]
        everything = list(dict.fromkeys([*labels, *listed, *case, self.state, self.node, *self.board.outputs]))
        self.blocks.load(self._opened, None, everything, **common)
        self.language.input(self._relabelled, [self.language, self.chosen], everything, **common)
        self.board.wire(self.language, self.notice, common)

    # --- events ------------------------------------------------------------------------------------------------------

    def _opened(self, request: gr.Request) -> Update:
        language = preferred_language(request, self.desk.phrases.languages)
        return self._relabelled(language, dict(request.query_params).get("inquiry", ""), request)

    def _relabelled(self, language: str, chosen: str, request: gr.Request) -> Update:
        session = self.desk.accounts.session(request.cookies.get(COOKIE, ""))
        account = signed_in(self.desk, request.cookies)
        if session is None or account is None:
            return {self.notice: self._told(language, "desk.ui.log_in")}
        say = self.desk.phrases.say
        update: Update = {component: _worded(prop, say(language, key)) for component, prop, key in self._texts}
        nodes = [(self.desk.node_name(node, language), node) for node in self.desk.routing.nodes]
        states = [(say(language, f"desk.state.{state}"), state) for state in STATES]
        every = (say(language, "desk.ui.all"), ALL)
        update |= {
            self.header: self.views.header(language, account.name, account.role, session.csrf),
            self.language: gr.update(value=language, label=say(language, "ui.language")),
            self.upload: self.views.upload(language, session.csrf),
            self.help: f"<p>{inert(say(language, 'desk.ui.editing'))}</p>",
            self.state: gr.update(choices=[every, *states], label=say(language, "desk.ui.state")),
            self.node: gr.update(choices=[every, *nodes], label=say(language, "desk.ui.node")),
            self.node_of: gr.update(choices=nodes, label=say(language, "desk.ui.node")),
        }
        self.desk.collect()
        update |= self._queue_of(account, Filter(), language) | self.board.opened(account, language)
        return update | (self._shown(account, chosen, language) if chosen else {})

    def _listed(self, words: str, state: str, node: str, language: str, request: gr.Request) -> Update:
        account = signed_in(self.desk, request.cookies)
        if account is None:
            return {self.notice: self._told(language, "desk.ui.log_in")}
        self.desk.collect()
        states = (state,) if state in STATES else ()
        return self._queue_of(account, Filter(states=states, node=node or None, words=(words or "")[:200]), language)

    def _queue_of(self, account: Account, wanted: Filter, language: str) -> Update:
        say = self.desk.phrases.say
        found, total = self.desk.review.queue(account.viewer(), wanted, PAGE)
        heads = [say(language, f"desk.ui.{key}") for key in ("receipt", "due", "state", "urgency", "language", "subject", "node")]
        rows = [
            [
                i.id, str(i.due or ""), say(language, f"desk.state.{i.state}"), say(language, f"desk.urgency.{i.urgency}"),
                i.language, i.subject, self.desk.node_name(i.node, language),
            ]
            for i in found
        ]  # fmt: skip
        return {
            self.table: gr.update(value={"headers": heads, "data": rows}),
            self.total: f"<p>{inert(say(language, 'desk.ui.total', n=total))}</p>",
            self.notice: "",
        }

    def _selected(self, rows: list[list[str]], language: str, event: gr.SelectData, request: gr.Request) -> Update:
        row = event.index[0] if isinstance(event.index, list | tuple) else event.index
        identity = str(rows[row][0]) if 0 <= row < len(rows) else ""
        return self._acting(request, language, lambda account: self._shown(account, identity, language))

    def _taken(self, subject: str, text: str, person: str, address: str, language: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            contact = Contact(person or "", address or "") if person or address else None
            inquiry = self.desk.intake.take(account.id, text or "", subject=subject or "", contact=contact, consent=True)
            return self._shown(account, inquiry.id, language) | {self.letter: "", self.subject: ""}

        return self._acting(request, language, run)

    def _composed(self, chosen: str, _version: int, language: str, working: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            self.desk.review.compose(account, chosen, working)
            return self._shown(account, chosen, language)

        return self._acting(request, language, run, chosen)

    def _saved(self, chosen: str, version: int, language: str, text: str, beside: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            self.desk.review.edit(account, chosen, version, text or "", beside or "")
            return self._shown(account, chosen, language)

        return self._acting(request, language, run, chosen)

    def _step(self, name: str) -> Callable[..., Update]:
        def step(chosen: str, version: int, language: str, request: gr.Request) -> Update:
            def run(account: Account) -> Update:
                if name == "approve":
                    self.desk.review.approve(account, chosen, version)
                else:
                    getattr(self.desk.review, name)(account, chosen)
                return self._shown(account, chosen, language) | {self.notice: self._told(language, "desk.ui.done")}

            return self._acting(request, language, run, chosen)

        return step

    def _changed(self, chosen: str, _version: int, language: str, node: str, due: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            self.desk.change(account, chosen, node, due)
            return self._shown(account, chosen, language)

        return self._acting(request, language, run, chosen)

    def _assigned(self, chosen: str, _version: int, language: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            self.desk.review.change(account, chosen, assignee=account.id)
            return self._shown(account, chosen, language) | {self.notice: self._told(language, "desk.ui.done")}

        return self._acting(request, language, run, chosen)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _acting(self, request: gr.Request, language: str, run: Callable[[Account], Update], chosen: str = "x") -> Update:
        """``run`` with the account behind the event; what is refused becomes a notice."""
        account = signed_in(self.desk, request.cookies)
        if account is None:
            return {self.notice: self._told(language, "desk.ui.log_in")}
        if not chosen:
            return {self.notice: self._told(language, "desk.ui.open_first")}
        try:
            return run(account)
        except DeniedError as error:
            return {self.notice: f'<p role="alert">{inert(str(error))}</p>'}
        except AssistantError as error:
            return {self.notice: f'<p role="alert">{inert(str(error))}</p>'}

    def _shown(self, account: Account, identity: str, language: str) -> Update:
        viewer = account.viewer()
        inquiry = self.desk.review.inquiry(viewer, identity)
        draft = self.desk.review.draft(viewer, identity)
        text, beside = self.desk.editable(draft) if draft else ("", "")
        open_now = inquiry.state in {"new", "drafted"}
        possible = {
            "submit": inquiry.state == "drafted", "approve": inquiry.state == "in_review", "reject": inquiry.state == "in_review",
            "send": inquiry.state == "approved", "close": inquiry.state in {"new", "drafted", "approved", "sent"},
            "reopen": inquiry.state in {"in_review", "approved", "sent", "closed"},
        }  # fmt: skip
        return {
            self.chosen: identity,
            self.version: draft.version if draft else 0,
            self.tabs: gr.update(selected="case"),
            self.about: self.views.case(inquiry, language),
            self.node_of: gr.update(value=inquiry.node),
            self.due: str(inquiry.due or ""),
            self.exports: self.views.exports(inquiry, language),
            self.preview: self.views.draft(draft, language) if draft else "",
            self.changes: self.views.changes(identity, language),
            self.reply: gr.update(value=text, interactive=open_now, rtl=bool(draft and draft.language == "ar")),
            self.beside: gr.update(value=beside, interactive=open_now),
            self.notice: "",
            **{button: gr.update(visible=possible[name]) for name, button in self.steps.items()},
            self.compose: gr.update(visible=open_now),
            self.save: gr.update(visible=open_now and draft is not None),
        }

    def _told(self, language: str, key: str) -> str:
        return f'<p role="status">{inert(self.desk.phrases.say(language, key))}</p>'


def _worded(prop: str, text: str) -> Any:
    return gr.update(value=text) if prop == "value" else gr.update(label=text)
