"""A desk over the small knowledge base, with one account of each role; a test that writes has inquiries of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from assistant.access import Role
from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.casework import Account, Contact, Inquiry
from tests.conftest import Workspace, _copy

PASSWORD = "correct horse battery"
ARABIC = "ما هي المهلة لتسجيل عقد استيراد التكنولوجيا إلى الصين؟"
ENGLISH = "Dear desk,\nby when must a technology import contract be registered in China?\nKind regards\nJane Doe"


@dataclass(frozen=True, slots=True)
class Staffed:
    """The desk with its people."""

    desk: Desk
    people: dict[Role, Account]

    @property
    def staff(self) -> Account:
        return self.people["staff"]

    @property
    def approver(self) -> Account:
        return self.people["approver"]

    def taken(self, text: str = ENGLISH, **more: object) -> Inquiry:
        contact = Contact("Jane Doe", "jane@example.org", "", "Doe Ltd")
        values: dict[str, object] = {"contact": contact, "consent": True, **more}
        return self.desk.intake.take(self.staff.id, text, **values)  # type: ignore[arg-type]

    def approved(self, text: str = ENGLISH) -> Inquiry:
        inquiry = self.taken(text)
        review = self.desk.review
        review.compose(self.staff, inquiry.id, "en")
        review.submit(self.staff, inquiry.id)
        review.approve(self.approver, inquiry.id)
        return review.inquiry(self.staff.viewer(), inquiry.id)


def staffed(assistant: Assistant) -> Staffed:
    desk = Desk(assistant)
    chief = desk.accounts.first("chief@example.org", "Chief", PASSWORD)
    people: dict[Role, Account] = {"administrator": chief}
    for role in ("staff", "approver"):
        people[role] = desk.accounts.add(chief, f"{role}@example.org", role.title(), role, PASSWORD)
    people["member"] = desk.accounts.add(chief, "member@example.org", "Member", "member", PASSWORD, "org-a")
    return Staffed(desk, people)


@pytest.fixture(scope="package")
def at_desk(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    with _copy(built, tmp_path_factory.mktemp("desk")).open() as assistant:
        yield staffed(assistant)


@pytest.fixture
def own_desk(workspace: Workspace) -> Iterator[Callable[..., Staffed]]:
    """For tests that change the corpus or count everything."""
    opened: list[Assistant] = []

    def make(**settings: object) -> Staffed:
        opened.append(workspace.open(**settings))
        return staffed(opened[-1])

    yield make
    for assistant in opened:
        assistant.close()
