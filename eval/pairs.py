"""Retrieval by pair of languages: the asker's, and the only one in which the evidence stands.

The knowledge base holds most statements in many languages, so an answer in the asker's own is nearly always there and proves
nothing about crossing languages. Here the index is narrowed to the passages of one language at a time; a question counts
where a right statement stands in that language. ``other``: all languages but the asker's, as for a new document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.app import Assistant
from assistant.domain import Question
from assistant.ports import Encoder
from eval.measure import rank_scores
from eval.memory import MemoryIndex, restricted, stored_vectors
from eval.questions import Asked
from eval.records import Base, Interval, Scores
from eval.statistics import interval
from eval.system import places, say

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pair:
    """Questions in ``asked`` over evidence in ``evidence`` alone."""

    asked: str
    evidence: str
    means: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Pairs:
    cells: Sequence[Pair]
    scores: Mapping[str, Scores]
    """Language of the evidence -> scores of all questions."""
    unfolded_other: Mapping[str, float]
    """Question id -> 1 where, among the five most similar passages of the whole index, a right one is in another language."""


def measure_pairs(
    assistant: Assistant, asked: Sequence[Asked], questions: Mapping[str, Question], base: Base, encoder: Encoder,
    languages: Sequence[str] = (),
) -> Pairs:  # fmt: skip
    """``languages``: of the evidence; without them all in which at least a tenth of the statements stand."""
    everything = stored_vectors(assistant)
    passages = list(assistant.store.texts())
    counted = {x: sum(x in own for own in base.languages.values()) for own in base.languages.values() for x in own}
    evidence = [x for x in sorted(counted) if 10 * counted[x] >= len(base.languages) and (not languages or x in languages)]
    ranked = [a for a in asked if a.ranks]
    cells: list[Pair] = []
    scores: dict[str, Scores] = {}
    for language in evidence:
        one = restricted(assistant, everything, passages, lambda x, own=language: x == own, encoder)  # type: ignore[misc]
        rankings = {a.id: places(one(questions[a.id], 10)) for a in ranked if a.id in questions}
        qrels = {a.id: own for a in ranked if (own := [g for g in a.qrels if language in base.languages.get(g, ())])}
        scores[language] = rank_scores(ranked, rankings, qrels)
        cells += _cells(ranked, scores[language], language)
        say(f"evidence in {language} only: done")
    others: dict[str, dict[str, float]] = {}
    for language in sorted({a.language for a in ranked}):
        rest = restricted(assistant, everything, passages, lambda x, own=language: x != own, encoder)  # type: ignore[misc]
        own_questions = [a for a in ranked if a.language == language]
        rankings = {a.id: places(rest(questions[a.id], 10)) for a in own_questions if a.id in questions}
        qrels = {
            a.id: own for a in own_questions if (own := [g for g in a.qrels if base.languages.get(g, frozenset()) - {language}])
        }
        for name, values in rank_scores(own_questions, rankings, qrels).items():
            others.setdefault(name, {}).update(values)
    scores[OTHER] = others
    cells += _cells(ranked, others, OTHER)
    say("evidence in all languages but the asker's: done")
    return Pairs(cells, scores, _unfolded(ranked, questions, everything, base, encoder))


def _cells(asked: Sequence[Asked], scores: Scores, evidence: str) -> list[Pair]:
    cells = []
    for language in sorted({a.language for a in asked}):
        ids = [a.id for a in asked if a.language == language]
        means = {name: interval([own[i] for i in ids if i in own]) for name, own in scores.items() if any(i in own for i in ids)}
        if means:
            cells.append(Pair(language, evidence, means))
    return cells


def _unfolded(
    asked: Sequence[Asked], questions: Mapping[str, Question], everything: MemoryIndex, base: Base, encoder: Encoder
) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in asked:
        if not any(base.languages.get(g, frozenset()) - {one.language} for g in one.qrels):
            continue
        question = questions.get(one.id)
        best: list[tuple[str, float]] = []
        if question is not None:
            best = everything.search(encoder.query(question.text, question.language), 5)
        right = [i for i, _ in best if i.rpartition("@")[0] in one.qrels and i.rpartition("@")[2] != one.language]
        found[one.id] = float(bool(right))
    return found
