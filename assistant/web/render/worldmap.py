"""A map of the world without borders: coasts, and a mark per country. It says where, and nothing about whose land it is."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.phrases import Phrasebook
from assistant.web.escape import inert
from assistant.web.names import country_name

_FILE = Path(__file__).parent.parent / "assets" / "world.json"


@lru_cache(maxsize=1)
def _world() -> Mapping[str, Any]:
    return json.loads(_FILE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def worldmap(marks: Mapping[str, int], phrases: Phrasebook, language: str, *, here: str = "", links: str = "") -> str:
    """``marks``: country code -> how many; a mark grows with the number. ``links`` is a path with ``{code}``, ``here`` the
    country that is shown."""
    world = _world()
    most = max(marks.values(), default=1) or 1
    shown = []
    for code, number in sorted(marks.items(), key=lambda item: -item[1]):
        if code not in world["places"]:
            continue
        x, y = world["places"][code]
        name = f"{country_name(code, language)}: {number}" if number else country_name(code, language)
        radius = 5 + 9 * (number / most) ** 0.5
        kind = "place here" if code == here else "place"
        mark = f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius:.1f}"><title>{inert(name)}</title></circle>'
        target = inert(links.format(code=code))
        shown.append(f'<a href="{target}" aria-label="{inert(name)}">{mark}</a>' if links else mark)
    label = inert(phrases.say(language, "country.map"))
    role = "group" if links else "img"
    return (
        f'<svg class="worldmap" viewBox="90 0 840 {world["height"]}" role="{role}" aria-label="{label}">'
        f'<path class="land" d="{world["land"]}"/>{"".join(shown)}</svg>'
    )
