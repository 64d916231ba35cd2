"""Files from outside cannot hang, exhaust or end the assistant."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.adapters.sandbox import SandboxedParser, SandboxLimits
from assistant.errors import DocumentError

Write = Callable[[str, bytes], Path]
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture
def parser() -> Iterator[SandboxedParser]:
    made = SandboxedParser(SandboxLimits(file_mb=8, seconds=20, memory_mb=512, pages=100))
    yield made
    made.close()


def test_several_files_are_read_by_the_same_worker(parser: SandboxedParser, tmp_path: Path) -> None:
    for n in range(3):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"Text number {n}", encoding="utf-8")
        assert parser.parse(path)[0].pages[0].text == f"Text number {n}"


def test_what_is_read_survives_the_way_back_unchanged(parser: SandboxedParser, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,值\n\u202eabc\u200b,١٩\n", encoding="utf-8")
    (file,) = parser.parse(path)
    assert (file.key, file.title, file.facts, file.warnings) == ("", "a", {}, ())
    (page,) = file.pages
    assert (page.text, page.locator, page.headings, page.level, page.whole) == (
        "名称: \u202eabc\u200b; 值: ١٩",
        "row 2",
        (),
        0,
        True,
    )


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path, write_page: Write) -> None:
    slow = write_page("slow.pdf", b"BT /F1 12 Tf " + b"(abc) Tj 1 0 0 1 5 5 Tm " * 150_000 + b"ET")
    parser = SandboxedParser(SandboxLimits(seconds=1.5))
    try:
        began = time.monotonic()
        with pytest.raises(DocumentError, match=r"took longer than 1\.5 s"):
            parser.parse(slow)
        assert time.monotonic() - began < 5
        good = tmp_path / "good.txt"
        good.write_text("Good.", encoding="utf-8")
        assert parser.parse(good)[0].pages[0].text == "Good."
    finally:
        parser.close()


def test_a_file_that_inflates_is_refused(parser: SandboxedParser, write_page: Write) -> None:
    with pytest.raises(DocumentError, match="unpacks to far more"):
        parser.parse(write_page("bomb.pdf", b" " * (200 << 20)))


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.json"
    heavy.write_text("[" + "{}," * 2_000_000 + "{}]", encoding="utf-8")
    good = tmp_path / "good.txt"
    good.write_text("Good.", encoding="utf-8")
    parser = SandboxedParser(SandboxLimits(memory_mb=100))
    try:
        with pytest.raises(DocumentError, match="more than 100 MB of memory"):
            parser.parse(heavy)
        assert parser.parse(good)[0].pages[0].text == "Good."
    finally:
        parser.close()


def test_a_worker_that_was_killed_is_replaced(parser: SandboxedParser, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Still here.", encoding="utf-8")
    parser.parse(path)
    worker = parser._worker
    assert worker is not None
    worker.kill()
    worker.wait()
    assert parser.parse(path)[0].pages[0].text == "Still here."


def test_reading_a_file_leaves_no_process_behind_after_close(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.", encoding="utf-8")
    parser = SandboxedParser(SandboxLimits())
    parser.parse(path)
    worker = parser._worker
    assert worker is not None
    parser.close()
    assert worker.poll() is not None


def test_the_worker_sees_no_secret_of_the_environment(
    parser: SandboxedParser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    path = tmp_path / "a.txt"
    path.write_text("Text.", encoding="utf-8")
    parser.parse(path)
    assert parser._worker is not None
    assert b"sk-canary" not in Path(f"/proc/{parser._worker.pid}/environ").read_bytes()


def test_more_text_than_is_taken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 600_000, encoding="utf-8")
    parser = SandboxedParser(SandboxLimits(output_mb=1))
    try:
        with pytest.raises(DocumentError, match="more than 1 MB of text"):
            parser.parse(path)
    finally:
        parser.close()


def test_a_missing_an_empty_and_a_too_large_file_are_named(parser: SandboxedParser, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        parser.parse(tmp_path / "none.pdf")
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(DocumentError, match="empty"):
        parser.parse(empty)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(9 << 20)
    with pytest.raises(DocumentError, match="9 MB, too large"):
        parser.parse(large)


def test_a_pipe_and_a_folder_are_not_opened(parser: SandboxedParser, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(DocumentError, match="not a file"):
            parser.parse(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_named(parser: SandboxedParser, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission"):
        parser.parse(path)


def test_hundred_megabytes_of_text_are_streamed_into_a_bounded_answer(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("name,value\n")
        for block in range(1000):
            file.write(f"A technology offer of an institute,{block}\n" * 1000)
    parser = SandboxedParser(SandboxLimits(file_mb=200, memory_mb=512))
    try:
        (table,) = parser.parse(path)
    finally:
        parser.close()
    assert len(table.pages) == 50_000
    assert table.warnings


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data are not beside the checkout")
def test_every_sample_pdf_is_read_or_named(parser: SandboxedParser) -> None:
    reasons = {}
    for path in sorted((SHARED / "documents").rglob("*.pdf")):
        try:
            assert parser.parse(path)
        except DocumentError as error:
            reasons[path.name] = str(error)
    assert "needs a password" in reasons["libreoffice-writer-password.pdf"]
    assert "damaged" in reasons["unreadablemetadata.pdf"]
    assert len(reasons) < 12
