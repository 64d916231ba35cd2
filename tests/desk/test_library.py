"""Approved replies for reuse: nothing of a person in them, named as what they are, held against their sources."""

from collections.abc import Callable

import pytest

from assistant.casework import LibraryEntry
from assistant.errors import ConflictError, InputError
from tests.desk.conftest import Staffed

LETTER = (
    "Dear desk,\nI am Jane Doe of Doe Ltd. By when must a technology import contract be registered in China?\n"
    "Please call +44 20 7946 0958 or write to jane@example.org.\nKind regards\nJane Doe"
)


def pending(staffed: Staffed) -> LibraryEntry:
    inquiry = staffed.approved(LETTER)
    return next(e for e in staffed.desk.library.store.entries(("pending",)) if e.inquiry == inquiry.id)


def confirmed(staffed: Staffed) -> LibraryEntry:
    entry = pending(staffed)
    staffed.desk.library.confirm(staffed.staff, entry.id, entry.question, [line.text for line in entry.lines])
    found = staffed.desk.library.store.get(entry.id)
    assert found is not None
    return found


def test_an_approved_reply_waits_without_name_address_and_number_until_a_person_confirms(at_desk: Staffed) -> None:
    entry = pending(at_desk)
    text = " ".join([entry.question, *(line.text for line in entry.lines)])
    assert not [word for word in ("Jane", "Doe", "example.org", "7946") if word in text]
    assert entry.id not in {found.id for found in at_desk.desk.library.similar(entry.question, "en")}
    with pytest.raises(InputError, match="lines"):
        at_desk.desk.library.confirm(at_desk.staff, entry.id, entry.question, ["one line"])
    at_desk.desk.library.confirm(at_desk.staff, entry.id, entry.question, [line.text for line in entry.lines])
    with pytest.raises(ConflictError):
        at_desk.desk.library.confirm(at_desk.staff, entry.id, entry.question, [line.text for line in entry.lines])
    assert entry.id in {found.id for found in at_desk.desk.library.similar("When must an import contract be registered?", "en")}
    kept = at_desk.desk.library.store.get(entry.id)
    assert kept is not None
    assert (kept.inquiry, kept.confirmed_by) == (None, at_desk.staff.id)


def test_an_entry_put_into_a_draft_is_named_as_an_earlier_reply_and_keeps_its_citations(at_desk: Staffed) -> None:
    entry = confirmed(at_desk)
    inquiry = at_desk.taken("Is there anything on the registration of import contracts that a beginner should know, please?")
    review = at_desk.desk.review
    before = review.compose(at_desk.staff, inquiry.id, "zh")
    after = at_desk.desk.reuse(at_desk.staff, inquiry.id, before.version, entry.id)
    start = next(n for n, line in enumerate(after.lines) if entry.id in line.text)
    told = after.lines[start + 1 : start + 1 + len(entry.lines)]
    assert [line.text for line in told] == [line.text for line in entry.lines]
    quotes = {citation.n: citation.quote for citation in after.citations}
    original = {citation.n: citation.quote for citation in entry.citations}
    for line, first in zip(told, entry.lines, strict=True):
        assert [quotes[n] for n in line.citations] == [original[n] for n in first.citations]
    assert not [found for found in review.findings(at_desk.staff.viewer(), after) if found.blocks]


def test_an_entry_whose_source_changed_is_not_reused_until_a_person_has_looked(own_desk: Callable[..., Staffed]) -> None:
    staffed = own_desk()
    library, assistant = staffed.desk.library, staffed.desk.assistant
    entry = confirmed(staffed)
    assert library.recheck() == 0
    record = assistant.settings.corpus / "policies" / "cn-contract-registration-measures.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("60 days", "61 days"), encoding="utf-8")
    assistant.index()
    assert library.similar(entry.question, "en") == []
    stale = library.store.get(entry.id)
    assert stale is not None
    assert stale.state == "stale"
    assert stale.why is not None
    assert "has changed" in stale.why
    with pytest.raises(InputError):
        library.into(staffed.desk.review.compose(staffed.staff, staffed.taken().id, "zh"), entry.id, lambda *_: [], "x")
    library.renew(staffed.staff, entry.id)
    assert [found.id for found in library.similar(entry.question, "en")] == [entry.id]
    record.unlink()
    assistant.index()
    assert library.similar(entry.question, "en") == []


def test_an_entry_holds_what_was_answered_and_is_not_found_by_what_was_left_open(at_desk: Staffed) -> None:
    left_open = "What does the registration of a yacht cost in Monaco?"
    letter = f"Dear desk,\nby when must a technology import contract be registered in China?\n{left_open}\nKind regards\nJane"
    inquiry = at_desk.approved(letter)
    entry = next(e for e in at_desk.desk.library.store.entries(("pending",)) if e.inquiry == inquiry.id)
    assert "import contract" in entry.question
    told = " ".join([entry.question, *(line.text for line in entry.lines)])
    assert "Monaco" not in told
    assert any(line.citations for line in entry.lines)


def test_a_point_without_an_answer_is_not_told_again_what_the_same_reply_says_already(at_desk: Staffed) -> None:
    entry = confirmed(at_desk)
    inquiry = at_desk.taken(f"{LETTER}\nAnd by when must the registration of the contract be in Monaco, and in China?")
    draft = at_desk.desk.review.compose(at_desk.staff, inquiry.id, "en")
    texts = [line.text for line in draft.lines if line.citations]
    assert texts
    assert len(texts) == len(set(texts))
    assert not [line for line in draft.lines if entry.id in line.text]
