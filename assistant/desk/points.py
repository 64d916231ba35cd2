"""A letter into the points that want an answer: what it asks, without courtesy, signature and quoted earlier letters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.casework import Urgency
from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.sentences import sentences
from assistant.text import normalise

MOST = 6
"""Points of one inquiry that are drafted; a person reads the rest."""
_ASKS = re.compile(r"[?？؟]\s*$")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)、）]|[-•*])\s*")
_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+|\+?\d(?:[\d ()/-]{7,}\d)")
_CONTEXT = 240


@dataclass(frozen=True, slots=True)
class Letters:
    """Patterns of ``letters.yaml`` over normalised text."""

    quoted: re.Pattern[str]
    courtesy: re.Pattern[str]
    request: re.Pattern[str]
    urgency: dict[Urgency, re.Pattern[str]]


def load_letters(path: Path) -> Letters:
    """Raises CorpusError where a pattern is missing or does not compile."""
    raw = read_yaml(path)
    try:
        return Letters(
            _any(raw["quoted"]),
            _any(raw["courtesy"]),
            _any(raw["request"]),
            {name: _any(patterns) for name, patterns in raw["urgency"].items()},
        )
    except (re.error, KeyError) as error:
        raise CorpusError(f"A pattern in {path} is broken: {error}.") from error


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def without_contacts(text: str) -> str:
    """``text`` without addresses, numbers to call and links: what may be embedded, compared and put into the library."""
    return _PRIVATE.sub(" … ", text)


def own_words(text: str, letters: Letters) -> str:
    """What the writer says: no quoted letter, no signature, no line of courtesy."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").splitlines():
        plain = normalise(line).strip()
        if line.rstrip() == "--" or letters.quoted.search(plain):
            break
        if line.lstrip().startswith(">") or letters.courtesy.fullmatch(plain.strip(" ,.!،。，:：؛")):
            continue
        kept.append(line)
    return "\n".join(kept).strip()


def urgency_of(text: str, letters: Letters) -> Urgency:
    plain = normalise(text)
    if letters.urgency["low"].search(plain):
        return "low"
    return "high" if letters.urgency["high"].search(plain) else "normal"


def points_of(text: str, letters: Letters, places: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The questions of a letter, in order; the first, if it names no place, with the sentence that does. What later ones lack
    they have from those before them, as in a conversation. A letter without a question is one point as a whole."""
    words = own_words(text, letters)
    told = [_NUMBERED.sub("", sentence).strip() for sentence in sentences(words)]
    told = [sentence for sentence in told if any(map(str.isalpha, sentence))]
    asked = [sentence for sentence in told if _ASKS.search(sentence) or letters.request.search(normalise(sentence))]
    if not asked:
        return (" ".join(told),) if told else ()
    setting = next((sentence for sentence in told if sentence not in asked and places(sentence)), None)
    if setting is not None and len(setting) <= _CONTEXT and not places(asked[0]):
        asked[0] = f"{setting} {asked[0]}"
    return tuple(dict.fromkeys(asked))
