"""``POST /api/inquiries``: a program hands in a question for a person and gets the receipt number."""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.app import Assistant
from assistant.app.desk import Desk
from assistant.web.api import build_api
from assistant.web.backend import Backend
from assistant.web.desk.inquiries import MOST_BYTES, MOST_FILES, PER_MINUTE, add_inquiries
from tests.conftest import Workspace, _copy

ARABIC = "ما هي المهلة لتسجيل عقد استيراد التكنولوجيا إلى الصين؟"
BODY: dict[str, Any] = {"text": ARABIC, "name": "Amal", "email": "amal@example.org", "consent": True}
NOTE = {"name": "../terms.txt", "content": base64.b64encode(b"The royalty is nine per cent of net sales.").decode()}


@pytest.fixture(scope="module")
def opened(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, Desk]]:
    with _copy(built, tmp_path_factory.mktemp("inquiries")).open() as assistant:
        yield assistant, Desk(assistant)


@pytest.fixture
def post(opened: tuple[Assistant, Desk]) -> Callable[[Any], tuple[int, dict[str, Any]]]:
    """With nothing on the throttle's account yet."""
    api = build_api(Backend(opened[0], per_minute=0))
    add_inquiries(api, opened[1])
    client = TestClient(api)

    def send(body: Any) -> tuple[int, dict[str, Any]]:
        answer = client.post("/inquiries", json=body)
        return answer.status_code, answer.json()

    return send


def test_a_receipt_comes_back_and_the_inquiry_waits_in_the_queue(opened: tuple[Assistant, Desk], post: Any) -> None:
    desk = opened[1]
    status, told = post({**BODY, "subject": "Deadline", "phone": "+966 50 123 4567", "organisation": "Amal Ltd"})
    assert status == 201
    assert (told["state"], told["language"], told["reply"]) == ("received", "ar", "/receipt?lang=ar")
    inquiry = desk.store.get(told["receipt"])
    assert inquiry is not None
    assert (inquiry.channel, inquiry.state, inquiry.text, inquiry.subject) == ("api", "new", ARABIC, "Deadline")
    assert inquiry.contact is not None
    assert (inquiry.contact.email, inquiry.contact.organisation) == ("amal@example.org", "Amal Ltd")
    assert inquiry.consent
    shown = desk.receipts(told["receipt"])
    assert shown is not None
    assert shown.progress == "received"


def test_attachments_are_read_for_this_inquiry(opened: tuple[Assistant, Desk], post: Any) -> None:
    broken = {"name": "offer.pdf", "content": base64.b64encode(b"%PDF-1.4 nothing").decode()}
    status, told = post({**BODY, "attachments": [NOTE, broken]})
    assert status == 201
    read = {attachment["name"]: (attachment["read"], attachment["reason"]) for attachment in told["attachments"]}
    assert read["terms.txt"] == (True, None)
    assert read["offer.pdf"][0] is False
    assert read["offer.pdf"][1]
    assert "royalty" in opened[1].store.excerpts(told["receipt"])[0][0].text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"consent": False}, "agree first"),
        ({"text": "?!"}, "empty"),
        ({"text": "x" * 20_001}, "text"),
        ({"language": "tlh"}, "language"),
        ({"email": "nowhere"}, "e-mail"),
        ({"unknown": 1}, "unknown"),
        ({"attachments": [{"name": "a.txt", "content": "not base64!"}]}, "base64"),
        ({"attachments": [NOTE] * (MOST_FILES + 1)}, "attachments"),
        ({"attachments": [{"name": "a.bin", "content": base64.b64encode(bytes(MOST_BYTES + 1)).decode()}]}, "5 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told_in_one_sentence_and_nothing_is_kept(
    opened: tuple[Assistant, Desk], post: Any, change: dict[str, Any], sentence: str
) -> None:
    before = opened[1].store.states()
    status, told = post({**BODY, **change})
    assert status == 422
    assert sentence in told["error"]
    assert opened[1].store.states() == before


def test_what_is_no_json_is_told_in_the_same_shape(opened: tuple[Assistant, Desk]) -> None:
    api = build_api(Backend(opened[0], per_minute=0))
    add_inquiries(api, opened[1])
    client = TestClient(api)
    answer = client.post("/inquiries", content=b"\x89PNG", headers={"Content-Type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert list(client.get("/nothing").json()) == ["error"]


def test_consent_that_is_missing_is_told_in_the_language_of_the_inquiry(post: Any) -> None:
    assert post({"text": ARABIC, "language": "ar"})[1]["error"].startswith("consent: يُرجى")


def test_one_address_hands_in_a_few_a_minute(post: Any) -> None:
    codes = [post({**BODY, "consent": False})[0] for _ in range(PER_MINUTE + 1)]
    assert codes == [422] * PER_MINUTE + [429]
