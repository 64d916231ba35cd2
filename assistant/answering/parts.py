"""Two questions in one message: each has an answer of its own.

The meaning of the whole lies between its parts, so that one search finds what answers one of them and leaves the other without a
word. What is asked second is read as a follow-up to what is asked first, searched for once more, and told beside it, where the
search for the whole finds it too.
"""

import re
from collections.abc import Sequence

from assistant.answering.compose import Claim
from assistant.answering.evidence import Evidence
from assistant.domain import NO_EVIDENCE, RULES, Hit, Question
from assistant.text import cut_at, normalise

_LEAST = 6
"""Characters of the shortest part."""
_MOST = 3
_STRONG = 0.7
"""Share of the best score of the whole that what answers a part has."""
_FOLLOWS = frozenset({"penalty", "effect"})
"""Aspects of statements that tell what follows."""
_WORDED = 0.5
"""How near the wording of a part must be to how people ask for what answers it: of 26 told on the development half without this
and the next bound 3 were judged beside the matter, and 8 answered."""


def parts_of(text: str, language: str, begins: re.Pattern[str], condition: re.Pattern[str]) -> list[str]:
    """``text`` cut where a further question begins: the first part and at most two more; one where it is one question.
    ``begins`` and ``condition`` match in normalised text; a further part that is a condition keeps the question after it."""
    parts: list[str] = [""]
    for piece in cut_at(text, language, lambda plain: [match.end() for match in begins.finditer(plain)]):
        awaits = len(parts) > 1 and _is_condition(parts[-1], language, condition)
        if len(parts) < _MOST and len(parts[-1].strip()) >= _LEAST and not awaits:
            parts.append(piece)
        else:
            parts[-1] += piece
    if len(parts) > 1 and len(parts[-1].strip()) < _LEAST:
        parts[-2:] = ["".join(parts[-2:])]
    return [part.strip() for part in parts]


def _is_condition(part: str, language: str, condition: re.Pattern[str]) -> bool:
    """Whether a part is a condition without its question: "and if he forgot," """
    plain = normalise(part.strip(), language).strip()
    return plain.endswith((",", "،")) and condition.search(plain) is not None


def served(parts: Sequence[Question], whole: Sequence[Hit], evidence: Evidence) -> list[str]:
    """The groups that answer the second and third question, as far as they are rules that are known well enough and are among
    the hits of the ``whole``, or tell what follows from a rule of the same matter."""
    if not whole:
        return []
    place = (whole[0].source.jurisdiction or "")[:2]
    known = {hit.passage.group for hit in whole if hit.score >= _STRONG * whole[0].score}
    found: dict[str, None] = {}
    for part in parts:
        hits = [hit for hit in evidence.of(part) if hit.passage.role not in NO_EVIDENCE]
        if not hits or hits[0].source.kind not in RULES:
            continue
        if hits[0].passage.group not in known and not _follows_from(whole[0], hits[0]):
            continue
        here = not place or (hits[0].source.jurisdiction or "")[:2] == place
        if here and hits[0].worded >= _WORDED and evidence.sure(hits, part) >= evidence.threshold:
            found[hits[0].passage.group] = None
    return list(found)


def _follows_from(lead: Hit, hit: Hit) -> bool:
    """Whether ``hit`` tells what follows, and is of the same matter as ``lead``."""
    same = hit.source.id == lead.source.id or not set(hit.passage.topics).isdisjoint(lead.passage.topics)
    return same and hit.passage.role == "statement" and hit.passage.aspect in _FOLLOWS


def what_follows(told: Sequence[Claim], linked: Sequence[Claim]) -> tuple[Claim, ...]:
    """Where what follows is asked for and nothing of that is told: what editors linked to the lead that tells it."""
    if not told or any(claim.passage.aspect == "penalty" for claim in told):
        return ()
    return tuple(claim for claim in linked if claim.passage.aspect == "penalty" and not claim.foreign)[:1]
