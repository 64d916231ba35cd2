"""What speaks for a hit, as numbers, and their weighted sum. The weights are learned (``eval/tune.py``), not guessed."""

import re
from collections.abc import Mapping

from assistant.answering.config import Weights
from assistant.answering.figures import tells_a_number
from assistant.domain import Hit, Links, Passage, Question, Source
from assistant.text import normalise

ENDED = frozenset({"superseded", "expired"})
EU = "EU"
EU_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
"""Whose rules those of the Union are too."""
_HELPERS = frozenset({"step", "summary", "pitfall", "example"})
EVASION = "evasion"
"""Topic of statements that answer whoever looks for a way round; whoever asks for the way in is better served by others."""
ELSEWHERE = frozenset({"place_third", "place_unasked"})
"""What ``place_feature`` calls the rules of a country that nobody named."""
WORLDWIDE = frozenset({"WTO", "WIPO"})
REPORTS = frozenset({"country", "organisation", "event"})
"""Kinds of records that tell of a place, a body or a fair, not of a rule."""
_TOPIC = {"import": "technology-import", "export": "technology-export"}


class Names:
    """Whether a question calls an instrument by a name, a short name or its number; names are normalised once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._calls = {i: self._of(source) for i, source in sources.items() if source.kind != "country"}

    @staticmethod
    def _of(source: Source) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
        calls = {normalise(call) for call in (*source.names.values(), *source.aliases)}
        numbers = {frozenset(re.findall(r"\d+", number)) for number in source.number.values()}
        return tuple(c for c in calls if len(c) > 3), tuple(n for n in numbers if len(n) > 1)

    def called(self, text: str, source_id: str) -> bool:
        """``text`` is normalised."""
        calls, numbers = self._calls.get(source_id, ((), ()))
        if any(call in text for call in calls):
            return True
        return bool(numbers) and any(n <= set(re.findall(r"\d+", text)) for n in numbers)


def features(question: Question, hit: Hit, named: bool) -> dict[str, float]:
    """Each between about -1 and 1. Keys are fields of ``Weights``."""
    passage, source = hit.passage, hit.source
    helper = passage.role in _HELPERS
    procedural = question.intent == "procedure"
    return {
        "fused": hit.score,
        "similarity": hit.similarity,
        "overlap": hit.overlap,
        "coverage": hit.coverage,
        "asked": hit.asked,
        "taught": hit.taught,
        "worded": hit.worded,
        "answers": hit.answers,
        place_feature(question, passage, source): float(passage.role != "outside"),
        "aspect": float(passage.aspect in question.aspects),
        "direction": _direction(question, passage),
        "clash": float(hit.clash) + _other_way(question, passage),
        "article": float(any(a in re.findall(r"\d+", passage.locator) for a in question.articles)),
        "named": float(named),
        "figure": float(_asks_a_figure(question) and tells_a_number(passage.text)),
        "unverified": float(passage.confidence == "unverified" and source.kind != "document"),
        "helper": float(helper and not procedural),
        "step": float(helper and procedural),
        "example": float(passage.role == "example"),
        "warning": float(EVASION in passage.topics and procedural),
        "stale": float(source.status in ENDED and question.as_of is None and not question.past),
        "past": float(source.status in ENDED and question.past),
        "guidance": float(source.guidance) * (1.0 if question.compares else -1.0),
        "outside_file": float(source.kind == "document" and passage.role != "outside"),
        **_of_reports(question, passage, source),
    }


def _asks_a_figure(question: Question) -> bool:
    return "number" in question.wants or bool({"rate", "deadline"} & set(question.aspects))


def _of_reports(question: Question, passage: Passage, source: Source) -> dict[str, float]:
    """What speaks for and against a part of a country report, a body or a fair, which are no rules."""
    country, body, event = (source.kind == kind for kind in ("country", "organisation", "event"))
    return {
        "report": float(country),
        "report_section": float(country and section_of(passage) in asked_sections(question)),
        "body": float(body),
        "body_sought": float(body and (question.seeks_body or "authority" in question.aspects)),
        "event": float(event),
        "outside": float(passage.role == "outside"),
        "event_sought": float(event and question.intent == "event"),
    }


def section_of(passage: Passage) -> str:
    """The section of a country report that a passage is."""
    return passage.group.rpartition("#")[2]


def asked_sections(question: Question) -> frozenset[str]:
    """An overview begins with the economy."""
    return frozenset("macro" if name == "overview" else name for name in question.sections)


def place_feature(question: Question, passage: Passage, source: Source) -> str:
    """How the place of a rule relates to the places of the question: one of the ``place_…`` weights.

    Rules of a country that was named come first; those of a third country are of no use; China is at home here.
    """
    asked = set(question.countries)
    if source.covers and asked & set(source.covers):
        return "place_own"
    foreign = {code for code in asked if not code.startswith("CN")}
    place = source.jurisdiction or ""
    if passage.country:
        if passage.country in asked:
            return "place_own"
        return "place_third" if asked else "place_unasked"
    if not place:
        return "place_none"
    if place.startswith("CN"):
        if place != "CN" and place not in asked:
            return "place_province"
        if not asked:
            return "place_home"
        if not foreign or question.pays_abroad or question.of_parties:
            return "place_own"
        if asked - foreign or question.directions:
            return "place_other_side"
        return "place_home_of_foreign"
    if place in foreign or (place == EU and foreign & EU_MEMBERS):
        return "place_own"
    if len(place) > 2 or place == EU:
        return "place_bloc"
    return "place_third" if asked else "place_unasked"


def _direction(question: Question, passage: Passage) -> float:
    """1 where the passage is about the direction asked for, -1 where it is only about the other one."""
    if len(question.directions) != 1:
        return 0.0
    right = _TOPIC[question.directions[0]]
    wrong = _TOPIC["export" if question.directions[0] == "import" else "import"]
    topics = set(passage.topics)
    return float(right in topics) - float(wrong in topics)


def _other_way(question: Question, passage: Passage) -> float:
    """1 where the control of technology that goes the other way is told to whoever asks of this way: two texts that differ in a
    word, and in what they allow."""
    return float("control" in question.classes and not question.compares and _direction(question, passage) < 0)


def weigh(values: Mapping[str, float], weights: Weights) -> float:
    return float(sum(getattr(weights, name) * value for name, value in values.items()))


def hub_share(hit: Hit, links: Links | None, scores: Mapping[str, float]) -> float:
    """How much of what a statement links to is among the good hits, at most 1 (three of them): such a one is to lead."""
    if links is None or hit.passage.role != "statement":
        return 0.0
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return 0.0
    return min(sum(max(scores[g], 0.0) for g in links.points if g in scores) / best, 3.0) / 3
