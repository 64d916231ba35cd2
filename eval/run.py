"""Run a suite of the project's questions and write its report: ``python -m eval.run [full|quick|gate] [--split dev] …``.

``assistant eval`` does the same. What each number means, and does not, stands in ``eval/README.md``.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError, InputError
from assistant.settings import load_settings
from eval.config import load_config
from eval.failures import failures
from eval.full import Run, opened, run
from eval.model.recording import recorded, replayed, upstream
from eval.report.html import html
from eval.report.markdown import markdown
from eval.report.numbers import append_history, history, numbers
from eval.report.tables import tables
from eval.report.terminal import lines
from eval.system import base_of, say


def measured(
    suite: str = "full",
    *,
    split: str | None = None,
    languages: tuple[str, ...] = (),
    limit: int = 0,
    parts: tuple[str, ...] = (),
    model: str | None = None,
    home: Path | None = None,
    out: Path | None = None,
    keep: bool = False,
    systems: tuple[Path, ...] = (),
    record: Path | None = None,
    replay: Path | None = None,
) -> tuple[Run, dict[str, object]]:
    """Run a suite; write ``report.html``, ``report.md`` and ``report.json`` into ``out``; ``keep`` adds a line to the history
    and writes ``docs/quality.md``. ``record``: a file that keeps what the model says; ``replay``: a file that says it instead.

    Raises:
        InputError: the suite or an option is wrong.
    """
    config = load_config(suite, split=split, languages=languages, limit=limit or None, parts=parts, systems=systems)
    with _endpoint(model, record, replay) as url, opened(home, model or ("recorded" if url else None), endpoint=url) as assistant:
        done = run(assistant, config)
        base = base_of(assistant)
        paths = {i: source.path or "" for i, source in assistant.store.sources().items()}
        failed = list(failures(done.outcomes, base, paths))
    found = numbers(done, failed)
    if keep:
        append_history(done)
        quality = Path(__file__).parent.parent / "docs" / "quality.md"
        quality.parent.mkdir(exist_ok=True)
        quality.write_text(markdown(done, failed), encoding="utf-8")
        say(f"written: {quality}")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
        (out / "report.md").write_text(markdown(done, failed), encoding="utf-8")
        (out / "report.html").write_text(html(done, failed, history()), encoding="utf-8")
        say(f"written: {out / 'report.html'}, report.md, report.json")
    return done, found


@contextmanager
def _endpoint(model: str | None, record: Path | None, replay: Path | None) -> Iterator[str | None]:
    """Base URL of an endpoint in between, where one is wanted."""
    if replay is not None:
        with replayed(replay) as url:
            yield url
    elif record is not None:
        settings = load_settings()
        if model is None or settings.openai_base_url is None:
            raise InputError("--record needs --model and OPENAI_BASE_URL: the endpoint whose words are to be kept.")
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        with recorded(record, upstream(settings.openai_base_url, model, key)) as url:
            yield url
    else:
        yield None


def main(arguments: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("suite", nargs="?", default="full", help="full, quick or gate: a file of eval/configs")
    options.add_argument("--split", choices=("dev", "test"))
    options.add_argument("--languages", default="")
    options.add_argument("--limit", type=int, default=0, help="questions per language")
    options.add_argument("--parts", default="", help="answers,control,baselines,ablations,pairs")
    options.add_argument("--model", help="word answers with this model of the endpoint in OPENAI_BASE_URL")
    options.add_argument("--record", type=Path, help="keep what the model says in this file")
    options.add_argument("--replay", type=Path, help="let this file say what the model said when it was recorded")
    options.add_argument("--system", type=Path, action="append", default=[], help="another system: a file of eval/others.py")
    options.add_argument("--home", type=Path, help="a state folder to keep; default: a fresh one")
    options.add_argument("--out", type=Path, default=Path(".assistant/eval"))
    options.add_argument("--keep", action="store_true", help="add to the history, write docs/quality.md")
    options.add_argument("--json", action="store_true")
    options.add_argument("--failures", action="store_true", help="list what went wrong")
    given = options.parse_args(arguments)
    try:
        done, found = measured(
            given.suite,
            split=given.split,
            languages=_names(given.languages),
            limit=given.limit,
            parts=_names(given.parts),
            model=given.model,
            home=given.home,
            out=given.out,
            keep=given.keep,
            systems=tuple(given.system),
            record=given.record,
            replay=given.replay,
        )
    except AssistantError as error:
        say(str(error))
        return 2
    if given.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        return 0
    sys.stdout.write("\n".join(lines(t) for t in tables(done)))
    if given.failures:
        for f in found["failures"]:  # type: ignore[attr-defined]
            wanted, got = ([s["group"] for s in f[x]] for x in ("expected", "got"))
            sys.stdout.write(
                f"{f['id']} {f['type']}: {f['question']}\n   {f['fault']}; wanted {wanted or 'refusal'}, got {got}\n"
            )
    return 0


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)


if __name__ == "__main__":
    sys.exit(main())
