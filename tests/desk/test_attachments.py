"""What comes with a letter is read for that letter alone; who is not meant to see it finds no trace of it anywhere."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from assistant.access import Viewer
from assistant.casework import ATTACHMENT, Filter
from assistant.desk.letter import File
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


def test_a_draft_quotes_the_attachments_of_its_own_inquiry_and_names_them(at_desk: Staffed) -> None:
    desk, review = at_desk.desk, at_desk.desk.review
    words = "The meeting room is on the third floor. This contract is to be registered within 77 days after signature."
    own = desk.intake.take_letter(at_desk.staff.id, letter(attached=None))
    desk.intake.attach(own.id, File("terms.txt", words.encode()))
    draft = review.compose(at_desk.staff, own.id, "zh")
    quoted = [c for c in draft.citations if c.document_id.startswith(ATTACHMENT)]
    assert [c.quote for c in quoted] == ["This contract is to be registered within 77 days after signature."]
    lines = [line for line in draft.lines if quoted[0].n in line.citations]
    assert [line.kind for line in lines] == ["next"]  # what a file says is no rule
    assert lines[0].text.startswith("Your attachment “terms.txt")
    assert lines[0].working.startswith("您的附件“terms.txt")
    assert not [finding for finding in review.findings(at_desk.staff.viewer(), draft) if finding.blocks]
    other = desk.intake.take_letter(at_desk.staff.id, letter("Bob <bob@example.org>", attached=None))
    assert not [c for c in review.compose(at_desk.staff, other.id).citations if c.document_id.startswith(ATTACHMENT)]
    borrowed = replace(draft, inquiry=other.id)
    found = review.findings(at_desk.staff.viewer(), borrowed)
    assert [(finding.fault, finding.blocks) for finding in found if finding.detail == quoted[0].title] == [("unseen", True)]


def test_what_an_attachment_says_never_reaches_the_answer_library(at_desk: Staffed) -> None:
    desk, review = at_desk.desk, at_desk.desk.review
    own = desk.intake.take_letter(at_desk.staff.id, letter(attached=None))
    desk.intake.attach(own.id, File("terms.txt", b"The contract is to be registered in China within 77 days."))
    assert "within 77 days" in review.compose(at_desk.staff, own.id, "en").text()
    review.submit(at_desk.staff, own.id)
    review.approve(at_desk.approver, own.id)
    entry = next(entry for entry in desk.library.store.entries() if entry.inquiry == own.id)
    assert entry.citations
    assert "within 77 days" not in str(entry)
    assert "terms.txt" not in str(entry)
    assert b"terms.txt" in desk.exporter(at_desk.staff.viewer(), own.id, "txt")[0]


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
