"""The whole run, with all its parts, on the small knowledge base."""

from pathlib import Path

from assistant.app import Assistant
from eval.ablations import off
from eval.config import load_config
from eval.full import run
from tests.eval.making import asked

DAYS = "cn-contract-registration-measures#sixty-days"


def test_a_full_run_holds_every_part(assistant: Assistant, tmp_path: Path) -> None:
    ours = (
        asked(id="one", question="Within how many days must a technology import contract be registered?", qrels=(DAYS,)),
        asked(id="two", language="zh", question="技术进口合同几天内登记？", qrels=(DAYS,)),
    )
    config = load_config("full", split="dev", baseline_cache=tmp_path)
    found = run(assistant, config, ours)
    assert found.assistant.name == "assistant"
    assert [one.name for one in found.baselines] == ["BM25 alone", "e5 alone", "LangChain + Chroma"]
    assert {one.name for one in found.ablations} >= {*off(), "ways of asking (all uses)"}
    assert all(set(one.scores["recall@5"]) == {"one", "two"} for one in found.ablations)
    assert found.pairs is not None
