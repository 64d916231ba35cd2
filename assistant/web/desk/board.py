"""Answer library, dashboard, accounts and audit log of the desk."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.access import ROLES, authorize
from assistant.app.desk import Desk, Figures
from assistant.casework import Account
from assistant.errors import InputError
from assistant.web.desk.charts import chart
from assistant.web.escape import direction, inert
from assistant.web.names import language_name

Update = dict[Any, Any]
Run = Callable[..., Update]
GAPS = 20
"""Largest gaps that are shown with their questions."""


class Board:
    """Built inside the pages' tabs. ``text`` names a component by a phrase, ``acting`` runs an event for an account."""

    def __init__(self, desk: Desk, text: Callable[..., Any], acting: Run) -> None:
        self._desk, self._acting = desk, acting
        with text(gr.Tab(id="library"), "library") as self.library_tab:
            self.entry = text(gr.Dropdown([], elem_id="entry"), "pending")
            self.help = gr.HTML()
            self.question = text(gr.Textbox(lines=3, elem_id="entry-question"), "inquiry")
            self.lines = text(gr.Textbox(lines=12, elem_id="entry-lines"), "reply")
            with gr.Row():
                self.confirm = text(gr.Button(elem_id="do-confirm"), "confirm", "value")
                self.withdraw = text(gr.Button(elem_id="do-withdraw"), "withdraw", "value")
                self.renew = text(gr.Button(elem_id="do-renew"), "renew", "value")
        with text(gr.Tab(id="dashboard"), "dashboard") as self.dashboard_tab:
            self.plots = gr.HTML(elem_id="plots")
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
            self.entry, self.help, self.plots, self.figures, self.gap, self.accounts_tab, self.people, self.role,
        ]  # fmt: skip

    def wire(self, language: Any, notice: Any, common: dict[str, Any]) -> None:
        self.notice = notice
        for tab, shown, outputs in (
            (self.library_tab, self._library_of, [self.entry, self.help]),
            (self.dashboard_tab, self._dashboard_of, [self.plots, self.figures, self.gap]),
            (self.accounts_tab, self._accounts_of, [self.people]),
        ):
            tab.select(self._tab(shown), [language], [*outputs, notice], **common)
        self.entry.input(self._entry, [self.entry, language], [self.question, self.lines, notice], **common)
        chosen = [self.entry, self.question, self.lines, language]
        after = [notice, *self.outputs, self.question, self.lines]
        for name, button in (("confirm", self.confirm), ("withdraw", self.withdraw), ("renew", self.renew)):
            button.click(self._library(name), chosen, after, **common)
        self.open_record.click(self._record, [self.gap, language], [notice], **common)
        fields = [self.login, self.name, self.role, self.organisation, self.password, language]
        self.add.click(self._added, fields, [notice, self.password, *self.outputs], **common)
        self.verify.click(self._verified, [language], [self.told, notice], **common)

    def names(self, account: Account, language: str) -> Update:
        """What stands on the page before any of these tabs is opened."""
        say = self._desk.phrases.say
        roles = [(say(language, f"desk.role.{role}"), role) for role in ROLES[1:]]
        chief = authorize(account.viewer(), "administer")
        return {self.role: gr.update(choices=roles), self.accounts_tab: gr.update(visible=chief)}

    def opened(self, account: Account, language: str) -> Update:
        """Everything of these tabs, as it is now."""
        shown = self.names(account, language) | self._library_of(account, language) | self._dashboard_of(account, language)
        return shown | self._accounts_of(account, language)

    def _tab(self, shown: Callable[[Account, str], Update]) -> Callable[..., Update]:
        def event(language: str, request: gr.Request) -> Update:
            return self._acting(request, language, lambda account: shown(account, language) | {self.notice: ""})

        return event

    def _library_of(self, _account: Account, language: str) -> Update:
        library = self._desk.library
        library.recheck()
        entries = [
            (f"{self._desk.phrases.say(language, f'desk.entry.{e.state}')} · {e.language} · {e.question[:80]}", e.id)
            for e in library.store.entries(("pending", "stale", "active"))
        ]
        told = f"<p>{inert(self._desk.phrases.say(language, 'desk.ui.confirm_help'))}</p>"
        return {self.entry: gr.update(choices=entries, value=None), self.help: told}

    def _dashboard_of(self, _account: Account, language: str) -> Update:
        figures = self._desk.figures()
        gaps = [(f"{gap.count} · {gap.title[:100]}", n) for n, gap in enumerate(figures.gaps)]
        return {
            self.plots: self._charts(figures, language),
            self.figures: self._lists(figures, language),
            self.gap: gr.update(choices=gaps, value=None),
        }

    def _accounts_of(self, account: Account, language: str) -> Update:
        return {self.people: self._people(account, language) if authorize(account.viewer(), "administer") else ""}

    def _charts(self, figures: Figures, language: str) -> str:
        phrases = self._desk.phrases
        say = phrases.say

        def spoken(code: str) -> str:
            return language_name(code, language)

        def place(code: str) -> str:
            return self._desk.assistant.catalogue.names.country(code, language)

        def reason(code: str) -> str:
            key = f"desk.reason.{code}"
            return say(language, key) if phrases.has(language, key) else code

        charts = (
            chart("by_language", figures.by_language, spoken, phrases, language),
            chart("by_country", figures.by_country, place, phrases, language),
            chart("by_topic", figures.by_topic, lambda topic: self._desk.topic_name(topic, language), phrases, language),
            chart("by_state", figures.by_state, lambda state: say(language, f"desk.state.{state}"), phrases, language),
            chart("by_reason", figures.by_reason, reason, phrases, language),
            chart("reply_time", figures.reply_time, spoken, phrases, language),
            chart("quality", figures.quality, spoken, phrases, language),
        )
        return f'<div class="board" dir="{direction(language)}">{"".join(charts)}</div>'

    def _lists(self, figures: Figures, language: str) -> str:
        say = self._desk.phrases.say
        parts = [self._gaps(figures, language)]
        for key, items in (("stale_used", figures.stale_used), ("wrong_citations", figures.wrong_citations)):
            rows = (
                "".join(f'<li dir="auto">{inert(item)}</li>' for item in items)
                or f"<li>{inert(say(language, 'desk.ui.none'))}</li>"
            )
            parts.append(f"<h3>{inert(say(language, f'desk.ui.{key}'))}</h3><ul>{rows}</ul>")
        return "".join(parts)

    def _gaps(self, figures: Figures, language: str) -> str:
        say = self._desk.phrases.say
        rows = "".join(
            f"<li><strong>{inert(say(language, 'desk.ui.times', n=gap.count))}</strong>"
            + "".join(f'<div dir="auto" lang="{miss.language}">{inert(miss.text[:300])}</div>' for miss in gap.examples)
            + "</li>"
            for gap in figures.gaps[:GAPS]
        )
        shown = f"<ol>{rows}</ol>" if rows else f"<p>{inert(say(language, 'desk.ui.none'))}</p>"
        return f"<h3>{inert(say(language, 'desk.ui.gaps'))}</h3>{shown}"

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
