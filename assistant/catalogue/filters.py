"""Hard filters: what stops a profile whatever else speaks for it. Each gives True in the rows that it stops."""

import datetime as dt

import numpy as np

from assistant.catalogue.board import Board
from assistant.catalogue.columns import COOPERATION, LICENCES, Mask, bits, day_number
from assistant.domain import Wish

FILTERS = ("validity", "deadline", "excluded", "export_control", "market", "country", "trl", "licence", "cooperation")


def stopped_by(board: Board, wish: Wish, today: dt.date) -> dict[str, Mask]:
    """What each filter that the wish calls for stops, by name. A field that a profile does not state stops nothing,
    nor does what was only preferred."""
    c = board.columns
    day = day_number(today)
    own = _own_codes(wish)
    found: dict[str, Mask] = {
        "validity": c.expired_after < day,
        "deadline": c.deadline < day,
        "excluded": board.marked(board.excluded, own) | board.marked(board.countries, wish.excluded_countries),
        "export_control": c.prohibited & ~board.marked(board.countries, own),
    }
    if wish.use_country:
        there = (wish.use_country, wish.use_country[:2])
        here = board.marked(board.targets, there) | board.marked(board.countries, there) | board.untargeted
        found["market"] = ~here
    if wish.countries:
        found["country"] = ~board.marked(board.countries, wish.countries)
    if wish.trl_min is not None:
        found["trl"] = (c.trl_low > 0) & (c.trl_low < wish.trl_min)
    elif wish.trl is not None and wish.side == "need":
        found["trl"] = c.trl_low > wish.trl
    if wish.licence_types:
        found["licence"] = (c.licences > 0) & ((c.licences & bits(wish.licence_types, LICENCES)) == 0)
    if wish.cooperation:
        found["cooperation"] = (c.cooperation & bits(wish.cooperation, COOPERATION)) == 0
    return {name: found[name] for name in FILTERS if name in found and name not in wish.soft}


def of_side(board: Board, wish: Wish) -> Mask:
    """The rows that come into question at all: the side looked for, and not the asker's own profile."""
    rows = board.columns.offer if wish.side == "offer" else ~board.columns.offer
    own = board.rows.get(wish.profile_id or "")
    if own is not None:
        rows = rows.copy()
        rows[own] = False
    return rows


def count_stops(stops: dict[str, Mask], size: int) -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    """By how many filters each row is stopped."""
    total = np.zeros(size, np.int8)
    for mask in stops.values():
        total += mask
    return total


def _own_codes(wish: Wish) -> tuple[str, ...]:
    """The asker's country, and the country of its region."""
    own = wish.own_country
    return (own, own[:2]) if own else ()
