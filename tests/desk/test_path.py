"""From an inquiry to a reply that was approved, exported and sent."""

import io
import re
import zipfile
from email import message_from_bytes, policy

import pytest

from assistant.casework import CITED
from assistant.errors import ConflictError, DeniedError, InputError
from tests.desk.conftest import ARABIC, Staffed


def test_a_draft_is_in_the_inquirers_language_with_the_working_language_beside_every_line(at_desk: Staffed) -> None:
    inquiry = at_desk.taken(ARABIC)
    draft = at_desk.desk.review.compose(at_desk.staff, inquiry.id, "en")
    assert (draft.language, draft.working_language, draft.version) == ("ar", "en", 1)
    assert all(line.working for line in draft.lines)
    told = [line for line in draft.lines if line.kind in CITED]
    assert told
    assert all(line.citations for line in told)
    assert all(re.search(r"[\u0600-\u06ff]", line.text) for line in told)
    assert not at_desk.desk.review.findings(at_desk.staff.viewer(), draft)


def test_a_reply_goes_from_new_to_sent_and_every_step_is_in_the_log(at_desk: Staffed) -> None:
    inquiry = at_desk.approved()
    desk = at_desk.desk
    desk.review.send(at_desk.staff, inquiry.id)
    desk.review.close(at_desk.staff, inquiry.id)
    steps = [entry.action for entry in desk.audit.entries(inquiry.id)]
    assert steps == ["inquiry.new", "draft.save", "draft.submit", "draft.approve", "inquiry.sent", "inquiry.close"]
    assert desk.audit.verify()[1] is None


def test_what_was_approved_is_frozen_and_a_reopened_reply_is_a_new_version(at_desk: Staffed) -> None:
    inquiry = at_desk.approved()
    review = at_desk.desk.review
    with pytest.raises(ConflictError):
        review.edit(at_desk.staff, inquiry.id, 1, "~ Something else", "Something else")
    review.reopen(at_desk.staff, inquiry.id)
    with pytest.raises(InputError):
        review.approved(at_desk.staff.viewer(), inquiry.id)
    review.submit(at_desk.staff, inquiry.id)
    assert review.approve(at_desk.approver, inquiry.id).version == 2
    assert [done.version for done in at_desk.desk.store.approvals(inquiry.id)] == [1, 2]


def test_nobody_approves_a_version_of_their_own_and_staff_approve_nothing(at_desk: Staffed) -> None:
    inquiry = at_desk.taken()
    review = at_desk.desk.review
    review.compose(at_desk.approver, inquiry.id, "en")
    review.submit(at_desk.approver, inquiry.id)
    with pytest.raises(DeniedError, match="second person"):
        review.approve(at_desk.approver, inquiry.id)
    with pytest.raises(DeniedError):
        review.approve(at_desk.staff, inquiry.id)
    assert review.inquiry(at_desk.staff.viewer(), inquiry.id).state == "in_review"


def test_one_who_read_an_older_version_cannot_approve_the_newer(at_desk: Staffed) -> None:
    inquiry = at_desk.taken()
    review = at_desk.desk.review
    draft = review.compose(at_desk.staff, inquiry.id, "en")
    text, beside = at_desk.desk.editable(draft)
    review.edit(at_desk.staff, inquiry.id, 1, f"{text}\n~ We look forward to hearing from you", f"{beside}\nWe look forward")
    review.submit(at_desk.staff, inquiry.id)
    with pytest.raises(ConflictError, match="read it again"):
        review.approve(at_desk.approver, inquiry.id, 1)
    with pytest.raises(ConflictError, match="newer version"):
        at_desk.desk.store.put_draft(at_desk.staff.id, draft, ("in_review",), 1)


def test_an_arabic_reply_is_right_to_left_wherever_word_looks_for_it(at_desk: Staffed) -> None:
    inquiry = at_desk.approved(ARABIC)
    content, media, name = at_desk.desk.exporter(at_desk.staff.viewer(), inquiry.id, "docx")
    assert media.endswith("wordprocessingml.document")
    assert name == f"{inquiry.id}.docx"
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>|<w:p [^>]*>.*?</w:p>", xml, re.S)
    arabic = [text for text in paragraphs if re.search(r"[\u0600-\u06ff]", text)]
    assert len(arabic) > 5
    assert all("<w:bidi/>" in text for text in arabic)
    assert all("<w:rtl/>" in text for text in arabic)
    assert "<w:bidiVisual/>" in xml
    assert re.search(r"<w:sectPr.*<w:bidi/>", xml, re.S)


def test_every_format_holds_the_reply_with_its_sources(at_desk: Staffed) -> None:
    inquiry = at_desk.approved()
    export = at_desk.desk.exporter
    viewer = at_desk.staff.viewer()
    draft, _ = at_desk.desk.review.approved(viewer, inquiry.id)
    text = export(viewer, inquiry.id, "txt")[0].decode()
    assert all(line.text in text for line in draft.lines)
    assert all(citation.quote in text for citation in draft.citations)
    message = message_from_bytes(export(viewer, inquiry.id, "eml")[0], policy=policy.default)
    assert message["To"] == "jane@example.org"
    assert message["X-Unsent"] == "1"
    assert draft.citations[0].quote in message.get_content()
    assert export(viewer, inquiry.id, "pdf")[0].startswith(b"%PDF-")
    with pytest.raises(InputError):
        export(viewer, inquiry.id, "exe")


def test_a_reply_that_is_not_approved_cannot_be_exported(at_desk: Staffed) -> None:
    inquiry = at_desk.taken()
    at_desk.desk.review.compose(at_desk.staff, inquiry.id, "en")
    with pytest.raises(InputError, match="approved"):
        at_desk.desk.exporter(at_desk.staff.viewer(), inquiry.id, "txt")


def test_an_inquiry_of_somebody_else_is_as_if_it_were_not_there(at_desk: Staffed) -> None:
    inquiry = at_desk.approved()
    member = at_desk.people["member"].viewer()
    for identity in (inquiry.id, "QNOTHING99"):
        with pytest.raises(InputError, match="There is no inquiry"):
            at_desk.desk.exporter(member, identity, "txt")
