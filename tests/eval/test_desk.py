"""The desk's evaluation: what it asks, and that it measures."""

from collections import Counter
from pathlib import Path

from eval.desk.drafts import load
from eval.desk.speed import measure


def test_a_hundred_inquiries_in_ten_languages_of_which_five_have_no_answer() -> None:
    wanted = load()
    assert Counter(one.language for one in wanted) == dict.fromkeys("en zh ru ar fr es th vi id sr".split(), 10)
    assert sum(not one.answerable for one in wanted) == 5
    assert len({one.text for one in wanted}) == 100


def test_queue_and_search_are_timed(tmp_path: Path) -> None:
    found = measure(tmp_path, amount=30, times=1)
    assert {"queue", "search for a word", "one inquiry"} <= found.keys()
    assert all(0 < median <= slowest for median, slowest in found.values())
