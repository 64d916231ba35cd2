"""The patterns by which a description is read, from ``prompts/cues/partners.yaml``."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError
from assistant.files import read_yaml

_CONTEXT = (
    "seek",
    "self",
    "partner",
    "firm",
    "toward",
    "who_there",
    "there_who",
    "listed",
    "joined",
    "abroad",
    "soft",
    "origin",
    "market",
    "use",
    "except",
    "preferred",
    "best_there",
    "gives",
    "client",
    "takes",
    "limit",
    "trl_above",
    "trl_below",
    "licence_refusals",
)
_ORDER = ("en", "zh", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")
"""Languages of the lines of each group in the file."""
_GROUPS = ("licences", "cooperation", "ip", "kinds", "sizes", "ordinals")


@dataclass(frozen=True, slots=True)
class WishCues:
    """Patterns over normalised text. ``stages``: (lowest, highest TRL, pattern); ``places``: (countries, pattern)."""

    seek: re.Pattern[str]
    seeking: Mapping[str, re.Pattern[str]]
    """The same by language: short words of one are others in another."""
    self: re.Pattern[str]
    partner: re.Pattern[str]
    firm: re.Pattern[str]
    toward: re.Pattern[str]
    who_there: re.Pattern[str]
    there_who: re.Pattern[str]
    listed: re.Pattern[str]
    joined: re.Pattern[str]
    abroad: re.Pattern[str]
    soft: re.Pattern[str]
    origin: re.Pattern[str]
    market: re.Pattern[str]
    use: re.Pattern[str]
    excepted: re.Pattern[str]
    preferred: re.Pattern[str]
    best_there: re.Pattern[str]
    gives: re.Pattern[str]
    client: re.Pattern[str]
    takes: re.Pattern[str]
    limit: re.Pattern[str]
    trl_above: re.Pattern[str]
    trl_below: re.Pattern[str]
    licence_refusals: re.Pattern[str]
    stages: tuple[tuple[int, int, re.Pattern[str]], ...]
    licences: Mapping[str, re.Pattern[str]]
    cooperation: Mapping[str, re.Pattern[str]]
    ip: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, re.Pattern[str]]
    sizes: Mapping[str, re.Pattern[str]]
    ordinals: Mapping[str, re.Pattern[str]]
    """The first, the second … of several."""
    places: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]
    homes: Mapping[str, str]
    """Language -> where those are at home who write it and do not say where they are."""
    alone: "Callable[[str], WishCues]"
    """Those of one language and English: quicker, where there is enough text to be sure of its language."""


def load_wish_cues(path: Path) -> WishCues:
    """Raises CorpusError for a file that is none, lacks a part or holds a broken pattern."""
    try:
        return _cues(read_yaml(path), "")
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, re.error, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} does not hold the cues of partners: {error}.") from error


def _cues(data: Mapping[str, Any], language: str) -> WishCues:
    """In all languages, unless ``language`` is one of them."""
    lines = [n for n, code in enumerate(_ORDER) if code in {"en", language}] if language in _ORDER else range(len(_ORDER))

    def any_of(patterns: Sequence[Any]) -> re.Pattern[str]:
        if len(patterns) != len(_ORDER):
            raise ValueError(f"{len(patterns)} lines instead of one for each of {len(_ORDER)} languages: {patterns[0]}")
        return re.compile("|".join(f"(?:{patterns[n]})" for n in lines))

    context = {("excepted" if name == "except" else name): any_of(data[name]) for name in _CONTEXT}
    groups = {name: {k: any_of(v) for k, v in data[name].items()} for name in _GROUPS}
    return WishCues(
        **context,
        seeking={code: re.compile(pattern) for code, pattern in zip(_ORDER, data["seek"], strict=True)},
        stages=tuple((s["trl"][0], s["trl"][1], any_of(s["words"])) for s in data["stages"].values()),
        places={k: (tuple(v["countries"]), any_of(v["words"])) for k, v in data["places"].items()},
        homes=dict(data["homes"]),
        licences=groups["licences"],
        cooperation=groups["cooperation"],
        ip=groups["ip"],
        kinds=groups["kinds"],
        sizes=groups["sizes"],
        ordinals=groups["ordinals"],
        alone=lru_cache(maxsize=len(_ORDER))(partial(_cues, data)),
    )
