"""Printed lines back to paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.articles import article_start

_ENDS = re.compile(r"[.!?:;。！？：；؟۔।…][”’」）)\]\"'»]*$")
_STARTS = re.compile(
    r"^(?:[•●○▪■◦‣·*–—-]\s|\(?[0-9]{1,3}[.)、．]|\([a-zA-Zа-я一二三四五六七八九十]{1,4}\)"
    r"|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、"
    r"|[a-zа-яđ]\)|第[一二三四五六七八九十百]{1,6}[章节節编編部])"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿа-я])[-\u00ad\u2010]$")


def paragraphs(lines: list[str]) -> Iterator[str]:
    """``lines`` of one printed page, joined where a sentence runs on; a list item or an article starts a new one."""
    if not lines:
        return
    width = sorted(len(line) for line in lines)[len(lines) * 3 // 4]
    current = lines[0]
    for before, line in pairwise(lines):
        short = len(before) < 0.7 * width
        ended = bool(_ENDS.search(before))
        new_article = (ended or short) and article_start(line)
        if (ended and short) or (short and not _runs_on(line)) or new_article or _STARTS.match(line):
            yield current
            current = line
        else:
            current = _join(current, line)
    yield current


def _runs_on(line: str) -> bool:
    return line[:1].islower() or bool(re.match(r"[،,;)\]}、，。；）]", line))


def _join(left: str, right: str) -> str:
    if _HYPHEN.search(left) and right[:1].islower():
        return _HYPHEN.sub("", left) + right
    if _WIDE.match(left[-1:]) and _WIDE.match(right[:1]):
        return left + right
    return f"{left} {right}"
