"""Answer library, dashboard, accounts and audit log of the desk."""

from collections.abc import Callable
from typing import Any

import gradio as gr
import pandas as pd

from assistant.access import ROLES, authorize
from assistant.app.desk import Desk
from assistant.casework import Account
from assistant.errors import InputError
from assistant.web.escape import inert

Update = dict[Any, Any]
PLOTS = ("by_language", "by_country", "by_topic", "reply_time", "quality")


class Board:
    """Built inside the pages' tabs. ``text`` names a component by a phrase, ``acting`` runs an event for an account."""

    def __init__(self, desk: Desk, text: Callable[..., Any], acting: Callable[..., Update]) -> None:
        self._desk, self._acting = desk, acting
        with text(gr.Tab(id="library"), "library"):
            self.entry = text(gr.Dropdown([], elem_id="entry"), "pending")
            self.help = gr.HTML()
            self.question = text(gr.Textbox(lines=3, elem_id="entry-question"), "inquiry")
            self.lines = text(gr.Textbox(lines=12, elem_id="entry-lines"), "reply")
            with gr.Row():
                self.confirm = text(gr.Button(elem_id="do-confirm"), "confirm", "value")
                self.withdraw = text(gr.Button(elem_id="do-withdraw"), "withdraw", "value")
                self.renew = text(gr.Button(elem_id="do-renew"), "renew", "value")
        with text(gr.Tab(id="dashboard"), "dashboard"):
            with gr.Row():
                self.plots = {name: gr.BarPlot(x="key", y="n", elem_id=f"plot-{name}", height=240) for name in PLOTS}
            self.figures = gr.HTML(elem_id="figures")
            self.gap = text(gr.Dropdown([], elem_id="gap"), "gaps")
            self.open_record = text(gr.Button(elem_id="do-record"), "open_record", "value")
        with text(gr.Tab(id="accounts", visible=False), "accounts") as self.accounts_tab:
            self.people = gr.HTML(elem_id="people")
            with gr.Row():
                self.login = text(gr.Textbox(elem_id="account-login"), "login")
                self.name = text(gr.Textbox(elem_id="account-name"), "name")
                self.role = text(gr.Dropdown(list(ROLES[1:]), value="staff", elem_id="account-role"), "role")
                self.organisation = text(gr.Textbox(elem_id="account-organisation"), "organisation")
                self.password = text(gr.Textbox(type="password", elem_id="account-password"), "password")
            self.add = text(gr.Button(elem_id="do-add-account"), "add_account", "value")
        with text(gr.Tab(id="audit"), "audit"):
            self.verify = text(gr.Button(elem_id="do-verify"), "verify", "value")
            self.told = gr.HTML(elem_id="audit-told")
        self.outputs = [
            self.entry, self.help, self.figures, self.gap, self.accounts_tab, self.people, self.role, *self.plots.values(),
        ]  # fmt: skip

    def wire(self, language: Any, notice: Any, common: dict[str, Any]) -> None:
        self.notice = notice
        self.entry.input(self._entry, [self.entry, language], [self.question, self.lines, notice], **common)
        chosen = [self.entry, self.question, self.lines, language]
        after = [notice, *self.outputs, self.question, self.lines]
        for name, button in (("confirm", self.confirm), ("withdraw", self.withdraw), ("renew", self.renew)):
            button.click(self._library(name), chosen, after, **common)
        self.open_record.click(self._record, [self.gap, language], [notice], **common)
        fields = [self.login, self.name, self.role, self.organisation, self.password, language]
        self.add.click(self._added, fields, [notice, self.password, *self.outputs], **common)
        self.verify.click(self._verified, [language], [self.told, notice], **common)

    def opened(self, account: Account, language: str) -> Update:
        """Everything of these tabs, as it is now."""
        desk, say = self._desk, self._desk.phrases.say
        figures = desk.figures()
        entries = [
            (f"{e.state} · {e.language} · {e.question[:80]}", e.id)
            for e in desk.library.store.entries(("pending", "stale", "active"))
        ]
        chief = authorize(account.viewer(), "administer")
        update: Update = {
            self.entry: gr.update(choices=entries, value=None),
            self.help: f"<p>{inert(say(language, 'desk.ui.confirm_help'))}</p>",
            self.figures: self._lists(figures, language),
            self.gap: gr.update(
                choices=[(f"{gap.count} · {gap.title[:100]}", n) for n, gap in enumerate(figures.gaps)], value=None
            ),
            self.accounts_tab: gr.update(visible=chief),
            self.people: self._people(account, language) if chief else "",
            self.role: gr.update(choices=[(say(language, f"desk.role.{role}"), role) for role in ROLES[1:]]),
        }
        for name, plot in self.plots.items():
            rows = pd.DataFrame(getattr(figures, name), columns=["key", "n"])
            title = say(language, f"desk.ui.{name}")
            update[plot] = gr.update(value=rows, title=title, x_title=" ", y_title=" ")
        return update

    def _lists(self, figures: Any, language: str) -> str:
        say = self._desk.phrases.say
        parts = []
        for key, items in (("stale_used", figures.stale_used), ("wrong_citations", figures.wrong_citations)):
            rows = (
                "".join(f'<li dir="auto">{inert(item)}</li>' for item in items)
                or f"<li>{inert(say(language, 'desk.ui.none'))}</li>"
            )
            parts.append(f"<h3>{inert(say(language, f'desk.ui.{key}'))}</h3><ul>{rows}</ul>")
        return "".join(parts)

    def _people(self, account: Account, language: str) -> str:
        rows = "".join(
            f'<tr><td><bdi>{inert(a.login)}</bdi></td><td><bdi dir="auto">{inert(a.name)}</bdi></td>'
            f"<td>{inert(self._desk.phrases.say(language, f'desk.role.{a.role}'))}</td>"
            f"<td><bdi>{inert(a.organisation or '')}</bdi></td></tr>"
            for a in self._desk.accounts.all(account)
        )
        return f"<table>{rows}</table>"

    # --- events ------------------------------------------------------------------------------------------------------

    def _entry(self, identity: str, language: str, request: gr.Request) -> Update:
        def run(_account: Account) -> Update:
            entry = self._desk.library.store.get(identity)
            if entry is None:
                raise InputError("There is no such entry.")
            return {self.question: entry.question, self.lines: "\n".join(line.text for line in entry.lines), self.notice: ""}

        return self._acting(request, language, run, identity)

    def _library(self, name: str) -> Callable[..., Update]:
        def event(identity: str, question: str, lines: str, language: str, request: gr.Request) -> Update:
            def run(account: Account) -> Update:
                library = self._desk.library
                if name == "confirm":
                    library.confirm(account, identity, question or "", (lines or "").splitlines())
                elif name == "withdraw":
                    library.withdraw(account, identity, "")
                else:
                    library.renew(account, identity)
                done = f'<p role="status">{inert(self._desk.phrases.say(language, "desk.ui.done"))}</p>'
                return self.opened(account, language) | {self.question: "", self.lines: "", self.notice: done}

            return self._acting(request, language, run, identity)

        return event

    def _record(self, gap: int | None, language: str, request: gr.Request) -> Update:
        def run(account: Account) -> Update:
            path = self._desk.open_record(account, int(gap or 0))
            told = self._desk.phrases.say(language, "desk.ui.record_opened", path=path)
            return {self.notice: f'<p role="status">{inert(told)}</p>'}

        return self._acting(request, language, run, "" if gap is None else "gap")

    def _added(
        self, login: str, name: str, role: str, organisation: str, password: str, language: str, request: gr.Request
    ) -> Update:
        def run(account: Account) -> Update:
            self._desk.accounts.add(account, login or "", name or "", role, password or None, organisation or None)  # type: ignore[arg-type]
            done = f'<p role="status">{inert(self._desk.phrases.say(language, "desk.ui.done"))}</p>'
            return self.opened(account, language) | {self.notice: done, self.password: ""}

        return self._acting(request, language, run)

    def _verified(self, language: str, request: gr.Request) -> Update:
        def run(_account: Account) -> Update:
            count, wrong = self._desk.audit.verify()
            say = self._desk.phrases.say
            told = say(language, "desk.ui.broken", why=wrong) if wrong else say(language, "desk.ui.whole", n=count)
            return {self.told: f"<p>{inert(told)}</p>", self.notice: ""}

        return self._acting(request, language, run)
