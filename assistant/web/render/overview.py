"""Sector by country: how many profiles, as a field of squares made on the server, and as a table for those who read it."""

from collections.abc import Callable, Mapping, Sequence

from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert
from assistant.web.names import country_name

CELL, LABEL, HEAD = 28, 190, 118
COUNTRIES = 16
"""Columns: the countries with most profiles; the table has them all."""
Grid = Mapping[tuple[str, str], int]


def overview(
    grid: Grid,
    sector_name: Callable[[str], str],
    phrases: Phrasebook,
    language: str,
    link: Callable[[str, str], str],
    is_open: bool = True,
) -> str:
    """``grid``: (sector, country) -> number; ``link`` gives the address that shows the profiles of a square."""
    if not grid:
        return ""
    sectors = _most(grid, 0)
    countries = _most(grid, 1)
    say = phrases.say
    note = say(language, "shelf.plot_note", shown=min(COUNTRIES, len(countries)), count=len(countries))
    table = _table(grid, sectors, countries, sector_name, phrases, language)
    return (
        f'<details class="overview"{" open" if is_open else ""}><summary>{inert(say(language, "shelf.plot"))}</summary>'
        f'<div class="scrolled" tabindex="0" role="group" aria-label="{inert(say(language, "shelf.plot"))}">'
        f"{_squares(grid, sectors, countries[:COUNTRIES], sector_name, language, link)}</div>"
        f'<p class="caption">{inert(note)}</p>'
        f"<details><summary>{inert(say(language, 'shelf.table'))}</summary>{table}</details></details>"
    )


def _most(grid: Grid, part: int) -> list[str]:
    """Sectors or countries, those with most profiles first."""
    sums: dict[str, int] = {}
    for key, number in grid.items():
        sums[key[part]] = sums.get(key[part], 0) + number
    return sorted(sums, key=lambda code: (-sums[code], code))


def _squares(
    grid: Grid,
    sectors: Sequence[str],
    countries: Sequence[str],
    sector_name: Callable[[str], str],
    language: str,
    link: Callable[[str, str], str],
) -> str:
    mirrored = direction(language) == "rtl"
    width, height = LABEL + CELL * len(countries) + 60, HEAD + CELL * len(sectors) + 4
    most = max(grid.values())

    def across(x: float) -> float:
        return width - x if mirrored else x

    drawn = []
    for column, country in enumerate(countries):
        x = across(LABEL + CELL * (column + 0.6))
        name = inert(country_name(country, language))
        turn = 55 if mirrored else -55
        drawn.append(f'<text x="{x:.0f}" y="{HEAD - 8}" transform="rotate({turn} {x:.0f} {HEAD - 8})">{name}</text>')
    for row, sector in enumerate(sectors):
        y = HEAD + CELL * row
        drawn.append(f'<text class="sector" x="{across(0):.0f}" y="{y + 19}">{inert(sector_name(sector))}</text>')
        for column, country in enumerate(countries):
            number = grid.get((sector, country), 0)
            left = LABEL + CELL * column
            x = width - left - CELL if mirrored else left
            if not number:
                drawn.append(f'<rect class="none" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="4"/>')
                continue
            heard = inert(f"{sector_name(sector)}, {country_name(country, language)}: {number}")
            strength = 0.25 + 0.75 * (number / most) ** 0.5
            kind = "strong" if strength > 0.6 else "weak"
            drawn.append(
                f'<a href="{inert(link(sector, country))}" aria-label="{heard}"><title>{heard}</title>'
                f'<rect class="some" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="4" '
                f'fill-opacity="{strength:.2f}"/>'
                f'<text class="number {kind}" x="{x + CELL / 2:.0f}" y="{y + 19}">{number}</text></a>'
            )
    return (
        f'<svg class="squares" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'direction="{"rtl" if mirrored else "ltr"}">{"".join(drawn)}</svg>'
    )


def _table(
    grid: Grid,
    sectors: Sequence[str],
    countries: Sequence[str],
    sector_name: Callable[[str], str],
    phrases: Phrasebook,
    language: str,
) -> str:
    heads = "".join(f'<th scope="col">{inert(country_name(code, language))}</th>' for code in countries)
    rows = "".join(
        f'<tr><th scope="row">{inert(sector_name(sector))}</th>'
        + "".join(f"<td>{grid.get((sector, country), '')}</td>" for country in countries)
        + "</tr>"
        for sector in sectors
    )
    corner = f"<td>{inert(phrases.say(language, 'card.sectors'))}</td>"
    label = inert(phrases.say(language, "shelf.table"))
    return (
        f'<div class="scrolled" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>{corner}{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
