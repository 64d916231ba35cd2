"""Does the evidence suffice? If not, why, so that the asker is told what is missing."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.answering.config import Gate
from assistant.answering.figures import SUM, tells_a_number, tells_what_is_asked
from assistant.answering.laws import meant
from assistant.answering.rank import EU, EU_MEMBERS, REPORTS, WORLDWIDE, asked_sections, place_feature, section_of
from assistant.answering.stated import other_era
from assistant.domain import NO_EVIDENCE, Hit, Question, Source
from assistant.logistic import chance
from assistant.numerals import dates

Reason = Literal[
    "evasion",
    "no_such_article",
    "no_such_name",
    "no_article",
    "no_country",
    "insufficient",
    "person",
    "confidential",
]
_NEVER: tuple[Reason, ...] = ("person", "confidential")
"""What is wanted and never told."""
_RATE = "rate"
_OF_TAX = frozenset({"withholding", "vat", "income-tax", "treaty", "tax-filing"})
"""Topics of what tells a tax on payments for technology."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` None: answer. ``values`` fill the reason's phrase."""

    reason: Reason | None
    confidence: float
    values: Mapping[str, str] = field(default_factory=dict)


def judge(
    question: Question,
    hits: Sequence[Hit],
    gate: Gate,
    today: dt.date,
    *,
    named: Sequence[Source] = (),
    articles: Mapping[str, frozenset[int]] | None = None,
    unknown: Sequence[str] = (),
    sure: float | None = None,
) -> Verdict:
    """``named``: sources the question calls by name; ``articles``: source id -> articles that have a statement; ``unknown``:
    names by which it calls laws and programmes that nothing is known of; ``sure``: how likely the evidence answers, where that
    was found out for each of several countries."""
    if question.evades:
        return Verdict("evasion", 1.0)
    for never in _NEVER:
        if never in question.wants:
            return Verdict(never, 1.0)
    if "another_matter" in question.wants:
        return Verdict("insufficient", 0.0)
    if unknown:
        return Verdict("no_such_name", 1.0, {"name": unknown[0]})
    missing = _missing_article(question, hits, named, articles or {})
    if missing is not None:
        return missing
    asked_for = _asked_for(question, hits) and not _of_no_report(question, gate)
    confidence = 1.0 if asked_for else sufficiency(hits, question, gate) if sure is None else sure
    if hits and hits[0].passage.role == "outside" and (_of_everyday(question) or confidence < gate.beside_outside):
        return Verdict("insufficient", 0.0)
    foreign = [code for code in question.countries if not code.startswith("CN")]
    if _taxed_elsewhere(question, hits):
        return Verdict("no_country", confidence, {"countries": " ".join(foreign)}) if foreign else Verdict("insufficient", 0.0)
    if _of_no_tax(question, hits):
        return Verdict("no_country", confidence, {"countries": " ".join(sorted(question.taxed_by))})
    if hits and (hits[0].passage.role == "gap" or _only_the_report(question, hits)) and not _knows_the_body(question, hits):
        return Verdict("no_country", confidence, {"countries": hits[0].source.jurisdiction or ""})
    if _of_another_office(question, hits):
        return Verdict("no_country", confidence, {"countries": " ".join(question.offices)})
    if foreign and not _covers(question, [hit for hit in hits if hit.passage.role != "outside"], foreign):
        return Verdict("no_country", confidence, {"countries": " ".join(foreign)})
    if confidence < gate.threshold or _beyond(question, hits, today, asked_for) or _of_another_year(question, hits):
        return Verdict("insufficient", confidence)
    return Verdict(None, confidence)


def signals(hits: Sequence[Hit], question: Question) -> dict[str, float]:
    """What tells whether the best evidence answers: keys are fields of ``Gate``. ``hits`` is not empty."""
    real = [hit for hit in hits if hit.passage.role not in NO_EVIDENCE] or list(hits)
    best = real[0]
    near = [hit.similarity for hit in real[:3]]
    placed = any(not code.startswith("CN") for code in question.countries)
    subject = bool(question.terms) and (placed or not question.general)
    return {
        "coverage": 0.0 if not subject else best.coverage,
        "margin": sum(near) / len(near),
        "asked": best.asked,
        "taught": best.taught,
        "worded": best.worded,
        "answers": best.answers,
        "beside": float(best.beside),
        "wordless": float(not subject),
        "numberless": float("number" in question.wants and best.source.kind != "event" and not tells_a_number(best.passage.text)),
        "unmeasured": float(_unmeasured(question, best)),
        "outside": max((hit.similarity for hit in hits if hit.passage.role == "outside"), default=0.0),
        "everyday": question.aims.get("everyday", 0.0),
        "ordinary": question.aims.get("rule", 0.0),
        "unknowable": question.aims.get("unknowable", 0.0),
        "doubtful": float(best.passage.confidence == "unverified" and best.source.kind != "document"),
        "place": float(best.coverage > 0 and place_feature(question, best.passage, best.source) == "place_own"),
    }


def _unmeasured(question: Question, best: Hit) -> bool:
    """Whether a kind of figure is asked for that the best evidence does not tell; the days of a fair are no period."""
    return bool(question.quantities) and best.source.kind != "event" and not tells_what_is_asked(question.quantities, best.tells)


def sufficiency(hits: Sequence[Hit], question: Question, gate: Gate) -> float:
    """Probability, 0..1, that the best hit answers the question."""
    if not hits:
        return 0.0
    return chance(signals(hits, question), gate)


def article_numbers(locator: str) -> frozenset[int]:
    """Articles that a locator covers: ``art. 10-13`` → 10, 11, 12, 13; ``art. 17, 36`` → 17, 36."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:\s?[-–]\s?(\d+))?", locator):
        end = int(last) if last and int(first) <= int(last) <= int(first) + 60 else int(first)
        found.update(range(int(first), end + 1))
    return frozenset(found)


def _missing_article(
    question: Question, hits: Sequence[Hit], named: Sequence[Source], articles: Mapping[str, frozenset[int]]
) -> Verdict | None:
    """An article was asked for that the instrument does not have, or of which the knowledge base says nothing."""
    if not question.articles:
        return None
    source = meant(question, hits, named, articles)
    if source is None:
        return None
    known = articles.get(source.id)
    for article in question.articles:
        number = int(article)
        if source.articles and number > source.articles:
            values = {"source": source.id, "article": article, "count": str(source.articles)}
            return Verdict("no_such_article", 1.0, values)
        if known and number not in known and (source.articles or named):
            return Verdict("no_article", 1.0, {"source": source.id, "article": article})
    return None


def _asked_for(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether the best hit is the very part of the report, the body or the fair that was asked for."""
    if not hits:
        return False
    best = hits[0]
    if question.drafts and best.source.jurisdiction in set(question.countries):
        return True  # the recipient's country is what the reply is about
    if best.source.kind not in REPORTS:
        return False
    if best.source.kind == "country":
        return section_of(best.passage) in asked_sections(question) or _weighs_countries(question)
    if best.named and not question.aspects:
        return True
    sought = best.source.kind != "organisation" or question.seeks_body or "authority" in question.aspects
    return sought and (best.named or bool(set(question.countries) & set(best.source.covers)))


def _weighs_countries(question: Question) -> bool:
    """Whether two countries are to be held against each other as such, not one rule of theirs: that is what reports are for."""
    return len({code for code in question.countries if not code.startswith("CN")}) > 1 and not question.aspects


def _of_no_report(question: Question, gate: Gate) -> bool:
    """Whether it asks for a live figure or an inner matter of somebody, rather than for what reports tell."""
    return not question.drafts and question.aims.get("unknowable", 0.0) >= gate.no_report


def _of_everyday(question: Question) -> bool:
    """Whether a question that lies near a topic from outside is one of everyday life, rather than one of the field about the
    same things: the tax on the sale of a technology is no personal tax. Where nothing is read of its aim, it is."""
    return not question.aims or question.aims.get("everyday", 0.0) >= question.aims.get("rule", 0.0)


def _only_the_report(question: Question, hits: Sequence[Hit]) -> bool:
    """A rule of a country is asked for, of whose rules nothing is known, and other parts of the country's report come first."""
    best = hits[0]
    if best.source.kind != "country" or question.sections or question.intent not in {"rule", "procedure"}:
        return False
    if best.passage.role != "section" or not {"requirement", "authority", "documents", "penalty"} & set(question.aspects):
        return False
    return any(hit.passage.role == "gap" and hit.source.id == best.source.id for hit in hits)


def _knows_the_body(question: Question, hits: Sequence[Hit]) -> bool:
    """Who is in charge is asked, of a country whose rules are not known, and the body is."""
    sought = question.seeks_body or "authority" in question.aspects
    bodies = [hit for hit in hits[:3] if hit.source.kind == "organisation"]
    return sought and any(set(question.countries) & {hit.source.jurisdiction, *hit.source.covers} for hit in bodies)


def _taxed_elsewhere(question: Question, hits: Sequence[Hit]) -> bool:
    """Royalties are paid to China, and the best that is known is what China takes of those that leave it."""
    if not question.pays_home or not hits:
        return False
    topics = set(hits[0].passage.topics)
    chinese = (hits[0].source.jurisdiction or "").startswith("CN")
    taken = "withholding" in topics or hits[0].passage.aspect == _RATE
    return chinese and taken and "technology-export" not in topics


def _of_no_tax(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether it is asked what a state abroad takes, and the best that is known of it is of no tax: an incentive, a report."""
    abroad = {code for code in question.taxed_by if not code.startswith("CN")}
    if not abroad or not hits or question.compares or len(abroad) < len(question.taxed_by):
        return False
    best = next((hit for hit in hits if hit.passage.role != "outside"), hits[0])
    return _OF_TAX.isdisjoint(best.passage.topics)


def _of_another_office(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether what an office of another country does is asked for, and the best evidence is what China's do."""
    if not hits or not question.offices or question.acts_at_home or any(code.startswith("CN") for code in question.offices):
        return False
    best = hits[0]
    return (best.source.jurisdiction or "").startswith("CN") and best.passage.country not in question.offices


def _covers(question: Question, hits: Sequence[Hit], foreign: Sequence[str]) -> bool:
    """Whether the best evidence is about a country that was named, or about China's side of a deal with it."""
    if not hits:
        return False
    best = hits[0]
    if set(foreign) & set(best.source.covers):
        return True
    place = best.source.jurisdiction or best.passage.country
    if place == EU and EU_MEMBERS & set(foreign):
        return True
    if best.passage.country in foreign or place in foreign or place is None or place in WORLDWIDE:
        return True
    chinese = any(code.startswith("CN") for code in question.countries)
    return place.startswith("CN") and (chinese or question.of_parties or (question.toward_place and len(foreign) == 1))


def _of_another_year(question: Question, hits: Sequence[Hit]) -> bool:
    """Whether it calls a law or treaty by a year that no evidence is of or speaks of: then it means one that is not known."""
    abroad = {code for code in question.countries if not code.startswith("CN")}
    of_them = [hit for hit in hits if not abroad or abroad & {hit.passage.country, hit.source.jurisdiction, *hit.source.covers}]
    told = " ".join(f"{hit.passage.text} {_called(hit.source)}" for hit in of_them)
    return any(year not in told and other_era(year) not in told for year in question.instruments)


def _called(source: Source) -> str:
    """Everything by which an instrument is called, with its days."""
    days = (source.issued, source.effective, *source.amended)
    return " ".join([source.id, *source.names.values(), *source.aliases, *source.number.values(), *map(str, days)])


def asks_only_the_fee(question: Question) -> bool:
    """Whoever also asks how long it takes is told that, and that the fee is not known."""
    return "fee" in question.wants and "deadline" not in question.aspects


def _beyond(question: Question, hits: Sequence[Hit], today: dt.date, asked_for: bool) -> bool:
    """The question asks for what the evidence does not hold: an official fee, a habit of the market, a year to come. What the
    best evidence says to end or begin on a day from now until then does answer. ``asked_for``: it is the part of a report that
    was asked for."""
    if "market" in question.wants and not asked_for:
        return True
    if asks_only_the_fee(question) and all(SUM.isdisjoint(hit.tells) for hit in hits[:3]):
        return True
    told = " ".join(hit.passage.text for hit in hits[:3])
    if hits and question.years_ahead:
        last = f"{min(question.years_ahead)}-12-31"
        if any(today.isoformat() < day <= last for day in dates(hits[0].passage.text)):
            return False
    return any(str(ahead) not in told for ahead in question.years_ahead)
