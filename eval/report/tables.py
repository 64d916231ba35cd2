"""The tables of a report as rows of text, the same for Markdown, HTML and the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.full import Run
from eval.measures.refusal import area
from eval.records import Interval
from eval.statistics import paired
from eval.targets import standings

ANSWERS = (
    "recall@5", "lead", "citation_precision", "citation_recall", "quotes_exact", "numbers_grounded", "fact_recall",
    "uncontradicted", "refusal_precision", "refusal_recall", "answer_language",
)  # fmt: skip
RANKING = ("recall@1", "recall@5", "recall_all@5", "ndcg@10", "mrr@10")
SPECIAL = (
    "followup",
    "procedure_shown",
    "procedure_complete",
    "procedure_order",
    "partner_recall",
    "partner_ndcg",
    "partner_none",
)


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(run: Run) -> Iterator[Table]:
    yield _targets(run)
    yield _grid("Answers by language", run.assistant.by_language, ANSWERS, "Mean and 95 % bootstrap interval over questions.")
    yield _grid("Answers by type and by set of questions", run.assistant.by_type, ANSWERS, "Sets: when they were written.")
    yield _grid("Ranking by language", run.assistant.by_language, RANKING, "ir-measures over the first ten statements.")
    yield _grid(
        "Follow-ups, procedures, partners", run.assistant.by_language, SPECIAL, "Each over the questions that it applies to."
    )
    if run.control is not None:
        yield _control(run)
    if run.baselines:
        yield _against(run)
    if run.others:
        yield _others_answers(run)
    if run.ablations:
        yield _ablations(run)
    if run.pairs is not None:
        yield _pairs(run, "recall@5")
        yield _others(run)
    yield _latency(run)


def cell(value: Interval | None, spread: bool = True) -> str:
    """``.957 (.93–.98)``; without its spread where all agree."""
    if value is None or value.n == 0:
        return "–"
    mean = f"{value.mean:.3f}"
    return mean if not spread or value.low == value.high else f"{mean} ({value.low:.2f}–{value.high:.2f})"


def _targets(run: Run) -> Table:
    rows = []
    for s in standings(run):
        worst = f"{s.worst} {s.worst_value:.3f}" if s.worst_value is not None else ""
        rows.append([s.name, f"≥ {s.target:.2f}", cell(s.measured), str(s.measured.n), worst, "yes" if s.reached else "no"])
    return Table("Targets", "", ("measure", "wanted", "measured", "n", "lowest", "reached"), rows)


def _grid(title: str, groups: Mapping[str, Mapping[str, Interval]], names: Sequence[str], note: str) -> Table:
    kept = [n for n in names if any(n in row for row in groups.values())]
    rows = []
    for group, row in groups.items():
        n = max((v.n for v in row.values()), default=0)
        rows.append([group, str(n), *(cell(row.get(name)) for name in kept)])
    return Table(title, note, ("", "n", *kept), rows)


def _control(run: Run) -> Table:
    assert run.control is not None
    with_, without = run.assistant.by_language["all"].get("followup"), run.control.by_language["all"].get("followup")
    rows = [["with the turns before", cell(with_)], ["without them", cell(without)]]
    note = "The second row shows how many follow-ups can be found without knowing what was said before."
    return Table("Follow-ups: control", note, ("", "followup"), rows)


def _against(run: Run) -> Table:
    rows = [["assistant", "", *(cell(run.assistant.by_language["all"].get(n)) for n in RANKING), ""]]
    ours = run.assistant.scores.get("recall@5", {})
    for other in run.baselines:
        if other.note:
            rows.append([other.name, other.note, *("–" for _ in RANKING), ""])
            continue
        test = paired(ours, other.scores.get("recall@5", {}))
        gap = f"{test.difference:+.3f} ({test.low:+.2f}…{test.high:+.2f}), p {test.p_drop:.4f}"
        rows.append([other.name, "", *(cell(other.by_language["all"].get(n)) for n in RANKING), gap])
    note = "Last column: recall@5 against the assistant's, paired over questions; p: one-sided permutation test that it is lower."
    return Table("Against other ways", note, ("system", "", *RANKING, "difference of recall@5"), rows)


def _others_answers(run: Run) -> Table:
    rows = []
    for one in (run.assistant, *run.others):
        overall = one.by_language["all"]
        rows.append([one.name, one.note, *(cell(overall.get(name)) for name in ANSWERS)])
    note = "The same questions through other systems' HTTP API. Questions to which nothing came back score zero."
    return Table("Other systems through their API", note, ("system", "", *ANSWERS), rows)


def _ablations(run: Run) -> Table:
    rows = []
    for one in run.ablations:
        row = [one.name]
        for name in ("recall@5", "ndcg@10", "mrr@10"):
            test = paired(run.assistant.scores.get(name, {}), one.scores.get(name, {}))
            row += [f"{test.difference:+.3f} ({test.low:+.3f}…{test.high:+.3f})", f"{test.p_drop:.3f}"]
        rows.append(row)
    rows.sort(key=lambda r: float(r[3].split()[0]))
    note = (
        "Change when the step is switched off, paired over questions; p: one-sided permutation test of the drop. "
        "A step whose interval holds 0 has not shown its worth on these questions."
    )
    return Table("Without each step", note, ("without", "recall@5", "p", "ndcg@10", "p", "mrr@10", "p"), rows)


def _pairs(run: Run, name: str) -> Table:
    assert run.pairs is not None
    evidence = list(dict.fromkeys(c.evidence for c in run.pairs.cells if name in c.means))
    rows = []
    for asked in sorted({c.asked for c in run.pairs.cells}):
        own = {c.evidence: c.means.get(name) for c in run.pairs.cells if c.asked == asked}
        rows.append([asked, *(_counted(own.get(x)) for x in evidence)])
    note = (
        f"{name}; rows: the asker's language, columns: the only language in the index (other: all but the asker's). "
        "In brackets: questions."
    )
    return Table("By pair of languages", note, ("asked \\ evidence", *evidence), rows)


def _counted(value: Interval | None) -> str:
    return "–" if value is None or value.n == 0 else f"{value.mean:.3f} ({value.n})"


def _others(run: Run) -> Table:
    assert run.pairs is not None
    flags = list(run.pairs.unfolded_other.values())
    folded = list(run.pairs.scores["other"].get("recall@5", {}).values())
    rows = [
        ["right evidence in the first five, all of it in other languages", f"{_mean(folded):.3f}", str(len(folded))],
        [
            "right passage in another language among the five most similar, all languages in one index",
            f"{_mean(flags):.3f}",
            str(len(flags)),
        ],
    ]
    return Table("Evidence in another language", "", ("", "share", "n"), rows)


def _latency(run: Run) -> Table:
    rows = [[step, f"{s.p50:.1f}", f"{s.p95:.1f}", f"{s.longest:.1f}", str(s.n)] for step, s in run.latency.items()]
    note = f"Milliseconds on {run.meta.machine}, under whatever else ran there. Area under risk–coverage: {_area(run)}."
    return Table("Time by step", note, ("step", "p50", "p95", "longest", "n"), rows)


def _area(run: Run) -> str:
    value = area(run.curve)
    return "–" if value is None else f"{value:.3f}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")
