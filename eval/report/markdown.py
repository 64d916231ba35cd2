"""A run as Markdown: for ``docs/quality.md`` and for the report folder."""

from collections.abc import Sequence

from eval.failures import Failure
from eval.full import Run
from eval.report.tables import Table, tables

_MOST = 60


def markdown(run: Run, failed: Sequence[Failure], extra: Sequence[Table] = ()) -> str:
    m = run.meta
    parts = [
        "# How good the assistant is",
        f"Measured {m.date} at commit `{m.commit}`: {m.questions} questions of the `{m.split}` half (mark `{m.questions_mark}`), "
        f"configuration `{m.config}`, encoder `{m.encoder}`, model {m.model or 'none (composed answers)'}, "
        f"{m.passages} passages, {m.machine}, {m.seconds:.0f} s. Made by `make eval`; "
        "what each number means, and does not, stands in `eval/README.md`.",
    ]
    if m.exclusions:
        parts.append("Left out: " + "; ".join(m.exclusions) + ".")
    parts += [table_markdown(t) for t in (*tables(run), *extra)]
    parts.append(f"## Failures\n\n{len(failed)} of {m.questions} questions have a fault; the first {min(len(failed), _MOST)}:")
    parts.append(
        table_markdown(
            Table(
                "",
                "",
                ("question", "", "fault", "expected", "got"),
                [[f.id, f.question, f.fault, _names(f.expected), _names(f.got)] for f in failed[:_MOST]],
            )
        )
    )
    return "\n\n".join(parts) + "\n"


def table_markdown(table: Table) -> str:
    lines = [f"## {table.title}\n"] if table.title else []
    if table.note:
        lines.append(f"{table.note}\n")
    lines.append("| " + " | ".join(_plain(h) for h in table.head) + " |")
    lines.append("|" + "---|" * len(table.head))
    lines += ["| " + " | ".join(_plain(c) for c in row) + " |" for row in table.rows]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split()) or " "


def _names(shown: Sequence[object]) -> str:
    return ", ".join(str(getattr(s, "group", "")) for s in shown[:3]) or "refusal"
