"""A board of a test's own, and what is needed to match on it, without an encoder."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from assistant.catalogue.board import Board, build_board
from assistant.catalogue.explain import Explainer
from assistant.catalogue.match import Matcher
from assistant.catalogue.names import Names
from assistant.catalogue.profile_words import ProfileWords
from assistant.catalogue.score import Scorer, Scores
from assistant.catalogue.weights import load_weights
from assistant.domain import Matches, Wish
from assistant.phrases import Phrasebook, load_phrases
from assistant.profile import Profile
from assistant.text import tokens
from tests.catalogue.conftest import TODAY
from tests.conftest import ROOT

SECTORS = ("water", "agriculture", "energy")


def a_wish(**fields: object) -> Wish:
    values: dict[str, object] = {
        "text": "seawater desalination membrane",
        "language": "en",
        "side": "offer",
        "sectors": ("water",),
    }
    return Wish(**{**values, **fields})  # type: ignore[arg-type]


def board_of(profiles: Sequence[Profile], find: Callable[[str, str], Sequence[str]] = lambda _text, _language: ()) -> Board:
    vectors = np.eye(len(profiles), 8, dtype=np.float32)
    return build_board(profiles, vectors, word_index=ProfileWords(), tokens=tokens, find=find, sectors=SECTORS)


def scorer(today: dt.date = TODAY) -> Scorer:
    return Scorer(load_weights(), {"water": ("agriculture",)}, lambda: today)


def scored(profiles: Sequence[Profile], wish: Wish, similarity: float | Sequence[float] = 0.6) -> Scores:
    board = board_of(profiles)
    alike = np.broadcast_to(np.asarray(similarity, np.float32), (len(profiles),))
    return scorer()(board, wish, alike, tokens(wish.text, wish.language), np.ones(len(profiles), np.bool_))


@lru_cache(maxsize=1)
def phrases() -> Phrasebook:
    return load_phrases(ROOT / "prompts" / "phrases")


def matched(
    profiles: Sequence[Profile],
    wish: Wish,
    similarity: float | Sequence[float] = 0.6,
    language: str = "en",
    find: Callable[[str, str], Sequence[str]] = lambda _text, _language: (),
    rest: Sequence[float] | None = None,
) -> Matches:
    names = Names(phrases(), {"water": {"en": ["water"], "zh": ["水务"]}}, {})
    matcher = Matcher(
        scorer=scorer(),
        explain=Explainer(phrases(), names, lambda concept, _language: concept, tokens, lambda: TODAY),
        words=lambda wish: tokens(wish.text, wish.language),
        nearest=phrases().nearest,
        today=lambda: TODAY,
    )
    alike = np.broadcast_to(np.asarray(similarity, np.float32), (len(profiles),))
    left = None if rest is None else np.asarray(rest, np.float32)
    return matcher(board_of(profiles, find), wish, alike, 10, language, rest=left)
