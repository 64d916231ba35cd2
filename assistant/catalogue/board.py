"""The profiles that one level of visitors may see, ready to be searched. Nothing of other profiles is in it: no word counts, no
rarity of a concept, no rank can tell that they exist."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.catalogue.columns import Columns, Numbers, build_columns
from assistant.catalogue.texts import words
from assistant.ports import Vectors
from assistant.profile import Profile

READ_IN = ("en", "zh")
Rows = npt.NDArray[np.int64]


class WordIndex(Protocol):
    """Lexical search over the profiles of one board."""

    def build(self, profiles: Iterable[Mapping[str, Sequence[str]]]) -> None: ...

    def scores(self, tokens: Sequence[str], language: str) -> Numbers:
        """Share of the tokens' weight that every profile has, 0..1, in the order in which they were given."""


@dataclass(frozen=True, slots=True)
class Board:
    """``vectors``: shape (profiles, dimensions). ``concepts`` and ``places`` map codes to rows."""

    profiles: tuple[Profile, ...]
    rows: Mapping[str, int]
    vectors: Vectors
    columns: Columns
    word_index: WordIndex
    concepts: Mapping[str, Rows]
    concepts_of: tuple[frozenset[str], ...]
    countries: Mapping[str, Rows]
    targets: Mapping[str, Rows]
    excluded: Mapping[str, Rows]
    languages: Mapping[str, Rows]
    classes: Mapping[str, Rows]
    untargeted: npt.NDArray[np.bool_]
    sectors: tuple[str, ...]

    def rarity(self, concept: str) -> float:
        return math.log1p(max(len(self.profiles), 1) / (1 + len(self.concepts.get(concept, ()))))

    def marked(self, table: Mapping[str, Rows], codes: Iterable[str]) -> npt.NDArray[np.bool_]:
        """True in the rows that ``table`` has under one of ``codes``."""
        found = np.zeros(len(self.profiles), np.bool_)
        for code in codes:
            if code in table:
                found[table[code]] = True
        return found

    def chosen(self, ids: Iterable[str]) -> npt.NDArray[np.bool_]:
        """True in the rows of these profiles."""
        found = np.zeros(len(self.profiles), np.bool_)
        found[[self.rows[i] for i in ids if i in self.rows]] = True
        return found


def build_board(
    profiles: Sequence[Profile],
    vectors: Vectors,
    *,
    word_index: WordIndex,
    tokens: Callable[[str, str], list[str]],
    find: Callable[[str, str], Sequence[str]],
    sectors: Sequence[str],
) -> Board:
    """``find`` gives the glossary concepts of a text in a language."""
    word_index.build(words(profile, tokens) for profile in profiles)
    concepts_of = tuple(_concepts(profile, find) for profile in profiles)
    return Board(
        profiles=tuple(profiles),
        rows={profile.id: n for n, profile in enumerate(profiles)},
        vectors=vectors,
        columns=build_columns(profiles, sectors),
        word_index=word_index,
        concepts=_postings(concepts_of),
        concepts_of=concepts_of,
        countries=_postings([[p.country, *([p.region] if p.region else [])] for p in profiles]),
        targets=_postings([p.target_countries for p in profiles]),
        excluded=_postings([p.excluded_countries for p in profiles]),
        languages=_postings([p.languages or [p.original_language] for p in profiles]),
        classes=_postings([{key for code in (*p.ipc, *p.nace) for key, _ in class_levels(code)} for p in profiles]),
        untargeted=np.array([not p.target_countries for p in profiles], np.bool_),
        sectors=tuple(sectors),
    )


def class_levels(code: str) -> list[tuple[str, float]]:
    """Of an IPC symbol or a NACE code: keys from the code itself to its class, with how near two codes are that share one."""
    bare = code.replace(" ", "")
    keys = {f"code {bare}": 1.0, f"group {bare.split('/')[0].split('.')[0]}": 0.8}
    if len(bare) >= 4 and bare[3].isalpha():
        keys[f"subclass {bare[:4]}"] = 0.6
    keys[f"class {bare[:3]}"] = 0.3
    return list(keys.items())


def _concepts(profile: Profile, find: Callable[[str, str], Sequence[str]]) -> frozenset[str]:
    """Read from the languages in which the glossary is richest, else from the original."""
    languages = [code for code in READ_IN if code in profile.title] or [profile.original_language]
    found: set[str] = set()
    for language in languages:
        texts = [t.get(language, "") for t in (profile.title, profile.summary, profile.advantages, profile.expertise_sought)]
        found.update(find(" . ".join([*texts, *profile.keywords.get(language, [])]), language))
    return frozenset(found)


def _postings(codes: Sequence[Iterable[str]]) -> dict[str, Rows]:
    found: dict[str, list[int]] = defaultdict(list)
    for row, own in enumerate(codes):
        for code in own:
            found[code].append(row)
    return {code: np.array(rows, np.int64) for code, rows in found.items()}
