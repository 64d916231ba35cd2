"""Key figures of countries as bars with year and source; two countries stand side by side on one scale."""

from collections.abc import Mapping, Sequence

from babel.numbers import format_compact_decimal, format_decimal

from assistant.phrases import Phrasebook
from assistant.views import CountryView, FigureView
from assistant.web.escape import direction, inert, isolated
from assistant.web.render.worldmap import country_name

WIDTH, BAR = 320, 16


def figures(countries: Sequence[CountryView], phrases: Phrasebook, language: str) -> str:
    """A chart per figure; what is no number stands as text."""
    names = dict.fromkeys(figure.name for country in countries for figure in country.figures)
    return f'<div class="charts">{"".join(_chart(name, countries, phrases, language) for name in names)}</div>'


def amount(value: float | str, unit: str, language: str) -> str:
    """``1.96 trillion``, ``73 %``, ``16,800`` as the language writes it."""
    if isinstance(value, str):
        return value
    if unit == "percent":
        return f"{format_decimal(value, '#,##0.##', locale=language)} %"
    if abs(value) >= 1_000_000:
        return str(format_compact_decimal(value, format_type="long", locale=language, fraction_digits=2))
    return str(format_decimal(value, "#,##0.##", locale=language))


def name_of(figure: str, phrases: Phrasebook, language: str) -> str:
    key = f"figure.{figure}"
    return phrases.say(language, key) if phrases.has(language, key) else figure.replace("_", " ")


def _chart(name: str, countries: Sequence[CountryView], phrases: Phrasebook, language: str) -> str:
    found = {country.code: figure for country in countries for figure in country.figures if figure.name == name}
    first = next(iter(found.values()))
    numbers = [f.value for f in found.values() if not isinstance(f.value, str)]
    most = 100.0 if first.unit == "percent" else max((abs(number) for number in numbers), default=0.0)
    rows = "".join(_row(code, figure, most, len(countries) > 1, phrases, language) for code, figure in found.items())
    unit = _unit(first, phrases, language)
    caption = isolated(name_of(name, phrases, language), language)
    return f'<figure class="chart"><figcaption>{caption}{unit}</figcaption>{rows}</figure>'


def _unit(figure: FigureView, phrases: Phrasebook, language: str) -> str:
    """The unit where it is not said by the number."""
    word = figure.unit.partition(" ")[0]
    if word in {"percent", "people"}:
        return ""
    if word == "years":
        return f' <span class="unit">({inert(phrases.say(language, "figure.unit.years"))})</span>'
    base = {"purchasing": "ppp", "PPP": "ppp", "official": "exchange", "goods": "trade"}
    kind = next((key for mark, key in base.items() if mark in figure.unit), "")
    shown = f"{word} ({phrases.say(language, f'figure.unit.{kind}')})" if kind else figure.unit
    return f' <span class="unit">{isolated(shown, language)}</span>'


def _row(code: str, figure: FigureView, most: float, named: bool, phrases: Phrasebook, language: str) -> str:
    shown = amount(figure.value, figure.unit, language)
    year = f"<bdi>{figure.year}</bdi>" if figure.year else inert(phrases.say(language, "figure.no_year"))
    source = f'<span class="cite">{year} · <bdi>{inert(figure.source)}</bdi></span>'
    who = f'<span class="who">{inert(country_name(code, language))}</span> ' if named else ""
    bar = "" if isinstance(figure.value, str) or not most else _bar(abs(figure.value) / most, direction(language) == "rtl")
    return f'<div class="row">{who}<strong class="amount">{isolated(shown, language)}</strong>{bar}{source}</div>'


def _bar(share: float, mirrored: bool) -> str:
    width = max(2.0, min(1.0, share) * WIDTH)
    x = WIDTH - width if mirrored else 0
    return (
        f'<svg class="bar" viewBox="0 0 {WIDTH} {BAR}" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="ground" width="{WIDTH}" height="{BAR}" rx="3"/>'
        f'<rect x="{x:.0f}" width="{width:.0f}" height="{BAR}" rx="3"/></svg>'
    )


def by_name(codes: Mapping[str, str], language: str) -> list[str]:
    """Country codes in the order of their names in ``language``."""
    return sorted(codes, key=lambda code: country_name(code, language).casefold())
