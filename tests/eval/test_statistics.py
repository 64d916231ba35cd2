"""Intervals and tests against values that can be counted."""

import pytest

from eval.statistics import holm, interval, paired


def test_an_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 200)
    assert few.low < few.mean == 0.5 == many.mean < few.high
    assert many.high - many.low < few.high - few.low


def test_an_interval_of_equal_values_is_a_point() -> None:
    found = interval([1.0] * 7)
    assert (found.low, found.mean, found.high, found.n) == (1, 1, 1, 7)


def test_five_drops_of_five_changes_have_the_exact_p_of_one_in_thirty_two() -> None:
    before = {str(n): 1.0 for n in range(20)}
    after = {**before, **{str(n): 0.0 for n in range(5)}}
    test = paired(before, after)
    assert test.difference == pytest.approx(-0.25)
    assert test.p_drop == pytest.approx(1 / 32)


def test_a_rise_is_no_drop() -> None:
    before = {str(n): 0.0 for n in range(10)}
    assert paired(before, dict.fromkeys(before, 1.0)).p_drop == 1.0


def test_many_changes_are_drawn_and_agree_with_the_count() -> None:
    before = {str(n): 1.0 for n in range(40)}
    after = {**before, **{str(n): 0.0 for n in range(14)}}
    assert paired(before, after).p_drop < 0.001


def test_only_questions_of_both_runs_are_compared() -> None:
    assert paired({"a": 1.0, "b": 1.0}, {"b": 1.0, "c": 0.0}).n == 1


def test_holm_is_stricter_with_more_tests() -> None:
    assert holm([0.04], 0.05) == [True]
    assert holm([0.04, 0.5], 0.05) == [False, False]
    assert holm([0.001, 0.04], 0.05) == [True, True]
