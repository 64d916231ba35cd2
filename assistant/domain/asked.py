"""What was asked, as it was understood."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.domain.terms import Intent


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Called:
    """A name by which a question calls a law, treaty or programme. ``words``: the stems that make it a name; ``whole``: all of
    them are needed, side by side, since they are places."""

    name: str
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the asker states of the own case (``answering/facts.py``): figures by name, and kinds."""

    figures: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.figures or self.kinds)

    def stated(self) -> frozenset[Decimal]:
        """The numbers of all figures."""
        return frozenset(value for values in self.figures.values() for value in values)

    def after(self, before: "Facts", families: Mapping[str, str]) -> "Facts":
        """These facts, and those stated before of which nothing new is said. ``families``: kind -> its family, of which the
        kinds that are named now take the place of those named before."""
        told = {families.get(kind, kind) for kind in self.kinds}
        kept = {kind for kind in before.kinds if families.get(kind, kind) not in told}
        return Facts({**before.figures, **self.figures}, self.kinds | kept)


@dataclass(frozen=True, slots=True)
class Asserted:
    """A figure that a question takes for that of a rule. ``values``: its number, also in other units of time."""

    written: str
    values: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Question:
    """What the assistant understood. ``text`` is what is searched for: the asker's words, completed from the conversation;
    ``original`` is what was typed."""

    original: str
    text: str
    language: str
    intent: Intent
    countries: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    """Glossary concepts found in the text."""
    translations: tuple[str, ...] = ()
    """The words of those concepts in the languages of the knowledge base, for lexical search."""
    articles: tuple[str, ...] = ()
    amounts: tuple[tuple[int, str | None], ...] = ()
    as_of: dt.date | None = None
    evades: bool = False
    dodges: bool = False
    """Whether it has words that dodges are made of: something is split, called otherwise, kept from somebody."""
    wants: tuple[str, ...] = ()
    """``person``, ``confidential``, ``another_matter``, ``market``, ``fee`` or ``number``: what can be answered only where the
    evidence itself speaks of it, or never."""
    quantities: tuple[str, ...] = ()
    """``period``, ``share``, ``money``: what kind of figure is asked for; none where none is, or any."""
    supposed: tuple[str, ...] = ()
    """Years of changes of the law that the question takes for a fact."""
    years_ahead: tuple[int, ...] = ()
    """Years after the current one that the question names."""
    instruments: tuple[str, ...] = ()
    """Years by which it calls laws or treaties."""
    called: tuple[Called, ...] = ()
    """Names by which it calls them, and programmes."""
    offices: tuple[str, ...] = ()
    """Countries, two letters each and China too, whose office is named: whose rules are asked for, it decides."""
    compares: bool = False
    lists: bool = False
    """Whether countries abroad are named as a list: each has its own answer."""
    directions: tuple[str, ...] = ()
    """``import`` or ``export`` where the question settles it."""
    sections: tuple[str, ...] = ()
    """What of a country report is asked for: ``overview`` or names of its sections."""
    seeks_body: bool = False
    """Whether an organisation is asked for: who it is, what it does, where it is found."""
    offers: bool = False
    """Whether the asker says what he has and asks who needs it: a wish for partners, whatever else it is like."""
    past: bool = False
    """Whether an earlier state of the law is asked for, without a day."""
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What of classes that exclude each other is named: ``answering/families.py``."""
    facts: Facts = Facts()
    """What the asker states of the own case that settles which of two rules applies."""
    asserted: tuple[Asserted, ...] = ()
    """Figures that the question takes for those of a rule and wants confirmed."""
    pays_home: bool = False
    """Royalties are paid to China."""
    pays_abroad: bool = False
    """Royalties are paid from China."""
    between_others: bool = False
    """The tax on a payment between two countries is asked for, and neither is China."""
    toward_place: bool = False
    """Whether a direction was read from a place that something goes to or comes from."""
    of_parties: bool = False
    """Whether every country is named only as where somebody is from who comes to the asker or deals with the asker."""
    acts_at_home: bool = False
    """Whether something is said to be filed, asked for or needed in China."""
    chosen: frozenset[str] = frozenset()
    """Countries abroad whose law or arbitrators are to be chosen; among ``countries`` only where no other one is named."""
    taxed_by: frozenset[str] = frozenset()
    """Countries that are said to tax: whose own law on it is asked for."""
    general: bool = False
    """All concepts that it names are such as every procedure has: deadline, fee, permit."""
    drafts: bool = False
    """Whether the draft of a reply to somebody is asked for, which a person has to approve."""
    before: str = ""
    """The question that the conversation leans on since, where this one does, or may though it is read by itself; else empty."""
    aims: Mapping[str, float] = field(default_factory=dict)
    """How much it is like each kind of question (``answering/aims.py``): about 1 for a typical one."""
    read: str = ""
    """``original`` as it is read (``answering/spelling.py``), where that is spelt otherwise; else empty."""

    @property
    def own_words(self) -> str:
        """What the asker said this time, as it is read."""
        return self.read or self.original

    @property
    def completed(self) -> bool:
        """Whether more is searched for than the asker said this time."""
        return self.text != self.own_words
