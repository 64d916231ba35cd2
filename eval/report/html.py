"""A run as one HTML file that holds everything: tables, plots, and each failure with the passages one click away."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from eval.failures import Failure, Shown
from eval.full import Run
from eval.report import svg
from eval.report.tables import ANSWERS, Table, tables
from eval.statistics import paired

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:1200px;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;font-size:13px}
th,td{border:1px solid #c8d0d8;padding:.25rem .5rem;text-align:left}
th{background:#eef2f5}tr:target,details:target{background:#fff6d6}
.wide{overflow-x:auto}svg text{font:12px system-ui,sans-serif}
svg{max-width:100%;height:auto}details{border-top:1px solid #c8d0d8;padding:.4rem 0}summary{cursor:pointer}
.fault{color:#a8442f}blockquote{margin:.3rem 0 .3rem 1rem;padding-left:.7rem;border-left:3px solid #c8d0d8;white-space:pre-wrap}
code{background:#eef2f5;padding:0 .2rem}
"""


def html(run: Run, failed: Sequence[Failure], before: Sequence[Mapping[str, Any]] = (), extra: Sequence[Table] = ()) -> str:
    """``before``: lines of the history, oldest first."""
    m = run.meta
    about = (
        f"{m.date}, commit {m.commit}: {m.questions} questions of the {m.split} half ({m.questions_mark}), configuration "
        f"{m.config}, encoder {m.encoder}, model {m.model or 'none (composed answers)'}, {m.passages} passages, {m.machine}, "
        f"{m.seconds:.0f} s. " + "; ".join(m.exclusions)
    )
    body = [
        "<h1>How good the assistant is</h1>",
        f"<p>{escape(about)}</p>",
        *(f'<div class="wide">{plot}</div>' for plot in _plots(run, before)),
        *(_table(t) for t in (*tables(run), *extra)),
        f"<h2>Failures</h2><p>{len(failed)} of {m.questions} questions have a fault. Open one to read the passages.</p>",
        *(_failure(f) for f in failed),
    ]
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Evaluation</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{"".join(body)}</body></html>\n'


def _plots(run: Run, before: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    rows = list(run.assistant.by_language)
    grid = {(r, n): v.mean for r, own in run.assistant.by_language.items() for n, v in own.items() if n in ANSWERS}
    yield _titled(
        "By language", svg.heat_map(rows, [n for n in ANSWERS if any((r, n) in grid for r in rows)], grid, "By language")
    )
    if run.pairs is not None:
        cells = {(c.asked, c.evidence): c.means["recall@5"].mean for c in run.pairs.cells if "recall@5" in c.means}
        asked, evidence = (list(dict.fromkeys(pair[n] for pair in cells)) for n in (0, 1))
        title = "recall@5: asker's language (rows), only language of the evidence (columns)"
        yield _titled(title, svg.heat_map(sorted(asked), evidence, cells, title))
    if run.ablations:
        tests = [(a.name, paired(run.assistant.scores["ndcg@10"], a.scores["ndcg@10"])) for a in run.ablations]
        shown = sorted(((name, t.difference, t.low, t.high) for name, t in tests), key=lambda row: row[1])
        yield _titled("nDCG@10 without each step", svg.bars(shown, "Change of nDCG@10 when a step is switched off"))
    if run.baselines:
        systems = [("assistant", run.assistant.by_language["all"]["recall@5"])]
        systems += [(b.name, b.by_language["all"]["recall@5"]) for b in run.baselines if not b.note]
        yield _titled(
            "recall@5 against other ways", svg.bars([(n, v.mean, v.low, v.high) for n, v in systems], "recall@5 by system")
        )
    if run.curve:
        points = [(p.coverage, p.risk) for p in run.curve]
        yield _titled("Risk and coverage", svg.curve(points, "Risk–coverage curve", "share answered", "share of those wrong"))
    if run.latency:
        spent = [(step, s.p50, s.p50, s.p95) for step, s in run.latency.items()]
        yield _titled("Time by step: median, and up to the 95th percentile", svg.bars(spent, "Milliseconds by step", " ms"))
    if len(before) > 1:
        names = ("recall@5", "citation_recall", "fact_recall", "refusal_recall", "answer_language")
        kept = [row for row in before if row["split"] == run.meta.split and all(n in row["means"] for n in names)]
        series = {n: [float(row["means"][n]) for row in kept] for n in names}
        yield _titled("Over commits", svg.lines(series, [str(row["commit"]) for row in kept], "Measures over commits"))


def _titled(title: str, plot: str) -> str:
    return f"<h2>{escape(title)}</h2>{plot}"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in table.rows)
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    title = f"<h2>{escape(table.title)}</h2>" if table.title else ""
    return f'{title}{note}<div class="wide"><table><tr>{head}</tr>{rows}</table></div>'


def _failure(failure: Failure) -> str:
    anchor = escape(failure.id, quote=True)
    expected = "".join(_passage(s) for s in failure.expected) or "<p>a refusal</p>"
    got = "".join(_passage(s) for s in failure.got) or "<p>nothing cited</p>"
    return (
        f'<details id="{anchor}"><summary><a href="#{anchor}">{anchor}</a> {escape(failure.type)}: '
        f'<bdi>{escape(failure.question)}</bdi> <span class="fault">{escape(failure.fault)}</span></summary>'
        f"<h4>Expected</h4>{expected}<h4>Got</h4>{got}"
        f'<h4>Answer</h4><blockquote dir="auto">{escape(failure.answer)}</blockquote></details>'
    )


def _passage(shown: Shown) -> str:
    where = f" <code>{escape(shown.path)}</code>" if shown.path else ""
    return f'<p><code>{escape(shown.group)}</code>{where}</p><blockquote dir="auto">{escape(shown.text)}</blockquote>'
