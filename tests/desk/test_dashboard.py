"""What the desk learns: counts, gaps of which each opens a record, citations marked wrong, sources that have ended."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.errors import DeniedError, InputError
from assistant.visits import Feedback
from tests.desk.conftest import ARABIC, Staffed

UNKNOWN = (
    "Must a patent licence be registered in Kenya?",
    "Does a patent licence have to be registered in Kenya?",
)


def test_figures_count_what_came_in_and_cluster_what_could_not_be_answered(own_desk: Callable[..., Staffed]) -> None:
    staffed = own_desk()
    desk = staffed.desk
    for text in (ARABIC, *UNKNOWN):
        inquiry = staffed.taken(text)
        desk.review.compose(staffed.staff, inquiry.id, "en")
    replied = staffed.approved()
    desk.review.send(staffed.staff, replied.id)
    desk.assistant.page.visits.put_feedback(Feedback("a", "Is it 60 days? mail me@example.org", "en", "wrong", 2))
    figures = desk.figures()
    assert dict(figures.by_language) == {"ar": 1.0, "en": 3.0}
    assert dict(figures.by_state) == {"drafted": 3.0, "sent": 1.0}
    assert dict(figures.reply_time)["en"] < 1
    assert [gap.count for gap in figures.gaps] == [2]
    assert sum(dict(figures.by_reason).values()) == 2
    assert figures.wrong_citations == ("Is it 60 days? mail  …  [2]",)
    path = desk.open_record(staffed.staff, 0)
    record = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    assert record["times_asked"] == 2
    assert set(record["asked"]) == set(UNKNOWN)
    assert record["confidence"] == "unverified"
    with pytest.raises(InputError, match="no such gap"):
        desk.open_record(staffed.staff, 7)
    with pytest.raises(DeniedError):
        desk.open_record(staffed.people["member"], 0)
