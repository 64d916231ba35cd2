"""Recall, nDCG and reciprocal rank, by ``ir-measures`` (MacAvaney, Macdonald & Ounis 2022).

``recall@5``: at least one right statement among the first five (Success@5), since the statements that answer a question are
mostly alternatives. ``recall_all@5``: share of all of them (R@5). For nDCG the first of the ``qrels`` counts double.
"""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from eval.records import Found

MEASURES = {
    "recall@1": Success @ 1,
    "recall@5": Success @ 5,
    "recall_all@5": R @ 5,
    "ndcg@10": nDCG @ 10,
    "mrr@10": RR @ 10,
}


def ranking_scores(qrels: Mapping[str, Sequence[str]], rankings: Mapping[str, Sequence[Found]]) -> dict[str, dict[str, float]]:
    """Measure -> question id -> value. A question without a ranking scores 0, it does not drop out."""
    wanted = [
        ir_measures.Qrel(query, group, 2 if n == 0 else 1)
        for query, groups in qrels.items()
        for n, group in enumerate(dict.fromkeys(groups))
    ]
    run = [
        ir_measures.ScoredDoc(query, group, score)
        for query, ranking in rankings.items()
        for group, score in _unfolded(ranking, frozenset(qrels.get(query, ()))).items()
    ]
    scores: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    if wanted and run:
        for metric in ir_measures.iter_calc(list(MEASURES.values()), wanted, run):
            scores[names[metric.measure]][metric.query_id] = float(metric.value)
    return scores


def _unfolded(ranking: Sequence[Found], right: frozenset[str]) -> dict[str, float]:
    """One document per place, so that places count: a chunk that holds several statements stands as its right one, if any."""
    scores: dict[str, float] = {}
    for place, found in enumerate(ranking):
        fresh = [group for group in found.groups if group not in scores]
        group = next((g for g in fresh if g in right), fresh[0] if fresh else f"place {place}")
        scores[group] = 1.0 / (place + 1)
    return scores
