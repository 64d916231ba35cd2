"""The desk's pages: what stands where, and which event leads to what. Who may do what is decided behind them, at each event."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.app.desk import Desk
from assistant.casework import STATES, Account, Contact, Filter
from assistant.errors import AssistantError
from assistant.web.desk.board import Update
from assistant.web.desk.gate import COOKIE, signed_in
from assistant.web.desk.layout import ALL, Layout
from assistant.web.desk.views import why_not
from assistant.web.escape import inert
from assistant.web.visitor import preferred_language

PAGE = 50


class DeskPages(Layout):
    """Builds the pages with their events; ``blocks`` is the result."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self._acting, self._wire)

    def _wire(self) -> None:
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
        filters = [self.words, self.state, self.node, self.language]
        listed = [self.table, self.total, self.notice]
        gr.on([self.words.submit, self.state.input, self.node.input, self.refresh.click], self._listed, filters, listed, **common)
        case = [
            self.chosen, self.version, self.tabs, self.about, self.node_of, self.due, self.exports, self.preview, self.changes,
            self.reply, self.beside, self.notice, *self.steps.values(), self.compose, self.save, self.editor, self.reusing,
            self.reusable, self.introducing, self.offered,
        ]  # fmt: skip
        self.table.select(self._selected, [self.table, self.language], case, **common)
        fields = [self.subject, self.letter, self.person, self.address, self.language]
        self.take.click(self._taken, fields, [*case, *self.asked], **common)
        now = [self.chosen, self.version, self.language]
        self.compose.click(self._composed, [*now, self.working], case, **common)
        self.save.click(self._saved, [*now, self.reply, self.beside], case, **common)
        self.insert.click(self._inserted, [*now, self.reusable], case, **common)
        writing = [self.reply.change, self.beside.change]  # not ``input``, which pasted text does not raise
        gr.on(
            writing,
            self._written,
            [*now, self.reply, self.beside],
            [self.preview, self.notice],
            trigger_mode="always_last",
            **common,
        )
        self.introduce.click(self._introduced, [*now, self.offered], case, **common)
        for name, button in self.steps.items():
            button.click(self._step(name), now, case, **common)
        self.apply.click(self._changed, [*now, self.node_of, self.due], case, **common)
        self.assign.click(self._assigned, now, case, **common)
        labels = [self.header, self.language, self.upload, self.help, *(c for c, _, _ in self.texts)]
        everything = list(dict.fromkeys([*labels, *listed, *case, self.state, self.node, *self.board.outputs]))
        self.blocks.load(self._opened, None, everything, **common)
        self.language.input(self._relabelled, [self.language, self.chosen], everything, **common)
        self.board.wire(self.language, self.notice, common)

    # --- events ------------------------------------------------------------------------------------------------------

    def _opened(self, request: gr.Request) -> Update:
        language = preferred_language(request, self.desk.phrases.languages)
        return self._worded(language, dict(request.query_params).get("inquiry", ""), request)

    def _relabelled(self, language: str, chosen: str, request: gr.Request) -> Update:
        """Another language: the tabs that are read only when they are opened are read again, too."""
        update = self._worded(language, chosen, request)
        account = signed_in(self.desk, request.cookies)
        return update if account is None else merged(update, self.board.opened(account, language))

    def _worded(self, language: str, chosen: str, request: gr.Request) -> Update:
        session = self.desk.accounts.session(request.cookies.get(COOKIE, ""))
        account = signed_in(self.desk, request.cookies)
        if session is None or account is None:
            return {self.notice: self._told(language, "desk.ui.log_in")}
        say = self.desk.phrases.say
        update: Update = {component: _worded(prop, say(language, key)) for component, prop, key in self.texts}
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
        update = merged(update, self._queue_of(account, Filter(), language))
        update = merged(update, self.board.names(account, language))
        return merged(update, self._shown(account, chosen, language)) if chosen else update

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
            return self._shown(account, inquiry.id, language) | dict.fromkeys(self.asked, "")

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

    def _written(self, chosen: str, version: int, language: str, text: str, beside: str, request: gr.Request) -> Update:
        """The checks of what stands in the boxes now; nothing is saved."""

        def run(account: Account) -> Update:
            if not (text or "").strip():  # the boxes are just being filled, or emptied to write anew: saving says so
                return {self.notice: gr.skip()}
            saved = self.desk.review.draft(account.viewer(), chosen, version)
            if saved is None or self.desk.editable(saved) == (text, beside):
                return {self.preview: self.views.draft(saved, language) if saved else "", self.notice: gr.skip()}
            draft = self.desk.review.preview(account, chosen, version, text or "", beside or "")
            return {self.preview: self.views.draft(draft, language, saved=False), self.notice: ""}

        return self._acting(request, language, run, chosen) if chosen else {self.notice: gr.skip()}

    def _inserted(self, chosen: str, version: int, language: str, entry: str | None, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            self.desk.reuse(account, chosen, version, entry or "")
            return self._shown(account, chosen, language)

        return self._acting(request, language, run, chosen)

    def _introduced(self, chosen: str, _version: int, language: str, profile: str | None, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            made = self.desk.introduce(account, chosen, profile)
            return self._shown(account, chosen, language) | {self.notice: self.views.introduced(made, language)}

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
        except AssistantError as error:
            return {self.notice: f'<p role="alert">{inert(why_not(self.desk.phrases, error, language))}</p>'}

    def _shown(self, account: Account, identity: str, language: str) -> Update:
        case = self.desk.case(account, identity)
        inquiry, draft = case.inquiry, case.draft
        fitting = [(f"{e.score:.2f} · {e.question[:100]}", e.id) for e in case.reusable if draft and e.language == draft.language]
        offered = [
            (self.views.titled(profile, language), profile.id) for profile in self.desk.introduce.offered(account, identity)
        ]
        started = self.desk.introduce.started(account, identity, language)
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
            self.about: self.views.case(case, language) + self.views.interests(started, language),
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
            self.editor: gr.update(visible=open_now and draft is not None),
            self.reusing: gr.update(visible=open_now and bool(fitting)),
            self.reusable: gr.update(choices=fitting, value=fitting[0][1] if fitting else None),
            self.introducing: gr.update(visible=bool(offered)),
            self.offered: gr.update(choices=offered, value=offered[0][1] if offered else None),
        }

    def _told(self, language: str, key: str) -> str:
        return f'<p role="status">{inert(self.desk.phrases.say(language, key))}</p>'


def merged(one: Update, other: Update) -> Update:
    """Both; of a component that both change, the label that one gives and the value that the other does."""

    def whole(change: Any) -> dict[str, Any]:
        return change if isinstance(change, dict) and "__type__" in change else gr.update(value=change)

    return one | {key: whole(one[key]) | whole(change) if key in one else change for key, change in other.items()}


def _worded(prop: str, text: str) -> Any:
    return gr.update(value=text) if prop == "value" else gr.update(label=text)
