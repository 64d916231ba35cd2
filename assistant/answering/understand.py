"""Question in, ``Question`` out: language, intent, countries, aspects, dates, amounts, and what a follow-up leans on."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.cues import Cues
from assistant.answering.glossary import TermFinder
from assistant.answering.leaning import Leaning, count_words
from assistant.answering.parts import parts_of
from assistant.answering.reading import DEADLINE, PENALTY, SEARCH_LANGUAGES, Reading
from assistant.answering.spelling import Spelling
from assistant.domain import Intent, Question, Turn
from assistant.errors import InputError
from assistant.text import as_typed, by_character, normalise

_FEW = 4
"""Words up to which a text that names China alone leaves the country before it."""
_MANY = 6
"""Words from which on a text that names a country abroad does not leave China, if the one before it was about China alone."""
_MEMORY = 6
"""Questions of a conversation that a follow-up may lean on."""
_TOLD = 400
"""Characters of the answer before it that a follow-up may be about: its first sentences."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """The step, with what it needs: to tell a language, to read one text, to tell what leans on the turn before."""

    spelling: Spelling
    reading: Reading
    leaning: Leaning
    max_chars: int

    @property
    def cues(self) -> Cues:
        return self.reading.cues

    @property
    def terms(self) -> Callable[[], TermFinder]:
        return self.reading.terms

    @property
    def countries(self) -> Callable[[str], tuple[str, ...]]:
        return self.reading.countries

    @property
    def mentions(self) -> Callable[[str], list[tuple[int, int, str]]]:
        return self.reading.mentions

    def __call__(
        self,
        text: str,
        history: Sequence[Turn] = (),
        language: str | None = None,
        as_of: dt.date | None = None,
    ) -> Question:
        """Raises InputError for what is no question: empty, too long, without a letter."""
        typed = as_typed(text).strip()
        history = [replace(turn, content=as_typed(turn.content)) for turn in history]
        self._admit(typed)
        spoken = self.spelling.language(typed, history)
        text = self.spelling.read(typed, language or spoken)
        question = self._understand(text, history, language or self._reply_language(text) or spoken, as_of)
        return question if text == typed else replace(question, original=typed, read=text)

    def _understand(self, text: str, history: Sequence[Turn], language: str, as_of: dt.date | None) -> Question:
        """Completed from the conversation where it leans on that."""
        previous = self._previous(history, language)
        if previous is not None and self.leaning(text, language):
            told = history[-1].content[:_TOLD] if history[-1].role == "assistant" else ""
            return self._with_told(self._complete(text, previous, language, as_of), told)
        question = self.reading(text, text, language, as_of)
        if previous is None or not self.leaning.may(text, language):
            return question
        return replace(question, before=previous.before or previous.text)

    def _with_told(self, question: Question, told: str) -> Question:
        """A follow-up is also about what the answer before it spoke of."""
        known = [*question.terms, *self.terms().find(told, self.spelling.identify(told))] if told else list(question.terms)
        concepts = tuple(dict.fromkeys(known))
        others = [code for code in SEARCH_LANGUAGES if code != question.language]
        general = set(concepts) <= self.cues.general_terms
        return replace(question, terms=concepts, general=general, translations=self.terms().translate(concepts, others))

    def further(self, question: Question) -> list[Question]:
        """What is asked second and third in one message, each completed by what is asked first, without the words by which that
        asks for a period: "how many days" is not asked twice. Of a follow-up, each part is completed by what came before."""
        pieces = parts_of(question.own_words, question.language, self.cues.parts, self.cues.condition)
        if len(pieces) < 2 or (question.completed and not (question.before and self._asks_apart(pieces, question.language))):
            return []
        first, *others = [question.before, *pieces] if question.completed else pieces
        previous = self.reading(first, first, question.language, question.as_of)
        previous = replace(previous, countries=question.countries, directions=previous.directions or question.directions)
        if not question.completed:
            previous = self.without_words(previous, [self.cues.quantities_asked["period"], self.cues.aspects[DEADLINE]])
        return [self._complete(part, previous, question.language, question.as_of) for part in others]

    def _asks_apart(self, pieces: Sequence[str], language: str) -> bool:
        """Whether the parts of a follow-up are questions of their own: "we are late, what do we risk" is one."""
        aspects = [self.reading.aspects(normalise(piece, language)) for piece in pieces]
        told = [aspect for own in aspects for aspect in own]
        return all(aspects) and len(told) == len(set(told))

    def asks_what_follows(self, part: Question) -> bool:
        """Whether a further question asks what happens if what the first one speaks of is done or left undone."""
        plain = normalise(part.own_words, part.language).strip()
        return PENALTY in part.aspects or self.cues.consequence.search(plain) is not None

    def without_places(self, question: Question, others: Collection[str]) -> Question:
        """The same question without the names of some of its countries. ``others``: two letters each."""

        def without_others(text: str) -> str:
            return _without(text, [(start, end) for start, end, code in self.mentions(text) if code[:2] in others])

        own = tuple(code for code in question.countries if code[:2] not in others)
        text, original = without_others(question.text), without_others(question.original)
        read = without_others(question.read) if question.read else ""
        return replace(question, text=text, original=original, read=read, countries=own, compares=False)

    def without_words(self, question: Question, patterns: Sequence[re.Pattern[str]]) -> Question:
        """The same question without what one of ``patterns`` matches in its normalised text."""
        plain = normalise(question.text, question.language)
        spans = [match.span() for pattern in patterns for match in pattern.finditer(plain)]
        return replace(question, text=_without(question.text, spans, question.language))

    def _admit(self, text: str) -> None:
        if not text:
            raise InputError("The question is empty: write what you want to know.")
        if len(text) > self.max_chars:
            raise InputError(
                f"The question has {len(text)} characters, at most {self.max_chars} can be read: "
                "shorten it to what you want to know."
            )
        if not any(char.isalnum() for char in text):
            raise InputError("The question holds no words: write in any language what you want to know.")

    def _reply_language(self, text: str) -> str | None:
        """The language in which the draft of a reply is wanted, where one is and the text says so."""
        plain = normalise(text)
        if not self.cues.draft.search(plain):
            return None
        return next((code for code, pattern in self.cues.reply_languages.items() if pattern.search(plain)), None)

    def _previous(self, history: Sequence[Turn], language: str) -> Question | None:
        """The last question of the asker as it was understood then, its own follow-ups resolved."""
        asked = [turn.content for turn in history if turn.role == "user" and any(map(str.isalnum, turn.content))]
        previous: Question | None = None
        for text in [text for text in asked if not self.leaning.is_smalltalk(text, language)][-_MEMORY:]:
            if len(text) > self.max_chars:
                previous = None
                continue
            found = self.spelling.identify(text)
            before = previous.language if previous else found
            own = language if found == "und" else self.spelling.as_before(text, found, before)
            text = self.spelling.read(text, own)
            if previous is not None and self.leaning(text, own):
                previous = self._complete(text, previous, own, None)
            else:
                previous = self.reading(text, text, own, None)
        return previous

    def _complete(self, text: str, previous: Question, language: str, as_of: dt.date | None) -> Question:
        """The follow-up in the words of the question before it, with country and direction exchanged where it names its own."""
        new = self.reading(text, text, language, as_of)
        base = previous.text
        directions = new.directions or previous.directions
        if new.directions and previous.directions and new.directions != previous.directions:
            for name in set(previous.directions) - set(new.directions):
                found = self.cues.directions[name].finditer(normalise(base, previous.language))
                base = _without(base, [match.span() for match in found], previous.language)
        countries = self._places(text, new, previous, language)
        if new.countries and previous.countries and countries == new.countries:
            base = _without(base, [(start, end) for start, end, _ in self.mentions(base)])
        other_class = self.cues.families.exchanged(new.classes, previous.classes)
        base = _without(base, self.terms().spans(base, previous.language, other_class), previous.language)
        whole = self.reading(f"{base} {text}", text, language, as_of or new.as_of or previous.as_of)
        # "And in Egypt?" after a question that aims at evasion has the same aim; "and what is the fine?" has not.
        evades = new.evades or self._aims_at(text, previous, language) or (previous.evades and not new.aspects)
        inherited: Intent = "rule" if previous.intent == "refuse" else previous.intent
        intent: Intent = "refuse" if evades else inherited if new.intent == "rule" else new.intent
        return Question(
            original=text,
            text=whole.text,
            language=language,
            intent=intent,
            countries=countries,
            aspects=new.aspects or previous.aspects,
            terms=whole.terms,
            classes={**whole.classes, **new.classes},
            general=whole.general,
            translations=whole.translations,
            articles=new.articles or previous.articles,
            amounts=new.amounts or previous.amounts,
            as_of=as_of or new.as_of or previous.as_of,
            evades=evades,
            dodges=new.dodges,
            wants=new.wants,
            quantities=new.quantities,
            years_ahead=new.years_ahead,
            supposed=new.supposed,
            instruments=new.instruments,
            called=new.called,
            offices=new.offices or previous.offices,
            compares=new.compares or previous.compares,
            directions=directions,
            sections=new.sections or previous.sections,
            seeks_body=new.seeks_body or (previous.seeks_body and not new.aspects),
            drafts=new.drafts,
            offers=new.offers,
            past=new.past or previous.past,
            facts=self.cues.facts.read(text, language, frozenset(previous.facts.figures)).after(
                previous.facts, self.cues.facts.families()
            ),
            asserted=new.asserted,
            between_others=whole.between_others,
            lists=whole.lists,
            toward_place=new.toward_place or previous.toward_place,
            acts_at_home=new.acts_at_home,
            of_parties=new.of_parties if new.countries else previous.of_parties,
            pays_home=new.pays_home or (previous.pays_home and not new.directions),
            pays_abroad=new.pays_abroad or (previous.pays_abroad and not new.directions),
            taxed_by=whole.taxed_by,
            chosen=new.chosen,
            before=previous.before or previous.text,
        )

    def _places(self, text: str, new: Question, previous: Question, language: str) -> tuple[str, ...]:
        """ "And in Egypt?" leaves the country before it; "what share of their imports is China's?" does not, nor "and may we
        choose French law?", nor does "and if the exporter is a branch of a German firm?" leave China."""
        if new.countries and previous.countries and set(new.countries) <= new.chosen:
            return previous.countries
        abroad = [code for code in previous.countries if not code.startswith("CN")]
        home = [code for code in previous.countries if code.startswith("CN")]
        only_home = bool(new.countries) and all(code.startswith("CN") for code in new.countries)
        length = count_words(normalise(text, language).strip())
        if only_home and abroad and length > _FEW:
            return tuple(dict.fromkeys((*abroad, *new.countries)))
        if new.countries and home and not abroad and length > _MANY:
            return tuple(dict.fromkeys((*new.countries, *home)))
        return new.countries or previous.countries

    def _aims_at(self, text: str, previous: Question, language: str) -> bool:
        """Whether a follow-up says "and how do we get round it?" of what the question before it names."""
        bare = self.cues.lawful_avoidance.sub(" ", normalise(text, language).rstrip(" ?!.؟。"))
        both = self.cues.lawful_avoidance.sub(" ", f"{bare} {normalise(previous.text, previous.language)}")
        return any(match.start() < len(bare) for match in self.cues.evasion.finditer(both))


def _without(text: str, spans: Iterable[tuple[int, int]], language: str = "") -> str:
    """``text`` without the places that were found at ``spans`` of ``normalise(text, language)``."""
    cut = [(start, end) for start, end in spans if end > start]
    kept: list[str] = []
    at = 0
    for piece, plain in by_character(text, language):
        after = at + len(plain)
        inside = any(at < end and after > start for start, end in cut) if plain else False
        kept.append("\0" if inside else piece)
        at = after
    rest = re.sub("\0+", " ", "".join(kept))
    return rest if any(char.isalnum() for char in rest) else text
