"""An expression of interest that starts from an inquiry at the desk."""

from collections.abc import Iterator

import pytest

from assistant.access import Viewer
from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.casework import Account, Contact, Inquiry
from assistant.catalogue.keep import Row
from assistant.errors import ConflictError, DeniedError, InputError
from assistant.partnering import Interest
from tests.catalogue.conftest import make_profile

TEXT = (
    "Dear desk,\nwe are looking for a partner with early detection of the red palm weevil in date palms.\n"
    "Kind regards\nJane Doe, Doe Ltd"
)
PERSON = Contact("Jane Doe", "jane@example.org", "", "Doe Ltd")


class Case:
    """A desk with one inquiry whose reply offers profiles."""

    def __init__(self, desk: Desk, inquiry: Inquiry) -> None:
        self.desk, self.number = desk, inquiry.id
        self.staff: Account = desk.acting(None)

    def kept(self) -> Interest:
        (found,) = self.desk.assistant.interests.store.of_visitor(f"inquiry:{self.number}")
        return found


@pytest.fixture
def case(partners: Assistant) -> Iterator[Case]:
    desk = Desk(partners)
    inquiry = desk.intake.take("shell", TEXT, contact=PERSON, consent=True)
    desk.review.compose(desk.acting(None), inquiry.id, "en")
    yield Case(desk, inquiry)


def test_what_the_reply_offers_becomes_a_row_on_its_way_to_the_owner(case: Case) -> None:
    first = case.desk.introduce.offered(case.staff, case.number)[0]
    made = case.desk.introduce(case.staff, case.number)
    assert (made.view.profile_id, made.view.state) == (first.id, "sent")
    assert [view.id for view in case.desk.assistant.interests.queue(Viewer("staff"))] == [made.view.id]
    assert case.desk.assistant.interests.show(made.token).id == made.view.id
    kept = case.kept()
    assert "red palm weevil" in kept.need
    assert kept.owner_node == made.view.owner_node is not None
    assert first.id not in [profile.id for profile in case.desk.introduce.offered(case.staff, case.number)]


def test_the_owner_is_told_neither_who_asks_nor_how_to_reach_them(case: Case) -> None:
    made = case.desk.introduce(case.staff, case.number, message="Doe Ltd, jane@example.org, would start in May.")
    kept = case.kept()
    for text in (kept.owner_text, kept.asker_text, kept.need, kept.message):
        assert not any(word in text for word in ("Jane", "Doe", "example.org"))
    assert (kept.asker.name, kept.asker.anonymous) == ("Doe Ltd", True)
    assert case.desk.assistant.interests.show(made.view.id, viewer=Viewer("staff")).asker.contact is None
    assert not kept.asker_agreed


def test_both_sides_agree_through_the_desk(case: Case) -> None:
    made = case.desk.introduce(case.staff, case.number, agree=True, named=True)
    assert "Doe Ltd" in case.kept().owner_text
    released = case.desk.assistant.interests.accept(made.view.id, viewer=Viewer("staff"))
    assert released.state == "released"
    assert "jane@example.org" in (released.asker.contact or "")
    (shown,) = case.desk.introduce.started(case.staff, case.number, "zh")
    assert (shown.state, shown.language) == ("released", "zh")


def test_an_owner_is_asked_once_for_an_inquiry_until_one_declines(case: Case) -> None:
    made = case.desk.introduce(case.staff, case.number)
    with pytest.raises(ConflictError, match="already"):
        case.desk.introduce(case.staff, case.number, made.view.profile_id)
    case.desk.assistant.interests.decline(made.view.id, viewer=Viewer("staff"))
    assert case.desk.introduce(case.staff, case.number, made.view.profile_id).view.state == "sent"


def test_nothing_starts_without_a_contact_an_offer_or_the_rights(partners: Assistant, case: Case) -> None:
    desk = case.desk
    for text, contact, why in ((TEXT, None, "no contact"), ("Which papers are needed?", PERSON, "offers no profile")):
        inquiry = desk.intake.take("shell", text, contact=contact, consent=True)
        desk.review.compose(case.staff, inquiry.id, "en")
        with pytest.raises(InputError, match=why):
            desk.introduce(case.staff, inquiry.id)
    with pytest.raises(DeniedError):
        desk.introduce(Account("m", "m", "M", "member"), case.number)
    assert partners.interests.queue(Viewer("staff")) == ()


def test_the_inquirer_s_rights_hold_and_not_those_of_staff(partners: Assistant, case: Case) -> None:
    rows = [make_profile(id="offer-hidden", visibility="staff"), make_profile(id="offer-secret", confidential_to="Other Ltd")]
    partners.catalogue.keeper.bring_in(Row(n, row) for n, row in enumerate(rows, 1))
    for row in rows:
        with pytest.raises(InputError, match="There is no profile"):
            case.desk.introduce(case.staff, case.number, row.id)
