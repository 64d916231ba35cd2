"""Indexing can be repeated, interrupted and damaged, and always ends where an undisturbed run would."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.adapters.bm25 import Bm25Index
from assistant.adapters.chroma import ChromaClient
from assistant.adapters.embedded import FastEncoder
from assistant.adapters.languages import LanguageIdentifier
from assistant.adapters.sandbox import SandboxedParser, SandboxLimits
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.knowledge import SqlStore
from assistant.domain import IndexReport
from assistant.errors import BusyError, InputError
from assistant.indexing.chunk import chunk
from assistant.indexing.index import VISIBILITIES, Indexer
from assistant.indexing.load import Options
from assistant.ports import Vectors
from assistant.text import terms
from tests.conftest import Workspace

POLICY = "policies/cn-contract-registration-measures.yaml"
OTHER = "policies/id-gr-36-2018.yaml"
NOTES = [
    "# Visitors\n\nThe harbour laboratory in Dar es Salaam receives visiting engineers on weekdays.",
    "# Pumps\n\nSolar pumps of the third series irrigate forty hectares of cotton without a battery.",
    "# Archive\n\nThe archive of the botanical garden keeps nine thousand sheets of pressed ferns.",
]


@dataclass(slots=True)
class Inline:
    """Encodes at once in this process, and remembers how much."""

    encoder: FastEncoder
    encoded: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.encoder.name

    def submit(self, texts: Sequence[str], languages: Sequence[str]) -> "Future[Vectors]":
        self.encoded += texts
        done: Future[Vectors] = Future()
        done.set_result(self.encoder.passages(texts, languages))
        return done


@dataclass(slots=True)
class Machinery:
    """The stage over real SQLite, Chroma and BM25."""

    home: Path
    store: SqlStore
    chroma: ChromaClient
    indexer: Indexer
    encoder: Inline

    def corpus(self, root: Path) -> IndexReport:
        return self.indexer.corpus(root)

    def paths(self, *paths: Path, **options: Any) -> IndexReport:
        return self.indexer.paths(paths, Options(**options))

    def lost(self) -> list[str]:
        """Passages that do not find themselves by their own vector."""
        missing = []
        for level in VISIBILITIES:
            for ids, vectors in self.store.vector_batches(level, self.encoder.name):
                for passage, vector in zip(ids, vectors, strict=True):
                    hits = self.indexer.indexes[level].search(vector, 5)
                    if passage not in {i for i, similarity in hits if similarity > 0.99}:
                        missing.append(passage)
        return missing

    def counts(self) -> dict[str, tuple[int, int]]:
        """Level -> passages in SQL and in the vector index."""
        return {v: (self.store.visible_count(v), self.indexer.indexes[v].count()) for v in VISIBILITIES}


@pytest.fixture(scope="module")
def encoder() -> FastEncoder:
    return FastEncoder()


@pytest.fixture(scope="module")
def identify() -> Callable[[str], str]:
    return LanguageIdentifier().identify


@pytest.fixture
def machinery(tmp_path: Path, encoder: FastEncoder, identify: Callable[[str], str]) -> Iterator[Machinery]:
    inline = Inline(encoder)
    home = tmp_path / "state"
    chroma = ChromaClient(home / "chroma")
    parser = SandboxedParser(SandboxLimits(file_mb=2, seconds=20, memory_mb=1024, pages=100))
    with closing(chroma), closing(parser), closing(SqlStore(Database(f"sqlite:///{home / 'a.db'}"))) as store:
        indexer = Indexer(
            store=store,
            indexes={v: chroma.index(f"passages-{v}") for v in VISIBILITIES},
            lexical=Bm25Index(),
            lexical_folder=home / "bm25",
            encoder=inline,
            parser=parser,
            chunk=chunk,
            identify=identify,
            terms=terms,
            progress=lambda what, done, total: None,
        )
        yield Machinery(home, store, chroma, indexer, inline)


@pytest.fixture
def corpus(built: Workspace, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built.corpus, tmp_path / "corpus"))


def edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(record)
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")


# --- only what changed ---------------------------------------------------------------------------------------------------


def test_a_first_run_indexes_all_and_a_second_touches_nothing(machinery: Machinery, corpus: Path) -> None:
    first = machinery.corpus(corpus)
    assert (first.indexed, first.unchanged, first.removed, first.failed) == (4, 0, 0, ())
    assert first.passages == machinery.store.visible_count("public") > 100
    generation = machinery.store.meta("generation")
    second = machinery.corpus(corpus)
    assert (second.indexed, second.unchanged, second.passages) == (0, 4, 0)
    assert machinery.store.meta("generation") == generation


def test_vectors_kept_beside_the_corpus_are_not_computed_again(machinery: Machinery, corpus: Path) -> None:
    machinery.corpus(corpus)
    assert machinery.encoder.encoded == []
    assert machinery.lost() == []


def test_a_changed_statement_is_all_that_is_encoded(machinery: Machinery, corpus: Path) -> None:
    machinery.corpus(corpus)
    edit(corpus / POLICY, lambda record: record["statements"][0]["text"].update(en="A canary sentence on registration."))
    report = machinery.corpus(corpus)
    assert (report.indexed, report.unchanged) == (1, 3)
    assert len(machinery.encoder.encoded) == 1
    assert machinery.encoder.encoded[0].endswith("A canary sentence on registration.")
    assert machinery.lost() == []


def test_a_record_that_left_the_folder_leaves_every_index(machinery: Machinery, corpus: Path) -> None:
    machinery.corpus(corpus)
    (corpus / OTHER).unlink()
    report = machinery.corpus(corpus)
    assert (report.indexed, report.unchanged, report.removed) == (0, 3, 1)
    assert "id-gr-36-2018" not in machinery.store.sources()
    assert len(set(machinery.counts()["public"])) == 1
    words = machinery.indexer.lexical.search(terms("pencatatan perjanjian lisensi", "id"), 100)
    assert not [i for i, _ in words if i.startswith("id-gr-36-2018")]


def test_the_same_corpus_twenty_times_is_the_same_index(
    machinery: Machinery, corpus: Path, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    notes = write_documents(NOTES)

    def run() -> None:
        machinery.corpus(corpus)
        machinery.paths(notes)

    def size() -> int:
        return sum(path.stat().st_size for path in machinery.home.rglob("*") if path.is_file() and path.suffix != ".db-wal")

    run()
    run()
    passages, before, encoded = list(machinery.store.texts()), size(), len(machinery.encoder.encoded)
    for _ in range(18):
        run()
    assert list(machinery.store.texts()) == passages
    assert len({p.id for p in passages}) == len(passages)
    assert len(machinery.encoder.encoded) == encoded
    assert abs(size() - before) < 0.02 * before
    assert machinery.counts()["public"] == (len(passages), len(passages))
    assert machinery.lost() == []


def test_rewriting_a_record_again_and_again_loses_no_passage(machinery: Machinery, corpus: Path) -> None:
    for n in range(4):
        edit(corpus / POLICY, lambda record, n=n: record["names"].update(en=f"Measures, edition {n}"))  # type: ignore[misc]
        edit(corpus / OTHER, lambda record, n=n: record["short"].update(en=f"Short {n}"))  # type: ignore[misc]
        machinery.corpus(corpus)
    assert machinery.lost() == []
    assert len(set(machinery.counts()["public"])) == 1


# --- documents -----------------------------------------------------------------------------------------------------------


def test_documents_are_added_changed_and_forgotten(
    machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    folder = write_documents(NOTES)
    assert machinery.paths(folder).indexed == 3
    (folder / "note-0.md").write_text(NOTES[0].replace("weekdays", "Saturdays"), encoding="utf-8")
    (folder / "note-1.md").unlink()
    report = machinery.paths(folder)
    assert (report.indexed, report.unchanged, report.removed) == (1, 1, 1)
    text = " ".join(p.text for p in machinery.store.texts())
    assert "Saturdays" in text
    assert "weekdays" not in text
    assert "cotton" not in text
    assert machinery.lost() == []


def test_a_file_added_by_itself_leaves_with_its_folder(
    machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    folder = write_documents(NOTES)
    machinery.paths(folder / "note-0.md")
    assert machinery.paths(folder).unchanged == 1
    (folder / "note-0.md").unlink()
    assert machinery.paths(folder).removed == 1


def test_another_folder_is_left_alone(machinery: Machinery, tmp_path: Path) -> None:
    for name in ("reports", "reports-2025"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(NOTES[0], encoding="utf-8")
        machinery.paths(tmp_path / name)
    (tmp_path / "reports" / "a.md").unlink()
    assert machinery.paths(tmp_path / "reports").removed == 1
    assert len(machinery.store.sources()) == 1


def test_a_file_given_twice_counts_once(machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]) -> None:
    folder = write_documents(NOTES[:1])
    assert machinery.paths(folder, folder / "note-0.md", folder).indexed == 1


def test_no_bad_file_stops_the_others(machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]) -> None:
    folder = write_documents(NOTES)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04rubbish")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(random.Random(1).randbytes(4000))
    (folder / "broken.json").write_text('{"a": [')
    (folder / "program.exe").write_bytes(b"MZ")
    (folder / "out.md").symlink_to("/etc/hostname")
    (folder / "big.txt").write_text("The harbour laboratory. " * 150_000)
    report = machinery.paths(folder)
    assert report.indexed == 3
    reasons = {Path(failure.path).name: failure.reason for failure in report.failed}
    bad = {"broken.pdf", "broken.docx", "empty.txt", "noise.txt", "broken.json", "program.exe", "out.md", "big.txt"}
    assert set(reasons) == bad
    assert all(reason.strip() and "Traceback" not in reason and "\n" not in reason for reason in reasons.values())
    again = machinery.paths(folder)
    assert (again.indexed, again.unchanged, len(again.failed)) == (0, 3, 8)


def test_a_document_that_became_unreadable_answers_no_more(
    machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    folder = write_documents(NOTES[:2])
    machinery.paths(folder)
    (folder / "note-1.md").write_bytes(b"")
    report = machinery.paths(folder)
    assert len(report.failed) == 1
    assert "cotton" not in " ".join(p.text for p in machinery.store.texts())


@pytest.mark.parametrize(
    "content",
    ["a: [1\n", "- list\n", "", "just a word", "id: x\nstatements: 5\n", b"\xff\xfe\x00rubbish".decode("latin-1"), "\x00"],
)
def test_a_broken_record_is_named_and_the_rest_indexed(machinery: Machinery, corpus: Path, content: str) -> None:
    (corpus / "policies" / "broken.yaml").write_text(content, encoding="latin-1")
    report = machinery.corpus(corpus)
    assert report.indexed == 4
    assert [failure.path for failure in report.failed] == ["policies/broken.yaml"]
    assert report.failed[0].reason


def test_a_record_under_another_records_id_or_with_doubled_parts_is_refused(machinery: Machinery, corpus: Path) -> None:
    shutil.copyfile(corpus / POLICY, corpus / "policies" / "a-copy.yaml")
    edit(corpus / OTHER, lambda record: record["statements"].append(record["statements"][0]))
    report = machinery.corpus(corpus)
    assert {failure.path for failure in report.failed} == {"policies/a-copy.yaml", OTHER}
    assert report.indexed == 3
    assert machinery.corpus(corpus).indexed == 0


def test_a_record_that_was_broken_keeps_answering_from_its_last_good_form(machinery: Machinery, corpus: Path) -> None:
    machinery.corpus(corpus)
    before = list(machinery.store.texts())
    (corpus / POLICY).write_text("oops: [", encoding="utf-8")
    report = machinery.corpus(corpus)
    assert (len(report.failed), report.removed) == (1, 0)
    assert list(machinery.store.texts()) == before


def test_changed_visibility_moves_the_passages(machinery: Machinery, write_documents: Callable[[Sequence[str]], Path]) -> None:
    folder = write_documents(NOTES)
    machinery.paths(folder)
    assert machinery.counts() == {"public": (3, 3), "member": (0, 0), "staff": (0, 0)}
    assert machinery.paths(folder, visibility="staff").indexed == 3
    assert machinery.counts() == {"public": (0, 0), "member": (0, 0), "staff": (3, 3)}
    assert machinery.lost() == []
    machinery.paths(folder, visibility="public")
    assert machinery.counts() == {"public": (3, 3), "member": (0, 0), "staff": (0, 0)}


def test_a_path_that_is_not_there_is_refused(machinery: Machinery, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        machinery.paths(tmp_path / "nowhere")


def test_a_long_file_is_cut_into_many_passages_within_bounded_memory(machinery: Machinery, tmp_path: Path) -> None:
    import resource

    lines = "".join(f"{n},Pump type {n},irrigates {n % 90} hectares of cotton\n" for n in range(600))
    (tmp_path / "table.csv").write_text("id,name,what\n" + lines, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = machinery.paths(tmp_path / "table.csv")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert report.failed == ()
    assert report.passages >= 600
    assert len(set(machinery.counts()["public"])) == 1
    assert grown < 300


# --- other processes -------------------------------------------------------------------------------------------------------


@pytest.fixture
def writing(workspace: Workspace) -> Iterator[Workspace]:
    """A workspace to which another process is writing."""
    code = (
        "import sys, time; from filelock import FileLock\n"
        f"lock = FileLock({str(workspace.home / 'write.lock')!r}); lock.acquire(); print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with closing(process.stdout) as out:  # type: ignore[type-var]
        assert out is not None
        assert out.readline() == "held\n"
        yield workspace
        process.kill()
        process.wait()


def test_a_second_writer_is_refused_with_a_sentence(writing: Workspace) -> None:
    with writing.open() as assistant:
        assert assistant.updated is None
        with pytest.raises(BusyError, match="Another process is writing"):
            assistant.index()
        assert assistant.search("registration of contracts")  # reading goes on


def test_a_second_writer_on_the_command_line_ends_with_three(writing: Workspace) -> None:
    result = writing.run("index", "--json")
    assert result.returncode == 3
    assert result.stdout == ""
    assert result.stderr.strip().startswith("Another process is writing")
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_lock_of_a_killed_writer_holds_nobody_up(workspace: Workspace) -> None:
    code = (
        "import os; from filelock import FileLock\n"
        f"lock = FileLock({str(workspace.home / 'write.lock')!r}); lock.acquire(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    with workspace.open() as assistant:
        assert assistant.updated is not None


def test_an_open_assistant_sees_what_another_process_indexed_and_removed(
    workspace: Workspace, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    folder = write_documents(NOTES)
    question = "Ferns pressed on sheets in the botanical garden"
    with workspace.open() as assistant:
        assert not any("ferns" in hit.passage.text for hit in assistant.search(question))
        assert workspace.run("index", str(folder)).returncode == 0
        hits = assistant.search(question)
        assert "ferns" in hits[0].passage.text
        assert hits[0].similarity > 0.3, "found by its words only: the vectors of the other process are not seen"
        assert workspace.run("index", str(folder), "--visibility", "staff").returncode == 0
        assert not any("ferns" in hit.passage.text for hit in assistant.search(question))


# --- damage ------------------------------------------------------------------------------------------------------------------


def rubbish(chroma: Path, old: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"rubbish" * 4000)


def deleted(chroma: Path, old: Path) -> None:
    shutil.rmtree(chroma)


def emptied(chroma: Path, old: Path) -> None:
    for path in chroma.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def replaced_by_a_file(chroma: Path, old: Path) -> None:
    shutil.rmtree(chroma)
    chroma.write_bytes(b"x")


def replaced_by_an_old_copy(chroma: Path, old: Path) -> None:
    shutil.rmtree(chroma)
    shutil.copytree(old, chroma)


@pytest.mark.parametrize("damage", [rubbish, deleted, emptied, replaced_by_a_file, replaced_by_an_old_copy])
def test_a_damaged_vector_folder_is_noticed_and_rebuilt_at_the_next_start(
    damage: Callable[[Path, Path], None], workspace: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = Path(shutil.copytree(workspace.home / "chroma", tmp_path / "old"))
    edit(workspace.corpus / OTHER, lambda record: record["names"].update(en="Another name of the regulation"))
    query = "How many days for the registration of a contract?"
    with workspace.open() as assistant:
        expected = [(hit.passage.id, round(hit.score, 4)) for hit in assistant.search(query)]
        counts = assistant.status()["vectors"]
    caplog.clear()
    damage(workspace.home / "chroma", old)
    with workspace.open() as assistant:
        assert assistant.status()["vectors"] == counts
        assert [(hit.passage.id, round(hit.score, 4)) for hit in assistant.search(query)] == expected
    assert "rebuilt from SQL" in caplog.text
    caplog.clear()
    with workspace.open():
        assert caplog.text == ""


@pytest.mark.parametrize("damage", ["deleted", "rubbish"])
def test_a_damaged_word_index_is_rebuilt_at_the_next_start(damage: str, workspace: Workspace) -> None:
    if damage == "deleted":
        shutil.rmtree(workspace.home / "bm25")
    else:
        (workspace.home / "bm25" / "state.json").write_bytes(b"\x00rubbish")
    with workspace.open() as assistant:
        assert any(hit.overlap > 0 for hit in assistant.search("registration certificate of a contract"))


@pytest.mark.parametrize("blocks", [64, 900])
def test_a_disk_without_room_is_a_sentence_and_room_is_all_that_it_takes(
    new_workspace: Workspace, blocks: int, tmp_path: Path
) -> None:
    """No file may grow beyond ``blocks`` KiB, as on a disk that is full."""
    command = f"ulimit -f {blocks}; exec {sys.executable} -B -m assistant index --json"  # -B: modules would be cut short too
    started = time.monotonic()
    full = subprocess.run(
        ["bash", "-c", command], env=new_workspace.environment(), cwd=tmp_path, capture_output=True, text=True, timeout=100
    )
    assert time.monotonic() - started < 60
    if full.returncode != 0:
        assert full.returncode == 3, full.stderr
        assert "Traceback" not in full.stderr
        assert full.stderr.strip()
    with new_workspace.open() as assistant:
        assert assistant.status()["vectors"]["public"] == sum(assistant.status()["passages"].values()) > 100
        assert assistant.search("registration of a contract")


# --- kill -9 -----------------------------------------------------------------------------------------------------------------


def state(workspace: Workspace) -> dict[str, Any]:
    """All that an index consists of, and what it finds."""
    with workspace.open() as assistant:
        store = SqlStore(Database(assistant.settings.sql_url))
        with closing(store):
            passages = {p.id: p for p in store.texts()}
            pending = store.pending()
        client = ChromaClient(workspace.home / "chroma")
        with closing(client):
            collections = client.client.list_collections()
            vectors = {i for c in collections for i in c.get(include=[])["ids"]}
        queries = ("registration of a contract", "ferns of the botanical garden", "lisensi paten", "技术进口合同登记")
        found = {q: [(h.passage.id, round(h.score, 4)) for h in assistant.search(q, 5)] for q in queries}
        return {"passages": passages, "vectors": vectors, "found": found, "pending": pending}


def group_members(group: int) -> list[int]:
    """Processes of a process group that are still at it."""
    alive = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            alive.append(int(stat.parent.name))
    return alive


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc to look for processes in")
def test_a_run_killed_again_and_again_ends_like_an_undisturbed_one(
    new_workspace: Workspace, write_documents: Callable[[Sequence[str]], Path], tmp_path: Path
) -> None:
    """The vectors are not at hand, so that a run takes its time; what is killed, at any moment, is the whole run so far."""
    shutil.rmtree(new_workspace.corpus / "vectors")
    folder = write_documents([f"{note}\n\nParagraph {n}. {note}" for n, note in enumerate(NOTES * 2)])
    undisturbed = Workspace(new_workspace.corpus, tmp_path / "undisturbed")
    started = time.monotonic()
    first = undisturbed.run("index", str(folder))
    assert first.returncode == 0, first.stderr
    duration = time.monotonic() - started
    expected = state(undisturbed)

    chance = random.Random(4)
    for share in (0.5, 0.75, 0.95):
        process = new_workspace.start("index", str(folder))
        time.sleep(duration * share * chance.uniform(0.9, 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with closing(SqlStore(Database(f"sqlite:///{new_workspace.home / 'assistant.db'}"))) as store:
            for document in store.sources():
                whole = {i for i, p in expected["passages"].items() if p.document_id == document}
                assert {p.id for p in store.document_passages(document)} == whole, "half a document"
        deadline = time.monotonic() + 20
        while group_members(process.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        left = group_members(process.pid)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        process.communicate()
        assert left == [], "processes of a killed run stay behind"
    last = new_workspace.run("index", str(folder))
    assert last.returncode == 0, last.stderr
    assert state(new_workspace) == expected
