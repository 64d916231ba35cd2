"""Draft → published → expired or withdrawn → renewed, on a real database."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import numpy as np
import pytest

from assistant.access import VISITOR, Viewer
from assistant.adapters.sql.catalogue import SqlCatalogue
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.lifecycle import SqlLifeCycle
from assistant.app import Assistant
from assistant.catalogue.lifecycle import STEPS, LifeCycle, next_state, overlaid, stepped
from assistant.catalogue.texts import text_hash
from assistant.errors import ConflictError, InputError
from assistant.partnering import LifeStep
from assistant.profile import Profile, State
from tests.catalogue.conftest import TODAY, make_profile, write_rows
from tests.conftest import Workspace

NEXT_YEAR = TODAY + dt.timedelta(days=365)
STATES: tuple[State, ...] = ("draft", "published", "expired", "withdrawn")


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("state", STATES)
def test_a_step_leads_on_from_its_states_and_from_no_other(action: str, state: State) -> None:
    sources, target = STEPS[action]  # type: ignore[index]
    profile = make_profile(state=state)
    if state in sources:
        assert next_state(profile, action) == target  # type: ignore[arg-type]
    else:
        with pytest.raises(ConflictError, match=f"is {state}: {action} is not possible"):
            next_state(profile, action)  # type: ignore[arg-type]


def test_a_renewal_lasts_a_year_unless_another_day_is_given() -> None:
    old = make_profile(state="expired", valid_until="2026-10-01")
    assert stepped(old, "renew", TODAY).valid_until == NEXT_YEAR
    assert stepped(old, "renew", TODAY, dt.date(2029, 1, 1)).valid_until == dt.date(2029, 1, 1)
    assert stepped(old, "renew", TODAY).updated == TODAY


def test_a_renewal_into_the_past_or_to_a_shorter_time_is_refused() -> None:
    with pytest.raises(InputError, match="has passed"):
        stepped(make_profile(state="expired", valid_until="2026-10-01"), "renew", TODAY, dt.date(2026, 11, 1))
    with pytest.raises(InputError, match="already"):
        stepped(make_profile(), "renew", TODAY, dt.date(2027, 1, 1))


def test_a_draft_whose_time_has_run_out_is_published_for_a_year() -> None:
    draft = make_profile(state="draft", valid_until="2026-10-01")
    assert stepped(draft, "publish", TODAY).valid_until == NEXT_YEAR


def test_a_profile_that_is_still_valid_does_not_expire() -> None:
    with pytest.raises(ConflictError, match="has not expired"):
        stepped(make_profile(), "expire", TODAY)


@pytest.mark.parametrize("state", ["draft", "published", "expired"])
def test_a_withdrawn_profile_keeps_its_dates(state: State) -> None:
    profile = make_profile(state=state, valid_until="2026-10-01")
    assert stepped(profile, "withdraw", TODAY) == profile.model_copy(update={"state": "withdrawn"})


def test_a_row_that_was_updated_after_a_step_undoes_it_and_an_older_one_does_not() -> None:
    step = LifeStep("withdraw", "withdrawn", TODAY, TODAY, TODAY, TODAY, "staff")
    assert overlaid(make_profile(), step, TODAY).state == "withdrawn"
    later = make_profile(updated=TODAY + dt.timedelta(days=1))
    assert overlaid(later, step, TODAY).state == "published"


def put(database: Database, *profiles: Profile) -> SqlCatalogue:
    store = SqlCatalogue(database)
    rows = [(profile, text_hash(profile)) for profile in profiles]
    store.put(rows, "import", {key: np.ones(3, np.float32) for _, key in rows}, "encoder")
    return store


def life(database: Database, today: dt.date = TODAY) -> LifeCycle:
    return LifeCycle(SqlLifeCycle(database), nullcontext, lambda: None, lambda: today)


def test_steps_are_kept_with_their_day_and_the_index_is_told(database_url: str) -> None:
    with closing(Database(database_url)) as database:
        store = put(database, make_profile(state="draft"))
        cycle = life(database)
        assert list(store.live(["public"], "encoder")) == []
        cycle.publish("offer-test")
        assert [profile.state for profile, _ in store.live(["public"], "encoder")] == ["published"]
        cycle.withdraw("offer-test", by="node-1")
        assert list(store.live(["public"], "encoder")) == []
        cycle.renew("offer-test")
        assert store.count() == {"published": 1}
        steps = cycle.history("offer-test")
        assert [(s.action, s.state, s.by, s.day) for s in steps] == [
            ("publish", "published", "staff", TODAY), ("withdraw", "withdrawn", "node-1", TODAY),
            ("renew", "published", "staff", TODAY),
        ]  # fmt: skip
        assert [row[3] for row in store.pending()] == ["add", "remove", "add"]


def test_an_illegal_step_changes_nothing(database_url: str) -> None:
    with closing(Database(database_url)) as database:
        store = put(database, make_profile())
        before = (store.generation(), list(store.profiles()), store.pending())
        with pytest.raises(ConflictError, match="possible is withdraw, renew"):
            life(database).publish("offer-test")
        with pytest.raises(InputError, match="no profile 'nobody'"):
            life(database).withdraw("nobody")
        assert (store.generation(), list(store.profiles()), store.pending()) == before


def test_a_profile_that_somebody_changed_meanwhile_is_not_overwritten(database_url: str) -> None:
    with closing(Database(database_url)) as database:
        put(database, make_profile())
        steps = SqlLifeCycle(database)
        before = make_profile(trl=5)
        after = before.model_copy(update={"state": "withdrawn"})
        step = LifeStep("withdraw", "withdrawn", TODAY, TODAY, TODAY, TODAY, "staff")
        with pytest.raises(ConflictError, match="just been changed"):
            steps.take(before, after, step)
        assert steps.history("offer-test") == ()


def test_profiles_whose_time_has_run_out_expire_and_can_be_renewed(database_url: str) -> None:
    with closing(Database(database_url)) as database:
        store = put(database, make_profile(id="a", valid_until="2026-11-24"), make_profile(id="b", valid_until="2026-11-25"))
        cycle = life(database)
        assert cycle.expire() == ["a"]
        assert cycle.expire() == []
        assert store.count() == {"expired": 1, "published": 1}
        assert cycle.renew("a").valid_until == NEXT_YEAR


def found_first(assistant: Assistant) -> str | None:
    found = assistant.match("a membrane for seawater desalination", side="offer").found
    return found[0].profile_id if found else None


def test_a_withdrawal_survives_the_same_import_and_ends_with_a_newer_row(
    partners: Assistant, stock: Callable[..., None], tmp_path: Path
) -> None:
    stock(make_profile())
    assert found_first(partners) == "offer-test"
    partners.lifecycle.withdraw("offer-test")
    assert found_first(partners) != "offer-test"
    report = partners.import_profiles(tmp_path / "stock.jsonl")
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    with pytest.raises(InputError, match="no profile"):
        partners.catalogue.service.profile("offer-test")
    newer = make_profile(updated=dt.date.today() + dt.timedelta(days=1))
    partners.import_profiles(write_rows(tmp_path / "newer.jsonl", [newer]))
    assert found_first(partners) == "offer-test"


def test_drafts_are_listed_for_staff_and_for_nobody_else(partners: Assistant, stock: Callable[..., None]) -> None:
    stock(make_profile(id="handed-in", state="draft"), make_profile(id="open"))
    service = partners.catalogue.service
    assert [profile.id for profile in service.profiles(Viewer("staff"), "draft")] == ["handed-in"]
    assert "handed-in" not in {profile.id for profile in service.profiles(Viewer("staff"))}
    assert {profile.state for profile in service.profiles(VISITOR, "published")} == {"published"}
    with pytest.raises(InputError, match="for staff"):
        service.profiles(Viewer("member"), "draft")


def test_a_renewed_profile_of_the_corpus_stays_renewed_when_the_assistant_is_opened_again(workspace: Workspace) -> None:
    home = workspace.corpus / "catalogue"
    home.mkdir()
    overdue = make_profile(valid_until="2026-06-02").model_dump_json(exclude_defaults=True)
    (home / "offer-test.yaml").write_text(overdue, encoding="utf-8")  # JSON is YAML
    with workspace.open() as assistant:
        assert assistant.catalogue.service.profile("offer-test").state == "expired"
        assistant.lifecycle.renew("offer-test")
    with workspace.open() as assistant:
        found = assistant.catalogue.service.profile("offer-test")
        assert found.state == "published"
        assert found.valid_until > dt.date.today()
        assert assistant.catalogued is not None
        assert assistant.catalogued.unchanged == 1
