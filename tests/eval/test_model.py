"""Recording and replaying a model, the adversary, the judge: against real servers on loopback."""

import json
from collections import Counter
from pathlib import Path

import httpx
import pytest

from assistant.app import Assistant
from assistant.errors import InputError, ModelError
from eval.measure import outcomes, score
from eval.model.adversary import KINDS, Adversary, challenge, lead_of, probes_of, tables_of
from eval.model.endpoint import Answers, endpoint
from eval.model.judge import PROMPT, Judge, Judged, agreement, by_rule, judged
from eval.model.judge import tables_of as judge_tables
from eval.model.recording import Recorder, Replayer, mark, recorded, replayed, upstream
from eval.records import Outcome
from tests.eval.making import asked, base, reply

QUESTIONS = [
    asked(id="en-1", question="Must a technology import contract be registered, and does it take effect without that?"),
    asked(id="zh-1", language="zh", question="自由进口技术的合同要不要登记？不登记有效吗？"),
    asked(id="fr-1", language="fr", question="Faut-il enregistrer un contrat d'importation de technologie ?"),
]


def prompt(first: str, second: str) -> str:
    return f"Question (en):\nMust it?\n\nStatements:\n[{first}] It need not.\n[{second}] It takes 60 days."


def test_a_recording_answers_a_prompt_whose_random_ids_differ(tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    with recorded(file, lambda p: json.dumps({"lead": "It need not.", "uses": ["ab12", "cd34"]})) as url:
        upstream(url, "m")(prompt("ab12", "cd34"))
    with replayed(file) as url:
        again = upstream(url, "m")(prompt("0f0f", "1e1e"))
    assert json.loads(again)["uses"] == ["0f0f", "1e1e"]
    assert mark(prompt("ab12", "cd34")) == mark(prompt("0f0f", "1e1e")) != mark(prompt("ab12", "ab12"))


def test_what_was_not_recorded_is_said_to_be_so_and_not_made_up(tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text(Recorder(lambda p: "x").text(), encoding="utf-8")
    replayer = Replayer(file)
    with endpoint(replayer) as url:
        answer = httpx.post(f"{url}/chat/completions", json={"messages": [{"role": "user", "content": "new"}]})
        with pytest.raises(ModelError):
            upstream(url, "m")("new")
    assert answer.status_code == 404
    assert "record anew" in answer.text
    assert replayer.missed == 2


def test_a_damaged_recording_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl"):
        Replayer(tmp_path / "bad.jsonl")


def test_the_assistant_with_a_recorded_model_answers_as_with_the_model_itself(assistant: Assistant, tmp_path: Path) -> None:
    live = Adversary(probes_of(assistant), fair=True)
    recorder = Recorder(live)
    first = challenge(assistant, QUESTIONS, _Heard(recorder))
    (tmp_path / "said.jsonl").write_text(recorder.text(), encoding="utf-8")
    replayer = Replayer(tmp_path / "said.jsonl")
    second = challenge(assistant, QUESTIONS, _Heard(replayer))
    assert replayer.missed == 0
    assert [(c.question, c.claim, c.shown, c.why) for c in first] == [(c.question, c.claim, c.shown, c.why) for c in second]
    assert len(first) > 0


class _Heard(Adversary):
    """Hears what a source says, so that its claims are counted like the adversary's own."""

    def __init__(self, source: Answers) -> None:
        super().__init__(())
        self._source = source

    def __call__(self, text: str) -> str:
        said = self._source(text)
        if "\nClaim:\n" not in text:
            self.said.append(("model", lead_of(said), ""))
        return said


def test_no_lie_is_shown_where_the_referee_is_fair_and_the_truth_is(assistant: Assistant) -> None:
    claims = challenge(assistant, QUESTIONS * 3, Adversary(probes_of(assistant), fair=True))
    assert len(claims) >= 6
    assert [c for c in claims if c.shown and c.kind != "faithful"] == []
    assert all(c.why for c in claims if not c.shown)


@pytest.mark.parametrize("kind", ["deny", "number", "yes", "foreign", "link"])
def test_the_rules_alone_stop_a_turned_statement_though_the_referee_is_bribed(assistant: Assistant, kind: str) -> None:
    adversary = Adversary(probes_of(assistant))
    adversary._kinds = iter([kind] * 50)  # type: ignore[assignment]
    claims = challenge(assistant, QUESTIONS[:1], adversary)
    assert [c.kind for c in claims] in ([kind], [])
    assert not any(c.shown for c in claims)


def test_the_adversary_tells_every_kind_of_lie_in_turn_in_every_language() -> None:
    for language in ("en", "zh", "ru", "ar", "fr", "es", "th", "vi", "id", "sr"):
        adversary = Adversary(())
        for _ in KINDS:
            adversary(
                f"Question ({language}):\n?\n\nStatements:\n[ab12] (translate) No fee is due, 不 within 60 days: не ليس pas no."
            )
        lies = [claim for kind, claim, statement in adversary.said if kind != "faithful" and claim == statement]
        assert lies == []
        assert len(Counter(kind for kind, _, _ in adversary.said)) >= len(KINDS) - 1


def test_made_and_shown_are_counted_by_kind() -> None:
    from eval.model.adversary import Claimed

    rows = [
        Claimed("q", "en", "deny", "c", "s", False, "denial differs"),
        Claimed("q", "en", "deny", "c", "s", True, ""),
        Claimed("q", "en", "faithful", "c", "s", True, ""),
    ]
    assert [list(r) for r in tables_of(rows, "t")[0].rows] == [
        ["deny", "2", "1", "denial differs (1)"],
        ["faithful", "1", "1", ""],
        ["wrong claims", "2", "1", ""],
    ]


def outcome(text: str, **changes: object) -> Outcome:
    question, given = asked(facts=("60", "ministry"), **changes), reply(text)
    scores = score([question], {question.id: given}, base())
    return outcomes([question], {question.id: given}, scores)[0]


def test_the_rules_grade_by_facts_and_refusals() -> None:
    assert by_rule(outcome("The ministry takes 60 days. [1]")) == "right"
    assert by_rule(outcome("It takes 60 days. [1]")) == "partly"
    assert by_rule(outcome("It takes a while. [1]")) == "wrong"
    assert by_rule(outcome("It takes 60 days. [1]", answerable=False, qrels=())) == "wrong"


def test_a_judge_is_asked_through_its_versioned_prompt_and_only_its_grade_is_taken() -> None:
    seen: list[str] = []

    def model(text: str) -> str:
        seen.append(text)
        return 'Well: {"grade": "partly"}' if len(seen) == 1 else "no idea"

    judge = Judge(model, PROMPT.read_text(encoding="utf-8"))
    rows = judged([outcome("It takes 60 days. [1]"), outcome("It takes 60 days. [1]")], judge)
    assert [(r.by_rule, r.by_model) for r in rows] == [("partly", "partly"), ("partly", None)]
    assert "60; ministry" in seen[0]
    assert not seen[0].startswith("Version")
    assert judge.name.startswith("judge.md version 1, ")
    assert "1 without a grade" in judge_tables(rows, judge.name)[0].note


def test_a_prompt_without_a_version_is_refused() -> None:
    with pytest.raises(InputError, match="version"):
        Judge(lambda _: "", "Grade this.")


def test_agreement_takes_off_what_chance_would_give() -> None:
    pairs = [("right", "right")] * 4 + [("wrong", "wrong")] * 4 + [("right", "wrong"), ("wrong", "right")]
    found = agreement([Judged(str(n), a, b) for n, (a, b) in enumerate(pairs)] + [Judged("x", "right", None)])
    assert (found.equal, found.n, found.unread) == (0.8, 10, 1)
    assert found.kappa == pytest.approx(0.6)
