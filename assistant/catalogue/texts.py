"""What of a profile is encoded, and what is searched by words. Contacts and organisations are in neither."""

import hashlib
from collections.abc import Callable

import numpy as np

from assistant.ports import Vectors
from assistant.profile import Profile

FORM = "mean-1"
"""Version of the way from a profile to its vector."""


def versions(profile: Profile) -> list[tuple[str, str]]:
    """(language, title and summary) of each language that has both."""
    return [(code, f"{profile.title[code]}. {profile.summary[code]}") for code in profile.title if code in profile.summary]


def text_hash(profile: Profile) -> str:
    """Key of a profile's vector."""
    parts = "\n".join(f"{language}\t{text}" for language, text in versions(profile))
    return hashlib.sha256(f"{FORM}\n{parts}".encode()).hexdigest()[:32]


def mean_vector(rows: Vectors) -> Vectors:
    """One vector that leans to no language: the mean of those of all versions, of unit length."""
    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


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
