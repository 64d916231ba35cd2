"""What visitors leave: read by whoever left it, kept once whoever writes at the same time; on SQLite and on PostgreSQL."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.adapters.sql.database import Database
from assistant.adapters.sql.visits import SqlVisits
from assistant.domain import Answer
from assistant.visits import Exchange, Feedback, Handoff

DAY = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


def said(n: int = 1) -> Exchange:
    return Exchange(f"question {n}", Answer(f"a{n}", f"question {n}", "en", "rule", "composed", f"answer {n}"))


@pytest.fixture
def visits(database: Database) -> SqlVisits:
    made = SqlVisits(database)
    for visitor in ("amal", "boris"):
        made.welcome(visitor)
    return made


def test_a_conversation_comes_back_to_its_visitor_alone(visits: SqlVisits) -> None:
    assert visits.keep("amal", "talk", said(1))
    assert visits.keep("amal", "talk", said(2))
    talk = visits.talk("amal", "talk")
    assert talk is not None
    assert talk.exchanges == (said(1), said(2))
    assert [found.title for found in visits.talks("amal")] == ["question 1"]
    assert visits.talk("boris", "talk") is None
    assert not visits.keep("boris", "talk", said(3))
    assert not visits.keep("nobody", "other", said(3))
    assert not visits.share("boris", "talk", "token")
    assert not visits.forget("boris", "talk")


def test_a_question_asked_anew_cuts_what_came_after(visits: SqlVisits) -> None:
    for n in (1, 2, 3):
        visits.keep("amal", "talk", said(n))
    visits.cut("boris", "talk", "a1")
    visits.cut("amal", "talk", "a2")
    talk = visits.talk("amal", "talk")
    assert talk is not None
    assert talk.exchanges == (said(1),)


def test_a_shared_conversation_is_read_by_its_token_until_that_is_taken_back(visits: SqlVisits) -> None:
    visits.keep("amal", "talk", said())
    assert visits.share("amal", "talk", "token")
    found = visits.shared("token")
    assert found is not None
    assert found.exchanges == (said(),)
    assert visits.share("amal", "talk", None)
    assert visits.shared("token") is None


def test_windows_of_one_visitor_that_write_at_once_lose_nothing(visits: SqlVisits) -> None:
    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(lambda n: visits.keep("amal", "talk", said(n)), range(12)))
        list(pool.map(lambda _: visits.welcome("chen"), range(6)))
    talk = visits.talk("amal", "talk")
    assert talk is not None
    assert sorted(exchange.question for exchange in talk.exchanges) == sorted(said(n).question for n in range(12))
    assert visits.knows("chen")


def test_opinions_and_questions_for_a_person_are_told_oldest_first(visits: SqlVisits) -> None:
    for opinion in ("wrong", "useful"):
        visits.put_feedback(Feedback("a1", "q", "en", opinion, 2, "why"), "amal")  # type: ignore[arg-type]
    visits.put_feedback(Feedback("a1", "q", "en", "missing"), "somebody unknown")
    assert [found.opinion for found in visits.feedback()] == ["wrong", "useful", "missing"]
    assert [found.opinion for found in visits.feedback("amal")] == ["wrong", "useful"]
    late = Handoff("h2", DAY + dt.timedelta(hours=1), "ar", "ما المهلة؟", (said(),), "amal@example.org", True)
    early = Handoff("h1", DAY, "en", "when?")
    visits.put_handoff(late, "amal")
    visits.put_handoff(early)
    assert visits.handoffs() == [early, late]
    assert visits.handoffs("amal") == [late]
    assert (visits.handoff("h2"), visits.handoff("h3")) == (late, None)


def test_what_was_handed_over_is_unread_until_its_asker_puts_it_away(visits: SqlVisits) -> None:
    for n, visitor in enumerate(("amal", "amal", "boris")):
        visits.put_handoff(Handoff(f"h{n}", DAY + dt.timedelta(hours=n), "en", "when?"), visitor)
    assert visits.unread("amal") == ["h1", "h0"]
    assert not visits.put_away("amal", "h2")
    assert visits.put_away("amal", "h1")
    assert (visits.unread("amal"), visits.unread("boris")) == (["h0"], ["h2"])


def test_whoever_leaves_takes_everything_along(visits: SqlVisits) -> None:
    for visitor in ("amal", "boris"):
        visits.keep(visitor, f"of {visitor}", said())
        visits.put_feedback(Feedback("a1", "q", "en", "useful"), visitor)
        visits.put_handoff(Handoff(f"h-{visitor}", DAY, "en", "when?"), visitor)
    assert visits.erase("amal") == 6
    assert not visits.knows("amal")
    assert (visits.talks("amal"), visits.feedback("amal"), visits.handoffs("amal")) == ([], [], [])
    assert [len(found) for found in (visits.talks("boris"), visits.feedback(), visits.handoffs())] == [1, 1, 1]
