"""What the desk's pages show, as HTML that can do nothing."""

from collections.abc import Sequence

from assistant.app.desk import Desk
from assistant.casework import Case, Draft, Inquiry, marked
from assistant.domain import Citation
from assistant.errors import AssistantError
from assistant.partnering import Drafted, InterestView
from assistant.phrases import Phrasebook
from assistant.profile import Profile
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import language_name


class Views:
    """Everything in the language of the page, quotations in their own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._say = desk.phrases.say

    def header(self, language: str, name: str, role: str, csrf: str) -> str:
        say = self._say
        title = inert(say(language, "desk.ui.title"))
        who = inert(say(language, "desk.ui.signed_in", name=name, role=say(language, f"desk.role.{role}")))
        return (
            f'<div id="locale" data-lang="{language}" data-dir="{direction(language)}" data-title="{title}" data-conversation="">'
            f'<h1>{title}</h1><form method="post" action="/account/logout"><span>{who}</span> '
            f'<input type="hidden" name="csrf" value="{inert(csrf)}"><button>{inert(say(language, "desk.ui.log_out"))}</button>'
            "</form></div>"
        )

    def upload(self, language: str, csrf: str) -> str:
        label = inert(self._say(language, "desk.ui.upload"))
        return (
            '<form method="post" action="/account/letters" enctype="multipart/form-data" class="upload">'
            f'<label>{label} <input type="file" name="file" accept=".eml,message/rfc822" required></label>'
            f'<input type="hidden" name="csrf" value="{inert(csrf)}"><button>{label}</button></form>'
        )

    def case(self, case: Case, language: str) -> str:
        say, desk, inquiry = self._say, self._desk, case.inquiry
        names = desk.assistant.catalogue.names
        facts = [
            ("receipt", inquiry.id), ("state", say(language, f"desk.state.{inquiry.state}")),
            ("language", language_name(inquiry.language, language)),
            ("countries", names.countries(inquiry.countries, language)),
            ("sectors", names.of("sector", inquiry.sectors, language)),
            ("node", desk.node_name(inquiry.node, language)), ("due", str(inquiry.due or "")),
            ("urgency", say(language, f"desk.urgency.{inquiry.urgency}")),
        ]  # fmt: skip
        if inquiry.contact:
            facts.append(("contact", " · ".join(filter(None, (inquiry.contact.name, inquiry.contact.email)))))
        rows = "".join(f"<div><dt>{inert(say(language, f'desk.ui.{k}'))}</dt><dd>{_auto(v)}</dd></div>" for k, v in facts if v)
        text = "<br>".join(inert(line) for line in inquiry.text.splitlines())
        return (
            f'<h2 dir="auto">{inert(inquiry.subject)}</h2><dl class="facts">{rows}</dl>'
            f'<div class="letter" dir="auto">{text}</div>{self._around(case, language)}'
        )

    def _around(self, case: Case, language: str) -> str:
        attachments = [f"{a.name}: {a.reason or a.passages}" for a in case.attachments]
        similar = [f"{other.id} · {score:.2f} · {other.subject}" for other, score in case.similar]
        similar = ([f"= {case.inquiry.duplicate_of}"] if case.inquiry.duplicate_of else []) + similar
        reusable = [f"{e.score:.2f} · {e.question[:200]}" for e in case.reusable]
        blocks = (("attachments", attachments), ("similar", similar), ("reusable", reusable))
        return "".join(_list(self._say(language, f"desk.ui.{key}"), items) for key, items in blocks if items)

    def interests(self, found: Sequence[InterestView], language: str) -> str:
        """Expressions of interest that were started for an inquiry."""
        items = [f"{view.id} · {view.state_name} · {view.title}" for view in found]
        return _list(self._say(language, "desk.ui.interests"), items) if items else ""

    def introduced(self, made: Drafted, language: str) -> str:
        """Where the expression of interest went, and the inquirer's key."""
        view = made.view
        node = self._desk.node_name(view.owner_node or "", language)
        told = self._say(language, "desk.ui.introduced", id=view.id, profile=view.profile_id, node=node)
        key = self._say(language, "desk.ui.introduced_key", key=made.token)
        return f'<p role="status">{inert(told)}<br>{inert(key)}</p>'

    def titled(self, profile: Profile, language: str) -> str:
        title = profile.title.get(language) or profile.title.get("en") or profile.title[profile.original_language]
        return f"{profile.id} · {title}"

    def draft(self, draft: Draft, language: str, *, saved: bool = True) -> str:
        """Statement by statement with the working language beside it and what the checks say; the sources below."""
        say, spoken, other = self._say, draft.language, draft.working_language
        inquiry = self._desk.store.get(draft.inquiry)
        found = self._desk.review.checks(draft, inquiry.recipient()) if inquiry else ()
        rows = []
        for n, line in enumerate(draft.lines):
            faults = "".join(
                f'<div class="{"stop" if f.blocks else "note"}">{self._fault(f.fault, f.detail, language)}</div>'
                for f in found
                if f.line == n
            )
            rows.append(
                f'<tr class="{line.kind}"><td>{n + 1}</td><td dir="{direction(spoken)}" lang="{spoken}">'
                f"{isolated(marked(line), spoken)}{faults}</td>"
                f'<td dir="{direction(other)}" lang="{other}">{inert(line.working)}</td></tr>'
            )
        verdict = "" if any(f.blocks for f in found) else f'<p class="sound">{inert(say(language, "desk.ui.sound"))}</p>'
        sources = "".join(self._source(citation, language) for citation in draft.citations)
        version = inert(say(language, "desk.ui.version", n=draft.version) if saved else say(language, "desk.ui.unsaved"))
        return (
            f'<h3>{version} · {inert(say(language, "desk.ui.checks"))}</h3>{verdict}<table class="draft">{"".join(rows)}</table>'
            f"<details open><summary>{inert(say(language, 'desk.doc.sources'))}</summary><ol>{sources}</ol></details>"
        )

    def _source(self, citation: Citation, language: str) -> str:
        place = self._desk.assistant.steps.present.locator(citation.locator, language)
        parts = (citation.title, place, self._say(language, f"status.{citation.status}"))
        heads = " · ".join(f"<bdi>{inert(part)}</bdi>" for part in parts if part)
        spoken = f'dir="{direction(citation.language)}" lang="{citation.language}"'
        return f'<li value="{citation.n}">{heads}<blockquote {spoken}>{inert(citation.quote)}</blockquote></li>'

    def _fault(self, fault: str, detail: str, language: str) -> str:
        return inert(self._say(language, f"desk.fault.{fault}", detail=detail))

    def exports(self, inquiry: Inquiry, language: str) -> str:
        if inquiry.state not in {"approved", "sent", "closed"} or not self._desk.store.approvals(inquiry.id):
            return ""
        links = " · ".join(
            f'<a href="/account/replies/{inert(inquiry.id)}.{form}" download>{form.upper()}</a>'
            for form in ("docx", "pdf", "eml", "txt")
        )
        return f'<p class="exports"><strong>{inert(self._say(language, "desk.ui.export"))}:</strong> {links}</p>'

    def changes(self, inquiry: str, language: str) -> str:
        told = self._desk.changes(inquiry)
        if not told:
            return ""
        lines = "".join(f'<div dir="auto" class="{_sign(line)}">{inert(line)}</div>' for line in told.splitlines()[2:])
        return f"<details><summary>{inert(self._say(language, 'desk.ui.changes'))}</summary>{lines}</details>"


def why_not(phrases: Phrasebook, error: AssistantError, language: str) -> str:
    """What went wrong, in the language of the page; without a phrase of its own, in the error's own words."""
    if not error.key:
        return phrases.say(language, "desk.error.other", why=str(error))
    values = dict(error.values)
    if error.key == "state":
        values["state"] = phrases.say(language, f"desk.state.{values['state']}")
    return phrases.say(language, f"desk.error.{error.key}", **values)


def _auto(text: str) -> str:
    return f'<bdi dir="auto">{inert(text)}</bdi>'


def _sign(line: str) -> str:
    return {"+": "added", "-": "removed"}.get(line[:1], "same")


def _list(title: str, items: Sequence[str]) -> str:
    rows = "".join(f'<li dir="auto">{inert(item)}</li>' for item in items)
    return f"<h3>{inert(title)}</h3><ul>{rows}</ul>"
