"""What a report shows, from a run put together by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import InputError
from eval.ablations import Ablation
from eval.failures import failures
from eval.full import Meta, Run
from eval.measure import outcomes, result, score
from eval.measures.latency import latency
from eval.measures.refusal import risk_coverage
from eval.pairs import Pair, Pairs
from eval.records import Interval
from eval.report.html import html
from eval.report.markdown import markdown
from eval.report.numbers import append_history, history, history_line, numbers
from eval.report.tables import tables
from eval.targets import standings
from tests.eval.making import asked, base, ranking, reply

KNOWN = base(texts={"law#a@en": "Sixty days."}, groups=("law#a",))
ASKED = [
    asked(id="en-1", facts=("sixty",)),
    asked(id="en-2", question="<b>What</b> | when?"),
    asked(id="en-3", answerable=False, qrels=()),
]
REPLIES = {
    "en-1": reply("Sixty days. [1]", "law#a", ranking=ranking("law#a"), sure=0.9, timings={"retrieve": 5.0}),
    "en-2": reply("Soon. [1]", "law#z", ranking=ranking("law#z"), sure=0.4, timings={"retrieve": 7.0}),
    "en-3": reply("No.", refused=True, sure=0.1, timings={"retrieve": 6.0}),
}


def done() -> Run:
    scores = score(ASKED, REPLIES, KNOWN)
    seen = outcomes(ASKED, REPLIES, scores)
    meta = Meta("abc1234567", "2026-11-26", "full", "test", 3, "mark", "encoder", None, 2, "2 cores", 3.0)
    whole = Interval(0.5, 0.0, 1.0, 2)
    ours = result("assistant", ASKED, scores)
    less = Ablation("words", {n: dict.fromkeys(own, 0.0) for n, own in scores.items()})
    pairs = Pairs([Pair("en", "zh", {"recall@5": whole})], {"other": {"recall@5": {"en-1": 1.0}}}, {"en-1": 1.0})
    return Run(
        meta, ours, seen, latency(REPLIES.values()), risk_coverage(seen), None, [replace(ours, name="BM25 alone")], [less], pairs,
        [replace(ours, name="rival", note="1 of 3 questions failed")],
    )  # fmt: skip


def test_a_failure_can_be_opened_to_the_passages_that_would_have_answered() -> None:
    failed = list(failures(done().outcomes, KNOWN, {"law": "policies/law.yaml"}))
    page = html(done(), failed)
    assert [(f.id, f.fault) for f in failed] == [("en-2", "quotes_exact 0.00")]
    assert '<details id="en-2">' in page
    assert '<code>policies/law.yaml</code></p><blockquote dir="auto">Sixty days.</blockquote>' in page


def test_what_people_ask_cannot_become_markup() -> None:
    failed = list(failures(done().outcomes, KNOWN, {}))
    assert "<b>What</b>" not in html(done(), failed)
    assert "&lt;b&gt;What&lt;/b&gt; \\| when?" in markdown(done(), failed).replace("<", "&lt;").replace(">", "&gt;")


def test_a_report_has_each_plot_and_each_table() -> None:
    page = html(done(), [])
    for title in ("By language", "nDCG@10 without each step", "recall@5 against other ways", "Risk and coverage"):
        assert f"<h2>{title}</h2><svg" in page
    assert "Time by step: median, and up to the 95th percentile" in page
    for table in tables(done()):
        assert table.title in page
        assert all(len(row) == len(table.head) for row in table.rows), table.title
    assert "1 of 3 questions failed" in page


def test_the_history_grows_by_a_line_and_is_drawn_over_commits(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    assert history(file) == []
    append_history(done(), file)
    append_history(done(), file)
    assert [row["commit"] for row in history(file)] == ["abc1234567"] * 2
    assert len(history_line(done())) < 1000
    assert "<h2>Over commits</h2><svg" in html(done(), [], history(file))
    assert "Over commits" not in html(done(), [], history(file)[:1])


def test_the_numbers_are_json_and_name_what_was_measured() -> None:
    found = json.loads(json.dumps(numbers(done(), [])))
    assert found["meta"]["commit"] == "abc1234567"
    assert found["assistant"]["by_language"]["en"]["recall@5"]["mean"] == 0.5
    assert found["ablations"]["words"]["recall@5"]["difference"] == -0.5
    assert found["others"]["rival"]["note"] == "1 of 3 questions failed"


def test_a_target_for_each_language_is_held_to_the_lowest() -> None:
    found = {s.name: s for s in standings(done())}
    assert (found["recall@5 in each language"].worst, found["recall@5 in each language"].reached) == ("en", False)
    assert (found["recall@5 for each pair"].worst, found["recall@5 for each pair"].worst_value) == ("en→zh", 0.5)
    assert found["refusal_recall"].reached


def test_a_suite_that_is_neither_known_nor_a_file_is_named(tmp_path: Path) -> None:
    from eval.command import evaluate

    with pytest.raises(InputError, match="gate, quick"):
        evaluate(str(tmp_path / "none"), split=None, languages=(), limit=0, model=None, out=tmp_path)
