"""One text by itself, read by words and patterns: countries, concepts, aspects, directions, dates, amounts, what is wanted."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.between import TAXED, TREATIES
from assistant.answering.called import NameReader
from assistant.answering.cues import Cues
from assistant.answering.directions import Directions
from assistant.answering.glossary import TermFinder
from assistant.answering.offices import Offices, no_office
from assistant.answering.roles import in_part
from assistant.answering.stated import amounts, articles, is_a_sum, last_day, years
from assistant.domain import Intent, Question
from assistant.text import normalise

SEARCH_LANGUAGES = ("zh", "en", "vi", "ar", "ru")
"""Languages of documents that people add; glossary words are looked up in these beside the asker's own."""
RISKS, PENALTY, DEADLINE = "risks", "penalty", "deadline"
_SIDE_BY_SIDE = 6
"""Characters at most between the two countries of a treaty: "China–Peru", "China and Peru"."""
_WITH_CHINA = "中"
"""How the name of a pair begins that Chinese makes of China and another country: 中德. No country's own name does."""
_SUBJECT = 3
"""Characters before a verb in which "we" stands."""
_INTENTS: tuple[tuple[str, Intent], ...] = (
    ("smalltalk", "smalltalk"),
    ("partner", "partner"),
    ("event", "event"),
    ("procedure", "procedure"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What it needs: countries of a text, where they stand in it, cues, the glossary, names of laws and programmes."""

    countries: Callable[[str], tuple[str, ...]]
    mentions: Callable[[str], list[tuple[int, int, str]]]
    cues: Cues
    terms: Callable[[], TermFinder]
    names: NameReader
    today: Callable[[], dt.date] = dt.date.today
    named_offices: Callable[[str], tuple[str, ...]] = no_office
    """Countries whose offices a text calls by names of their own."""

    def __call__(self, text: str, original: str, language: str, as_of: dt.date | None) -> Question:
        """``original``: what was typed, of which ``text`` may be the completed form."""
        plain = normalise(text, language)
        places = self.mentions(text)
        _, every = in_part(normalise(text), places, self.cues.chosen)
        picked = frozenset(code for code in every if not code.startswith("CN"))
        named = self.countries(text)
        countries = tuple(code for code in named if code not in picked) or named
        concepts = tuple(dict.fromkeys((*self.terms().find(text, language), *self._bare_classes(plain))))
        languages = [code for code in SEARCH_LANGUAGES if code != language]
        ways = Directions(self.cues, self.mentions)
        directions, toward, paid = ways(text, plain, language, concepts)
        compares = self._compares(text, plain, places)
        aspects = self.aspects(plain)
        lawless = self.cues.lawful_avoidance.sub(" ", plain)
        evades = bool(self.cues.evasion.search(lawless)) and not self._of_anothers_penalty(plain, lawless, aspects)
        sections = self._sections(plain, aspects)
        facts = self.cues.facts.read(text, language)
        return Question(
            original=original,
            text=text,
            language=language,
            intent=self._intent(plain, evades, countries, sections),
            countries=countries,
            aspects=aspects,
            terms=concepts,
            classes=self.cues.families.of(concepts),
            general=set(concepts) <= self.cues.general_terms,
            translations=self.terms().translate(concepts, languages),
            articles=articles(plain, [match.span() for match in self.cues.home_law.finditer(plain)]),
            amounts=amounts(plain),
            as_of=as_of or self._as_of(plain),
            evades=evades,
            dodges=bool(self.cues.dodges.search(lawless)),
            wants=self._wants(text, plain),
            quantities=tuple(n for n, p in self.cues.quantities_asked.items() if p.search(plain)),
            years_ahead=tuple(int(y) for y in re.findall(r"(?<!\d)20\d\d(?!\d)", plain) if int(y) > self.today().year),
            instruments=self._instruments(text, plain),
            called=self.names(text, language),
            offices=Offices(self.cues.offices, self.mentions, self.named_offices)(text, language),
            compares=compares,
            directions=directions,
            toward_place=toward,
            of_parties=ways.of_parties(text),
            acts_at_home=ways.acts_at_home(text),
            pays_home=paid == {"export"},
            pays_abroad=paid == {"import"},
            facts=facts,
            asserted=self.cues.assertions.read(original, language),
            between_others=self.cues.between.others(normalise(text), places, concepts, compares),
            supposed=self._supposed(plain),
            lists=self.cues.between.lists(normalise(text), places),
            past=bool(self.cues.past.search(plain)),
            sections=sections,
            chosen=picked,
            taxed_by=self._taxing(text, places, concepts),
            seeks_body=bool(self.cues.organisation.search(plain)),
            offers=bool(self.cues.offers.search(plain)),
            drafts=bool(self.cues.draft.search(plain)),
        )

    def _compares(self, text: str, plain: str, places: Sequence[tuple[int, int, str]]) -> bool:
        bare, between = normalise(text), self.cues.between
        if self.cues.compares.search(plain) or between.weighs(bare, places):
            return True
        return self.cues.comparatives.search(plain) is not None and between.parts(bare, places)

    def aspects(self, plain: str) -> tuple[str, ...]:
        """What follows from missing a deadline does not ask for the deadline."""
        elsewhere = self.cues.aspects[PENALTY].sub(" ", plain)
        tried = {name: elsewhere if name == DEADLINE else plain for name in self.cues.aspects}
        return tuple(name for name, pattern in self.cues.aspects.items() if pattern.search(tried[name]))

    def _bare_classes(self, plain: str) -> Iterable[str]:
        return (concept for concept, pattern in self.cues.bare_classes.items() if pattern.search(plain))

    def _taxing(self, text: str, places: Sequence[tuple[int, int, str]], concepts: Sequence[str]) -> frozenset[str]:
        """Countries whose own tax is asked for. Of a treaty, or of two countries side by side, it is what they agreed."""
        whole = normalise(text)
        paired = _side_by_side(places) or any(whole.startswith(_WITH_CHINA, start) and code != "CN" for start, _, code in places)
        if paired or not TAXED & set(concepts) or TREATIES & set(concepts):
            return frozenset()
        return in_part(whole, places, self.cues.taxes)[0]

    def _instruments(self, text: str, plain: str) -> tuple[str, ...]:
        """Years by which laws and treaties are called; an agreement is one of states where two of them stand side by side."""
        places = self.mentions(text)
        paired = _side_by_side(places)
        found = [match.group() for match in self.cues.instrument.finditer(plain)]
        if paired:
            found += [match.group() for match in self.cues.accord.finditer(plain)]
        return tuple(dict.fromkeys(year for called in found for year in years(called)))

    def _of_anothers_penalty(self, plain: str, lawless: str, aspects: Sequence[str]) -> bool:
        """Whether the penalty of what somebody else did is asked for: neither the asker is in it nor how it is done, and beside
        the evasion itself there is no word of a dodge."""
        if PENALTY not in aspects or self.cues.own_plan.search(plain):
            return False
        return not self.cues.dodges.search(self.cues.evasion.sub(" ", lawless))

    def _wants(self, text: str, plain: str) -> tuple[str, ...]:
        """What is paid for a technology is no office's fee."""
        cues = self.cues
        limits = (("confidential", cues.confidential), ("market", cues.market), ("number", cues.number))
        found = tuple(name for name, pattern in limits if pattern.search(plain))
        if "confidential" not in found and self._asks_what_a_firm_pays(text, plain):
            found = ("confidential", *found)
        if cues.fee.search(cues.paid_for.sub(" ", plain)):
            found = (*found, "fee")
        if cues.another_matter.search(plain) and not cues.of_the_field.search(plain):
            found = ("another_matter", *found)
        return ("person", *found) if self._asks_for_person(plain) else found

    def _asks_what_a_firm_pays(self, text: str, plain: str) -> bool:
        """Whether whoever pays is written with a capital: a firm by its name, where "employers" or "startups" are anybody."""
        match = self.cues.others_price.search(plain)
        if match is None:
            return False
        names = {normalise(word) for word in re.findall(r"\w[\w&.-]*", text) if word[0].isupper()}
        payer = next((words for words in match.groupdict().values() if words), "")
        return not names.isdisjoint(payer.split())

    def _asks_for_person(self, plain: str) -> bool:
        """Whether a person's name or number is asked for, rather than named as a field of data that are kept or sent."""
        cues = self.cues
        kept = cues.people_data.search(plain) or cues.form_fields.search(plain)
        return bool(cues.person.search(plain)) and (not kept or bool(cues.asks_person.search(plain)))

    def _sections(self, plain: str, aspects: Sequence[str]) -> tuple[str, ...]:
        """Parts of a country's report; what one risks who breaks a rule is no risk of the country."""
        found = (name for name, pattern in self.cues.sections.items() if pattern.search(plain))
        return tuple(name for name in found if name != RISKS or PENALTY not in aspects)

    def _intent(self, plain: str, evades: bool, countries: Sequence[str], sections: Sequence[str]) -> Intent:
        if evades:
            return "refuse"
        if self.cues.offers.search(plain):
            return "partner"
        for name, intent in _INTENTS:
            if self.cues.intents[name].search(plain.strip()):
                return intent
        abroad = any(not code.startswith("CN") for code in countries)
        if abroad and sections:
            return "country"
        return "rule"

    def _supposed(self, plain: str) -> tuple[str, ...]:
        told = [match.group() for match in self.cues.changed.finditer(plain) if not self._own(plain, match)]
        return tuple(dict.fromkeys(year for event in told for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", event)))

    def _own(self, plain: str, event: re.Match[str]) -> bool:
        """Whether it is the asker who abolished something: a clause of his contract."""
        return bool(self.cues.own_acts.search(plain, max(0, event.start() - _SUBJECT), event.end()))

    def _as_of(self, plain: str) -> dt.date | None:
        """The day whose law is asked for; the year of what is said to have been abolished or introduced then is none, nor is one
        of a story that goes on until now."""
        if str(self.today().year) in years(plain):
            return None
        events = [match.span() for match in self.cues.changed.finditer(plain) if not self._own(plain, match)]
        days = [
            day
            for pattern in self.cues.as_of
            for match in pattern.finditer(plain)
            if not any(start < match.end() and match.start() < end for start, end in events)
            and not is_a_sum(plain, match.end())
            and (day := last_day(match.group(0))) is not None
        ]
        return max((day for day in days if day.year < self.today().year), default=None)


def _side_by_side(places: Sequence[tuple[int, int, str]]) -> bool:
    """Whether two countries stand one beside the other, as those of a treaty do."""
    return any(0 <= b[0] - a[1] <= _SIDE_BY_SIDE and a[2] != b[2] for a, b in pairwise(places))
