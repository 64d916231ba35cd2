"""What was read stays until it is forgotten, and no longer."""

from collections.abc import Sequence

from assistant.adapters.sql.remembered import RememberedStore
from assistant.app import Assistant
from assistant.domain import Links, Passage


class Counted:
    """A store that notes what it was asked for."""

    def __init__(self, assistant: Assistant) -> None:
        self._store = assistant.store
        self.asked: list[str] = []
        self.sources, self.texts, self.document_passages = (
            assistant.store.sources, assistant.store.texts, assistant.store.document_passages,
        )  # fmt: skip

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        self.asked += ids
        return self._store.passages(ids)

    def group(self, groups: Sequence[str]) -> dict[str, list[Passage]]:
        self.asked += groups
        return self._store.group(groups)

    def links(self, groups: Sequence[str]) -> dict[str, Links]:
        self.asked += groups
        return self._store.links(groups)


def _some(assistant: Assistant, n: int) -> list[Passage]:
    return [passage for passage in assistant.store.texts() if passage.role == "statement"][:n]


def test_the_second_reading_asks_for_what_is_new_only_and_gives_the_same(assistant: Assistant) -> None:
    counted = Counted(assistant)
    store = RememberedStore(counted)
    one, two, three = (passage.id for passage in _some(assistant, 3))
    assert store.passages([one, two]) == assistant.store.passages([one, two])
    assert store.passages([two, three, one]) == assistant.store.passages([one, two, three])
    assert counted.asked == [one, two, three]


def test_groups_and_links_are_those_of_the_store(assistant: Assistant) -> None:
    counted = Counted(assistant)
    store = RememberedStore(counted)
    groups = list(dict.fromkeys(passage.group for passage in _some(assistant, 40)))
    for _ in range(2):
        assert store.group(groups) == assistant.store.group(groups)
        assert store.links(groups) == assistant.store.links(groups)
    assert store.links(groups)
    assert counted.asked == [*groups, *groups]


def test_what_there_is_not_is_remembered_too(assistant: Assistant) -> None:
    counted = Counted(assistant)
    store = RememberedStore(counted)
    assert [store.group(["no-such#group"]), store.group(["no-such#group"])] == [{}, {}]
    assert counted.asked == ["no-such#group"]


def test_a_caller_cannot_change_what_is_remembered(assistant: Assistant) -> None:
    store = RememberedStore(Counted(assistant))
    group = _some(assistant, 1)[0].group
    store.group([group])[group].clear()
    assert store.group([group])[group]


def test_once_forgotten_it_is_read_again(assistant: Assistant) -> None:
    counted = Counted(assistant)
    store = RememberedStore(counted)
    one = _some(assistant, 1)[0].id
    store.passages([one])
    store.forget()
    store.passages([one])
    assert counted.asked == [one, one]


def test_more_than_the_limit_is_still_read_rightly(assistant: Assistant) -> None:
    counted = Counted(assistant)
    store = RememberedStore(counted, most=2)
    ids = [passage.id for passage in _some(assistant, 6)]
    assert all(list(store.passages([i])) == [i] for i in [*ids, *ids])
    assert counted.asked == [*ids, *ids[2:]]


def test_what_was_read_before_a_change_is_not_remembered_after_it(assistant: Assistant) -> None:
    class Changing(Counted):
        def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
            store.forget()  # another thread notices the change while this one reads
            return super().passages(ids)

    counted = Changing(assistant)
    store = RememberedStore(counted)
    one = _some(assistant, 1)[0].id
    store.passages([one])
    store.passages([one])
    assert counted.asked == [one, one]
