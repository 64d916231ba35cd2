"""The lawful way that is shown beside a refusal."""

from dataclasses import replace

from assistant.app import Assistant


def test_the_lawful_way_is_of_no_country_that_nobody_named(assistant: Assistant) -> None:
    steps = assistant.steps
    nowhere = steps.understand("How can we keep a licence out of the register?")
    hits = steps.retrieve(nowhere)
    assert "ID" in {hit.source.jurisdiction for hit in hits}
    assert {claim.source.jurisdiction for claim in steps.compose.lawful(nowhere, hits).points} == {"CN"}
    there = replace(nowhere, countries=("ID",))
    assert "ID" in {claim.source.jurisdiction for claim in steps.compose.lawful(there, steps.retrieve(there)).points}
