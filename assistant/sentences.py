"""Sentences of text in any script, each an exact substring, so that a quote can be checked character for character."""

import re
from collections.abc import Iterator
from itertools import islice

LONGEST = 600
"""A longer sentence is cut at a clause, else at a space, else anywhere."""
LONGEST_UNPUNCTUATED = 220
"""For scripts that end sentences with a space or nothing (Thai, Lao, Khmer, Burmese)."""

_END = re.compile(
    r"[。！？；｡۔؟।॥။។៕።։]+[”’」』）)】\]\"'»]*"  # scripts whose marks are unambiguous
    r"|(?<![!?…])[!?…]++[”’)\]\"'»]*+(?=\s|$)"
    r"|(?<!\.)\.++[”’)\]\"'»]*+(?=\s|$)"
    r"|;(?=\s)"
    r"|\n+"
)
_NO_END = re.compile(
    r"(?:^|[\s(«“\"])(?:\w|[A-Z](?:\.[A-Z])+|e\.g|i\.e|cf|vs|etc|No|Nos|Art|Arts|Artt|Sec|Secs|para|paras|pp|vol|ed|al|Dr|Mr|Mrs|Ms|Prof|Inc|Ltd"
    r"|Co|Corp|St|Fig|approx|ca|bzw|Abs|Nr|vgl|ust|poz|núm|Nº|nº|pág|стр?|пп|рис|руб|тыс|млн|млрд|др|им|долл)\.$"
)
_CLAUSE = re.compile(r"[,;:，、；：،؛—–]\s*|\s+")
_UNPUNCTUATED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WORD = re.compile(r"[^\W_]")
_FEWEST = 4
"""Letters or digits; less is a mark or a number of what follows."""


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` in order, stripped, none empty; each is an exact substring of ``text``.

    A line break always ends a sentence. A fragment such as ``1.`` or ``(a)`` stays with what follows it. Takes time in
    proportion to the length, whatever the text is.
    """
    found: list[str] = []
    start = letters = 0
    for begin, end in _spans(text):
        letters += sum(1 for _ in islice(_WORD.finditer(text, begin, end), _FEWEST))
        if letters >= _FEWEST:
            found += _short_enough(text, start, end)
            start, letters = end, 0
    found += _short_enough(text, start, len(text))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and not _ends_here(text, start, match):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation or an initial, not before a small letter."""
    after = text[match.end() : match.end() + 40].lstrip()
    if after[:1].islower():
        return False
    before = text[max(start, match.start() - 12) : match.start() + 1]
    return len(match.group()) > 1 or not _NO_END.search(before)


def _short_enough(text: str, start: int, end: int) -> Iterator[str]:
    head = text[start : min(end, start + 200)]
    unpunctuated = len(_UNPUNCTUATED.findall(head)) > 0.4 * len(head)
    limit = LONGEST_UNPUNCTUATED if unpunctuated else LONGEST
    while start < end:
        stop = end
        if end - start > limit:
            cuts = [match.end() for match in _CLAUSE.finditer(text, start + limit // 3, start + limit)]
            stop = cuts[-1] if cuts else start + limit
        if piece := text[start:stop].strip():
            yield piece
        start = stop
