"""Run a suite that lies outside the repository and write its report."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.settings import load_settings
from eval.report.markdown import table_markdown
from eval.report.tables import RANKING, Table, cell
from eval.report.terminal import lines
from eval.suites.attacks import AttackResult, measure_attacks
from eval.suites.load import load_suite
from eval.suites.retrieval import SuiteResult, measure_suite
from eval.suites.shapes import AttackSuite
from eval.system import base_of, say

_MANY = 12
"""With more languages than this, pairs are told by language of the query only."""


def run_suite(path: Path, *, languages: tuple[str, ...], limit: int, model: str | None, out: Path) -> tuple[str, dict[str, Any]]:
    """Text for people and one object for programs; ``out`` gets ``suite.md`` and ``suite.json``.

    Raises:
        InputError: no loader knows the shape of the data.
    """
    suite = load_suite(path, languages, limit)
    with _empty(model) as assistant:
        if isinstance(suite, AttackSuite):
            attacked = measure_attacks(assistant, suite, base_of(assistant))
            tables, found = [_attack_table(attacked)], _attack_numbers(attacked)
        else:
            measured = measure_suite(assistant, suite)
            tables, found = list(_tables(measured)), _numbers(measured)
        found["encoder"] = assistant.encoder.name
    out.mkdir(parents=True, exist_ok=True)
    (out / "suite.md").write_text("\n\n".join(table_markdown(t) for t in tables) + "\n", encoding="utf-8")
    (out / "suite.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    say(f"written: {out / 'suite.md'}, suite.json")
    return "\n".join(lines(t) for t in tables), found


@contextmanager
def _empty(model: str | None) -> Iterator[Assistant]:
    """An assistant with an empty knowledge base: outside data is measured alone."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        changes = {"home": Path(folder, "home"), "corpus": corpus, "chat_model": model, "database_url": None, "chroma_url": None}
        with Assistant(load_settings(**changes)) as assistant:
            yield assistant


def _tables(result: SuiteResult) -> Iterator[Table]:
    note = result.suite.note
    for name, rows in result.by_language.items():
        body = [[x, str(row["recall@5"].n), *(cell(row.get(m)) for m in RANKING)] for x, row in rows.items()]
        yield Table(f"{result.suite.name}: {name}", note, ("", "n", *RANKING), body)
    if result.pairs:
        systems = list(dict.fromkeys(s for row in result.pairs.values() for s in row))
        queries = sorted({first for first, _ in result.pairs})
        texts = sorted({second for _, second in result.pairs})
        if len(queries) > _MANY:
            means = [
                [q, *(_mean([row[s] for pair, row in result.pairs.items() if pair[0] == q]) for s in systems)] for q in queries
            ]
            yield Table(f"{result.suite.name}: recall@1, mean over the other languages", note, ("query", *systems), means)
        else:
            for system in systems:
                body = [[q, *(_one(result.pairs.get((q, t), {}).get(system)) for t in texts)] for q in queries]
                yield Table(f"{result.suite.name}: recall@1 of {system}", note, ("query \\ text", *texts), body)
        total = [[s, _mean([row[s] for row in result.pairs.values()]), str(len(result.pairs))] for s in systems]
        yield Table(f"{result.suite.name}: over all pairs", "", ("system", "recall@1", "pairs"), total)


def _numbers(result: SuiteResult) -> dict[str, Any]:
    return {
        "suite": result.suite.name,
        "passages": len(result.suite.passages),
        "queries": len(result.suite.queries),
        "note": result.suite.note,
        "systems": {
            name: {x: {m: asdict(v) for m, v in row.items()} for x, row in rows.items()}
            for name, rows in result.by_language.items()
        },
        "pairs": [{"query": first, "text": second, "recall@1": row} for (first, second), row in result.pairs.items()],
    }


def _attack_table(result: AttackResult) -> Table:
    rows = [[name, cell(value), str(value.n)] for name, value in result.measures.items()]
    return Table(result.suite.name, result.suite.note, ("measure", "share", "n"), rows)


def _attack_numbers(result: AttackResult) -> dict[str, Any]:
    return {
        "suite": result.suite.name,
        "note": result.suite.note,
        "measures": {name: asdict(value) for name, value in result.measures.items()},
        "obeyed": list(result.obeyed),
    }


def _mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.3f}" if values else "–"


def _one(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
