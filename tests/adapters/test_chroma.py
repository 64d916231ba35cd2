"""The vector index is rebuildable, notices damage, and turns the vendor's errors into ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.chroma import ChromaClient
from assistant.errors import StoreError
from assistant.ports import Vectors

NAME = "passages-public-test"


def unit(n: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(n, 32)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def ids(n: int, prefix: str = "p") -> list[str]:
    return [f"{prefix}{i}" for i in range(n)]


@pytest.fixture
def open_client(tmp_path: Path) -> Iterator[Callable[[], ChromaClient]]:
    """Opens clients on one folder, as processes one after the other would."""
    opened: list[ChromaClient] = []

    def make() -> ChromaClient:
        opened.append(ChromaClient(tmp_path / "chroma"))
        return opened[-1]

    yield make
    for client in opened:
        client.close()


def test_every_vector_finds_itself_with_similarity_one(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    vectors = unit(50)
    index.add(ids(50), vectors)
    for name, vector in zip(ids(50), vectors, strict=True):
        found, similarity = index.search(vector, 1)[0]
        assert found == name
        assert similarity == pytest.approx(1.0, abs=1e-5)


def test_hits_come_best_first_and_similarity_is_the_inner_product(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    vectors = unit(30)
    index.add(ids(30), vectors)
    query = unit(1, seed=9)[0]
    hits = index.search(query, 30)
    expected = vectors @ query
    assert [s for _, s in hits] == sorted((s for _, s in hits), reverse=True)
    assert {i: pytest.approx(s, abs=1e-5) for i, s in hits} == {f"p{n}": float(s) for n, s in enumerate(expected)}


def test_adding_the_same_id_again_replaces_it(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    first, second = unit(2)
    index.add(["a"], first[None])
    index.add(["a"], second[None])
    assert index.count() == 1
    assert index.search(second, 5)[0][1] == pytest.approx(1.0, abs=1e-5)


def test_what_was_removed_is_found_no_more(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    vectors = unit(20)
    index.add(ids(20), vectors)
    index.remove(["p3", "p4", "never-there"])
    assert index.count() == 18
    assert not {"p3", "p4"} & {i for i, _ in index.search(vectors[3], 20)}


def test_an_empty_index_finds_nothing(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    assert index.count() == 0
    assert index.search(unit(1)[0], 5) == []
    index.add([], np.empty((0, 32), np.float32))
    index.remove([])
    assert index.count() == 0


def test_rebuilding_drops_what_was_there(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    index.add(ids(20), unit(20))
    index.set_stamp("7")
    index.rebuild(iter([(ids(3, "q"), unit(3, seed=1)), (ids(2, "r"), unit(2, seed=2))]))
    assert index.count() == 5
    assert index.stamp() == ""
    assert {i for i, _ in index.search(unit(1)[0], 50)} == {"q0", "q1", "q2", "r0", "r1"}


def test_collections_are_apart(open_client: Callable[[], ChromaClient]) -> None:
    client = open_client()
    public, staff = client.index("passages-public-x"), client.index("passages-staff-x")
    public.add(["open"], unit(1))
    staff.add(["secret"], unit(1))
    assert public.search(unit(1)[0], 9)[0][0] == "open"
    assert public.count() == staff.count() == 1


def test_index_and_stamp_survive_closing(open_client: Callable[[], ChromaClient]) -> None:
    client = open_client()
    index = client.index(NAME)
    index.add(ids(20), unit(20))
    index.set_stamp("12")
    client.close()
    again = open_client().index(NAME)
    assert again.count() == 20
    assert again.stamp() == "12"
    assert again.search(unit(20)[7], 1)[0][0] == "p7"


def test_another_writer_is_seen_after_reopening(tmp_path: Path) -> None:
    reader = ChromaClient(tmp_path / "chroma")
    index = reader.index(NAME)
    index.add(ids(20), unit(20))
    index.search(unit(1)[0], 1)
    writer = ChromaClient(tmp_path / "chroma")
    writer.index(NAME).add(ids(5, "new"), unit(5, seed=3))
    writer.close()
    reader.reopen()
    assert index.search(unit(5, seed=3)[2], 1)[0][0] == "new2"
    reader.reopen()
    assert index.count() == 25
    reader.close()


def test_a_collection_rebuilt_elsewhere_is_found_again(tmp_path: Path) -> None:
    reader, writer = ChromaClient(tmp_path / "chroma"), ChromaClient(tmp_path / "chroma")
    index = reader.index(NAME)
    index.add(ids(20), unit(20))
    writer.index(NAME).rebuild([(ids(4, "fresh"), unit(4, seed=5))])
    assert index.search(unit(4, seed=5)[1], 1)[0][0] == "fresh1"
    reader.close()
    writer.close()


def overwrite(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"rubbish" * 5000)


def truncate(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def put_a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


def put_a_folder_in_its_place(folder: Path) -> None:
    (folder / "chroma.sqlite3").unlink()
    (folder / "chroma.sqlite3").mkdir()


@pytest.mark.parametrize("damage", [overwrite, truncate, put_a_file_in_its_place, put_a_folder_in_its_place])
def test_a_broken_folder_is_moved_aside_with_a_warning(
    damage: Callable[[Path], None],
    open_client: Callable[[], ChromaClient],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = open_client()
    client.index(NAME).add(ids(20), unit(20))
    client.close()
    damage(tmp_path / "chroma")
    index = open_client().index(NAME)
    assert index.count() == 0
    index.add(["a"], unit(1))
    assert index.search(unit(1)[0], 1)[0][0] == "a"
    assert (tmp_path / "chroma.broken").exists()
    assert "rebuilt from SQL" in caplog.text


def test_moving_aside_a_second_time_keeps_one_copy_only(open_client: Callable[[], ChromaClient], tmp_path: Path) -> None:
    for _ in range(2):
        client = open_client()
        client.index(NAME)
        client.close()
        overwrite(tmp_path / "chroma")
    open_client().index(NAME)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chroma", "chroma.broken"]


def test_vectors_of_the_wrong_length_are_a_store_error(open_client: Callable[[], ChromaClient]) -> None:
    index = open_client().index(NAME)
    index.add(["a"], unit(1))
    with pytest.raises(StoreError):
        index.add(["b"], np.ones((1, 7), np.float32))
    with pytest.raises(StoreError):
        index.search(np.ones(7, np.float32), 1)


def test_a_server_that_is_not_there_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        ChromaClient(url="http://127.0.0.1:9")
