"""A rank in words: what speaks for a profile, what against it, which filter stopped it, and what was understood of the wish.

Of an anonymous profile nothing is told but country, sectors and abstract: reasons say that a condition is met, not how.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.catalogue.columns import deadline_of, shown
from assistant.catalogue.names import Names, text_in
from assistant.domain import Reason, Wish
from assistant.phrases import Phrasebook
from assistant.profile import Profile

_CLOSE, _RELATED = 0.6, 0.35
_SOON_DAYS, _STALE_DAYS = 90, 365
_MET = 0.6
"""From this value on a field speaks for a profile."""
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Explainer:
    """``term`` names a glossary concept in a language; ``spoken`` tells whether a text speaks of one of some words."""

    phrases: Phrasebook
    names: Names
    term: Callable[[str, str], str | None]
    tokens: Callable[[str, str], list[str]]
    today: Callable[[], dt.date] = dt.date.today

    def reasons(
        self, profile: Profile, wish: Wish, fields: Mapping[str, float], concepts: frozenset[str], language: str
    ) -> tuple[Reason, ...]:
        """One for each field that speaks for the profile, the strongest first, the subject before all."""
        found = [Reason("topic", _rounded(fields["topic"]), self._topic(profile, wish, fields["topic"], concepts, language))]
        for name in sorted((n for n in fields if n != "topic"), key=lambda n: -fields[n]):
            if fields[name] >= _MET and (why := self._why(name, profile, wish, language)):
                found.append(Reason(name, _rounded(fields[name]), why))
        return tuple(found)

    def against(self, profile: Profile, wish: Wish, language: str) -> tuple[str, ...]:
        """What the asker should know before making contact."""
        say, today = self.phrases.say, self.today()
        found: list[str] = []
        if (deadline := deadline_of(profile)) is not None:
            found.append(say(language, "match.against.deadline", date=deadline))
        if (profile.valid_until - today).days <= _SOON_DAYS:
            found.append(say(language, "match.against.valid_until", date=profile.valid_until))
        if (today - profile.updated).days > _STALE_DAYS:
            found.append(say(language, "match.against.stale", date=profile.updated))
        if profile.export_control.status in {"unchecked", "restricted"} and profile.country != (wish.own_country or "")[:2]:
            found.append(say(language, f"match.against.export_{profile.export_control.status}"))
        if profile.anonymous:
            found.append(say(language, "match.against.anonymous"))
            return tuple(found)
        own = (wish.own_country or "")[:2]
        if own and profile.target_countries and own not in profile.target_countries:
            wanted = self.names.countries(profile.target_countries, language)
            found.append(say(language, "match.against.target", countries=wanted))
        if wish.trl_max is not None and profile.trl is not None and profile.trl > wish.trl_max:
            found.append(say(language, "match.against.trl_above", trl=profile.trl))
        if wish.trl_min is not None and profile.trl is None and profile.side == "offer":
            found.append(say(language, "match.against.trl_unstated"))
        if wish.licence_types and not profile.licence_types:
            found.append(say(language, "match.against.licence_unstated"))
        if wish.ip and profile.ip and not set(wish.ip) & set(profile.ip):
            found.append(say(language, "match.against.ip", ip=self.names.of("ip", profile.ip, language)))
        return tuple(found)

    def blocked(self, profile: Profile, wish: Wish, filters: Sequence[str], language: str) -> tuple[str, ...]:
        """Why each of these filters stopped the profile."""
        return tuple(self._blocked(name, profile, wish, language) for name in filters)

    def understood(self, wish: Wish, language: str) -> str:
        """One line that says how the wish was read."""
        say, names = self.phrases.say, self.names
        parts = [say(language, f"match.heard.{wish.side}")]

        def add(key: str, value: str) -> None:
            if value:
                parts.append(say(language, f"match.heard.{key}", value=value))

        add("own_country", names.country(wish.own_country, language) if wish.own_country else "")
        add("terms", names.joined([t for c in wish.terms if (t := self.term(c, language))], language))
        add("sectors", names.of("sector", wish.sectors, language))
        add("countries", names.countries(wish.countries, language, wish.excluded_countries))
        add("preferred", names.countries(wish.preferred_countries, language))
        add("not_countries", names.countries(wish.excluded_countries, language))

        def welcome(name: str, value: str) -> str:
            return say(language, "match.heard.welcome", value=value) if value and name in wish.soft else value

        add("trl", welcome("trl", _window(wish)))
        add("own_trl", str(wish.trl or ""))
        add("licence", welcome("licence", names.of("licence", wish.licence_types, language)))
        add("cooperation", welcome("cooperation", names.of("cooperation", wish.cooperation, language)))
        add("ip", names.of("ip", wish.ip, language))
        add("partner", names.joined([names.of("kind", wish.kinds, language), names.of("size", wish.sizes, language)], language))
        add("deadline", wish.deadline.isoformat() if wish.deadline else "")
        return say(language, "match.understood", parts=say(language, "match.separator").join(parts))

    def complement(self, profiles: Sequence[Profile], terms: Sequence[Sequence[str]], language: str) -> str:
        """Why two profiles together meet a wish: what each brings."""
        values: dict[str, object] = {}
        for n, (profile, own) in enumerate(zip(profiles, terms, strict=True), 1):
            nearest = self.phrases.nearest(language)
            values[f"title_{n}"] = text_in(profile.title, language, nearest, profile.original_language)[1]
            values[f"terms_{n}"] = self.names.joined([t for c in own if (t := self.term(c, language))], language)
        return self.phrases.say(language, "match.consortium", **values)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _topic(self, profile: Profile, wish: Wish, value: float, concepts: frozenset[str], language: str) -> str:
        level = "close" if value >= _CLOSE else "related" if value >= _RELATED else "far"
        why = self.phrases.say(language, f"match.why.topic_{level}")
        shared = [t for c in wish.terms if c in concepts and (t := self.term(c, language))]
        shared += self._shared_keywords(profile, wish)
        if not shared:
            return why
        terms = self.names.joined(list(dict.fromkeys(shared))[:_WORDS], language)
        return self.phrases.say(language, "match.why.terms", why=why, terms=terms)

    def _shared_keywords(self, profile: Profile, wish: Wish) -> list[str]:
        """Keywords of the profile that the wish uses, in the wish's language."""
        own = wish.language.split("-")[0]
        spoken = set(self.tokens(wish.text, own))
        found = []
        for keyword in profile.keywords.get(own, []):
            parts = set(self.tokens(keyword, own))
            if parts and parts <= spoken:
                found.append(keyword)
        return found

    def _why(self, name: str, profile: Profile, wish: Wish, language: str) -> str:
        say, names = self.phrases.say, self.names
        if profile.anonymous and name in {"trl", "licence", "ip", "cooperation", "partner", "codes"}:
            return say(language, f"match.why.hidden_{name}")
        if name == "sector":
            return say(language, "match.why.sector", sectors=names.of("sector", profile.sectors, language))
        if name == "country":
            return say(language, "match.why.country", country=names.country(profile.country, language))
        if name == "codes":
            return say(language, "match.why.codes", codes=names.joined([*profile.ipc, *profile.nace], language))
        if name == "trl":
            return say(language, f"match.why.trl_{profile.side}", trl=_levels(profile))
        if name == "licence":
            return say(language, "match.why.licence", types=names.of("licence", profile.licence_types, language))
        if name in {"ip", "cooperation"}:
            values = [v for v in getattr(profile, name) if v in getattr(wish, name)]
            return say(language, f"match.why.{name}", values=names.of(name, values, language))
        if name == "target":
            return self._target(profile, wish, language)
        if name == "language":
            spoken = [c for c in profile.languages or [profile.original_language] if c in {*wish.languages, wish.language, "en"}]
            return say(
                language, "match.why.language", language=names.joined([names.language(c, language) for c in spoken], language)
            )
        if name == "freshness":
            return say(language, "match.why.freshness", date=profile.updated)
        if name == "readiness":
            return say(language, "match.why.readiness", count=len(shown(profile)))
        return say(language, f"match.why.{name}")

    def _target(self, profile: Profile, wish: Wish, language: str) -> str:
        own = (wish.own_country or "")[:2]
        if own in profile.target_countries:
            return self.phrases.say(language, "match.why.target", country=self.names.country(own, language))
        return self.phrases.say(language, "match.why.target_any")

    def _blocked(self, name: str, profile: Profile, wish: Wish, language: str) -> str:
        say, names = self.phrases.say, self.names
        if profile.anonymous and name in {"trl", "licence", "cooperation", "excluded", "market"}:
            return say(language, f"match.blocked.hidden_{name}")
        values: dict[str, object] = {}
        if name == "validity":
            values = {"date": profile.valid_until}
        elif name == "deadline":
            values = {"date": deadline_of(profile)}
        elif name == "country":
            values = {
                "country": names.country(profile.country, language),
                "wanted": names.countries(wish.countries, language, wish.excluded_countries),
            }
        elif name == "market":
            values = {"countries": names.countries(profile.target_countries, language)}
        elif name == "excluded":
            values = {"country": names.country(profile.country, language)}
        elif name == "trl":
            wanted = _window(wish) if profile.side == "offer" else str(wish.trl)
            return say(language, f"match.blocked.trl_{profile.side}", trl=_levels(profile), wanted=wanted)
        elif name == "licence":
            values = {
                "types": names.of("licence", profile.licence_types, language),
                "wanted": names.of("licence", wish.licence_types, language),
            }
        elif name == "cooperation":
            values = {
                "forms": names.of("cooperation", profile.cooperation, language),
                "wanted": names.of("cooperation", wish.cooperation, language),
            }
        return say(language, f"match.blocked.{name}", **values)


def _levels(profile: Profile) -> str:
    if profile.trl is not None:
        return str(profile.trl)
    return f"{profile.trl_min or 1}–{profile.trl_max or 9}"


def _window(wish: Wish) -> str:
    if wish.trl_min is not None and wish.trl_max is not None:
        return f"{wish.trl_min}–{wish.trl_max}" if wish.trl_min < wish.trl_max else str(wish.trl_min)
    if wish.trl_min is not None:
        return f"≥ {wish.trl_min}"
    return f"≤ {wish.trl_max}" if wish.trl_max is not None else ""


def _rounded(value: float) -> float:
    return round(float(value), 3)
