"""Which statements show the lawful way beside a refusal?

Whoever means to get round a duty is told the duty, not the threshold below which there is none, and no way to a licence where
there is no licence to be had.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.answering.rank import ELSEWHERE, EVASION, place_feature
from assistant.answering.stated import amounts
from assistant.domain import Hit, Links, Passage, Question
from assistant.text import normalise

_SHOWN = 4
_CONSIDERED = 5
_BARRED_AMONG = 8
"""Hits among which the statement that bars the very technology has to be."""
_PROHIBITED, _RESTRICTED = "prohibited-technology", "restricted-technology"
_RATE, _EXEMPTION = "rate", "exemption"
"""What one pays tells less of what has to be done; what one is spared is none of an evader's business."""


def ways(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """The best statements. The rules of a country that nobody named show no way. To whoever evades, first those on evasion, then
    those that bar the technology, then duties."""
    here = [h for h in hits if h.passage.role == "statement" and place_feature(question, h.passage, h.source) not in ELSEWHERE]
    if not question.evades:
        return sorted(here, key=lambda hit: EVASION not in hit.passage.topics)[:_SHOWN]
    first = [hit for hit in here if EVASION in hit.passage.topics]
    barred = [hit for hit in here[:_BARRED_AMONG] if bars(hit.passage)]
    others = [hit for hit in here if hit not in first and hit not in barred and hit.passage.aspect != _EXEMPTION][:_CONSIDERED]
    return [*first, *barred, *sorted(others, key=lambda hit: hit.passage.aspect == _RATE)][:_SHOWN]


def side_by_side(question: Question, best: Sequence[Hit]) -> bool:
    """Whether the statements are told one beside the other, rather than the first with all it goes on to: where the technology is
    barred, whose licence would come next, and where a threshold is what the dodge is about, the duties stand elsewhere."""
    if not question.evades or not best:
        return False
    known = EVASION in best[0].passage.topics
    return any(bars(hit.passage) for hit in best) or (not known and any(_tells_a_sum(hit.passage) for hit in best))


def bars(passage: Passage) -> bool:
    """Whether it names a technology that may not be exported at all: there is no licence for it."""
    return passage.aspect == "item" and _PROHIBITED in passage.topics and _RESTRICTED not in passage.topics


def without_thresholds(
    question: Question, groups: Sequence[str], texts: Mapping[str, Passage], links: Mapping[str, Links]
) -> list[str]:
    """``groups``, to whoever evades with what each goes on to in place of one that tells a sum. ``texts``: a version of each."""

    def safe(group: str) -> bool:
        return not question.evades or group not in texts or not _tells_a_sum(texts[group])

    def kept() -> Iterator[str]:
        for group in groups:
            if safe(group):
                yield group
            else:
                yield from (point for point in links.get(group, Links()).points if safe(point))

    return list(dict.fromkeys(kept()))


def _tells_a_sum(passage: Passage) -> bool:
    """Whether it tells a sum of money other than a fine."""
    if passage.aspect == "penalty":
        return False
    return any(currency is not None for _, currency in amounts(normalise(passage.text, passage.language)))
