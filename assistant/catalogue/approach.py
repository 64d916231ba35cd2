"""From what an asker gives to a drafted expression of interest: its facts looked up, its two letters written."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from assistant.access import VISITOR, Viewer, levels, of_level
from assistant.catalogue.letter import LetterFacts, LetterWriter
from assistant.catalogue.masking import masked
from assistant.catalogue.names import text_in
from assistant.catalogue.service import Catalogue
from assistant.domain import Wish
from assistant.errors import InputError
from assistant.partnering import Asker, Interest
from assistant.phrases import Phrasebook
from assistant.profile import Profile
from assistant.text import readable

_REASONS = 4
_AMONG = 50
"""Matches among which the reasons for a profile are looked up."""
_MOST = {"name": 200, "contact": 300, "message": 4000}


class Given(TypedDict, total=False):
    """The arguments of ``Approach``, all optional."""

    need: str | None
    own_profile: str | None
    message: str
    name: str
    contact: str
    country: str | None
    language: str
    anonymous: bool
    visitor: str | None
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Approach:
    """What an asker gives. ``need``: what was searched for, or ``own_profile``, the id of the profile that was matched;
    ``message``: own words to the owner; ``contact`` goes to nobody before both sides agree."""

    need: str | None = None
    own_profile: str | None = None
    message: str = ""
    name: str = ""
    contact: str = ""
    country: str | None = None
    language: str = "en"
    anonymous: bool = False
    visitor: str | None = None
    viewer: Viewer = VISITOR


@dataclass(frozen=True, slots=True)
class Drafter:
    """The step, with what it needs. ``node_of`` gives the node that answers for a profile, ``identify`` a text's language."""

    service: Catalogue
    write: LetterWriter
    phrases: Phrasebook
    node_of: Callable[[Profile], str]
    identify: Callable[[str], str]
    today: Callable[[], dt.date] = dt.date.today

    def __call__(self, profile_ids: Sequence[str], approach: Approach) -> list[tuple[Interest, str]]:
        """An interest and its secret key for each profile."""
        viewer = approach.viewer
        profiles = [self.open_profile(i, viewer) for i in profile_ids]
        name, contact = readable(approach.name).strip(), readable(approach.contact).strip()
        country = approach.country.strip().upper() if approach.country else None
        asker = Asker(name, country, contact, approach.anonymous)
        message = _clean(approach.message, asker)
        need, wish = self._need(approach, asker)
        if asker.country is None and wish is not None and wish.own_country is not None:
            asker = replace(asker, country=wish.own_country[:2])
        language = self.phrases.nearest(approach.language)
        words = self.identify(f"{need}\n{message}") if need or message else language
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        consortium = f"group-{secrets.token_hex(5)}" if len(profiles) > 1 else None
        made = []
        for profile in profiles:
            others = [other for other in profiles if other.id != profile.id]
            own = self._owner_language(profile)
            facts = LetterFacts(profile, asker, words, need, message, others=others, day=self.today())
            node = self.node_of(profile)
            interest = Interest(
                id=f"eoi-{secrets.token_hex(5)}",
                profile_id=profile.id,
                title=dict(profile.title),
                sample=profile.sample,
                owner_node=node,
                level=levels(viewer)[-1],
                state="drafted",
                owner_language=own,
                asker_language=language,
                owner_text=self.write(self._reasoned(facts, wish, own, viewer), node, own),
                asker_text=self.write(self._reasoned(facts, wish, language, viewer), node, language),
                need=need,
                message=message,
                asker=asker,
                owner_agreed=False,
                asker_agreed=False,
                consortium=consortium,
                visitor=approach.visitor,
                created=now,
                updated=now,
            )
            made.append((interest, secrets.token_hex(20)))
        return made

    def again(self, before: Interest, together: Sequence[str], given: Given) -> Interest:
        """The draft with what is given now, and with its letters written anew; ``together``: profiles asked at the same time."""
        old = before.asker
        kept: dict[str, Any] = {
            "name": old.name, "contact": old.contact, "country": old.country, "anonymous": old.anonymous,
            "message": before.message, "need": before.need or None, "language": before.asker_language,
            "viewer": of_level(before.level),
        }  # fmt: skip
        changes: Mapping[str, Any] = {n: v for n, v in given.items() if n not in {"viewer", "visitor"} and v is not None}
        approach = Approach(**{**kept, **changes, "visitor": before.visitor})
        ids = list(dict.fromkeys([before.profile_id, *together]))
        made, _ = self(ids, approach)[0]
        same = ("id", "created", "consortium", "owner_node", "level")
        return replace(made, **{name: getattr(before, name) for name in same})

    def open_profile(self, profile_id: str, viewer: Viewer) -> Profile:
        """A profile that can be asked for.

        Raises:
            InputError: the viewer cannot see it, or its time has run out.
        """
        profile = self.service.profile(profile_id, viewer)
        if profile.state != "published" or profile.valid_until < self.today():
            raise InputError(f"The profile {profile_id!r} is no longer valid: ask the desk whether it will be renewed.")
        return profile

    # --- parts -----------------------------------------------------------------------------------------------------

    def _need(self, approach: Approach, asker: Asker) -> tuple[str, Wish | None]:
        if approach.own_profile is not None:
            wish = self.service.wish(profile=approach.own_profile, language=approach.language, viewer=approach.viewer)
            own = self.service.profile(approach.own_profile, approach.viewer)
            return text_in(own.title, approach.language, "en", own.original_language)[1], wish
        if approach.need is None or not approach.need.strip():
            return "", None
        text = masked(readable(approach.need), _names(asker)).strip()
        return text, self.service.wish(text, viewer=approach.viewer)

    def _reasoned(self, facts: LetterFacts, wish: Wish | None, language: str, viewer: Viewer) -> LetterFacts:
        """With what speaks for the profile, in the letter's language."""
        if wish is None:
            return facts
        found = self.service.match(replace(wish, side=facts.profile.side), _AMONG, language=language, viewer=viewer)
        reasons = next((m.reasons for m in found.found if m.profile_id == facts.profile.id), ())
        together = {facts.profile.id, *(other.id for other in facts.others)}
        why = found.consortium_why if set(found.consortium) == together else None
        return replace(facts, reasons=[reason.why for reason in reasons[:_REASONS]], why=why)

    def _owner_language(self, profile: Profile) -> str:
        """The first of the owner's languages that the letters are written in."""
        for code in (profile.original_language, *profile.languages):
            if code.split("-")[0] in self.phrases.languages:
                return self.phrases.nearest(code)
        return self.phrases.nearest(profile.original_language)


def digest(token: str) -> str:
    """What is kept of a secret key."""
    return hashlib.sha256(token.encode()).hexdigest()


def _clean(message: str, asker: Asker) -> str:
    """Without contact details, and without the name of an anonymous asker.

    Raises:
        InputError: something is longer than it may be.
    """
    for name, text in (("name", asker.name), ("contact", asker.contact), ("message", message)):
        if len(text) > _MOST[name]:
            raise InputError(f"The {name} has {len(text)} characters; at most {_MOST[name]} are taken: shorten it.")
    if asker.country is not None and not (len(asker.country) == 2 and asker.country.isascii() and asker.country.isalpha()):
        raise InputError(f"{asker.country!r} is no country: write its two letters (ISO 3166), such as KE.")
    return masked(readable(message), _names(asker)).strip()


def _names(asker: Asker) -> tuple[str, ...]:
    return (asker.name,) if asker.anonymous else ()
