"""What of a profile is encoded, and what is searched by words. Contacts and organisations are in neither."""

import hashlib
from collections.abc import Callable

import numpy as np

from assistant.ports import Vectors
from assistant.profile import Profile

FORM = "mean-2"
"""Version of the way from a profile to its vector."""
_NAMED = 0.5
"""Weight of title and keywords beside title and summary; chosen on the development needs of ``eval/matching.py``."""


def versions(profile: Profile) -> list[tuple[str, str]]:
    """(language, title and summary) of each language that has both."""
    return [(code, f"{profile.title[code]}. {profile.summary[code]}") for code in profile.title if code in profile.summary]


def named(profile: Profile) -> list[tuple[str, str]]:
    """(language, title and keywords) of each language that has both: what it is about, in few words, as a wish says it."""
    return [
        (code, f"{profile.title[code]}. {', '.join(own)}")
        for code, own in profile.keywords.items()
        if own and code in profile.title
    ]


def encoded(profile: Profile) -> list[tuple[str, str]]:
    """(language, text) of all that is encoded of a profile."""
    return versions(profile) + named(profile)


def text_hash(profile: Profile) -> str:
    """Key of a profile's vector."""
    parts = "\n".join(f"{language}\t{text}" for language, text in encoded(profile))
    return hashlib.sha256(f"{FORM}\n{parts}".encode()).hexdigest()[:32]


def profile_vector(profile: Profile, rows: Vectors) -> Vectors:
    """One vector that leans to no language, of unit length; ``rows``: the vectors of ``encoded``. Of versions and of names the
    mean over languages is taken first."""
    count = len(versions(profile))
    whole = _unit(rows[:count].mean(axis=0))
    return whole if count == len(rows) else _unit(whole + _NAMED * _unit(rows[count:].mean(axis=0)))


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def words(profile: Profile, tokens: Callable[[str, str], list[str]]) -> dict[str, list[str]]:
    """Tokens of each language, for lexical search."""
    found: dict[str, list[str]] = {}
    for texts in (profile.title, profile.summary, profile.description, profile.advantages, profile.expertise_sought):
        for language, text in texts.items():
            found.setdefault(language, []).extend(tokens(text, language))
    for language, keywords in profile.keywords.items():
        for keyword in keywords:
            found.setdefault(language, []).extend(tokens(keyword, language))
    return found
