"""When the gate lets a change pass, and when not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import InputError
from eval.config import GateRule
from eval.gate import Baseline, compare, narrowed, read, table, write
from eval.report.terminal import lines

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


def test_rounding_is_no_drop_however_many_questions_it_touches() -> None:
    third = dict.fromkeys(IDS, 0.6667)
    assert failed(measured(third), measured(dict.fromkeys(IDS, 2 / 3))) == set()
    assert failed(measured(dict.fromkeys(IDS, 2 / 3)), measured(third)) == set()


def test_a_few_flips_both_ways_as_on_another_machine_are_chance() -> None:
    before = measured({"zh-01": 0.0, "zh-02": 0.0, "en-03": 0.0})
    after = measured({"zh-04": 0.0, "zh-05": 0.0, "zh-06": 0.0, "en-07": 0.0})
    assert failed(before, after) == set()


def test_one_language_can_be_compared_alone() -> None:
    chinese = {i for i in IDS if i.startswith("zh")}
    lost = dict.fromkeys(list(chinese)[:9], 0.0)
    after = narrowed(measured(lost), {"zh"})
    assert set(after.marks) == chinese
    assert failed(narrowed(measured(), {"zh"}), after) == {("recall@5", "all"), ("recall@5", "zh")}


def test_the_table_names_what_failed_with_both_means() -> None:
    before, after = measured(), measured({f"zh-{n:02}": 0.0 for n in range(8)}, quotes=0.5)
    rows = [line.split() for line in lines(table(compare(before, after, RULE), before)).splitlines()]
    assert ["FAILED", "recall@5", "zh", "1.000", "0.600", "-0.400", "20", "0.0039", "significant", "drop"] in rows
    assert not any(row[1:3] == ["recall@5", "en"] for row in rows)
    assert ["FAILED", "quotes_exact", "all", "1.000", "0.988", "-0.013", "40", "0.5000", "broken", "in", "en-00"] in rows


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(measured(), tmp_path / "baseline.json", ("recall@5", "quotes_exact"))
    assert read(tmp_path / "baseline.json") == measured()


def test_a_missing_or_damaged_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make baseline"):
        read(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        read(tmp_path / "bad.json")
