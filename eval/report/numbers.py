"""A run as one JSON object, and as a line of the history."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.failures import Failure
from eval.full import Run
from eval.measures.refusal import area
from eval.records import Interval
from eval.statistics import paired
from eval.targets import standings

HISTORY = Path(__file__).parent.parent / "history.jsonl"
_KEPT = (
    "recall@5", "ndcg@10", "citation_precision", "citation_recall", "quotes_exact", "numbers_grounded", "fact_recall",
    "refusal_precision", "refusal_recall", "answer_language", "followup", "partner_recall",
)  # fmt: skip


def numbers(run: Run, failed: Sequence[Failure]) -> dict[str, Any]:
    """Everything that the report shows, and the scores of each question for paired tests with another run."""
    shown: dict[str, Any] = {
        "meta": asdict(run.meta),
        "targets": [{**asdict(s), "reached": s.reached} for s in standings(run)],
        "assistant": {"by_language": _grid(run.assistant.by_language), "by_type": _grid(run.assistant.by_type)},
        "baselines": {
            b.name: {"by_language": _grid(b.by_language), **({"note": b.note} if b.note else {})} for b in run.baselines
        },
        "others": {o.name: {"by_language": _grid(o.by_language), "note": o.note} for o in run.others},
        "ablations": {
            a.name: {n: asdict(paired(run.assistant.scores.get(n, {}), own)) for n, own in a.scores.items()}
            for a in run.ablations
        },
        "risk_coverage": {"area": area(run.curve), "points": [asdict(p) for p in run.curve]},
        "latency_ms": {step: asdict(s) for step, s in run.latency.items()},
        "failures": [asdict(f) for f in failed],
        "scores": {name: dict(own) for name, own in run.assistant.scores.items()},
        "marks": {o.asked.id: o.asked.mark for o in run.outcomes},
    }
    if run.control is not None:
        shown["control"] = _grid(run.control.by_language)
    if run.pairs is not None:
        shown["pairs"] = [
            {"asked": c.asked, "evidence": c.evidence, "measures": {n: asdict(v) for n, v in c.means.items()}}
            for c in run.pairs.cells
        ]
        shown["unfolded_other@5"] = dict(run.pairs.unfolded_other)
    return shown


def history_line(run: Run) -> str:
    """One line per run: enough to see a trend."""
    overall = run.assistant.by_language["all"]
    row = {
        "commit": run.meta.commit,
        "date": run.meta.date,
        "config": run.meta.config,
        "split": run.meta.split,
        "questions": run.meta.questions,
        "questions_mark": run.meta.questions_mark,
        "encoder": run.meta.encoder,
        "model": run.meta.model,
        "means": {name: round(overall[name].mean, 4) for name in _KEPT if name in overall},
    }
    return json.dumps(row, ensure_ascii=False)


def history(path: Path = HISTORY) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def append_history(run: Run, path: Path = HISTORY) -> None:
    with path.open("a", encoding="utf-8") as lines:
        lines.write(history_line(run) + "\n")


def _grid(groups: Mapping[str, Mapping[str, Interval]]) -> dict[str, dict[str, dict[str, float]]]:
    return {group: {name: asdict(value) for name, value in row.items()} for group, row in groups.items()}
