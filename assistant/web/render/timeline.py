"""The steps of a procedure on a line of time, as a picture without script (SVG), with its words for those who hear it."""

from assistant.domain import StepView
from assistant.phrases import Phrasebook
from assistant.schedule import days, total
from assistant.web.escape import direction, inert

LABEL = 170
"""Room for the words behind the last bar."""
WIDTH, ROW, TOP, MARGIN, NUMBER = 440, 26, 6, 8, 20


def total_time(steps: tuple[StepView, ...], phrases: Phrasebook, language: str) -> str:
    """All steps together in words; empty where no time is known."""
    span = total(steps)
    if span is None:
        return ""
    time = phrases.count(language, span.unit, span.value)
    if span.then:
        more = phrases.count(language, span.unit, span.then)
        time = phrases.say(language, "duration.extended", time=time, more=more)
    return phrases.say(language, "duration.at_most" if span.at_most else "duration.about", time=time)


def timeline(steps: tuple[StepView, ...], phrases: Phrasebook, language: str) -> str:
    """A bar per step, as long as the step takes at most; an extension is hatched. Mirrored where one reads from the right."""
    length = sum(days(s.span) + (s.span.then or 0) / s.span.value * days(s.span) for s in steps if s.span)
    if not length:
        return ""
    mirrored = direction(language) == "rtl"
    unit = (WIDTH - 2 * MARGIN - NUMBER - LABEL) / length
    at, bars = 0.0, []
    for n, step in enumerate(steps):
        own = days(step.span) if step.span else 0.0
        more = own * (step.span.then or 0) / step.span.value if step.span else 0.0
        bars.append(_bar(n, step, at * unit, own * unit, more * unit, mirrored))
        at += own + more
    height = TOP * 2 + ROW * len(steps)
    heard = phrases.say(language, "page.timeline", total=total_time(steps, phrases, language))
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{inert(heard)}" '
        f'direction="{"rtl" if mirrored else "ltr"}">{"".join(bars)}</svg>'
    )


def _bar(n: int, step: StepView, start: float, own: float, more: float, mirrored: bool) -> str:
    y = TOP + n * ROW
    left = MARGIN + NUMBER + start
    shown = [f'<text class="step" x="{_x(MARGIN, 0, mirrored):.1f}" y="{y + 17}">{step.n}</text>']
    if own:
        shown.append(
            f'<rect class="own" x="{_x(left, own, mirrored):.1f}" y="{y + 5}" width="{max(own, 3):.1f}" height="14" rx="3"/>'
        )
        if more:
            at = _x(left + own, more, mirrored)
            shown.append(f'<rect class="more" x="{at:.1f}" y="{y + 5}" width="{more:.1f}" height="14" rx="3"/>')
        label = _x(left + own + more + 8, 0, mirrored)
        shown.append(f'<text class="time" x="{label:.1f}" y="{y + 17}">{inert(step.duration or "")}</text>')
    else:
        shown.append(f'<circle class="point" cx="{_x(left + 5, 0, mirrored):.1f}" cy="{y + 12}" r="4"/>')
    return "".join(shown)


def _x(start: float, width: float, mirrored: bool) -> float:
    return WIDTH - start - width if mirrored else start
