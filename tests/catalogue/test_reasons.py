"""Why a profile fits, what speaks against it and what stopped it, in the asker's language."""

import os
import re
import subprocess
import sys

import pytest

from assistant.catalogue.names import Names
from assistant.domain import Wish
from tests.catalogue.boards import a_wish, matched, phrases
from tests.catalogue.conftest import make_profile
from tests.conftest import ROOT

LANGUAGES = ("zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")
SCRIPTS = {"zh": r"[\u4e00-\u9fff]", "ru": r"[\u0400-\u04ff]", "ar": r"[\u0600-\u06ff]", "th": r"[\u0e00-\u0e7f]"}


_TELL = """
from tests.catalogue.test_reasons import full_wish, make_profile, matched
(match,) = matched([make_profile(target_countries=["KE"])], full_wish()).found
print(*(reason.field for reason in match.reasons))
"""


def full_wish() -> Wish:
    return a_wish(
        own_country="KE", trl_min=5, licence_types=("exclusive",), cooperation=("licence",), ip=("patent_granted",),
        preferred_countries=("SA",),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_that_is_met_has_a_reason_in_the_language(language: str) -> None:
    (match,) = matched([make_profile(target_countries=["KE"])], full_wish(), language=language).found
    reasons = {reason.field: reason.why for reason in match.reasons}
    assert {"topic", "sector", "trl", "licence", "cooperation", "ip", "target", "country"} <= set(reasons)
    assert next(iter(reasons)) == "topic"
    assert all(why.strip() and "{" not in why for why in reasons.values())
    if language in SCRIPTS:
        assert all(re.search(SCRIPTS[language], why) for field, why in reasons.items() if field != "trl")


def test_reasons_of_the_same_weight_stand_in_the_same_order_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _TELL], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert told.pop().startswith(b"topic ")


def test_no_two_languages_give_the_same_reasons() -> None:
    told = {
        tuple(reason.why for reason in matched([make_profile()], full_wish(), language=language).found[0].reasons)
        for language in LANGUAGES
    }
    assert len(told) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stopped_a_near_miss_is_told_in_the_language(language: str) -> None:
    wish = a_wish(trl_min=8, licence_types=("sole",))
    (miss,) = matched([make_profile()], wish, language=language).near_misses
    assert len(miss.blocked_by) == 2
    assert all(why.strip() and "{" not in why for why in miss.blocked_by)
    assert "8" in miss.blocked_by[0]
    if language in SCRIPTS:
        assert all(re.search(SCRIPTS[language], why) for why in miss.blocked_by[1:])


def test_of_an_anonymous_profile_no_value_of_a_condition_is_told() -> None:
    wish = a_wish(trl_min=8)
    (miss,) = matched([make_profile(anonymous=True, trl=5)], wish).near_misses
    assert miss.blocked_by == ("maturity does not fit",)
    assert (miss.organisation, miss.trl) == (None, None)


def test_a_group_of_countries_without_what_is_ruled_out_is_called_by_its_name() -> None:
    names = Names(phrases(), {}, {"EUROPE": ["DE", "FR", "GB"]})
    assert names.countries(["DE", "FR"], "en", ["GB"]) == names.countries(["DE", "FR", "GB"], "en")
    assert names.countries(["DE", "FR"], "en") == "Germany, France"
    assert names.countries([], "en", ["GB"]) == ""
    assert names.joined(["a", "", "b"], "en") == "a, b"
