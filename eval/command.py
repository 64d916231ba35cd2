"""What ``assistant eval`` runs: the project's own suites, or a file or folder of somebody else's."""

from pathlib import Path
from typing import Any

from assistant.errors import InputError
from eval.config import FOLDER
from eval.report.tables import tables
from eval.report.terminal import lines
from eval.run import measured
from eval.suites.run import run_suite


def evaluate(
    suite: str, *, split: str | None, languages: tuple[str, ...], limit: int, model: str | None, out: Path
) -> tuple[str, dict[str, Any]]:
    """Text for people and one object for programs.

    Raises:
        InputError: the suite is unknown, or its file is of no known shape.
    """
    if (FOLDER / f"{suite}.toml").is_file():
        done, found = measured(suite, split=split, languages=languages, limit=limit, model=model, out=out)
        return "\n".join(lines(t) for t in tables(done)), dict(found)
    path = Path(suite)
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise InputError(f"{suite!r} is neither a suite ({known}) nor a file.")
    return run_suite(path, languages=languages, limit=limit, model=model, out=out)
