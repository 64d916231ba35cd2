"""From a match to an introduction: who hides stays hidden, and contacts are released when both sides have agreed."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from assistant.access import VISITOR, Viewer
from assistant.app import Assistant
from assistant.catalogue.agree import agreed, declined, sent
from assistant.errors import ConflictError, DeniedError, InputError
from assistant.partnering import Asker, Interest, InterestView
from tests.catalogue.conftest import make_profile

DESK = Viewer("staff")
OWNER, OWNER_CONTACT = "Red Sea Membranes Ltd", "director@redsea.example"
ASKER, ASKER_CONTACT = "Oasis LLC", "+968 2412 3456"
NEED = "We need a membrane for seawater desalination, TRL 5 or more, for Oman"
Stock = Callable[..., None]


def owned(**changes: Any) -> Any:
    organisation = {"name": {"en": OWNER}, "kind": "company"}
    return make_profile(**{"organisation": organisation, "owner_node": "centre-arab-states", **changes})


def draft(partners: Assistant, **changes: Any) -> tuple[InterestView, str]:
    given = {"need": NEED, "name": ASKER, "contact": ASKER_CONTACT, "country": "om", **changes}
    made = partners.interests.draft("offer-test", **given)
    return made.view, made.token


def told(view: InterestView) -> str:
    return str(asdict(view))


def test_a_draft_is_a_letter_in_the_owners_language_and_in_the_askers(partners: Assistant, stock: Stock) -> None:
    stock(owned(original_language="zh", languages=["zh"]))
    view, _ = draft(partners, language="fr")
    assert (view.state, view.side, view.language, view.owner_language) == ("drafted", "asker", "fr", "zh")
    assert view.text.startswith("Manifestation d'intérêt")
    assert view.owner_text.startswith("合作意向：“海水淡化膜”")
    for text in (view.text, view.owner_text):
        assert ASKER in text
        assert NEED in text
        assert "offer-test" in text
    assert "阿曼" in view.owner_text  # where the asker is
    assert "海水淡化" in view.owner_text.partition("匹配理由")[2]  # the reasons, in the owner's language
    assert "英语（未翻译）" in view.owner_text  # the need is in English, whatever the asker's language


def test_no_letter_names_a_contact_or_the_owner(partners: Assistant, stock: Stock) -> None:
    stock(owned(), contact=OWNER_CONTACT)
    view, _ = draft(partners, message=f"Write to info@oasis.example or {ASKER_CONTACT}.")
    for text in (view.text, view.owner_text):
        assert ASKER_CONTACT not in text
        assert "oasis.example" not in text
        assert OWNER not in text
        assert OWNER_CONTACT not in text


def test_an_anonymous_asker_is_named_to_nobody_before_both_agree(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    view, key = draft(partners, anonymous=True, message="We at oasis llc run two plants.", need=f"{NEED}, says {ASKER}")
    assert ASKER.casefold() not in (view.text + view.owner_text).casefold()
    partners.interests.send(key)
    assert ASKER.casefold() not in told(partners.interests.show(view.id, viewer=DESK)).casefold()
    partners.interests.accept(view.id, viewer=DESK)
    assert ASKER.casefold() not in told(partners.interests.show(view.id, viewer=DESK)).casefold()
    partners.interests.accept(key)
    seen = partners.interests.show(view.id, viewer=DESK)
    assert (seen.asker.name, seen.asker.contact) == (ASKER, ASKER_CONTACT)


def test_an_anonymous_owner_is_named_to_nobody_before_both_agree(partners: Assistant, stock: Stock) -> None:
    stock(owned(anonymous=True), contact=OWNER_CONTACT)
    view, key = draft(partners)
    for step in (
        lambda: partners.interests.show(key),
        lambda: partners.interests.send(key, agree=True),
        lambda: partners.interests.show(view.id, viewer=DESK),
    ):
        seen = told(step())
        assert OWNER not in seen
        assert OWNER_CONTACT not in seen
    partners.interests.accept(view.id, viewer=DESK)
    seen_at_last = partners.interests.show(key)
    assert (seen_at_last.state, seen_at_last.owner.name) == ("released", OWNER)
    assert seen_at_last.owner.contact == OWNER_CONTACT


def test_the_agreement_of_one_side_alone_releases_no_contact(partners: Assistant, stock: Stock) -> None:
    stock(owned(), contact=OWNER_CONTACT)
    view, key = draft(partners)
    partners.interests.send(key, agree=True)
    assert partners.interests.show(key).owner.contact is None
    assert partners.interests.show(view.id, viewer=DESK).asker.contact is None
    other, other_key = draft(partners)
    partners.interests.send(other_key)
    answered = partners.interests.accept(other.id, viewer=DESK)
    assert (answered.state, answered.owner_agreed, answered.asker_agreed) == ("accepted", True, False)
    assert OWNER_CONTACT not in told(partners.interests.show(other_key))
    assert ASKER_CONTACT not in told(answered)


def test_after_a_refusal_nothing_is_ever_released(partners: Assistant, stock: Stock) -> None:
    stock(owned(), contact=OWNER_CONTACT)
    view, key = draft(partners)
    partners.interests.send(key, agree=True)
    assert partners.interests.decline(view.id, viewer=DESK).state == "declined"
    with pytest.raises(ConflictError, match="is declined"):
        partners.interests.accept(key)
    with pytest.raises(ConflictError, match="is declined"):
        partners.interests.accept(view.id, viewer=DESK)
    assert OWNER_CONTACT not in told(partners.interests.show(key))
    assert ASKER_CONTACT not in told(partners.interests.show(view.id, viewer=DESK))


def test_it_goes_to_the_node_that_owns_the_profile(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    view, key = draft(partners)
    assert view.owner_node == "centre-arab-states"
    assert view.id not in {item.id for item in partners.interests.queue(DESK)}  # a draft is the asker's alone
    partners.interests.send(key)
    assert [item.id for item in partners.interests.queue(DESK, node="centre-arab-states", state="sent")] == [view.id]
    assert partners.interests.queue(DESK, node="centre-asean") == ()


def test_a_profile_without_a_node_goes_to_the_one_that_takes_inquiries_about_its_country(
    partners: Assistant, stock: Stock
) -> None:
    stock(owned(owner_node=None))
    view, _ = draft(partners)
    assert view.owner_node == "cq-bri-centre"  # no organisation of this small corpus covers Saudi Arabia: the hub


def test_the_desk_gets_the_letter_and_whom_to_send_it_to(partners: Assistant, stock: Stock) -> None:
    stock(owned(), contact=OWNER_CONTACT)
    view, key = draft(partners)
    with pytest.raises(InputError):
        partners.interests.letter(view.id, DESK)
    partners.interests.send(key)
    letter = partners.interests.letter(view.id, DESK)
    assert (letter.to, letter.language, letter.text) == (OWNER_CONTACT, "en", view.owner_text)
    assert [event.state for event in partners.interests.show(key).history] == ["drafted", "sent", "passed_on"]


@pytest.mark.parametrize("role", ["visitor", "member"])
def test_only_staff_may_speak_for_the_owner(partners: Assistant, stock: Stock, role: Any) -> None:
    stock(owned())
    view, key = draft(partners)
    partners.interests.send(key)
    viewer = Viewer(role)
    with pytest.raises(DeniedError):
        partners.interests.queue(viewer)
    with pytest.raises(DeniedError):
        partners.interests.letter(view.id, viewer)
    for act in (partners.interests.show, partners.interests.accept, partners.interests.decline):
        with pytest.raises(InputError, match="no expression of interest"):
            act(view.id, viewer=viewer)


def test_a_visitor_finds_what_is_his_own_and_nothing_else(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    mine, _ = draft(partners, visitor="visitor-1")
    draft(partners, visitor="visitor-2")
    assert [item.id for item in partners.interests.of_visitor("visitor-1")] == [mine.id]
    assert partners.interests.send(mine.id, visitor="visitor-1").state == "sent"
    with pytest.raises(InputError):
        partners.interests.show(mine.id, visitor="visitor-2")
    assert partners.interests.forget_visitor("visitor-1") == 1
    assert partners.interests.of_visitor("visitor-1") == ()
    partners.interests.forget_visitor("visitor-2")


def test_what_is_taken_back_is_gone_for_both(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    view, key = draft(partners)
    partners.interests.send(key)
    partners.interests.remove(key)
    for looking in ({}, {"viewer": DESK}):
        with pytest.raises(InputError):
            partners.interests.show(view.id, **looking)
    with partners.database.reading() as db:
        for table in ("interests", "interest_askers", "interest_events"):
            column = "id" if table == "interests" else "interest_id"
            count = db.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {column} = '{view.id}'").scalar()
            assert count == 0


def test_the_secret_key_is_kept_nowhere(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    _, key = draft(partners)
    with partners.database.reading() as db:
        rows = db.exec_driver_sql("SELECT * FROM interests").all()
    assert rows
    assert not any(key in str(row) for row in rows)


def test_a_draft_can_be_changed_until_it_is_sent(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    view, key = draft(partners)
    changed = partners.interests.redraft(key, message="We would start with a pilot.", anonymous=True)
    assert changed.id == view.id
    assert "We would start with a pilot." in changed.owner_text
    assert ASKER not in changed.owner_text
    assert NEED in changed.owner_text
    partners.interests.send(key)
    with pytest.raises(ConflictError, match="cannot be changed"):
        partners.interests.redraft(key, message="Too late")
    assert partners.interests.show(key).asker.name == ASKER


def test_without_a_contact_nothing_is_sent(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    _, key = draft(partners, contact=" ")
    with pytest.raises(InputError, match="no contact"):
        partners.interests.send(key)
    partners.interests.redraft(key, contact=ASKER_CONTACT)
    assert partners.interests.send(key).state == "sent"


def test_a_profile_that_is_not_to_be_had_cannot_be_asked_for(partners: Assistant, stock: Stock) -> None:
    stock(owned(visibility="member"))
    with pytest.raises(InputError, match="no profile"):
        draft(partners)
    view, key = draft(partners, viewer=Viewer("member"))
    partners.lifecycle.withdraw("offer-test")
    with pytest.raises(InputError, match="no profile"):
        partners.interests.send(key)
    assert partners.interests.show(key).owner.name is None
    assert view.owner.name == OWNER


def test_an_expired_profile_cannot_be_asked_for(partners: Assistant, stock: Stock) -> None:
    stock(owned(valid_until="2026-06-02"))
    with pytest.raises(InputError, match="no longer valid"):
        draft(partners)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"message": "x" * 4001}, "message has 4001 characters"),
        ({"name": "x" * 201}, "name has 201 characters"),
        ({"contact": "x" * 301}, "contact has 301 characters"),
        ({"country": "Oman"}, "no country"),
    ],
)
def test_what_is_too_long_or_no_country_is_refused(
    partners: Assistant, stock: Stock, changes: dict[str, Any], reason: str
) -> None:
    stock(owned())
    with pytest.raises(InputError, match=reason):
        draft(partners, **changes)


def test_a_sample_profile_is_called_one_in_every_language(partners: Assistant, stock: Stock) -> None:
    stock(owned(sample=True))
    for language in partners.phrases.languages:
        view, key = draft(partners, language=language, need=None)
        assert view.sample
        assert partners.phrases.say(language, "eoi.sample") in view.text
        partners.interests.remove(key)


def test_two_profiles_that_complement_each_other_are_asked_together(partners: Assistant, stock: Stock) -> None:
    second = owned(id="offer-second", title={"en": "Solar heat for salt works"}, anonymous=True)
    stock(owned(original_language="en"), second, contact=OWNER_CONTACT)
    made = partners.interests.draft_together(
        ["offer-test", "offer-second"], need=NEED, name=ASKER, contact=ASKER_CONTACT, language="en"
    )
    first, other = made
    assert first.view.consortium == other.view.consortium is not None
    assert "Solar heat for salt works" in first.view.owner_text
    assert "Membrane for seawater desalination" in other.view.owner_text
    assert OWNER not in first.view.owner_text
    for item in made:
        partners.interests.send(item.token, agree=True)
    partners.interests.accept(first.view.id, viewer=DESK)
    assert partners.interests.show(first.token).owner.name == OWNER
    waiting = partners.interests.show(other.token)
    assert (waiting.state, waiting.owner.name, waiting.owner.contact) == ("sent", None, None)


def test_fewer_than_two_profiles_are_no_consortium(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    with pytest.raises(InputError, match="two or more"):
        partners.interests.draft_together(["offer-test", "offer-test"], need=NEED)


def interest(**changes: Any) -> Interest:
    values: dict[str, Any] = {
        "id": "eoi-1", "profile_id": "p", "title": {"en": "T"}, "sample": False, "owner_node": None, "level": "public",
        "state": "drafted", "owner_language": "en", "asker_language": "en", "owner_text": "", "asker_text": "", "need": "",
        "message": "", "asker": Asker(), "owner_agreed": False, "asker_agreed": False, "consortium": None, "visitor": None,
        "created": "", "updated": "",
    }  # fmt: skip
    return Interest(**{**values, **changes})


@pytest.mark.parametrize("first", ["asker", "desk"])
def test_the_order_in_which_the_sides_agree_does_not_matter(first: Any) -> None:
    second: Any = "desk" if first == "asker" else "asker"
    halfway = agreed(sent(interest(), agree=False), first)
    assert halfway.state != "released"
    assert agreed(halfway, second).state == "released"
    with pytest.raises(ConflictError, match="already"):
        agreed(halfway, first)


def test_illegal_steps_of_an_interest_are_errors() -> None:
    with pytest.raises(ConflictError, match="send it first"):
        agreed(interest(), "asker")
    with pytest.raises(ConflictError, match="send it first"):
        declined(interest())
    with pytest.raises(ConflictError, match="sent already"):
        sent(interest(state="sent"), agree=False)
    for state in ("declined", "released"):
        with pytest.raises(ConflictError, match="nothing can be changed"):
            agreed(interest(state=state), "desk")
        with pytest.raises(ConflictError, match="nothing can be changed"):
            declined(interest(state=state))


def test_a_step_from_a_state_that_has_passed_is_refused_by_the_database(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    _, key = draft(partners)
    store = partners.interests.store
    stale = store.by_id(partners.interests.show(key).id)
    assert stale is not None
    partners.interests.send(key)
    with pytest.raises(ConflictError, match="just been changed"):
        store.change(stale, sent(stale, agree=True), "asker", "sent")
    assert not partners.interests.show(key, viewer=VISITOR).asker_agreed


def test_the_asker_finds_the_own_words_again_and_the_desk_only_the_letter(partners: Assistant, stock: Stock) -> None:
    stock(owned())
    view, key = draft(partners, message="We would start in May.")
    assert view.message == partners.interests.show(key).message == "We would start in May."
    partners.interests.send(key)
    seen = partners.interests.show(view.id, viewer=DESK)
    assert seen.message == ""
    assert "We would start in May." in seen.text
