"""Question in, ``Question`` out: language, intent, countries, aspects, dates, amounts, and what a follow-up leans on."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering.called import NameReader
from assistant.answering.cues import PLACE_ABROAD, PLACE_HOME, Cues
from assistant.answering.glossary import TermFinder
from assistant.answering.leaning import Leaning, count_words
from assistant.answering.parts import parts_of
from assistant.answering.spelling import Spelling
from assistant.domain import Intent, Question, Turn
from assistant.errors import InputError
from assistant.numerals import ascii_digits, han_number, numbers
from assistant.text import by_character, normalise

SEARCH_LANGUAGES = ("zh", "en", "vi", "ar", "ru")
"""Languages of documents that people add; glossary words are looked up in these beside the asker's own."""
_ARTICLE = re.compile(
    r"第\s*([0-9零〇一二三四五六七八九十百千两]+)\s*条"
    r"|(?:\b(?:art(?:icle|\.|iculo|icolo)?s?|ст(?:атья|атьи|атье|\.)|pasal|clan(?:a|u|om)?|dieu)\s*\.?|الماده|ماده|มาตรา|§)\s*([0-9]+)"
)
_FEW = 4
"""Words up to which a text that names China alone leaves the country before it."""
_WHERE = re.compile(
    r"\b(?:в|во|на) (?:\w+ )?\w*(?:[еи]|ой|ем|ом|ей|их|ах|ях)$|\bu (?:\w+ )?\w+(?:i|oj|om|ih|(?<!ij)(?<!kin)(?<!k)u)$"
)
"""Russian and Serbian say with one preposition and two cases where something is and where it goes; this is the former."""
_RECIPIENT = re.compile(
    r"\b(?:завод(?:у|ам)|фирм(?:е|ам)|компани(?:и|ям)|предприяти(?:ю|ям)|партнер(?:у|ам)|клиент(?:у|ам)|покупател(?:ю|ям)"
    r"|лицензи(?:ат|ар)(?:у|ам)|университет(?:у|ам)|\w*обладател(?:ю|ям)|владельц(?:у|ам)|поставщик(?:у|ам)|институт(?:у|ам)"
    r"|организаци(?:и|ям)|стороне|firmi|vlasniku|davaocu|licencodavcu|dobavljacu|institutu|univerzitetu|kompaniji|partneru"
    r"|kupcu|fabrici|fabrikama) (?:в|на|u) (?:\w+ )?\w+$"
)
"""… unless it says where the recipient is: then it goes there."""
_ARTICLE_A = re.compile(f"\\ba (?=[{PLACE_HOME}{PLACE_ABROAD}])")
"""The English article before a place, which is "to" in French and Spanish."""
_ROYALTY = "royalty"
"""The glossary's concept."""
_RISKS = "risks"
_BUDDHIST = 543
_SIDE_BY_SIDE = 6
"""Characters at most between the two countries of a treaty: "China–Peru", "China and Peru"."""
_MEMORY = 6
"""Questions of a conversation that a follow-up may lean on."""
_TOLD = 400
"""Characters of the answer before it that a follow-up may be about: its first sentences."""
_BESIDE = 24
"""Characters at most between the number of an article and its law."""
_MIN_AMOUNT = 1000
_CURRENCIES = {
    "CNY": r"rmb|cny|yuan|renminbi|元|人民币|юан|يوان|¥",
    "USD": r"usd|us\$|\$|dollars?|美元|доллар|دولار|dolares|do la|dolar",
    "EUR": r"eur|euros?|€|欧元|евро|يورو",
}


@dataclass(frozen=True, slots=True)
class Understanding:
    """The step, with what it needs: tell a language, find countries, cues, glossary, interface languages."""

    spelling: Spelling
    countries: Callable[[str], tuple[str, ...]]
    mentions: Callable[[str], list[tuple[int, int, str]]]
    cues: Cues
    terms: Callable[[], TermFinder]
    max_chars: int
    leaning: Leaning
    names: NameReader
    today: Callable[[], dt.date] = dt.date.today

    def __call__(
        self,
        text: str,
        history: Sequence[Turn] = (),
        language: str | None = None,
        as_of: dt.date | None = None,
    ) -> Question:
        """Raises InputError for what is no question: empty, too long, without a letter."""
        typed = text.strip()
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
        question = self._read(text, text, language, as_of)
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
        """What is asked second and third in one message, each completed by what is asked first."""
        if question.text != question.original:
            return []
        first, *others = parts_of(question.text, question.language, self.cues.parts)
        previous = replace(self._read(first, first, question.language, question.as_of), countries=question.countries)
        return [self._complete(part, previous, question.language, question.as_of) for part in others]

    def for_place(self, question: Question, country: str) -> Question:
        """The same question about one of its countries, without the names of the others. ``country``: two letters."""

        def without_others(text: str) -> str:
            return _without(text, [(start, end) for start, end, code in self.mentions(text) if code[:2] != country])

        own = tuple(code for code in question.countries if code[:2] == country)
        text, original = without_others(question.text), without_others(question.original)
        return replace(question, text=text, original=original, countries=own, compares=False)

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
                previous = self._read(text, text, own, None)
        return previous

    def _complete(self, text: str, previous: Question, language: str, as_of: dt.date | None) -> Question:
        """The follow-up in the words of the question before it, with country and direction exchanged where it names its own."""
        new = self._read(text, text, language, as_of)
        base = previous.text
        directions = new.directions or previous.directions
        if new.directions and previous.directions and new.directions != previous.directions:
            for name in set(previous.directions) - set(new.directions):
                found = self.cues.directions[name].finditer(normalise(base, previous.language))
                base = _without(base, [match.span() for match in found], previous.language)
        countries = self._places(text, new, previous, language)
        if new.countries and previous.countries and countries == new.countries:
            base = _without(base, [(start, end) for start, end, _ in self.mentions(base)])
        whole = self._read(f"{base} {text}", text, language, as_of or new.as_of or previous.as_of)
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
            wants=new.wants,
            quantities=new.quantities,
            years_ahead=new.years_ahead,
            supposed=new.supposed,
            instruments=new.instruments,
            called=new.called,
            compares=new.compares or previous.compares,
            directions=directions,
            sections=new.sections or previous.sections,
            seeks_body=new.seeks_body or (previous.seeks_body and not new.aspects),
            drafts=new.drafts,
            past=new.past or previous.past,
            between_others=whole.between_others,
            lists=whole.lists,
            toward_place=new.toward_place or previous.toward_place,
            of_parties=new.of_parties if new.countries else previous.of_parties,
            pays_home=new.pays_home or (previous.pays_home and not new.directions),
            pays_abroad=new.pays_abroad or (previous.pays_abroad and not new.directions),
            before=previous.before or previous.text,
        )

    def _places(self, text: str, new: Question, previous: Question, language: str) -> tuple[str, ...]:
        """ "And in Egypt?" leaves the country before it; "what share of their imports is China's?" does not."""
        abroad = [code for code in previous.countries if not code.startswith("CN")]
        only_home = bool(new.countries) and all(code.startswith("CN") for code in new.countries)
        if only_home and abroad and count_words(normalise(text, language).strip()) > _FEW:
            return tuple(dict.fromkeys((*abroad, *new.countries)))
        return new.countries or previous.countries

    def _aims_at(self, text: str, previous: Question, language: str) -> bool:
        """Whether a follow-up says "and how do we get round it?" of what the question before it names."""
        bare = self.cues.lawful_avoidance.sub(" ", normalise(text, language).rstrip(" ?!.؟。"))
        both = self.cues.lawful_avoidance.sub(" ", f"{bare} {normalise(previous.text, previous.language)}")
        return any(match.start() < len(bare) for match in self.cues.evasion.finditer(both))

    def _read(self, text: str, original: str, language: str, as_of: dt.date | None) -> Question:
        plain = normalise(text, language)
        countries = self.countries(text)
        concepts = self.terms().find(text, language)
        languages = [code for code in SEARCH_LANGUAGES if code != language]
        directions, toward, paid = self._directions(text, plain, language, concepts)
        compares = bool(self.cues.compares.search(plain))
        evades = bool(self.cues.evasion.search(self.cues.lawful_avoidance.sub(" ", plain)))
        aspects = tuple(name for name, pattern in self.cues.aspects.items() if pattern.search(plain))
        sections = self._sections(plain, aspects)
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
            articles=_articles(plain, [match.span() for match in self.cues.home_law.finditer(plain)]),
            amounts=_amounts(text, plain),
            as_of=as_of or self._as_of(plain),
            evades=evades,
            wants=self._wants(plain),
            quantities=tuple(n for n, p in self.cues.quantities_asked.items() if p.search(plain)),
            years_ahead=tuple(int(y) for y in re.findall(r"(?<!\d)20\d\d(?!\d)", plain) if int(y) > self.today().year),
            instruments=self._instruments(text, plain),
            called=self.names(text, language),
            compares=compares,
            directions=directions,
            toward_place=toward,
            of_parties=self._of_parties(text),
            pays_home=paid == {"export"},
            pays_abroad=paid == {"import"},
            between_others=self.cues.between.others(normalise(text), self.mentions(text), concepts, compares),
            supposed=self._supposed(plain),
            lists=self.cues.between.lists(normalise(text), self.mentions(text)),
            past=bool(self.cues.past.search(plain)),
            sections=sections,
            seeks_body=bool(self.cues.organisation.search(plain)),
            drafts=bool(self.cues.draft.search(plain)),
        )

    def _instruments(self, text: str, plain: str) -> tuple[str, ...]:
        """Years by which laws and treaties are called; an agreement is one of states where two of them stand side by side."""
        places = self.mentions(text)
        paired = any(0 <= b[0] - a[1] <= _SIDE_BY_SIDE and a[2] != b[2] for a, b in pairwise(places))
        found = [match.group() for match in self.cues.instrument.finditer(plain)]
        if paired:
            found += [match.group() for match in self.cues.accord.finditer(plain)]
        return tuple(dict.fromkeys(year for called in found for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", called)))

    def _wants(self, plain: str) -> tuple[str, ...]:
        cues = self.cues
        limits = (("confidential", cues.confidential), ("market", cues.market), ("fee", cues.fee), ("number", cues.number))
        found = tuple(name for name, pattern in limits if pattern.search(plain))
        return ("person", *found) if self._asks_for_person(plain) else found

    def _asks_for_person(self, plain: str) -> bool:
        """Whether a person's name or number is asked for, rather than named as a field of data that are kept or sent."""
        cues = self.cues
        return bool(cues.person.search(plain)) and (not cues.people_data.search(plain) or bool(cues.asks_person.search(plain)))

    def _directions(
        self, text: str, plain: str, language: str, concepts: Sequence[str]
    ) -> tuple[tuple[str, ...], bool, set[str]]:
        """``import`` and ``export`` as seen from China: by word, or by what goes towards or away from which place. And
        whether a place said so, and the direction of what royalties are paid for, where they are."""
        found = {name for name, pattern in self.cues.directions.items() if pattern.search(plain)}
        by_place, paid = self._by_place(text, language)
        paid = paid if _ROYALTY in concepts else set()
        return tuple(sorted(paid or found or by_place)), bool(paid or by_place), paid

    def _of_parties(self, text: str) -> bool:
        """Whether every place abroad that is named is one of ``Cues.party``."""
        shape = self._shape(text, lambda _before: True)
        return 0 < shape.count(PLACE_ABROAD) == sum(1 for _ in self.cues.party.finditer(shape))

    def _shape(self, text: str, counts: Callable[[str], bool]) -> str:
        """``text`` normalised, with PLACE_HOME and PLACE_ABROAD for places. ``counts``: whether one does, by what ends in it."""
        marked, last = [], 0
        whole = normalise(text)
        for start, end, code in self.mentions(text):
            if start >= last and counts(whole[:end]):
                marked += [whole[last:start], PLACE_HOME if code.startswith("CN") else PLACE_ABROAD]
                last = end
        return "".join([*marked, whole[last:]])

    def _by_place(self, text: str, language: str) -> tuple[set[str], set[str]]:
        """What goes somewhere or comes from there; and what is paid for, which goes the other way."""

        def goes(before: str) -> bool:
            plain = normalise(before, language)
            return bool(_RECIPIENT.search(plain)) or not _WHERE.search(plain)

        found: set[str] = set()
        shape = normalise(self._shape(text, goes), language)
        if language == "en":
            shape = _ARTICLE_A.sub("an ", shape)
        spans = [match.group() for match in self.cues.pays.finditer(shape)]
        paid = {"import" if span.rfind(PLACE_ABROAD) > span.rfind(PLACE_HOME) else "export" for span in spans}
        for pattern, abroad, home in ((self.cues.toward, "export", "import"), (self.cues.away, "import", "export")):
            for match in pattern.finditer(shape):
                found.add(abroad if PLACE_ABROAD in match.group() else home)
        return found, paid

    def _sections(self, plain: str, aspects: Sequence[str]) -> tuple[str, ...]:
        """Parts of a country's report; what one risks who breaks a rule is no risk of the country."""
        found = (name for name, pattern in self.cues.sections.items() if pattern.search(plain))
        return tuple(name for name in found if name != _RISKS or "penalty" not in aspects)

    def _intent(self, plain: str, evades: bool, countries: Sequence[str], sections: Sequence[str]) -> Intent:
        if evades:
            return "refuse"
        for name, intent in _INTENTS:
            if self.cues.intents[name].search(plain.strip()):
                return intent
        abroad = any(not code.startswith("CN") for code in countries)
        if abroad and sections:
            return "country"
        return "rule"

    def _supposed(self, plain: str) -> tuple[str, ...]:
        told = [match.group() for match in self.cues.changed.finditer(plain)]
        return tuple(dict.fromkeys(year for event in told for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", event)))

    def _as_of(self, plain: str) -> dt.date | None:
        """The day whose law is asked for; the year of what is said to have been abolished or introduced then is none."""
        events = [match.span() for match in self.cues.changed.finditer(plain)]
        for pattern in self.cues.as_of:
            for match in pattern.finditer(plain):
                if any(start < match.end() and match.start() < end for start, end in events):
                    continue
                day = _last_day(match.group(0))
                if day is not None and day.year < self.today().year:
                    return day
        return None


_DATE = re.compile(
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<year>\d{4})(?:[-年](?P<month>\d{1,2})(?:[-月](?P<day>\d{1,2}))?)?"
)
_INTENTS: tuple[tuple[str, Intent], ...] = (
    ("smalltalk", "smalltalk"),
    ("partner", "partner"),
    ("event", "event"),
    ("procedure", "procedure"),
)


def _last_day(text: str) -> dt.date | None:
    """The day that ``text`` names, or the last day of the month or year; years of the Buddhist era count from 544 BC."""
    match = _DATE.search(text)
    if match is None:
        return None
    year = int(match["y"] or match["year"])
    year -= _BUDDHIST if year > 2400 else 0
    month = int(match["m"] or match["month"] or 12)
    if not (1950 <= year <= 2100 and 1 <= month <= 12):
        return None
    longest = calendar.monthrange(year, month)[1]
    day = int(match["d"] or match["day"] or longest)
    return dt.date(year, month, min(day, longest)) if day > 0 else None


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


def _articles(plain: str, others: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Numbers of articles, but those beside one of ``others``, where a law stands of which nothing is known."""
    found = []
    for match in _ARTICLE.finditer(plain):
        if any(start - match.end() <= _BESIDE and match.start() - end <= _BESIDE for start, end in others):
            continue
        han, number = match.groups()
        if number:
            found.append(number)
        elif han.isdigit():
            found.append(han)
        elif (value := han_number(han)) is not None:
            found.append(str(value))
    return tuple(dict.fromkeys(found))


def _amounts(text: str, plain: str) -> tuple[tuple[int, str | None], ...]:
    """Sums of money of at least a thousand, with their currency where the text names one."""
    currency = next((code for code, words in _CURRENCIES.items() if re.search(words, plain)), None)
    big = [int(n) for n in numbers(ascii_digits(text)) if n >= _MIN_AMOUNT and not 1900 <= n <= 2100]
    return tuple((n, currency) for n in dict.fromkeys(big))
