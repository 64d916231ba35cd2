"""What scripts rely on: exit codes, one-sentence errors, and the JSON of the contract."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.sql.database import Database
from assistant.adapters.sql.knowledge import SqlStore
from assistant.cli import main
from tests.conftest import Workspace

QUESTION = "Within how many days must a contract to import freely tradable technology be registered in China?"
ANSWER_KEYS = {
    "id", "question", "language", "intent", "mode", "refused", "reason", "answer", "citations", "partners", "procedure",
    "understood", "wish", "near_misses", "warnings", "follow_ups", "desk", "confidence", "timings_ms",
}  # fmt: skip
CITATION_KEYS = {
    "n", "document_id", "passage_id", "title", "original_title", "locator", "quote", "language", "translation", "url",
    "verified_on", "status", "confidence",
}  # fmt: skip
HIT_KEYS = {"rank", "passage_id", "document_id", "path", "title", "kind", "locator", "language", "score", "text"}


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(scope="module")
def shared(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One indexed workspace for all commands that only read."""
    import shutil

    folder = tmp_path_factory.mktemp("cli")
    shutil.copytree(built.corpus, folder / "corpus")
    shutil.copytree(built.home, folder / "home")
    return Workspace(folder / "corpus", folder / "home")


@pytest.fixture
def run(
    shared: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Result]:
    """Runs ``assistant ARGUMENTS`` in this process, over the shared workspace."""
    monkeypatch.chdir(tmp_path)
    for name, value in shared.environment().items():
        if name.startswith("ASSISTANT_"):
            monkeypatch.setenv(name, value)

    def command(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return Result(int(end.value.code or 0), out, err)

    return command


def refused(result: Result, words: str, code: int = 2) -> None:
    """One sentence on stderr, nothing on stdout."""
    assert result.code == code, result.err
    assert re.search(words, result.err), result.err
    assert result.out == ""
    assert len(result.err.strip().splitlines()) == 1
    assert "Traceback" not in result.err


# --- bad input -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "question is empty"),
        (" \n\t ", "question is empty"),
        ("🤖🎉👍", "holds no words"),
        ("?!…", "holds no words"),
        ("\u200b\u202e", "holds no words"),
        ("x" * 50_000, "50000 characters"),
        ("技术" * 25_000, "50000 characters"),
    ],
)
def test_what_is_no_question_is_refused_with_a_sentence(run: Callable[..., Result], question: str, words: str) -> None:
    result = run("ask", question, "--json")
    refused(result, words)
    assert len(result.err) < 300, "the question itself is not repeated"


def test_a_search_for_nothing_is_refused_too(run: Callable[..., Result]) -> None:
    refused(run("search", " ", "--json"), "question is empty")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "Is it free?", "--language", "xx"), "'xx' is not a language"),
        (("ask", "Is it free?", "--as-of", "yesterday"), "'yesterday' is not a day"),
        (("ask", "Is it free?", "--as-of", "2026-02-30"), "'2026-02-30' is not a day"),
        (("ask",), "QUESTION is missing"),
        (("search",), "QUERY is missing"),
        (("search", "free", "--kind", "poem"), "'poem' is not a value of --kind"),
        (("search", "free", "-k", "0"), "-k"),
        (("search", "free", "-k", "many"), "-k"),
        (("index", "/no/such/folder"), "/no/such/folder does not exist"),
        (("index", ".", "--kind", "poem"), "'poem' is not a value of --kind"),
        (("index", ".", "--visibility", "secret"), "'secret' is not a value of --visibility"),
        (("ask", "--batch", "nowhere.jsonl"), "nowhere.jsonl does not exist"),
        (("search", "--batch", "."), "does not exist"),
        (("ask", "x", "--colour", "red"), "No such option"),
        (("sing",), "No such command"),
        (("chat", "--port", "70000"), "port"),
    ],
)
def test_bad_usage_is_refused_with_a_sentence(run: Callable[..., Result], arguments: tuple[str, ...], words: str) -> None:
    refused(run(*arguments), words)


@pytest.mark.parametrize("name", ["ASSISTANT_ENCODRE", "ASSISTANT_MODEL"])
def test_an_unknown_setting_is_refused(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "x")
    refused(run("status"), f"{name} is not a setting")


def test_a_wrong_setting_is_refused(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ENCODER", "telepathy")
    refused(run("status"), "ENCODER is wrong")


def test_a_state_folder_that_cannot_be_made_is_refused(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "file" / "home"))
    refused(run("status"), "ASSISTANT_HOME")


def test_a_database_that_is_down_ends_with_three(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "sqlite:////dev/null/a.db")
    result = run("status")
    assert result.code in {2, 3}
    assert "Traceback" not in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_broken_phrase_file_is_refused(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "prompts" / "phrases" / "en").mkdir(parents=True)
    (tmp_path / "prompts" / "phrases" / "en" / "core.yaml").write_text("a: [", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_PROMPTS", str(tmp_path / "prompts"))
    refused(run("status"), r"en.core\.yaml")


def test_without_a_command_the_help_is_shown(run: Callable[..., Result]) -> None:
    result = run()
    assert "Usage" in result.out + result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", ["index", "search", "ask", "status", "chat", "check", "refresh", "vectors"])
def test_every_command_has_help_with_an_example(run: Callable[..., Result], command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert f"Example: assistant {command}" in " ".join(result.out.split())


# --- the shapes of the contract ----------------------------------------------------------------------------------------------


def test_an_answer_has_the_keys_of_the_contract(run: Callable[..., Result]) -> None:
    answer = run("ask", QUESTION, "--json").json
    assert set(answer) >= ANSWER_KEYS
    assert answer["question"] == QUESTION
    assert answer["language"] == "en"
    assert answer["intent"] in {"rule", "procedure", "partner", "country", "event", "smalltalk", "outside", "refuse"}
    assert answer["mode"] == "composed"
    assert answer["refused"] is False
    assert answer["reason"] is None
    assert answer["partners"] == []
    assert set(answer["desk"]) == {"suggested", "why"}
    assert {"understand", "retrieve", "total"} <= set(answer["timings_ms"])
    for citation in answer["citations"]:
        assert set(citation) >= CITATION_KEYS
        assert citation["status"] in {"in_force", "not_yet_in_force", "superseded", "expired", "suspended", "unverified"}
        assert citation["confidence"] in {"verified", "secondary", "unverified"}
        assert citation["verified_on"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", citation["verified_on"])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", QUESTION),
        ("zh", "自由进口技术的合同应当在多少日内登记？"),
        ("ru", "В течение скольких дней нужно зарегистрировать договор об импорте свободной технологии в Китай?"),
        ("ar", "خلال كم يومًا يجب تسجيل عقد استيراد التكنولوجيا الحرة إلى الصين؟"),
        ("fr", "Dans combien de jours faut-il enregistrer un contrat d'importation de technologie libre en Chine ?"),
        ("id", "Dokumen apa yang diperlukan untuk pencatatan perjanjian lisensi di Indonesia?"),
    ],
)
def test_marks_and_citations_agree_and_quotes_stand_in_the_passage(
    run: Callable[..., Result], shared: Workspace, language: str, question: str
) -> None:
    answer = run("ask", question, "--json").json
    assert answer["language"] == language
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer["answer"])}
    assert marks == {citation["n"] for citation in answer["citations"]}
    assert [citation["n"] for citation in answer["citations"]] == list(range(1, len(marks) + 1))
    assert answer["refused"] == (not marks)
    with closing(SqlStore(Database(shared.settings().sql_url))) as store:
        for citation in answer["citations"]:
            passage = store.passages([citation["passage_id"]])[citation["passage_id"]]
            assert citation["quote"]
            assert citation["quote"] in passage.text
            assert citation["document_id"] == passage.document_id
            assert citation["language"] == passage.language
    for step in (answer["procedure"] or {"steps": []})["steps"]:
        assert set(step) >= {"n", "title", "authority", "documents", "duration", "fee", "citations"}
        assert set(step["citations"]) <= marks


def test_a_procedure_is_told_step_by_step(run: Callable[..., Result]) -> None:
    answer = run("ask", "What are the steps to register a contract to import free technology into China?", "--json").json
    assert answer["intent"] == "procedure"
    procedure = answer["procedure"]
    assert procedure["id"] == "cn-import-free-registration"
    assert [step["n"] for step in procedure["steps"]] == list(range(1, len(procedure["steps"]) + 1))


@pytest.mark.parametrize(
    "question",
    [
        "What is the best recipe for potato soup?",
        "How can we get around the export licence without anybody noticing?",
    ],
)
def test_a_refusal_says_why_and_cites_nothing(run: Callable[..., Result], question: str) -> None:
    result = run("ask", question, "--json")
    answer = result.json
    assert result.code == 0
    assert answer["refused"] is True
    assert answer["reason"]
    assert answer["citations"] == []
    assert not re.search(r"\[\d+\]", answer["answer"])
    assert answer["desk"]["suggested"] is True
    assert answer["desk"]["why"]


def test_the_answer_comes_in_the_language_that_was_asked_for(run: Callable[..., Result]) -> None:
    answer = run("ask", QUESTION, "--language", "ar", "--json").json
    assert answer["language"] == "ar"
    assert re.search("[\u0600-\u06ff]", answer["answer"])


def test_plain_output_shows_answer_and_sources(run: Callable[..., Result]) -> None:
    result = run("ask", QUESTION)
    assert result.code == 0
    assert "[1]" in result.out
    assert "\n[1] " in result.out


def test_hits_have_the_shape_of_the_contract(run: Callable[..., Result], shared: Workspace) -> None:
    result = run("search", "registration of a technology import contract", "-k", "4", "--json")
    hits = result.json["hits"]
    assert len(hits) == 4
    assert [hit["rank"] for hit in hits] == [1, 2, 3, 4]
    with closing(SqlStore(Database(shared.settings().sql_url))) as store:
        for hit in hits:
            assert set(hit) >= HIT_KEYS
            assert store.passages([hit["passage_id"]])[hit["passage_id"]].text == hit["text"]


def test_hits_can_be_limited_to_a_kind_and_to_languages(run: Callable[..., Result]) -> None:
    query = "registration of a technology import contract"
    kinds = {hit["kind"] for hit in run("search", query, "--kind", "procedure", "--json").json["hits"]}
    assert kinds == {"procedure"}
    languages = {hit["language"] for hit in run("search", query, "--languages", "zh, ru", "--json").json["hits"]}
    assert languages
    assert languages <= {"zh", "ru"}


def test_status_counts_what_is_there(run: Callable[..., Result]) -> None:
    status = run("status", "--json").json
    assert status["documents"] == {"policy": 2, "procedure": 1, "document": 1}
    assert sum(status["passages"].values()) == status["vectors"]["public"] > 100
    assert {"encoder", "index_version", "stale", "expired", "model"} <= set(status)
    assert run("status").out


def test_accents_are_learned_from_the_knowledge_base(run: Callable[..., Result], shared: Workspace) -> None:
    assert "syllables" in run("accents").out
    assert (shared.corpus / "accents" / "vi.txt.gz").is_file()


def test_indexing_nothing_new_reports_so(run: Callable[..., Result]) -> None:
    report = run("index", "--json").json
    assert set(report) >= {"indexed", "unchanged", "removed", "passages", "failed", "seconds"}
    assert (report["indexed"], report["unchanged"], report["failed"]) == (0, 4, [])


def test_indexing_with_a_file_that_fails_is_done_in_part(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    result = run("index", str(tmp_path / "in"), "--json")
    assert result.code == 1
    assert [Path(failure["path"]).name for failure in result.json["failed"]] == ["broken.pdf"]
    assert result.json["failed"][0]["reason"]
    assert run("index", str(tmp_path / "in")).code == 1


# --- batches -----------------------------------------------------------------------------------------------------------------


def test_a_batch_keeps_its_order_and_names_the_lines_that_fail(run: Callable[..., Result], tmp_path: Path) -> None:
    lines: list[str | bytes] = [
        json.dumps({"id": "a", "question": QUESTION}),
        "{broken",
        json.dumps({"id": "c", "question": ""}),
        "",
        json.dumps(["not", "an", "object"]),
        json.dumps({"id": "e"}),
        json.dumps({"id": "f", "question": 7}),
        json.dumps({"id": "g", "question": "And the fee?", "history": "yes"}),
        json.dumps({"id": "h", "question": "x" * 50_000}),
        b'{"id": "i", "question": "\xff\xfe"}',
        "[" * 100_000,
        json.dumps({"id": "k", "question": "Is the registration \ud800 of the contract free?"}),
        json.dumps({"id": "l", "question": QUESTION, "history": None}),
        json.dumps({"id": 13, "question": "合同登记需要多少日？"}, ensure_ascii=False),
    ]
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
    result = run("ask", "--batch", str(file))
    assert result.code == 1
    assert [line["id"] for line in result.lines] == [
        "a", None, "c", None, "e", "f", "g", "h", None, None, "k", "l", 13,
    ]  # fmt: skip
    failed = {line["id"]: line["error"] for line in result.lines if "error" in line}
    assert set(failed) == {None, "c", "e", "f", "g", "h"}
    assert all(len(reason) < 300 for reason in failed.values())
    assert all(set(line) >= ANSWER_KEYS for line in result.lines if "error" not in line)
    assert "Traceback" not in result.err


def test_a_batch_without_faults_ends_with_zero(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps({"id": n, "query": f"contract {n}"}) for n in range(5)), encoding="utf-8")
    result = run("search", "--batch", str(file), "-k", "2")
    assert result.code == 0
    assert [line["id"] for line in result.lines] == [0, 1, 2, 3, 4]
    assert all(len(line["hits"]) == 2 for line in result.lines)


def test_a_follow_up_in_a_batch_is_understood_from_its_history(run: Callable[..., Result], tmp_path: Path) -> None:
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "Within 60 days [1]"}]
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"id": "x", "question": "And what if we file late?", "history": history}))
    [line] = run("ask", "--batch", str(file)).lines
    assert line["question"] == "And what if we file late?"
    assert line["refused"] or line["citations"]


# --- as a process ------------------------------------------------------------------------------------------------------------


def test_the_process_writes_results_to_stdout_alone(shared: Workspace) -> None:
    result = shared.run("ask", QUESTION, "--json")
    assert result.returncode == 0, result.stderr
    assert set(json.loads(result.stdout)) >= ANSWER_KEYS
    assert result.stderr == ""


def test_bytes_that_are_no_text_end_without_a_traceback(shared: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", b"registration \xff\xfe of the contract", "--json"],
        cwd=shared.home.parent, env=shared.environment(LANG="C.UTF-8"), capture_output=True, timeout=120,
    )  # fmt: skip
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr


def test_a_reader_that_hangs_up_is_no_error(shared: Workspace) -> None:
    command = f"{shlex.quote(sys.executable)} -m assistant status --json | head -c 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=shared.home.parent, env=shared.environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_neither_key_nor_question_is_in_what_is_logged_when_the_model_is_down(shared: Workspace) -> None:
    result = shared.run(
        "ask", f"canary-4411 jane@example.org {QUESTION}", "--json", ASSISTANT_CHAT_MODEL="any", ASSISTANT_LOG_LEVEL="DEBUG",
        OPENAI_API_KEY="sk-canary-8822", OPENAI_BASE_URL="http://127.0.0.1:9/v1",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["mode"] == "composed"
    assert "sk-canary" not in result.stdout + result.stderr
    for secret in ("canary-4411", "jane@example.org", "freely tradable"):
        assert secret not in result.stderr


def test_the_corpus_of_the_project_passes_its_own_check(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_CORPUS")
    result = run("check", "--json")
    assert result.json["errors"] == []
    assert result.code == 0


def test_refresh_writes_a_patch_and_names_the_sentences_that_give_old_figures(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ASSISTANT_CORPUS")
    (tmp_path / "ke.json").write_text('{"People and Society": {"Population": {"total": {"text": "60,000,000 (2030 est.)"}}}}')
    result = run("refresh", str(tmp_path), "--output", "figures.patch")
    assert result.code == 0
    assert "+    value: 60000000\n" in (tmp_path / "figures.patch").read_text(encoding="utf-8")
    assert "corpus/countries/country-ke.yaml: macro.text [en] gives the old population" in result.err
    assert "1 figures in 1 reports would change" in result.err
    (change,) = run("refresh", str(tmp_path), "--json").json["changes"]
    assert (change["figure"], change["new"], change["new_year"]) == ("population", "60000000", 2030)


def test_refresh_without_factbook_files_is_bad_input(run: Callable[..., Result], tmp_path: Path) -> None:
    refused(run("refresh", str(tmp_path / "none")), "is no folder")


def test_a_check_that_finds_a_fault_ends_with_one(run: Callable[..., Result], shared: Workspace) -> None:
    result = run("check")  # the small corpus refers to records that it leaves out
    assert result.code == 1
    assert "names nothing" in result.out
