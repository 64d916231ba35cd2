"""Bar charts as SVG made at the server, each with the same figures as a table for those who do not see it."""

from collections.abc import Callable, Sequence

from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import number

Rows = Sequence[tuple[str, float]]
_WIDTH, _BAR, _GAP, _LABEL = 420, 18, 8, 150
_CHARS = 22
"""Of a label; the table has the whole of it."""


def chart(key: str, rows: Rows, named: Callable[[str], str], phrases: Phrasebook, language: str, unit: str = "") -> str:
    """A figure titled by ``desk.ui.KEY``; ``named`` words a row's code."""
    title = inert(phrases.say(language, f"desk.ui.{key}"))
    if not rows:
        body = f'<p class="empty">{inert(phrases.say(language, "desk.ui.nothing_yet"))}</p>'
    else:
        shown = [(named(code), value) for code, value in rows]
        body = _svg(key, shown, title, language, unit) + _table(shown, title, phrases, language, unit)
    return f'<figure class="chart" id="chart-{key}"><figcaption>{title}</figcaption>{body}</figure>'


def _svg(key: str, rows: Rows, title: str, language: str, unit: str) -> str:
    """Bars grow in the direction of reading; SVG's start and end follow it too."""
    rtl = direction(language) == "rtl"
    height = len(rows) * (_BAR + _GAP) + _GAP
    most = max(value for _, value in rows) or 1.0
    room = _WIDTH - _LABEL - 60
    bars = []
    for n, (name, value) in enumerate(rows):
        y = _GAP + n * (_BAR + _GAP)
        long = max(2.0, room * value / most) if value else 0.0
        start = _WIDTH - _LABEL - long if rtl else float(_LABEL)
        middle = y + _BAR * 0.72
        label = _WIDTH - _LABEL + 8 if rtl else _LABEL - 8
        amount = start - 6 if rtl else start + long + 6
        bars.append(
            f'<text x="{label}" y="{middle:.0f}" text-anchor="end">{inert(_short(name))}</text>'
            f'<rect x="{start:.0f}" y="{y}" width="{long:.0f}" height="{_BAR}" rx="3"></rect>'
            f'<text x="{amount:.0f}" y="{middle:.0f}" text-anchor="start">'
            f"{inert(number(value, language))}{unit}</text>"
        )
    way = "rtl" if rtl else "ltr"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="title-{key}" direction="{way}">'
        f'<title id="title-{key}">{title}</title>{"".join(bars)}</svg>'
    )


def _table(rows: Rows, title: str, phrases: Phrasebook, language: str, unit: str) -> str:
    say = phrases.say
    lines = "".join(
        f'<tr><th scope="row">{isolated(name, language)}</th><td>{inert(number(value, language))}{unit}</td></tr>'
        for name, value in rows
    )
    heads = "".join(f'<th scope="col">{inert(say(language, f"desk.ui.{key}"))}</th>' for key in ("group", "amount"))
    return (
        f"<details><summary>{inert(say(language, 'desk.ui.as_table'))}</summary><table><caption>{title}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></details>"
    )


def _short(text: str) -> str:
    return text if len(text) <= _CHARS else text[: _CHARS - 1].rstrip() + "…"
