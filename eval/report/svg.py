"""Plots as inline SVG: no library, no script, readable by a screen reader through title and labels."""

from collections.abc import Mapping, Sequence
from html import escape

_INK, _LINE, _BAR, _LOSS = "#1c2733", "#c8d0d8", "#2f6f9f", "#a8442f"


def heat_map(rows: Sequence[str], columns: Sequence[str], values: Mapping[tuple[str, str], float], title: str) -> str:
    """Values 0..1; missing cells stay white. Every cell carries its number: colour is never the only sign."""
    left, top, wide, high = 70, 90, 58, 26
    parts = []
    for x, column in enumerate(columns):
        at = left + x * wide + wide / 2
        parts.append(f'<text x="{at}" y="{top - 8}" transform="rotate(-35 {at} {top - 8})">{escape(column)}</text>')
    for y, row in enumerate(rows):
        parts.append(f'<text x="{left - 8}" y="{top + y * high + 17}" text-anchor="end">{escape(row)}</text>')
        for x, column in enumerate(columns):
            value = values.get((row, column))
            fill = "#ffffff" if value is None else _shade(value)
            ink = "#ffffff" if value is not None and value > 0.8 else _INK
            corner = f'x="{left + x * wide}" y="{top + y * high}"'
            parts.append(f'<rect {corner} width="{wide - 2}" height="{high - 2}" fill="{fill}" stroke="{_LINE}"/>')
            if value is not None:
                place = f'x="{left + x * wide + wide / 2 - 1}" y="{top + y * high + 17}"'
                parts.append(f'<text {place} text-anchor="middle" fill="{ink}">{value:.2f}</text>')
    return _svg(left + len(columns) * wide + 60, top + len(rows) * high + 10, title, parts)


def bars(values: Sequence[tuple[str, float, float, float]], title: str, unit: str = "") -> str:
    """(label, value, low, high); negative values point left. The whisker is the 95 % interval."""
    left, wide, high = 260, 420, 24
    numbers = [x for _, value, low, top in values for x in (value, low, top)]
    first, last = min([0.0, *numbers]), max([0.0, *numbers])
    span = (last - first) or 1.0

    def at(value: float) -> float:
        return left + (value - first) / span * wide

    parts = [f'<line x1="{at(0)}" y1="10" x2="{at(0)}" y2="{20 + len(values) * high}" stroke="{_INK}"/>']
    for n, (label, value, low, top) in enumerate(values):
        y = 16 + n * high
        fill = _LOSS if value < 0 else _BAR
        parts.append(f'<text x="{left - 10}" y="{y + 13}" text-anchor="end">{escape(label)}</text>')
        parts.append(
            f'<rect x="{min(at(0), at(value))}" y="{y}" width="{abs(at(value) - at(0))}" height="{high - 8}" fill="{fill}"/>'
        )
        parts.append(f'<line x1="{at(low)}" y1="{y + 8}" x2="{at(top)}" y2="{y + 8}" stroke="{_INK}" stroke-width="1.5"/>')
        parts.append(f'<text x="{left + wide + 12}" y="{y + 13}">{value:+.3f}{escape(unit)}</text>' if first < 0 else
                     f'<text x="{left + wide + 12}" y="{y + 13}">{value:.3g}{escape(unit)}</text>')  # fmt: skip
    return _svg(left + wide + 110, 30 + len(values) * high, title, parts)


def curve(points: Sequence[tuple[float, float]], title: str, across: str, up: str) -> str:
    """Both axes 0..1; the points are joined in order."""
    left, top, side = 60, 20, 320
    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + tick * side, top + (1 - tick) * side
        parts.append(f'<line x1="{left}" y1="{y}" x2="{left + side}" y2="{y}" stroke="{_LINE}"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.2f}</text>')
        parts.append(f'<text x="{x}" y="{top + side + 18}" text-anchor="middle">{tick:.2f}</text>')
    path = " ".join(f"{left + x * side:.1f},{top + (1 - y) * side:.1f}" for x, y in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{_BAR}" stroke-width="2"/>')
    parts.append(f'<text x="{left + side / 2}" y="{top + side + 38}" text-anchor="middle">{escape(across)}</text>')
    parts.append(
        f'<text x="14" y="{top + side / 2}" transform="rotate(-90 14 {top + side / 2})" text-anchor="middle">{escape(up)}</text>'
    )
    return _svg(left + side + 30, top + side + 50, title, parts)


def lines(series: Mapping[str, Sequence[float]], labels: Sequence[str], title: str) -> str:
    """Values 0..1 over runs, a line per measure with its name at the end."""
    left, top, wide, high = 50, 20, 560, 260
    colours = ("#2f6f9f", "#a8442f", "#3b7a3b", "#7a4b9a", "#8a6d1d", "#1c2733")
    step = wide / max(len(labels) - 1, 1)
    parts = []
    for tick in (0.0, 0.5, 1.0):
        y = top + (1 - tick) * high
        parts.append(f'<line x1="{left}" y1="{y}" x2="{left + wide}" y2="{y}" stroke="{_LINE}"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.1f}</text>')
    for n, (name, values) in enumerate(series.items()):
        colour = colours[n % len(colours)]
        path = " ".join(f"{left + i * step:.1f},{top + (1 - v) * high:.1f}" for i, v in enumerate(values))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        end = top + (1 - values[-1]) * high if values else top
        parts.append(f'<text x="{left + wide + 8}" y="{end + 4 + 3 * n}" fill="{colour}">{escape(name)}</text>')
    for i, label in enumerate(labels):
        x = left + i * step
        parts.append(f'<text x="{x}" y="{top + high + 16}" transform="rotate(30 {x} {top + high + 16})">{escape(label)}</text>')
    return _svg(left + wide + 170, top + high + 70, title, parts)


def _shade(value: float) -> str:
    """White at 0.3 and below, dark blue at 1."""
    share = max(0.0, min(1.0, (value - 0.3) / 0.7))
    low, high = (255, 255, 255), (26, 84, 130)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high, strict=True))


def _svg(wide: float, high: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" role="img" aria-label="{escape(title, quote=True)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
