"""What comes with a letter is read for that letter alone; who is not meant to see it finds no trace of it anywhere."""

from email.message import EmailMessage

import pytest

from assistant.access import Viewer
from assistant.casework import Filter
from assistant.errors import InputError
from tests.desk.conftest import ENGLISH, Staffed

CANARY = "zanzibarite"


def letter(sender: str = "Ann <ann@example.org>", attached: str | None = CANARY) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Registration of a contract"
    message.set_content(ENGLISH)
    if attached is not None:
        words = f"Our {attached} coating shall be licensed to a Chinese buyer. The {attached} process is confidential."
        message.add_attachment(words.encode(), maintype="text", subtype="plain", filename="../../offer.txt")
    return message.as_bytes()


def test_an_attachment_is_found_for_its_inquiry_and_for_no_other(at_desk: Staffed) -> None:
    intake, store = at_desk.desk.intake, at_desk.desk.store
    own = intake.take_letter(at_desk.staff.id, letter())
    other = intake.take_letter(at_desk.staff.id, letter("Bob <bob@example.org>", attached=None))
    assert own.consent
    assert [a.name for a in store.attachments(own.id)] == ["offer.txt"]
    assert any(CANARY in piece.text for piece in intake.search_attachments(own, f"{CANARY} coating"))
    assert intake.search_attachments(other, f"{CANARY} coating") == []
    assert store.attachments(other.id) == []
    assert store.excerpts(other.id) == []


def test_no_search_answer_match_count_file_or_export_tells_of_an_attachment(at_desk: Staffed) -> None:
    desk, assistant = at_desk.desk, at_desk.desk.assistant
    before = assistant.status()
    own = desk.intake.take_letter(at_desk.staff.id, letter())
    assert assistant.status() == before
    for viewer in (Viewer(), Viewer("member", "org-a"), Viewer("staff")):
        hits = assistant.search(f"{CANARY} coating process", 50, viewer=viewer)
        assert CANARY not in "".join(hit.passage.text + hit.source.id for hit in hits)
        assert CANARY not in str(assistant.ask(f"What is the {CANARY} coating process?", viewer=viewer).citations)
        assert CANARY not in str(assistant.match(f"We look for a {CANARY} coating", viewer=viewer).found)
    other = at_desk.approved(
        f"Dear desk,\nwhat is the {CANARY} coating? By when must a technology import contract be registered?"
    )
    viewer = at_desk.staff.viewer()
    told = desk.exporter(viewer, other.id, "txt")[0].decode()
    assert "confidential" not in told
    assert own.id not in told
    assert desk.store.queue(Filter(words="confidential"))[1] == 0  # the queue searches letters, never attachments
    home = assistant.settings.home
    files = [path for path in home.rglob("*") if path.is_file() and not path.name.startswith("assistant.db")]
    assert not [path for path in files if b"process is confidential" in path.read_bytes()]
    for outsider in (Viewer(), Viewer("member", "org-b", "m")):
        with pytest.raises(InputError, match="no inquiry"):
            desk.review.inquiry(outsider, own.id)


def test_a_broken_attachment_is_named_with_its_reason_and_the_letter_is_taken_in(at_desk: Staffed) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ann@example.org", "A question"
    message.set_content(ENGLISH)
    message.add_attachment(b"%PDF-1.7 broken", maintype="application", subtype="pdf", filename="a.pdf")
    inquiry = at_desk.desk.intake.take_letter(at_desk.staff.id, message.as_bytes())
    (attachment,) = at_desk.desk.store.attachments(inquiry.id)
    assert attachment.reason
    assert attachment.passages == 0


def test_nothing_that_was_written_or_read_at_the_desk_is_logged(at_desk: Staffed, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        inquiry = at_desk.desk.intake.take_letter(at_desk.staff.id, letter("Ann Canary <canary-ann@example.org>"))
        at_desk.desk.review.compose(at_desk.staff, inquiry.id, "en")
        at_desk.desk.assistant.ask(f"By when must a contract on {CANARY} be registered in China?")
    for words in (CANARY, "canary-ann", "Ann Canary", "Registration of a contract"):
        assert words not in caplog.text
