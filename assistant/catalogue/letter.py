"""The expression of interest as a letter in one language. It names nobody who wishes to stay anonymous, and never a contact."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.catalogue.names import Names, text_in
from assistant.partnering import Asker
from assistant.phrases import Phrasebook
from assistant.profile import Profile

_MOST = 1000
"""Characters of a need that a letter repeats."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What is told; ``reasons`` and ``why`` in the letter's language, ``need`` and ``message`` in the asker's own words."""

    profile: Profile
    asker: Asker
    words_language: str
    need: str = ""
    message: str = ""
    reasons: Sequence[str] = ()
    others: Sequence[Profile] = ()
    """Profiles that are asked at the same time, since together they would do."""
    why: str | None = None
    day: dt.date = dt.date.min


@dataclass(frozen=True, slots=True)
class LetterWriter:
    """The step, with what it needs. ``node_name`` gives the name of a node in a language."""

    phrases: Phrasebook
    names: Names
    node_name: Callable[[str, str], str]

    def __call__(self, facts: LetterFacts, node: str, language: str) -> str:
        say, profile = self.phrases.say, facts.profile
        title = self._title(profile, language)
        head = [
            say(language, "eoi.subject", title=title),
            "",
            say(language, "eoi.greeting"),
            "",
            say(language, "eoi.intro", title=title, reference=profile.id, date=facts.day),
        ]
        if profile.sample:
            head.append(say(language, "eoi.sample"))
        facts_lines = [say(language, "eoi.from", who=self._who(facts.asker, language))]
        if facts.need:
            facts_lines.append(say(language, "eoi.need", need=_cut(facts.need)))
        if facts.message:
            facts_lines.append(say(language, "eoi.message", message=facts.message))
        if (facts.need or facts.message) and language != facts.words_language.split("-")[0]:
            own = self.names.language(facts.words_language, language)
            facts_lines.append(say(language, "eoi.untranslated", language=own))
        if facts.reasons:
            facts_lines.append(say(language, "eoi.fits", reasons=say(language, "match.separator").join(facts.reasons)))
        for other in facts.others:
            facts_lines.append(say(language, "eoi.together", title=self._title(other, language)))
        if facts.why:
            facts_lines.append(facts.why)
        facts_lines.append(say(language, f"eoi.export.{profile.export_control.status}"))
        tail = [
            say(language, "eoi.release"),
            say(language, "eoi.answer", node=self.node_name(node, language)),
            "",
            say(language, "eoi.closing"),
        ]
        return "\n".join([*head, "", *facts_lines, "", *tail])

    def _title(self, profile: Profile, language: str) -> str:
        return text_in(profile.title, language, language, profile.original_language)[1]

    def _who(self, asker: Asker, language: str) -> str:
        hidden = asker.anonymous or not asker.name
        who = self.phrases.say(language, "eoi.who_anonymous") if hidden else asker.name
        if asker.country is None:
            return who
        return self.phrases.say(language, "eoi.who_from", who=who, country=self.names.country(asker.country, language))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[:_MOST].rsplit(" ", 1)[0] + " …"
