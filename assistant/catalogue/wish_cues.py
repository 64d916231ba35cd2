"""The patterns by which a description is read, from ``prompts/cues/partners.yaml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError
from assistant.files import read_yaml

_CONTEXT = (
    "seek",
    "self",
    "partner",
    "toward",
    "origin",
    "market",
    "use",
    "except",
    "gives",
    "trl_above",
    "trl_below",
    "licence_refusals",
)
_ORDER = ("en", "zh", "ru", "ar", "fr", "es", "th", "vi", "id", "sr")
"""Languages of the lines of each group in the file."""
_GROUPS = ("licences", "cooperation", "ip", "kinds", "sizes")


@dataclass(frozen=True, slots=True)
class WishCues:
    """Patterns over normalised text. ``stages``: (lowest, highest TRL, pattern); ``places``: (countries, pattern)."""

    seek: re.Pattern[str]
    seeking: Mapping[str, re.Pattern[str]]
    """The same by language: short words of one are others in another."""
    self: re.Pattern[str]
    partner: re.Pattern[str]
    toward: re.Pattern[str]
    origin: re.Pattern[str]
    market: re.Pattern[str]
    use: re.Pattern[str]
    excepted: re.Pattern[str]
    gives: re.Pattern[str]
    trl_above: re.Pattern[str]
    trl_below: re.Pattern[str]
    licence_refusals: re.Pattern[str]
    stages: tuple[tuple[int, int, re.Pattern[str]], ...]
    licences: Mapping[str, re.Pattern[str]]
    cooperation: Mapping[str, re.Pattern[str]]
    ip: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, re.Pattern[str]]
    sizes: Mapping[str, re.Pattern[str]]
    places: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]


def load_wish_cues(path: Path) -> WishCues:
    """Raises CorpusError for a file that is none, lacks a part or holds a broken pattern."""
    try:
        data = read_yaml(path)
        context = {name: _any(data[name]) for name in _CONTEXT}
        groups = {
            name: {k: _any(v) for k, v in data[name].items()} for name in ("licences", "cooperation", "ip", "kinds", "sizes")
        }
        return WishCues(
            **{("excepted" if name == "except" else name): pattern for name, pattern in context.items()},
            seeking={code: _any([pattern]) for code, pattern in zip(_ORDER, data["seek"], strict=True)},
            stages=tuple((s["trl"][0], s["trl"][1], _any(s["words"])) for s in data["stages"].values()),
            places={k: (tuple(v["countries"]), _any(v["words"])) for k, v in data["places"].items()},
            licences=groups["licences"],
            cooperation=groups["cooperation"],
            ip=groups["ip"],
            kinds=groups["kinds"],
            sizes=groups["sizes"],
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, re.error, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} does not hold the cues of partners: {error}.") from error


def _any(patterns: Sequence[Any]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
