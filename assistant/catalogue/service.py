"""The catalogue as the rest of the program uses it: wishes read, boards kept fresh, matches found."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

import numpy as np

from assistant.access import VISITOR, Thing, Viewer, authorize, levels, of_level
from assistant.catalogue.board import Board
from assistant.catalogue.changes import corrected
from assistant.catalogue.match import Matcher
from assistant.catalogue.names import text_in
from assistant.catalogue.score import similarities
from assistant.catalogue.side import SideReader
from assistant.catalogue.texts import versions
from assistant.domain import Matches, Side, Visibility, Wish
from assistant.errors import InputError
from assistant.ports import VectorIndex, Vectors
from assistant.profile import Profile

EXACT = 60_000
"""Up to so many visible profiles all are compared in memory; of more, the vector index proposes the nearest."""
HIDDEN = frozenset({"draft", "withdrawn"})
"""States that only staff see."""
_ORGANISATIONS = 4
"""Boards of single organisations that are kept at a time."""
_PROPOSED = 2000
_BLOCK = 128
_TEXT = 12_000
_FEW = 100
"""Profiles below which how many speak of a term says little of how broad it is."""
_LEAST = 4
"""Letters of which a text has at least something to say."""


class BoardStore(Protocol):
    """What matching needs of SQL."""

    def generation(self) -> str: ...
    def live(self, visibilities: Sequence[Visibility], encoder: str) -> Iterator[tuple[Profile, Vectors]]: ...
    def profiles(self, ids: Sequence[str] | None = None) -> Iterator[Profile]: ...
    def vectors_of(self, ids: Sequence[str], encoder: str) -> dict[str, Vectors]: ...


def may_see(viewer: Viewer, profile: Profile) -> bool:
    """Whether a profile is for the viewer's eyes, whatever its state."""
    return authorize(viewer, "read", Thing(profile.visibility, profile.confidential_to))


def not_told(_wish: Wish) -> None:
    """Nothing tells what of a wish no term names."""


@dataclass(slots=True)
class Catalogue:
    """``read`` turns a text into a wish; ``encode`` gives a wish's vector; ``left``
    what no term of a short wish names, None of any other; ``board_of`` builds a board of visible profiles;
    ``sides`` tells which side a text looks for."""

    store: BoardStore
    indexes: Mapping[Visibility, VectorIndex]
    encoder_name: str
    read: Callable[[str, str | None, Side | None], Wish]
    encode: Callable[[str, str], Vectors]
    board_of: Callable[[Sequence[Profile], Vectors], Board]
    matcher: Matcher
    sides: SideReader
    dimensions: int
    left: Callable[[Wish], str | None] = not_told
    exact: int = EXACT
    _boards: dict[tuple[Visibility, str | None], tuple[str, Board]] = field(default_factory=dict)
    _building: Lock = field(default_factory=Lock)

    def wish(
        self,
        text: str | None = None,
        *,
        profile: str | None = None,
        side: Side | None = None,
        language: str | None = None,
        changes: Mapping[str, object] | None = None,
        viewer: Viewer = VISITOR,
    ) -> Wish:
        """What a text, or a profile that the viewer may see, asks for.

        Raises:
            InputError: neither or both are given, the text is empty or too long, the profile is unknown.
        """
        if (text is None) == (profile is None):
            raise InputError("Give either a text or the id of a profile.")
        if profile is not None:
            return corrected(self._wish_of(profile, side, language, viewer), changes or {})
        assert text is not None
        if not any(map(str.isalnum, text)):
            raise InputError("The description is empty: write what you offer or need.")
        if len(text) > _TEXT:
            raise InputError(f"The description has {len(text)} characters, at most {_TEXT} can be read: shorten it.")
        wish = self.read(text, language, side)
        return corrected(self._sided(wish, viewer) if wish.open_side else wish, changes or {})

    def match(
        self,
        wish: Wish,
        k: int = 10,
        *,
        language: str | None = None,
        viewer: Viewer = VISITOR,
        only: Collection[str] | None = None,
    ) -> Matches:
        """The profiles that fit, best first; with ``only``, those among them."""
        return next(self._match_block(self.board(viewer), [wish], k, language, viewer, only))

    def match_many(
        self, wishes: Iterable[Wish], k: int = 10, *, language: str | None = None, viewer: Viewer = VISITOR
    ) -> Iterator[Matches]:
        """As ``match``, for many wishes; compared in blocks."""
        board = self.board(viewer)
        block: list[Wish] = []
        for wish in wishes:
            block.append(wish)
            if len(block) == _BLOCK:
                yield from self._match_block(board, block, k, language, viewer)
                block = []
        if block:
            yield from self._match_block(board, block, k, language, viewer)

    def profile(self, profile_id: str, viewer: Viewer = VISITOR) -> Profile:
        """A profile that the viewer may see.

        Raises:
            InputError: there is none of this id; a confidential one is no different.
        """
        found = next(iter(self.store.profiles([profile_id])), None)
        if found is None or found.state in HIDDEN or not may_see(viewer, found):
            raise InputError(f"There is no profile {profile_id!r}.")
        return found

    def profiles(self, viewer: Viewer = VISITOR, state: str | None = None) -> Iterator[Profile]:
        """All that the viewer may see, in order of ids: of one state, or all but drafts and what was withdrawn.

        Raises:
            InputError: drafts or withdrawn profiles are for staff.
        """
        if state in HIDDEN and not authorize(viewer, "work"):
            raise InputError(f"Profiles in the state {state} are for staff.")
        shown = (p for p in self.store.profiles() if may_see(viewer, p))
        return (p for p in shown if (p.state not in HIDDEN if state is None else p.state == state))

    def board(self, viewer: Viewer = VISITOR) -> Board:
        """The board of what the viewer may see, built anew after every change of a profile. Members of an organisation share
        that of their level, unless something is confidential to theirs."""
        generation = self.store.generation()
        level = levels(viewer)[-1]
        own = None if level == "staff" else viewer.organisation
        known = self._boards.get((level, own))
        if known is not None and known[0] == generation:
            return known[1]
        with self._building:
            if own is None:
                return self._general(level, generation)
            staffs = self.store.live(("staff",), self.encoder_name)
            more = [pair for pair in staffs if may_see(viewer, pair[0])]
            if more:
                there = self.store.live(levels(viewer), self.encoder_name)
                board = self._built(sorted((*there, *more), key=lambda pair: pair[0].id))
            else:
                board = self._general(level, generation)
            for key in [k for k in self._boards if k[1] is not None][: -_ORGANISATIONS + 1]:
                del self._boards[key]
            self._boards[(level, own)] = (generation, board)
        return board

    # --- parts -----------------------------------------------------------------------------------------------------

    def _general(self, level: Visibility, generation: str) -> Board:
        """Of all that whoever has this level may see."""
        known = self._boards.get((level, None))
        if known is None or known[0] != generation:
            known = (generation, self._built(self.store.live(levels(of_level(level)), self.encoder_name)))
            self._boards[(level, None)] = known
        return known[1]

    def _built(self, pairs: Iterable[tuple[Profile, Vectors]]) -> Board:
        profiles: list[Profile] = []
        vectors: list[Vectors] = []
        for profile, vector in pairs:
            profiles.append(profile)
            if len(profiles) <= self.exact:
                vectors.append(vector)
        exact = len(profiles) <= self.exact and bool(profiles)
        return self.board_of(profiles, np.stack(vectors) if exact else np.empty((0, self.dimensions), np.float32))

    def _match_block(
        self,
        board: Board,
        wishes: Sequence[Wish],
        k: int,
        language: str | None,
        viewer: Viewer,
        only: Collection[str] | None = None,
    ) -> Iterator[Matches]:
        own = self.store.vectors_of([w.profile_id for w in wishes if w.profile_id], self.encoder_name)
        vectors = np.stack([own[w.profile_id] if w.profile_id in own else self.encode(w.text, w.language) for w in wishes])
        rows = self._similarities(board, vectors, viewer)
        for wish, vector, row in zip(wishes, vectors, rows, strict=True):
            matches = self.matcher(board, wish, row, k, language or wish.language, only, self._rest(board, wish, vector, viewer))
            if not matches.found and wish.open_side and only is None:
                turned = self._turned(wish)
                rest = self._rest(board, turned, vector, viewer)
                other = self.matcher(board, turned, row, k, language or wish.language, only, rest)
                matches = other if other.found else matches
            yield matches

    def _sided(self, wish: Wish, viewer: Viewer) -> Wish:
        """``wish`` with the side that its text looks for; open where that is unsure. As it was read, a word of offering alone
        had told."""
        gives = wish.side == "need"
        board = self.board(viewer)
        if not board.profiles or not self.sides.learned:
            return replace(wish, open_side=not gives)
        vector = self.encode(wish.text, wish.language)
        row = self._similarities(board, vector[None], viewer)[0]
        turned = self._turned(wish)
        likeliest = {w.side: self.matcher.likeliest(board, w, row) for w in (wish, turned)}
        told = self.sides.signals(wish.text, wish.language, vector, gives=gives, **likeliest)
        chance = self.sides.chance_of_need(told)
        chosen = turned if self.sides.need(chance, told) != gives else wish
        return replace(chosen, open_side=not self.sides.settled(chance, told))

    def _turned(self, wish: Wish) -> Wish:
        """The same text, read as one that looks for the other side."""
        return self.read(wish.text, wish.language, "offer" if wish.side == "need" else "need")

    def _rest(self, board: Board, wish: Wish, vector: Vectors, viewer: Viewer) -> Vectors | None:
        """Similarity to each profile of what is left of a short wish without its terms: of the whole where it has none. A small
        catalogue does not tell how rare a term is."""
        text = self.left(wish) if len(board.profiles) >= _FEW else None
        if text is None:
            return None
        more = sum(map(str.isalnum, text)) >= _LEAST
        left = self.encode(text, wish.language) if more else vector
        rows: Vectors = self._similarities(board, left[None], viewer)
        return np.asarray(rows[0], np.float32)

    def _similarities(self, board: Board, vectors: Vectors, viewer: Viewer) -> Vectors:
        """Of each vector to each profile, shape (vectors, profiles)."""
        exact = len(board.vectors) == len(board.profiles)
        return similarities(board, vectors) if exact else self._proposed(board, vectors, viewer)

    def _proposed(self, board: Board, vectors: Vectors, viewer: Viewer) -> Vectors:
        """Similarities of the profiles that the vector index finds nearest; 0 for all others."""
        found = np.zeros((len(vectors), len(board.profiles)), np.float32)
        for n, vector in enumerate(vectors):
            for level in dict.fromkeys((*levels(viewer), *(("staff",) if viewer.organisation else ()))):
                for profile_id, similarity in self.indexes[level].search(vector, _PROPOSED):
                    row = board.rows.get(profile_id)
                    if row is not None:
                        found[n, row] = similarity
        return found

    def _wish_of(self, profile_id: str, side: Side | None, language: str | None, viewer: Viewer) -> Wish:
        profile = self.profile(profile_id, viewer)
        own = language or profile.original_language
        text = text_in(dict(versions(profile)), own, own, profile.original_language)
        board = self.board(viewer)
        row = board.rows.get(profile.id)
        looked_for: Side = side or ("offer" if profile.side == "need" else "need")
        return Wish(
            text=text[1],
            language=own,
            side=looked_for,
            sectors=tuple(profile.sectors),
            terms=tuple(sorted(board.concepts_of[row])) if row is not None else (),
            preferred_countries=tuple(profile.target_countries),
            own_country=profile.country,
            excluded_countries=tuple(profile.excluded_countries),
            ipc=tuple(profile.ipc),
            nace=tuple(profile.nace),
            trl=profile.trl,
            trl_min=profile.trl_min,
            trl_max=profile.trl_max,
            cooperation=tuple(profile.cooperation),
            licence_types=tuple(profile.licence_types),
            kinds=tuple(profile.partner.kinds),
            sizes=tuple(profile.partner.sizes),
            languages=tuple(profile.languages),
            profile_id=profile.id,
            source="profile",
        )
