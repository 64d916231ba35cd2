"""Whoever holds the receipt number sees how far the inquiry is, and the reply once a person has sent it."""

import datetime as dt

from assistant.visits import Handoff
from assistant.web.render.reply import arrived
from tests.desk.conftest import ARABIC, Staffed


def test_a_question_of_the_chat_is_answered_under_its_receipt_number(at_desk: Staffed) -> None:
    desk, review = at_desk.desk, at_desk.desk.review
    now = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
    desk.assistant.page.visits.put_handoff(Handoff("261126-ABCDEFGH", now, "ar", ARABIC, (), "a@example.org", True))
    assert desk.receipts("261126-ABCDEFGH") is None
    assert desk.collect() == 1
    assert desk.collect() == 0
    received = desk.receipts(" 261126-abcdefgh ")
    assert received is not None
    assert (received.progress, received.reply) == ("received", None)
    inquiry = desk.store.of_handoff("261126-ABCDEFGH")
    assert inquiry is not None
    review.compose(at_desk.staff, inquiry.id, "en")
    review.submit(at_desk.staff, inquiry.id)
    review.approve(at_desk.approver, inquiry.id)
    waiting = desk.receipts(inquiry.id)
    assert waiting is not None
    assert (waiting.progress, waiting.reply) == ("working", None)
    review.send(at_desk.staff, inquiry.id)
    for number in ("261126-ABCDEFGH", inquiry.id):
        sent = desk.receipts(number)
        assert sent is not None
        assert sent.reply is not None
        assert (sent.progress, sent.reply.right_to_left, len(sent.reply.sources) > 0) == ("sent", True, True)
    review.reopen(at_desk.staff, inquiry.id)
    again = desk.receipts(inquiry.id)
    assert again is not None
    assert again.reply is None


def test_a_number_that_is_none_shows_nothing(at_desk: Staffed) -> None:
    assert [at_desk.desk.receipts(number) for number in ("", "QNOTHING99", "%", "' OR 1=1")] == [None] * 4


def test_the_asker_finds_the_reply_in_the_chat_until_it_is_put_away_and_nobody_else_does(at_desk: Staffed) -> None:
    desk, review = at_desk.desk, at_desk.desk.review
    visits, now = desk.assistant.page.visits, dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
    for visitor in ("amal", "boris"):
        visits.welcome(visitor)
        visits.put_handoff(Handoff(f"261126-{visitor.upper()}", now, "ar", ARABIC, (), None, True), visitor)
    desk.collect()
    inquiry = desk.store.of_handoff("261126-AMAL")
    assert inquiry is not None
    review.compose(at_desk.staff, inquiry.id, "en")
    review.submit(at_desk.staff, inquiry.id)
    review.approve(at_desk.approver, inquiry.id)
    assert desk.replies("amal") == []  # approved, but nobody has sent it
    review.send(at_desk.staff, inquiry.id)
    shown = desk.replies("amal")
    assert [(found.number, found.progress) for found in shown] == [("261126-AMAL", "sent")]
    assert desk.replies("boris") == []
    html = arrived(shown, desk.phrases, "ar")
    assert "تسجيل" in html
    assert 'data-do="read"' in html
    assert not visits.put_away("boris", "261126-AMAL")
    assert visits.put_away("amal", "261126-AMAL")
    assert desk.replies("amal") == []
