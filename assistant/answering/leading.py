"""Which of the best hits leads: as a rule the best, unless another nearly as good is the firmer ground.

Where a sum is worked out, what it rests on leads; where papers are asked for, what lists them. A statement that the asker's own
figures contradict gives way to one that they meet, a worked example with other figures to the rule, a report that was not asked
for to an instrument of its country.
"""

from collections.abc import Sequence

from assistant.answering.conditions import Conditions
from assistant.answering.rank import asked_sections, section_of
from assistant.domain import Facts, Hit, Question
from assistant.numerals import numbers

_GIVES_WAY = 0.7
"""Share of the best score from which a hit may lead in its stead."""
_SETTLES = 0.8
"""The same for a hit that settles the matter on the asker's facts, where the best one says nothing of them."""
_LISTS = 0.95
"""The same for a hit that lists papers, where nothing but papers is asked for."""
_PAPERS = "documents"
_LOOKED_AT = 8


def lead_first(question: Question, hits: Sequence[Hit], rests_on: Sequence[str], conditions: Conditions) -> list[Hit]:
    """``hits`` with the one in front that leads. ``rests_on``: what a sum that is worked out rests on."""
    best = hits[0]
    near = [hit for hit in hits[:_LOOKED_AT] if hit.passage.role == "statement" and hit.score >= _GIVES_WAY * best.score]
    summed = [hit for hit in near if hit.passage.group in rests_on]
    if summed:
        return _led_by(summed[0], hits)
    here = [hit for hit in hits if hit.passage.role == "statement" and _place(hit) == _place(best)]
    here = [hit for hit in here if hit.score >= _GIVES_WAY * best.score]
    fitting = _of_the_facts(question, best, here, conditions)
    if fitting is not None:
        return _led_by(fitting, hits)
    if question.aspects == (_PAPERS,) and best.passage.aspect != _PAPERS:
        lists = [hit for hit in near if hit.passage.aspect == _PAPERS and hit.score >= _LISTS * best.score]
        if lists:
            return _led_by(lists[0], hits)
    if best.source.kind == "country" and section_of(best.passage) not in asked_sections(question):
        own = [hit for hit in near if best.source.jurisdiction in {hit.source.jurisdiction, hit.passage.country}]
        if own:
            return _led_by(own[0], hits)
    return list(hits)


def _of_the_facts(question: Question, best: Hit, near: Sequence[Hit], conditions: Conditions) -> Hit | None:
    """What leads in the place of ``best`` on what the asker states, or instead of an example of another case. Who compares states
    figures of several cases."""
    facts = Facts() if question.compares else question.facts
    bearing = conditions.bearing(best.passage.group, facts)
    example = _is_an_example(best) and _of_another_case(question, best)
    if bearing == "met" or (_is_an_example(best) and not example):
        return None
    met = [hit for hit in near if conditions.bearing(hit.passage.group, facts) == "met"]
    if (bearing == "barred" or example) and met:
        return met[0]
    settling = [hit for hit in met if conditions.leads(hit.passage.group, facts) and hit.score >= _SETTLES * best.score]
    settling = [hit for hit in settling if _shares(best, hit) and hit.clash <= best.clash]
    if settling:
        return settling[0]
    if bearing == "barred" or (example and numbers(question.text)):
        others = [hit for hit in near if hit is not best and conditions.bearing(hit.passage.group, facts) == "open"]
        return next((hit for hit in others if not _is_an_example(hit) and _shares(best, hit)), None)
    return None


def _is_an_example(hit: Hit) -> bool:
    return hit.passage.role == "example" or hit.passage.group.rpartition("#")[2].startswith("example")


def _of_another_case(question: Question, hit: Hit) -> bool:
    """Whether the question has figures, and none of them is one of the example's."""
    stated = set(numbers(question.text)) | question.facts.stated()
    return bool(stated) and stated.isdisjoint(numbers(hit.passage.text))


def _shares(one: Hit, other: Hit) -> bool:
    return one.source.id == other.source.id or bool(set(one.passage.topics) & set(other.passage.topics))


def _place(hit: Hit) -> str:
    return (hit.source.jurisdiction or "")[:2]


def _led_by(lead: Hit, hits: Sequence[Hit]) -> list[Hit]:
    return [lead, *[hit for hit in hits if hit is not lead]]
