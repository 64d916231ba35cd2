"""What the checks find while somebody writes, and what they let pass."""

import datetime as dt
from dataclasses import replace

import pytest

from assistant.access import Viewer
from assistant.casework import Draft
from assistant.desk.checks import Checks
from assistant.domain import Source
from tests.desk.conftest import Staffed


@pytest.fixture(scope="module")
def draft(at_desk: Staffed) -> Draft:
    inquiry = at_desk.taken("Within how many days must a technology import contract be registered in China?")
    return at_desk.desk.review.compose(at_desk.staff, inquiry.id, "zh")


def faults(at_desk: Staffed, draft: Draft, text: str, beside: str = "同上") -> set[str]:
    """Of a line with these words at the end of the draft."""
    own, other = at_desk.desk.editable(draft)
    shown = at_desk.desk.review.preview(at_desk.staff, draft.inquiry, draft.version, f"{own}\n{text}", f"{other}\n{beside}")
    last = len(shown.lines) - 1
    return {found.fault for found in at_desk.desk.review.findings(at_desk.staff.viewer(), shown) if found.line == last}


def test_a_draft_of_the_machine_has_nothing_to_object_to(at_desk: Staffed, draft: Draft) -> None:
    assert at_desk.desk.review.findings(at_desk.staff.viewer(), draft) == ()


@pytest.mark.parametrize(
    ("text", "beside", "expected"),
    [
        ("Registration is free of charge everywhere.", "登记处处免费。", {"uncited"}),
        ("Registration is free of charge everywhere. [97]", "登记处处免费。", {"uncited"}),
        ("The certificate is issued within 45 working days. [1]", "45个工作日内颁发证书。", {"number"}),
        ("The commerce authority registers the contract. [1]", "", {"untranslated"}),
        ("~ Nous vous souhaitons une bonne réception de cette réponse et restons à votre disposition.", "祝好", {"language"}),
        ("~ We remain at your disposal for any further question.", "如有其他问题，请随时联系。", set()),
        ("? In which year, 2024 or 2025, was the contract signed?", "合同签于哪一年？", {"number", "differs"}),
    ],
)  # fmt: skip
def test_a_line_as_it_is_being_written_is_checked(
    at_desk: Staffed, draft: Draft, text: str, beside: str, expected: set[str]
) -> None:
    assert faults(at_desk, draft, text, beside) == expected


def test_a_source_that_ended_was_hidden_or_is_due_for_review_is_pointed_out(at_desk: Staffed, draft: Draft) -> None:
    today = dt.date(2026, 11, 26)
    known = at_desk.desk.assistant.store.sources()
    cited = draft.citations[0].document_id

    def found(**changes: object) -> set[str]:
        sources: dict[str, Source] = {**known, cited: replace(known[cited], **changes)}  # type: ignore[arg-type]
        checks = Checks(at_desk.desk.review.checks.identify, lambda: sources, lambda: today)
        return {finding.fault for finding in checks(draft, Viewer())}

    assert found(status="superseded") == {"superseded"}
    assert found(expires=today - dt.timedelta(days=1)) == {"superseded"}
    assert found(review_by=today - dt.timedelta(days=1)) == {"stale"}
    assert found(visibility="staff") == {"unseen"}
    assert found(organisation="org-b") == {"unseen"}


def test_versions_are_kept_and_the_last_change_is_shown(at_desk: Staffed, draft: Draft) -> None:
    own, other = at_desk.desk.editable(draft)
    review = at_desk.desk.review
    review.edit(
        at_desk.staff, draft.inquiry, draft.version, f"{own}\n~ With our best wishes for your project.", f"{other}\n祝好。"
    )
    assert [kept.version for kept in at_desk.desk.store.drafts(draft.inquiry)] == [1, 2]
    assert "+With our best wishes for your project." in at_desk.desk.changes(draft.inquiry).splitlines()
    assert review.draft(at_desk.staff.viewer(), draft.inquiry, 1) == draft
