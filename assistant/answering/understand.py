"""Question in, ``Question`` out: language, intent, countries, aspects, dates, amounts, and what a follow-up leans on."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.cues import PLACE_ABROAD, PLACE_HOME, Cues
from assistant.answering.glossary import TermFinder
from assistant.domain import Intent, Question, Turn
from assistant.errors import InputError
from assistant.numerals import ascii_digits, han_number, numbers
from assistant.text import normalise, tokens

SEARCH_LANGUAGES = ("zh", "en", "vi", "ar", "ru")
"""Languages of documents that people add; glossary words are looked up in these beside the asker's own."""
_ARTICLE = re.compile(
    r"第\s*([0-9零〇一二三四五六七八九十百千两]+)\s*条"
    r"|(?:\b(?:art(?:icle|\.|iculo|icolo)?s?|ст(?:атья|атьи|атье|\.)|pasal|clan(?:a|u|om)?|dieu)\s*\.?|الماده|ماده|มาตรา|§)\s*([0-9]+)"
)
_SHORT_TOKENS = 9
_MIN_AMOUNT = 1000
_CURRENCIES = {
    "CNY": r"rmb|cny|yuan|renminbi|元|人民币|юан|يوان|¥",
    "USD": r"usd|us\$|\$|dollars?|美元|доллар|دولار|dolares|do la|dolar",
    "EUR": r"eur|euros?|€|欧元|евро|يورو",
}


@dataclass(frozen=True, slots=True)
class Understanding:
    """The step, with what it needs: identify a language, find countries, cues, glossary, interface languages."""

    identify: Callable[[str], str]
    countries: Callable[[str], tuple[str, ...]]
    mentions: Callable[[str], list[tuple[int, int, str]]]
    cues: Cues
    terms: Callable[[], TermFinder]
    max_chars: int
    today: Callable[[], dt.date] = dt.date.today

    def __call__(
        self,
        text: str,
        history: Sequence[Turn] = (),
        language: str | None = None,
        as_of: dt.date | None = None,
    ) -> Question:
        """Raises InputError for what is no question: empty, too long, without a letter."""
        text = text.strip()
        self._admit(text)
        own_language = language or self._language(text, history)
        previous = self._previous(history, own_language)
        if previous is not None and self._leans(text, own_language):
            return self._complete(text, previous, own_language, as_of)
        return self._read(text, text, own_language, as_of)

    def _admit(self, text: str) -> None:
        if not text:
            raise InputError("The question is empty: write what you want to know.")
        if len(text) > self.max_chars:
            raise InputError(
                f"The question has {len(text)} characters, at most {self.max_chars} can be read: shorten it to what you want to know."
            )
        if not any(char.isalnum() for char in text):
            raise InputError("The question holds no words: write in any language what you want to know.")

    def _language(self, text: str, history: Sequence[Turn]) -> str:
        found = self.identify(text)
        earlier = next((t.content for t in reversed(history) if t.role == "user"), None)
        if earlier and (found == "und" or len(text) < 12):
            before = self.identify(earlier)
            if before != "und" and _same_script(text, earlier):
                return before
        return "en" if found == "und" else found

    def _previous(self, history: Sequence[Turn], language: str) -> Question | None:
        """The last question of the asker as it was understood then, its own follow-ups resolved."""
        asked = [(n, turn) for n, turn in enumerate(history) if turn.role == "user" and turn.content.strip()]
        if not asked:
            return None
        n, last = asked[-1]
        if len(last.content) > self.max_chars or not any(char.isalnum() for char in last.content):
            return None
        own = self.identify(last.content)
        earlier = self._previous(history[:n], language) if len(asked) < 6 else None
        own = language if own == "und" else own
        if earlier is not None and self._leans(last.content, own):
            return self._complete(last.content, earlier, own, None)
        return self._read(last.content, last.content, own, None)

    def _leans(self, text: str, language: str) -> bool:
        """Whether a text needs the question before it: it opens like one that does, or is a few words without a verb's worth."""
        plain = normalise(text, language)
        short = len(tokens(text, language)) <= _SHORT_TOKENS
        return short and (bool(self.cues.followup.search(plain)) or len(self.terms().find(text, language)) == 0)

    def _complete(self, text: str, previous: Question, language: str, as_of: dt.date | None) -> Question:
        """The follow-up in the words of the question before it, with country and direction exchanged where it names its own."""
        new = self._read(text, text, language, as_of)
        base = previous.text
        directions = new.directions or previous.directions
        if new.directions and previous.directions and new.directions != previous.directions:
            for name in previous.directions:
                base = self.cues.directions[name].sub(" ", normalise(base, previous.language))
        countries = new.countries or previous.countries
        if new.countries and previous.countries:
            base = self._without_countries(base)
        whole = self._read(f"{base} {text}", text, language, as_of or new.as_of or previous.as_of)
        intent: Intent = previous.intent if new.intent == "rule" else new.intent
        return Question(
            original=text,
            text=whole.text,
            language=language,
            intent=intent,
            countries=countries,
            aspects=new.aspects or previous.aspects,
            terms=whole.terms,
            translations=whole.translations,
            articles=new.articles or previous.articles,
            amounts=new.amounts or previous.amounts,
            as_of=as_of or new.as_of or previous.as_of,
            evades=new.evades,
            wants=new.wants,
            years_ahead=new.years_ahead,
            compares=new.compares or previous.compares,
            directions=directions,
        )

    def _without_countries(self, text: str) -> str:
        """``text`` without the words that name a country (found word by word, so that the rest stays as it was)."""
        kept = [word for word in re.split(r"(\s+)", text) if word.isspace() or not self.countries(word)]
        return "".join(kept) if any(not w.isspace() for w in kept) else text

    def _read(self, text: str, original: str, language: str, as_of: dt.date | None) -> Question:
        plain = normalise(text, language)
        concepts = self.terms().find(text, language)
        languages = [code for code in SEARCH_LANGUAGES if code != language]
        evades = bool(self.cues.evasion.search(self.cues.lawful_avoidance.sub(" ", plain)))
        return Question(
            original=original,
            text=text,
            language=language,
            intent=self._intent(plain, evades),
            countries=self.countries(text),
            aspects=tuple(name for name, pattern in self.cues.aspects.items() if pattern.search(plain)),
            terms=concepts,
            translations=self.terms().translate(concepts, languages),
            articles=_articles(plain),
            amounts=_amounts(text, plain),
            as_of=as_of or self._as_of(plain),
            evades=evades,
            wants=tuple(n for n, p in (("person", self.cues.person), ("fee", self.cues.fee)) if p.search(plain)),
            years_ahead=tuple(int(y) for y in re.findall(r"(?<!\d)20\d\d(?!\d)", plain) if int(y) > self.today().year),
            compares=bool(self.cues.compares.search(plain)),
            directions=self._directions(text, plain),
        )

    def _directions(self, text: str, plain: str) -> tuple[str, ...]:
        """``import`` and ``export`` as seen from China: by word, or by what goes towards or away from which place."""
        found = {name for name, pattern in self.cues.directions.items() if pattern.search(plain)}
        if found:
            return tuple(sorted(found))
        marked, last = [], 0
        whole = normalise(text)
        for start, end, code in self.mentions(text):
            if start >= last:
                marked += [whole[last:start], PLACE_HOME if code.startswith("CN") else PLACE_ABROAD]
                last = end
        shape = "".join([*marked, whole[last:]])
        for pattern, abroad, home in ((self.cues.toward, "export", "import"), (self.cues.away, "import", "export")):
            for match in pattern.finditer(shape):
                found.add(abroad if PLACE_ABROAD in match.group() else home)
        return tuple(sorted(found))

    def _intent(self, plain: str, evades: bool) -> Intent:
        if evades:
            return "refuse"
        for name, intent in _INTENTS:
            if self.cues.intents[name].search(plain.strip()):
                return intent
        return "rule"

    def _as_of(self, plain: str) -> dt.date | None:
        for pattern in self.cues.as_of:
            match = pattern.search(plain)
            if match:
                digits = [int(d) for d in re.findall(r"\d+", match.group(0))][:3]
                year, month, day = (digits + _YEAR_END[len(digits) - 1 :])[:3]
                if 1950 <= year < self.today().year and 1 <= month <= 12 and 1 <= day <= 31:
                    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
        return None


_YEAR_END = [12, 31]
_INTENTS: tuple[tuple[str, Intent], ...] = (
    ("smalltalk", "smalltalk"),
    ("partner", "partner"),
    ("event", "event"),
    ("procedure", "procedure"),
)


def _articles(plain: str) -> tuple[str, ...]:
    found = []
    for han, number in _ARTICLE.findall(plain):
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


def _same_script(one: str, other: str) -> bool:
    def script(text: str) -> set[str]:
        return {"ascii" if c.isascii() else hex(ord(c) >> 8) for c in text if c.isalpha()}

    return bool(script(one) & script(other)) or not script(one)
