"""A table as lines for the terminal."""

from eval.report.tables import Table


def lines(table: Table) -> str:
    rows = [list(table.head), *[list(r) for r in table.rows]]
    widths = [max(len(str(row[n])) for row in rows) for n in range(len(table.head))]
    text = ["  ".join(str(c).ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([table.title, *text, ""])
