"""Ask every question of a system and put together what it scored."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from eval.measures import ANSWER_MEASURES
from eval.measures.ranking import ranking_scores
from eval.questions import Asked
from eval.records import Base, Found, Interval, Outcome, Reply, Scores, SystemResult
from eval.statistics import interval
from eval.system import say


def ask_all(system: Callable[[Asked], Reply], asked: Sequence[Asked], what: str) -> dict[str, Reply]:
    """Question id -> reply, with progress every ten seconds."""
    replies: dict[str, Reply] = {}
    told = time.monotonic()
    for n, one in enumerate(asked, 1):
        replies[one.id] = system(one)
        if time.monotonic() - told > 10 or n == len(asked):
            say(f"{what}: {n}/{len(asked)}")
            told = time.monotonic()
    return replies


def score(asked: Sequence[Asked], replies: Mapping[str, Reply], base: Base) -> dict[str, dict[str, float]]:
    """All measures of answers and rankings."""
    scores = rank_scores(asked, {i: reply.ranking for i, reply in replies.items()})
    for name, measure in ANSWER_MEASURES.items():
        own = {one.id: measure(one, replies[one.id], base) for one in asked}
        known = {i: value for i, value in own.items() if value is not None}
        if known:
            scores[name] = known
    return scores


def rank_scores(
    asked: Iterable[Asked], rankings: Mapping[str, Sequence[Found]], qrels: Mapping[str, Sequence[str]] | None = None
) -> dict[str, dict[str, float]]:
    """Measures of ranking over questions that statements answer; ``qrels`` narrows them, as to one language."""
    wanted = {one.id: one.qrels for one in asked if one.ranks} if qrels is None else dict(qrels)
    return ranking_scores(wanted, {i: r for i, r in rankings.items() if i in wanted})


def result(name: str, asked: Sequence[Asked], scores: Scores, note: str = "") -> SystemResult:
    languages = {language: [a.id for a in asked if a.language == language] for language in _in_order(a.language for a in asked)}
    types = {kind: [a.id for a in asked if a.type == kind] for kind in _in_order(a.type for a in asked)}
    sets = {f"set {wave}": [a.id for a in asked if a.wave == wave] for wave in sorted({a.wave for a in asked})}
    everything = {"all": [a.id for a in asked]}
    return SystemResult(name, scores, _means(scores, languages | everything), _means(scores, types | sets), note)


def outcomes(asked: Sequence[Asked], replies: Mapping[str, Reply], scores: Scores) -> list[Outcome]:
    return [Outcome(a, replies[a.id], {name: own[a.id] for name, own in scores.items() if a.id in own}) for a in asked]


def _means(scores: Scores, groups: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Interval]]:
    table: dict[str, dict[str, Interval]] = {}
    for group, ids in groups.items():
        values = {name: [own[i] for i in ids if i in own] for name, own in scores.items()}
        table[group] = {name: interval(own) for name, own in values.items() if own}
    return table


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
