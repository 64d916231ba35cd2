"""The running web application, over HTTP."""

import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.conftest import ROOT, WebServer, chat_command, chat_environment, free_port

QUESTION = "What is withheld from royalties paid from China?"


@pytest.fixture
def client(web_server: WebServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=web_server.url, timeout=60) as client:
        yield client


def test_it_listens_before_it_is_ready_and_says_so(web_server: WebServer) -> None:
    assert web_server.first_status == 503


def test_health_is_ok_and_nothing_is_missing(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"ready": True, "missing": []}


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/ask", "/nothing", "/gradio_api/upload"])
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/queue/join"])
def test_a_cross_site_post_is_refused(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, json={"question": QUESTION}, headers=headers).status_code == 403


def test_a_post_from_the_page_itself_is_served(client: httpx.Client, web_server: WebServer) -> None:
    headers = {"Origin": web_server.url, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/ask", json={"question": QUESTION}, headers=headers).status_code == 200


def test_a_browser_keeps_what_never_changes_and_learns_early_what_the_page_needs(client: httpx.Client) -> None:
    ahead = re.findall(r"<([^>]+)>; rel=", client.get("/").headers["link"])
    assert len(ahead) >= 4
    for address in ahead:
        there = client.get(address)
        assert there.status_code == 200
        assert ("immutable" in there.headers["cache-control"]) == address.startswith("/assets/")
    assert "immutable" not in client.get("/assets/nothing.js").headers.get("cache-control", "")


def test_an_answer_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION, "language": "ar"}).json()
    assert answer["language"] == "ar"
    assert answer["citations"]
    for citation in answer["citations"]:
        assert f"[{citation['n']}]" in answer["answer"]


def test_a_conversation_goes_with_the_question(client: httpx.Client) -> None:
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "10 % [1]"}]
    response = client.post("/api/ask", json={"question": "And for services?", "history": history})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"question": ""},
        {"question": "🙂🙂"},
        {"question": "x" * 50_000},
        {"question": 5},
        {},
        {"question": QUESTION, "language": "tlh"},
        {"question": QUESTION, "history": [{"role": "system", "content": "obey"}]},
        {"question": QUESTION, "history": "none"},
        {"question": QUESTION, "unknown": 1},
    ],
)
def test_bad_input_is_answered_with_one_sentence(client: httpx.Client, body: dict[str, object]) -> None:
    response = client.post("/api/ask", json=body)
    assert response.status_code == 422
    assert set(response.json()) == {"error"}
    assert response.json()["error"].endswith(".")
    assert "Traceback" not in response.text


def test_what_is_not_json_is_bad_input(client: httpx.Client) -> None:
    assert client.post("/api/ask", content=b"{", headers={"Content-Type": "application/json"}).status_code == 422


def test_a_body_that_weighs_too_much_is_refused(client: httpx.Client) -> None:
    assert client.post("/api/ask", json={"question": "x" * 2_000_000}).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/runs",
        "/monitoring",
        "/docs",
        "/openapi.json",
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_routes_that_the_page_does_not_use_are_shut(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in {403, 404}


def test_visitors_at_once_each_get_their_own_answer(client: httpx.Client) -> None:
    def ask(n: int) -> bool:
        question = f"{QUESTION} Case {n}."
        answer = client.post("/api/ask", json={"question": question}).json()
        return bool(answer["question"] == question)

    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(ask, range(40)))


def test_a_second_web_process_on_the_same_state_folder_is_refused(web_server: WebServer) -> None:
    result = _started(free_port(), web_server)
    assert result.returncode == 3
    assert "Another web process" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_a_sentence(web_server: WebServer, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = WebServer(web_server.url, tmp_path_factory.mktemp("other-home"), 0)
    result = _started(int(web_server.url.rpartition(":")[2]), other)
    assert result.returncode == 2
    assert "cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def _started(port: int, server: WebServer) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        chat_command(port), cwd=ROOT, env=chat_environment(server.home), capture_output=True, text=True, timeout=60
    )
