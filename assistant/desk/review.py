"""From new to sent: who may do which step, in which state. The machine drafts, a person decides; no model does anything here.

new → drafted → in review → approved → sent → closed; a reply that is sent or closed can be reopened: it is drafted again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.access import Thing, Viewer, authorize, require
from assistant.casework import Account, Approval, Draft, Filter, Inquiry, Miss, State
from assistant.desk.checks import Checks, Finding
from assistant.desk.draft import WORKING, Drafter
from assistant.desk.edit import edited
from assistant.errors import ConflictError, DeniedError, InputError

EDITABLE: tuple[State, ...] = ("new", "drafted")
REOPENABLE: tuple[State, ...] = ("in_review", "approved", "sent", "closed")


class CaseStore(Protocol):
    def get(self, identity: str) -> Inquiry | None: ...
    def queue(self, wanted: Filter, limit: int = 50, offset: int = 0) -> tuple[list[Inquiry], int]: ...
    def change(self, actor: str, identity: str, **values: Any) -> Inquiry: ...
    def move(self, actor: str, identity: str, sources: Sequence[State], target: State, action: str) -> None: ...
    def put_draft(self, actor: str, draft: Draft, sources: Sequence[State], base: int) -> int: ...
    def draft(self, identity: str, version: int | None = None) -> Draft | None: ...
    def drafts(self, identity: str) -> list[Draft]: ...
    def approve(self, actor: str, identity: str, version: int, digest: str) -> Approval: ...
    def approvals(self, identity: str) -> list[Approval]: ...
    def sent(self, actor: str, identity: str) -> None: ...
    def put_misses(self, identity: str, misses: Sequence[Miss]) -> None: ...


@dataclass(frozen=True, slots=True)
class Review:
    """``second_person``: whoever wrote a version cannot approve it."""

    store: CaseStore
    drafter: Drafter
    checks: Checks
    nodes: Sequence[str]
    second_person: bool = True
    on_approved: Callable[[Account, Inquiry, Draft], None] = lambda _by, _inquiry, _draft: None

    # --- looking -----------------------------------------------------------------------------------------------------

    def inquiry(self, viewer: Viewer, identity: str) -> Inquiry:
        """Raises InputError alike for what does not exist and for what is not the viewer's to see."""
        found = self.store.get(identity)
        if found is None or not authorize(viewer, "read", Thing("staff", found.organisation, found.account)):
            raise InputError(f"There is no inquiry {identity[:20]}.", "no_inquiry")
        return found

    def queue(self, viewer: Viewer, wanted: Filter, limit: int = 50, offset: int = 0) -> tuple[list[Inquiry], int]:
        require(viewer, "work")
        return self.store.queue(wanted, limit, offset)

    def draft(self, viewer: Viewer, identity: str, version: int | None = None) -> Draft | None:
        require(viewer, "work")
        return self.store.draft(self.inquiry(viewer, identity).id, version)

    def findings(self, viewer: Viewer, draft: Draft) -> tuple[Finding, ...]:
        return self.checks(draft, self.inquiry(viewer, draft.inquiry).recipient())

    # --- working -----------------------------------------------------------------------------------------------------

    def compose(self, by: Account, identity: str, working: str = "zh") -> Draft:
        """A fresh draft by the machine, as the next version."""
        require(by.viewer(), "work")
        if working not in WORKING:
            raise InputError(f"{working!r} is not a working language; choose one of {', '.join(WORKING)}.")
        inquiry = self._editable(by, identity)
        draft, misses = self.drafter(inquiry, working, by.id)
        base = self.store.draft(identity)
        self.store.put_draft(by.id, draft, EDITABLE, base.version if base else 0)
        self.store.put_misses(identity, misses)
        return self._newest(identity)

    def preview(self, by: Account, identity: str, base: int, text: str, working: str) -> Draft:
        """What ``edit`` would save, for the checks while somebody writes. Nothing is kept."""
        require(by.viewer(), "work")
        before = self.store.draft(self.inquiry(by.viewer(), identity).id, base)
        if before is None:
            raise InputError("There is no draft yet: let one be made first.", "no_draft")
        return edited(before, text, working, by.id)

    def edit(self, by: Account, identity: str, base: int, text: str, working: str) -> Draft:
        """Raises ConflictError where somebody has saved since version ``base``."""
        require(by.viewer(), "work")
        return self.put(by, self.preview(by, identity, base, text, working))

    def put(self, by: Account, draft: Draft) -> Draft:
        """``draft``, a changed copy of the version whose number it bears, as the next version."""
        require(by.viewer(), "work")
        self._editable(by, draft.inquiry)
        self.store.put_draft(by.id, draft, EDITABLE, draft.version)
        return self._newest(draft.inquiry)

    def change(self, by: Account, identity: str, **values: Any) -> Inquiry:
        require(by.viewer(), "work")
        if values.get("node") not in {None, *self.nodes}:
            raise InputError(f"{values['node']!r} is not a node.")
        return self.store.change(by.id, self.inquiry(by.viewer(), identity).id, **values)

    def submit(self, by: Account, identity: str) -> None:
        """Raises InputError where a check forbids it."""
        require(by.viewer(), "work")
        self._sound(by, identity)
        self.store.move(by.id, identity, ("drafted",), "in_review", "draft.submit")

    def approve(self, by: Account, identity: str, version: int | None = None) -> Approval:
        """The version that the approver has read; the newest if none is given.

        Raises:
            DeniedError: the account may not approve, or wrote the version itself.
            ConflictError: it is not in review, or has changed since.
            InputError: a check forbids it.
        """
        require(by.viewer(), "approve")
        draft = self._sound(by, identity)
        if version is not None and version != draft.version:
            raise ConflictError("The draft has changed since you looked at it: read it again before you approve.", "changed")
        if self.second_person and draft.author == by.id:
            raise DeniedError("A second person must approve: you saved this version yourself.", "second_person")
        approval = self.store.approve(by.id, identity, draft.version, draft.digest())
        self.on_approved(by, self.inquiry(by.viewer(), identity), draft)
        return approval

    def reject(self, by: Account, identity: str) -> None:
        require(by.viewer(), "approve")
        self.store.move(by.id, identity, ("in_review",), "drafted", "draft.reject")

    def send(self, by: Account, identity: str) -> None:
        """A person says that the reply went out; the asker finds it under the receipt number."""
        require(by.viewer(), "work")
        self.store.sent(by.id, identity)

    def close(self, by: Account, identity: str) -> None:
        require(by.viewer(), "work")
        self.store.move(by.id, identity, ("new", "drafted", "approved", "sent"), "closed", "inquiry.close")

    def reopen(self, by: Account, identity: str) -> None:
        require(by.viewer(), "work")
        draft = self.store.draft(self.inquiry(by.viewer(), identity).id)
        self.store.move(by.id, identity, REOPENABLE, "drafted" if draft else "new", "inquiry.reopen")
        if draft is not None and any(done.version == draft.version for done in self.store.approvals(identity)):
            self.store.put_draft(by.id, draft, EDITABLE, draft.version)  # what was approved stays as it is: a new version

    def approved(self, viewer: Viewer, identity: str) -> tuple[Draft, Approval]:
        """What was approved last, held against its hash.

        Raises:
            InputError: nothing was approved, or it is not what was approved any more.
        """
        inquiry = self.inquiry(viewer, identity)
        done = self.store.approvals(inquiry.id)
        if not done or inquiry.state not in {"approved", "sent", "closed"}:
            raise InputError("Nothing is approved yet: only an approved reply can be exported.")
        draft = self.store.draft(identity, done[-1].version)
        if draft is None or draft.digest() != done[-1].digest:
            raise InputError("The stored reply is not the one that was approved: tell an administrator.")
        return draft, done[-1]

    # --- parts -------------------------------------------------------------------------------------------------------

    def _sound(self, by: Account, identity: str) -> Draft:
        self.inquiry(by.viewer(), identity)
        draft = self._newest(identity)
        blocking = [finding for finding in self.findings(by.viewer(), draft) if finding.blocks]
        if blocking:
            lines = ", ".join(sorted({str(finding.line + 1) for finding in blocking}, key=int))
            raise InputError(f"The draft cannot go on: see the checks of line {lines}.", "blocked", lines=lines)
        return draft

    def _editable(self, by: Account, identity: str) -> Inquiry:
        inquiry = self.inquiry(by.viewer(), identity)
        if inquiry.state not in EDITABLE:
            raise ConflictError("The inquiry is not to be edited now: reject or reopen it first.", "not_editable")
        return inquiry

    def _newest(self, identity: str) -> Draft:
        draft = self.store.draft(identity)
        if draft is None:
            raise InputError("There is no draft yet: let one be made first.", "no_draft")
        return draft
