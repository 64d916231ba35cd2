"""Key figures of countries with year and source, each seen among those of all countries; two stand side by side."""

import math
from collections.abc import Mapping, Sequence

from assistant.phrases import Phrasebook
from assistant.views import CountryView, FigureView
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import country_name, large_number, number

WIDTH, BAR = 320, 20


Field = Mapping[str, Mapping[str, float]]


def figures(countries: Sequence[CountryView], field: Field, phrases: Phrasebook, language: str) -> str:
    """A chart per figure; what is no number stands as text. ``field``: figure -> country -> number, for comparison."""
    names = dict.fromkeys(figure.name for country in countries for figure in country.figures)
    charts = "".join(_chart(name, countries, field.get(name, {}), phrases, language) for name in names)
    return f'<div class="charts">{charts}</div>'


def amount(value: float | str, unit: str, language: str) -> str:
    """``1.96 trillion``, ``73 %``, ``16,800`` as the language writes it."""
    if isinstance(value, str):
        return value
    if unit == "percent":
        return f"{number(value, language)} %"
    return large_number(value, language) if abs(value) >= 1_000_000 else number(value, language)


def name_of(figure: str, phrases: Phrasebook, language: str) -> str:
    key = f"figure.{figure}"
    return phrases.say(language, key) if phrases.has(language, key) else figure.replace("_", " ")


def _chart(name: str, countries: Sequence[CountryView], field: Mapping[str, float], phrases: Phrasebook, language: str) -> str:
    found = {country.code: figure for country in countries for figure in country.figures if figure.name == name}
    first = next(iter(found.values()))
    rows = "".join(_row(code, figure, field, len(countries) > 1, phrases, language) for code, figure in found.items())
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


def _row(code: str, figure: FigureView, field: Mapping[str, float], named: bool, phrases: Phrasebook, language: str) -> str:
    shown = amount(figure.value, figure.unit, language)
    year = f"<bdi>{figure.year}</bdi>" if figure.year else inert(phrases.say(language, "figure.no_year"))
    source = f'<span class="cite">{year} · <bdi>{inert(figure.source)}</bdi></span>'
    who = f'<span class="who">{inert(country_name(code, language))}</span> ' if named else ""
    if isinstance(figure.value, str) or len(field) < 2:
        return f'<div class="row">{who}<strong class="amount">{isolated(shown, language)}</strong>{source}</div>'
    place = 1 + sum(other > figure.value for other in field.values())
    rank = inert(phrases.say(language, "figure.rank", n=place, count=len(field)))
    chart = _strip(float(figure.value), list(field.values()), figure.unit, direction(language) == "rtl")
    return (
        f'<div class="row">{who}<strong class="amount">{isolated(shown, language)}</strong> '
        f'<span class="who">{rank}</span>{chart}{source}</div>'
    )


def _strip(value: float, field: Sequence[float], unit: str, mirrored: bool) -> str:
    """Where ``value`` stands among all countries: a line for each. Shares and years on a plain scale, amounts, which differ a
    thousandfold, on a logarithmic one."""
    plain = unit in {"percent", "years"} or min(field) <= 0

    def scaled(amount: float) -> float:
        return amount if plain else math.log10(amount)

    low, high = (0.0, 100.0) if unit == "percent" else (min(map(scaled, field)), max(map(scaled, field)))
    span = (high - low) or 1.0

    def at(amount: float) -> float:
        x = 6 + (WIDTH - 12) * (scaled(amount) - low) / span
        return WIDTH - x if mirrored else x

    lines = "".join(f'<path class="other" d="M{at(other):.1f} 4V{BAR - 4}"/>' for other in field)
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {BAR}" aria-hidden="true"><path class="axis" d="M2 {BAR / 2}H{WIDTH - 2}"/>'
        f'{lines}<circle cx="{at(value):.1f}" cy="{BAR / 2}" r="6"/></svg>'
    )


def by_name(codes: Mapping[str, str], language: str) -> list[str]:
    """Country codes in the order of their names in ``language``."""
    return sorted(codes, key=lambda code: country_name(code, language).casefold())
