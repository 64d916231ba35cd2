"""Another system is asked through its HTTP API, as a TOML file says: against a real server on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Turn
from assistant.errors import InputError
from eval.others import at, filled, load_api, measure_api
from tests.eval.making import asked, base

FILE = """
name = "rival"
url = "{url}"
seconds = 5
refusals = ["I do not know"]

[headers]
Authorization = "$RIVAL_KEY"

[body]
query = "{{question}}"
options = {{ lang = "{{language}}", turns = "{{history}}", top = 5 }}

[reply]
text = "choices.0.text"
ranking = "sources.*.id"
citations = "sources.*"
passage = "id"
quote = "text"
"""


@contextmanager
def rival(answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    seen: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append({"body": body, "key": self.headers["Authorization"]})
            status, found = answer(body)
            data = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ask", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def told(body: dict[str, Any]) -> tuple[int, Any]:
    if "weather" in body["query"]:
        return 200, {"choices": [{"text": "Sorry, I do not know."}]}
    if "broken" in body["query"]:
        return 500, {}
    if "silent" in body["query"]:
        return 200, {"choices": []}
    return 200, {"choices": [{"text": "Sixty days. [1]"}], "sources": [{"id": "law#a@en", "text": "Sixty days."}]}


def test_another_system_is_scored_by_the_same_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIVAL_KEY", "Bearer k")
    questions = [
        asked(id="right", facts=("sixty",), history=(Turn("user", "Before?"),)),
        asked(id="refused", question="the weather?", answerable=False, qrels=()),
        asked(id="broken", question="broken"),
        asked(id="silent", question="silent"),
    ]
    with rival(told) as (url, seen):
        (tmp_path / "rival.toml").write_text(FILE.format(url=url), encoding="utf-8")
        found = measure_api(tmp_path / "rival.toml", questions, base(texts={"law#a@en": "Sixty days."}))
    assert seen[0]["key"] == "Bearer k"
    assert seen[0]["body"] == {
        "query": "How long?",
        "options": {"lang": "en", "turns": [{"role": "user", "content": "Before?"}], "top": 5},
    }
    assert found.scores["recall@5"] == {"right": 1, "broken": 0, "silent": 0}
    assert found.scores["quotes_exact"] == {"right": 1}
    assert found.scores["fact_recall"] == {"right": 1}
    assert found.scores["refusal_recall"] == {"refused": 1}
    assert found.scores["citation_recall"] == {"right": 1, "broken": 0, "silent": 0}
    assert found.note == "2 of 4 questions failed"


def test_a_system_that_is_down_scores_zero_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "down.toml").write_text(
        'name = "down"\nurl = "http://127.0.0.1:9/ask"\n[body]\nq = "{question}"\n[reply]\ntext = "text"\n', encoding="utf-8"
    )
    found = measure_api(tmp_path / "down.toml", [asked()], base())
    assert found.note == "1 of 1 questions failed"
    assert found.scores["citation_recall"] == {"q1": 0}
    assert "recall@5" not in found.scores, "it gives no ranking, so none is held against it"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = 1", "wrong"),
        ("[", "wrong"),
        ('name = "x"\nurl = "u"\nodd = 1\n[body]\n[reply]\ntext = "t"\n', "odd"),
        ('name = "x"\nurl = "u"\n[headers]\nK = "$NOT_SET_ANYWHERE"\n[body]\n[reply]\ntext = "t"\n', "NOT_SET_ANYWHERE"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "api.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=named):
        load_api(tmp_path / "api.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load_api(tmp_path / "none.toml")


def test_places_are_walked_through_objects_lists_and_all_of_a_list() -> None:
    data = {"a": [{"b": 1}, {"c": 2}, {"b": 3}]}
    assert at(data, "a.0.b") == 1
    assert at(data, "a.*.b") == [1, 3]
    assert at(data, "a.9.b") is None
    assert at(data, "x.y") is None
    assert filled(["{question}?", 5], asked(question="Q{language}")) == ["Q{language}?", 5]
