"""Text as HTML and Markdown that can do nothing: no tag, link, image or formula in it comes alive."""

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_LATIN = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9 .,/&@:_-]*[A-Za-z0-9]|[A-Za-z])(?: ?\([A-Za-z][A-Za-z0-9 .,/&@:_-]*\))*|\d+(?:[-/]\d+)+"
)
_MARK = re.compile(r"\[(\d+)\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]")


def inert(text: str) -> str:
    """Every ASCII punctuation mark as a numeric entity: it reads the same, and neither HTML nor Markdown sees syntax.

    Control characters and explicit directional overrides, which make a line read otherwise than it is, are left out.
    """
    return _SPECIAL.sub(lambda found: f"&#{ord(found.group())};", _CONTROL.sub("", text))


@lru_cache(maxsize=500)
def direction(language: str) -> str:
    """``rtl`` or ``ltr``; ``auto`` for an unknown language or one that Unicode's locale data do not have."""
    if language == "und":
        return "auto"
    try:
        order: str = Locale.parse(language.split("-")[0]).character_order
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if order == "right-to-left" else "ltr"


def isolated(text: str, language: str) -> str:
    """``inert`` text; in a right-to-left language, Latin names, days and numbers of several parts stand in isolation, so that
    their parts do not swap places, and arrows point onwards."""
    if direction(language) != "rtl":
        return inert(text)
    text = text.replace("→", "←")
    parts, end = [], 0
    for found in _LATIN.finditer(text):
        parts += [inert(text[end : found.start()]), f'<bdi dir="ltr">{inert(found.group())}</bdi>']
        end = found.end()
    return "".join([*parts, inert(text[end:])])


def with_marks(text: str, language: str, anchor: str) -> str:
    """``isolated`` text with each ``[n]`` as a link to ``#anchor-n`` on the same page."""
    parts, end = [], 0
    for found in _MARK.finditer(text):
        n = found.group(1)
        parts += [
            isolated(text[end : found.start()], language),
            f'<a class="mark" href="#{anchor}-{n}">&#91;{n}&#93;</a>',
        ]
        end = found.end()
    return "".join([*parts, isolated(text[end:], language)])
