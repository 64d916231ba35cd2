"""When the gate lets a change pass, and when not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import InputError
from eval.config import GateRule
from eval.gate import Baseline, compare, read, write

RULE = GateRule(alpha=0.05, measures=("recall@5",), promises=("quotes_exact",))
IDS = [f"{language}-{n:02}" for language in ("en", "zh") for n in range(20)]


def measured(lost: Mapping[str, float] | None = None, marks: Mapping[str, str] | None = None, quotes: float = 1.0) -> Baseline:
    recall = {**dict.fromkeys(IDS, 1.0), **(lost or {})}
    scores = {"recall@5": recall, "quotes_exact": {**dict.fromkeys(IDS, 1.0), "en-00": quotes}}
    return Baseline("abc", "2026-11-25", "encoder", scores, {**dict.fromkeys(IDS, "m"), **(marks or {})})


def failed(before: Baseline, after: Baseline) -> set[tuple[str, str]]:
    return {(c.measure, c.language) for c in compare(before, after, RULE) if c.failed}


def test_the_same_scores_pass() -> None:
    assert failed(measured(), measured()) == set()


def test_one_lost_question_is_chance() -> None:
    assert failed(measured(), measured({"zh-01": 0.0})) == set()


def test_a_drop_in_one_language_fails_although_the_other_holds() -> None:
    lost = {f"zh-{n:02}": 0.0 for n in range(8)}
    assert failed(measured(), measured(lost)) == {("recall@5", "all"), ("recall@5", "zh")}


def test_a_rise_elsewhere_does_not_hide_a_drop_in_one_language() -> None:
    weak_english = {f"en-{n:02}": 0.0 for n in range(8)}
    weak_chinese = {f"zh-{n:02}": 0.0 for n in range(8)}
    assert failed(measured(weak_english), measured(weak_chinese)) == {("recall@5", "zh")}


def test_one_broken_promise_fails() -> None:
    assert failed(measured(), measured(quotes=0.5)) == {("quotes_exact", "all")}


def test_a_promise_that_was_broken_before_does_not_fail_again() -> None:
    assert failed(measured(quotes=0.5), measured(quotes=0.5)) == set()


def test_questions_worded_anew_are_not_compared() -> None:
    lost = {f"zh-{n:02}": 0.0 for n in range(8)}
    assert failed(measured(), measured(lost, dict.fromkeys(lost, "new wording"))) == set()


def test_a_language_whose_questions_all_changed_cannot_slip_through() -> None:
    chinese = {i: "new wording" for i in IDS if i.startswith("zh")}
    assert ("recall@5", "zh") in failed(measured(), measured(marks=chinese))


def test_a_language_whose_questions_vanished_cannot_slip_through() -> None:
    before, after = measured(), measured()
    kept = [i for i in IDS if i.startswith("en")]
    less = Baseline("abc", "", "encoder", {m: {i: s[i] for i in kept} for m, s in after.scores.items()}, dict.fromkeys(kept, "m"))
    assert {(c.measure, c.language) for c in compare(before, less, RULE) if c.failed} == {("recall@5", "zh")}


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(measured(), tmp_path / "baseline.json", ("recall@5", "quotes_exact"))
    assert read(tmp_path / "baseline.json") == measured()


def test_a_missing_or_damaged_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make baseline"):
        read(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        read(tmp_path / "bad.json")
