"""Who says what he has, but not that he offers it, looks for those who need it."""

from collections.abc import Callable

import pytest

from assistant.app import Assistant
from tests.catalogue.conftest import make_profile

Stock = Callable[..., None]


@pytest.fixture
def only_a_need(partners: Assistant, stock: Stock) -> Assistant:
    stock(make_profile(id="a-need", type="technology_request"))
    return partners


def test_a_need_is_found_where_no_offer_is(only_a_need: Assistant) -> None:
    found = only_a_need.match("Membrane for seawater desalination")
    assert [match.profile_id for match in found.found] == ["a-need"]
    assert found.wish.side == "need"


def test_the_side_that_the_asker_chose_is_kept(only_a_need: Assistant) -> None:
    assert only_a_need.match("Membrane for seawater desalination", side="offer").found == ()
    assert only_a_need.match("Membrane for seawater desalination", changes={"side": "offer"}).found == ()


def test_an_offer_that_fits_comes_before_any_need(only_a_need: Assistant, stock: Stock) -> None:
    stock(make_profile(id="an-offer"))
    found = only_a_need.match("Membrane for seawater desalination")
    assert [match.profile_id for match in found.found] == ["an-offer"]
