"""Answers worded by a model, against a scripted endpoint that lies, stumbles and stalls."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.adapters.openai_model import Deadlines, StreamedCompletion, chat_model
from assistant.answering.compose import Claim, Plan
from assistant.answering.referee import Referee, load_probes
from assistant.answering.verify import Rules
from assistant.answering.word import Worder, Wording
from assistant.domain import Passage, Question, Source
from assistant.errors import ModelError, ModelKeyError
from tests.fakes.openai_server import Reply, Script, openai_server

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
PROBES = load_probes(PROMPTS / "referee_probes.yaml")
SHORT = Deadlines(connect=1.0, first=1.0, between=0.5, total=2.5)

STATEMENTS = {
    "en": "For freely importable technology the contract takes effect when concluded; registration is not a condition.",
    "ru": "Для свободно ввозимой технологии договор вступает в силу с заключения; регистрация не является условием.",
    "ar": "عند استيراد تكنولوجيا حرة يسري العقد منذ إبرامه، وليس التسجيل شرطًا لسريانه.",
    "zh": "进口自由进口技术的合同自依法成立时生效，不以登记为生效条件。",
}
FAITHFUL = {
    "en": "The contract takes effect on conclusion; registration is not a condition.",
    "ru": "Договор действует с момента заключения, регистрация не является условием.",
    "ar": "يسري العقد منذ إبرامه وليس التسجيل شرطًا.",
    "zh": "合同自成立时生效，登记不是生效条件。",
}
INVERTED = {
    "en": ["Yes, it must be registered first.", "The contract takes effect only on registration, which is a condition."],
    "ru": ["Да, сначала договор нужно зарегистрировать.", "Регистрация является условием вступления договора в силу."],
    "ar": ["نعم، يجب تسجيله أولًا.", "يسري العقد بعد التسجيل، والتسجيل شرط لسريانه."],
    "zh": ["是的，必须先登记。", "合同登记后才生效，登记是生效的条件。"],
}


def claim(language: str, text: str | None = None, *, foreign: bool = False, name: str = "lead") -> Claim:
    text = text or STATEMENTS[language]
    source = Source("law", "policy", {"en": "Law"}, "en", status="in_force", confidence="verified")
    passage = Passage(f"law#{name}@{language}", "law", f"law#{name}", language, text, "art. 17", confidence="verified")
    return Claim(passage, source, text, foreign=foreign)


def question(language: str) -> Question:
    return Question(original="?", text="Must it be registered first?", language=language, intent="rule")


def honest_referee(prompt: str) -> str:
    """Judges the probes right, and calls everything else supported: the rules alone must hold."""
    claim_text = prompt.partition("Claim:\n")[2].partition("\n\nReply")[0]
    refuted = any(claim_text in probe.refuted for probe in PROBES)
    return json.dumps({"verdict": "contradicted" if refuted else "supported"})


def reply_with(lead: Callable[[list[str]], dict[str, object]], judge: Callable[[str], str] = honest_referee) -> Script:
    def reply(prompt: str) -> Reply:
        if "Claim:" in prompt:
            return Reply(judge(prompt))
        ids = re.findall(r"^\[([0-9a-f]+)\]", prompt, re.MULTILINE)
        return Reply(json.dumps(lead(ids), ensure_ascii=False))

    return Script(reply)


@pytest.fixture
def run(rules: Rules) -> Iterator[Callable[..., Wording]]:
    def start(script: Script, language: str = "en", plan: Plan | None = None, deadlines: Deadlines = SHORT) -> Wording:
        with openai_server(script) as url:
            complete = StreamedCompletion(chat_model("scripted", "key", url, deadlines), deadlines)
            referee = Referee(complete, (PROMPTS / "referee.md").read_text("utf-8"), PROBES)
            word = (PROMPTS / "word.md").read_text("utf-8")
            worder = Worder(complete, referee, rules, word, lambda code: code, lambda code: code)
            return worder(question(language), plan or Plan(lead=claim(language)))

    yield start


@pytest.mark.parametrize("language", sorted(STATEMENTS))
def test_a_faithful_lead_is_shown(run: Callable[..., Wording], language: str) -> None:
    wording = run(reply_with(lambda ids: {"lead": FAITHFUL[language], "uses": ids[:1], "order": ids}), language)
    assert (wording.lead, wording.notice) == (FAITHFUL[language], None)


@pytest.mark.parametrize(("language", "lead"), [(x, lead) for x, leads in INVERTED.items() for lead in leads])
def test_an_inverted_lead_is_not_shown_even_when_the_judge_is_fooled(
    run: Callable[..., Wording], language: str, lead: str
) -> None:
    wording = run(reply_with(lambda ids: {"lead": lead, "uses": ids[:1], "order": ids}), language)
    assert wording.lead is None
    assert wording.notice == "warning.model_rejected"


@pytest.mark.parametrize(
    ("lead", "fault"),
    [
        ("Registration is not a condition; it takes 45 days.", "a number that is not in the evidence"),
        ("Регистрация не является условием вступления договора в силу.", "another language"),
        ("Registration is not a condition, see [1] https://example.org", "markup"),
        ("", "empty or too long"),
    ],
)
def test_a_lead_that_invents_or_strays_is_not_shown(run: Callable[..., Wording], lead: str, fault: str) -> None:
    wording = run(reply_with(lambda ids: {"lead": lead, "uses": ids[:1], "order": ids}))
    assert wording.lead is None
    assert fault in wording.faults


def test_a_lead_on_an_unknown_id_is_not_shown(run: Callable[..., Wording]) -> None:
    wording = run(reply_with(lambda ids: {"lead": FAITHFUL["en"], "uses": [*ids[:1], "zzzz"], "order": ids}))
    assert wording.lead is None
    assert "unknown id zzzz" in wording.faults


def test_a_lead_that_the_judge_calls_unclear_is_not_shown(run: Callable[..., Wording]) -> None:
    def judge(prompt: str) -> str:
        return '{"verdict": "unclear"}' if STATEMENTS["en"] in prompt else honest_or_supported(prompt)

    def honest_or_supported(prompt: str) -> str:
        return honest_referee(prompt)

    script = reply_with(lambda ids: {"lead": FAITHFUL["en"], "uses": ids[:1], "order": ids}, judge)
    assert run(script).lead is None


def test_the_judge_sees_only_claim_and_statement(run: Callable[..., Wording]) -> None:
    script = reply_with(lambda ids: {"lead": FAITHFUL["en"], "uses": ids[:1], "order": ids})
    run(script)
    judged = [p for p in script.prompts if "Claim:" in p and FAITHFUL["en"] in p]
    assert len(judged) == 1
    assert question("en").text not in judged[0]


def test_a_model_that_misjudges_a_probe_words_nothing(run: Callable[..., Wording]) -> None:
    script = reply_with(lambda ids: {"lead": FAITHFUL["en"], "uses": ids[:1], "order": ids}, lambda _: '{"verdict": "supported"}')
    wording = run(script)
    assert (wording.lead, wording.notice) == (None, "warning.model_unfit")
    assert all("Claim:" in prompt for prompt in script.prompts)


def test_points_take_the_order_of_the_model_and_none_is_lost(run: Callable[..., Wording]) -> None:
    points = tuple(claim("en", f"Point {name} is not free.", name=name) for name in ("a", "b", "c"))
    plan = Plan(lead=claim("en"), points=points)
    wording = run(reply_with(lambda ids: {"lead": FAITHFUL["en"], "uses": ids[:1], "order": [ids[0], ids[3], ids[1]]}), plan=plan)
    assert [c.passage.group for c in wording.plan.points] == ["law#c", "law#a", "law#b"]


def test_a_translation_with_other_numbers_is_dropped_and_a_faithful_one_kept(run: Callable[..., Wording]) -> None:
    plan = Plan(
        lead=claim("en", "The office does not decide before 30 days.", foreign=True),
        points=(claim("en", "The fee is not due before 60 days.", foreign=True, name="fee"),),
    )
    script = reply_with(
        lambda ids: {
            "lead": "",
            "uses": [],
            "order": [],
            "translations": {
                ids[0]: "Ведомство не принимает решение раньше 30 дней.",
                ids[1]: "Сбор не подлежит уплате раньше 90 дней.",
            },
        }
    )
    wording = run(script, "ru", plan)
    assert wording.translations == {"law#lead@en": "Ведомство не принимает решение раньше 30 дней."}


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply("{}", finish=None), ModelError),
        (Reply("{}", finish="length"), ModelError),
        (Reply(status=401), ModelKeyError),
        (Reply(status=403), ModelKeyError),
        (Reply(status=400), ModelError),
        (Reply("{}", wait_before=5), ModelError),
        (Reply("{" * 600, wait_between=0.2, piece=2), ModelError),
    ],
    ids=["ends early", "cut off", "wrong key", "forbidden", "bad request", "hangs", "drips"],
)
def test_an_endpoint_that_fails_is_translated_within_its_deadline(reply: Reply, error: type[ModelError]) -> None:
    with openai_server(Script(lambda _: reply)) as url:
        complete = StreamedCompletion(chat_model("scripted", "key", url, SHORT), SHORT)
        started = time.monotonic()
        with pytest.raises(error):
            complete("hello")
        assert time.monotonic() - started < SHORT.total + 1.0


def test_a_busy_endpoint_is_asked_again_after_the_time_it_names() -> None:
    replies = [Reply(status=429, headers={"Retry-After": "1"}), Reply("done")]
    script = Script(lambda _: replies.pop(0))
    patient = Deadlines(connect=1, first=5, between=5, total=10)
    with openai_server(script) as url:
        complete = StreamedCompletion(chat_model("scripted", "key", url, patient), patient)
        assert complete("hello") == "done"
    assert script.times[1] - script.times[0] >= 1.0


def test_a_bad_request_is_not_repeated() -> None:
    script = Script(lambda _: Reply(status=400))
    with openai_server(script) as url:
        complete = StreamedCompletion(chat_model("scripted", "key", url, SHORT), SHORT)
        with pytest.raises(ModelError):
            complete("hello")
    assert len(script.prompts) == 1


def test_an_unreachable_endpoint_gives_the_composed_plan_with_a_notice(rules: Rules) -> None:
    complete = StreamedCompletion(chat_model("scripted", "key", "http://127.0.0.1:9/v1", SHORT), SHORT)
    referee = Referee(complete, (PROMPTS / "referee.md").read_text("utf-8"), PROBES)
    worder = Worder(complete, referee, rules, "{question}", lambda code: code, lambda code: code)
    plan = Plan(lead=claim("en"))
    wording = worder(question("en"), plan)
    assert (wording.lead, wording.plan, wording.notice) == (None, plan, "warning.model_unavailable")
