"""One place decides who may see what, and search and answers ask it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.access import VISITOR, Thing, Viewer, authorize, levels, require
from assistant.errors import DeniedError
from assistant.indexing.load import Options
from tests.conftest import Workspace

MEMBER, OTHER, STAFF = Viewer("member", "acme"), Viewer("member", "rival"), Viewer("staff")
CANARY = "The quokka membrane of Acme reaches a flux of 77 litres per square metre and hour at the Dujiangyan pilot plant."
QUESTION = "Which flux in litres per square metre and hour does the quokka membrane of Acme reach at the Dujiangyan pilot plant?"


@pytest.mark.parametrize(
    ("viewer", "thing", "allowed"),
    [
        (VISITOR, Thing(), True),
        (VISITOR, Thing("member"), False),
        (VISITOR, Thing("public", "acme"), False),
        (MEMBER, Thing("member"), True),
        (MEMBER, Thing("member", "acme"), True),
        (MEMBER, Thing("staff", "acme"), False),
        (OTHER, Thing("member", "acme"), False),
        (STAFF, Thing("staff", "acme"), True),
        (Viewer(account="u1"), Thing("staff", owner="u1"), True),
        (Viewer(), Thing("staff", owner=None), False),
    ],
)
def test_reading_needs_the_level_and_the_organisation_or_staff_or_to_be_ones_own(
    viewer: Viewer, thing: Thing, allowed: bool
) -> None:
    assert authorize(viewer, "read", thing) is allowed


def test_each_action_needs_its_role() -> None:
    assert [authorize(Viewer(role), "approve") for role in ("member", "staff", "approver", "administrator")] == [
        False, False, True, True,
    ]  # fmt: skip
    assert levels(MEMBER) == ("public", "member")
    with pytest.raises(DeniedError, match="administrator"):
        require(Viewer("approver"), "administer")


def test_a_confidential_document_is_found_by_its_organisation_and_staff_alone(
    workspace: Workspace, write_documents: Callable[[Sequence[str]], Path]
) -> None:
    folder = write_documents([CANARY])
    with workspace.open() as assistant:
        assistant.index([folder], Options(visibility="member", organisation="acme"))
        for viewer in (MEMBER, STAFF):
            assert "quokka" in assistant.search(QUESTION, viewer=viewer)[0].passage.text
        for viewer in (VISITOR, OTHER):
            assert not any("quokka" in hit.passage.text for hit in assistant.search(QUESTION, k=50, viewer=viewer))
            answer = assistant.ask(QUESTION, viewer=viewer)
            assert "77" not in answer.text
            assert not any("quokka" in citation.quote for citation in answer.citations)
        assert "77" in assistant.ask(QUESTION, viewer=STAFF).text
        before = assistant.search("licence recordal in Indonesia", k=5)
        assistant.index([folder], Options(visibility="staff"))
        assert not any("quokka" in hit.passage.text for hit in assistant.search(QUESTION, k=50, viewer=MEMBER))
        assert [hit.passage.id for hit in assistant.search("licence recordal in Indonesia", k=5)] == [
            h.passage.id for h in before
        ]
