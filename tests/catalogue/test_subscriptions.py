"""A saved need is matched against what comes after it: on the command line, for the page, and as a feed."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import etree

from assistant.access import VISITOR, Viewer
from assistant.app import Assistant
from assistant.domain import Visibility
from assistant.errors import DeniedError, InputError
from assistant.web.pages.feed import feed_routes
from assistant.web.reader import Readers
from tests.catalogue.conftest import make_profile

NEED = "We look for a membrane for seawater desalination, offers only"
STAFF, MEMBER = Viewer("staff"), Viewer("member")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
Stock = Callable[..., None]


def ids(matches: tuple[object, ...]) -> list[str]:
    return [match.profile_id for match in matches]  # type: ignore[attr-defined]


def test_only_what_comes_after_it_was_saved_is_news(partners: Assistant, stock: Stock) -> None:
    stock(make_profile(id="before"))
    made = partners.subscriptions.add(NEED, label="membranes")
    assert partners.subscriptions.look(made.token).items == ()
    stock(make_profile(id="after"))
    news = partners.subscriptions.look(made.token)
    assert (ids(news.fresh), news.earlier) == (["after"], ())
    assert news.fresh[0].reasons
    again = partners.subscriptions.look(made.token)
    assert (again.fresh, ids(again.earlier)) == ((), ["after"])


def test_what_does_not_fit_is_no_news(partners: Assistant, stock: Stock) -> None:
    made = partners.subscriptions.add(NEED)
    other = {"title": {"en": "Vaccine for carp"}, "summary": {"en": "A vaccine that protects carp."}, "keywords": {}}
    stock(make_profile(id="other", sectors=["agriculture"], **other), make_profile(id="a-need", type="technology_request"))
    assert partners.subscriptions.look(made.token).items == ()


def test_a_look_that_does_not_count_leaves_the_news_new(partners: Assistant, stock: Stock) -> None:
    made = partners.subscriptions.add(NEED)
    stock(make_profile(id="after"))
    assert ids(partners.subscriptions.look(made.token, seen=False).fresh) == ["after"]
    assert ids(partners.subscriptions.look(made.token).fresh) == ["after"]


def test_the_same_import_again_and_a_new_date_are_no_news_but_a_new_text_is(partners: Assistant, stock: Stock) -> None:
    stock(make_profile(id="known"))
    made = partners.subscriptions.add(NEED)
    stock(make_profile(id="known"))
    stock(make_profile(id="known", updated="2026-07-01"))
    assert partners.subscriptions.look(made.token).items == ()
    stock(make_profile(id="known", summary={"en": "A seawater desalination membrane, now proven in two plants."}))
    assert ids(partners.subscriptions.look(made.token).fresh) == ["known"]


def test_a_draft_is_news_when_it_is_published_and_no_more_when_it_is_withdrawn(partners: Assistant, stock: Stock) -> None:
    made = partners.subscriptions.add(NEED)
    stock(make_profile(id="later", state="draft"))
    assert partners.subscriptions.look(made.token).items == ()
    partners.lifecycle.publish("later")
    assert ids(partners.subscriptions.look(made.token).fresh) == ["later"]
    partners.lifecycle.withdraw("later")
    assert partners.subscriptions.look(made.token).items == ()


@pytest.mark.parametrize("visibility", ["member", "staff"])
def test_nobody_is_told_of_a_profile_that_he_may_not_see(partners: Assistant, stock: Stock, visibility: Visibility) -> None:
    anybody, staff = partners.subscriptions.add(NEED), partners.subscriptions.add(NEED, viewer=STAFF)
    stock(make_profile(id="hidden", visibility=visibility))
    assert partners.subscriptions.look(anybody.token, viewer=STAFF).items == ()  # saved by anybody, it looks as anybody
    assert partners.subscriptions.look(staff.token, viewer=VISITOR).items == ()
    assert ids(partners.subscriptions.look(staff.token, viewer=STAFF).fresh) == ["hidden"]
    stock(make_profile(id="hidden", visibility="public"))
    assert ids(partners.subscriptions.look(anybody.token).fresh) == ["hidden"]


def test_a_profile_that_became_confidential_is_told_no_more(partners: Assistant, stock: Stock) -> None:
    made = partners.subscriptions.add(NEED)
    stock(make_profile(id="open"))
    assert ids(partners.subscriptions.look(made.token).fresh) == ["open"]
    stock(make_profile(id="open", visibility="member"))
    assert partners.subscriptions.look(made.token).items == ()


def test_a_profile_can_be_followed_instead_of_a_text(partners: Assistant, stock: Stock) -> None:
    stock(make_profile(id="my-need", type="technology_request", organisation={"name": {"en": "Us"}, "kind": "company"}))
    made = partners.subscriptions.add(profile="my-need", language="zh")
    stock(make_profile(id="after"))
    news = partners.subscriptions.look(made.token)
    assert ids(news.fresh) == ["after"]
    assert news.fresh[0].title == "海水淡化膜"


def test_contact_details_are_not_kept_with_a_need(partners: Assistant) -> None:
    made = partners.subscriptions.add(f"{NEED}, write to li@example.cn", label="Li, li@example.cn")
    assert "example.cn" not in made.subscription.wish.text + made.subscription.label + made.understood


def test_each_finds_his_own_and_staff_finds_all(partners: Assistant) -> None:
    mine = partners.subscriptions.add(NEED, visitor="visitor-1").subscription
    yours = partners.subscriptions.add(NEED, visitor="visitor-2").subscription
    assert partners.subscriptions.of_visitor("visitor-1") == (mine,)
    assert {item.id for item in partners.subscriptions.all(STAFF)} == {mine.id, yours.id}
    with pytest.raises(DeniedError):
        partners.subscriptions.all(MEMBER)
    for viewer in (VISITOR, MEMBER):
        with pytest.raises(InputError, match="no subscription"):
            partners.subscriptions.look(yours.id, visitor="visitor-1", viewer=viewer)
    with pytest.raises(InputError):
        partners.subscriptions.remove(yours.id, visitor="visitor-1")
    partners.subscriptions.remove(mine.id, visitor="visitor-1")
    assert partners.subscriptions.forget_visitor("visitor-2") == 1
    assert partners.subscriptions.all(STAFF) == ()


def test_a_need_without_a_word_is_refused(partners: Assistant) -> None:
    with pytest.raises(InputError, match="empty"):
        partners.subscriptions.add(" … ")
    with pytest.raises(InputError, match="no profile"):
        partners.subscriptions.add(profile="nobody")


@pytest.fixture
def web(partners: Assistant) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(feed_routes(partners, Readers(partners)))
    with TestClient(app) as client:
        yield client


def test_the_feed_lists_what_came_and_a_feed_reader_changes_nothing(partners: Assistant, stock: Stock, web: TestClient) -> None:
    made = partners.subscriptions.add(NEED, label="Membranes <b>", language="zh")
    stock(make_profile(id="after", sample=True, title={"en": "Desalination <membrane> & more", "zh": "海水淡化膜<b>"}))
    answer = web.get(f"/feeds/{made.token}.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"
    assert feed.findtext("a:title", namespaces=ATOM) == "新匹配：Membranes <b>"
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == f"http://testserver/feeds/{made.token}.atom"
    entries = feed.findall("a:entry", ATOM)
    mark = partners.phrases.say("zh", "partner.sample")
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [f"{mark}海水淡化膜<b>"]
    assert "沙特阿拉伯" in entries[0].findtext("a:content", namespaces=ATOM)
    for element in (feed, *entries):
        assert element.findtext("a:id", namespaces=ATOM)
        assert element.findtext("a:updated", namespaces=ATOM)
    assert ids(partners.subscriptions.look(made.token).fresh) == ["after"]


def test_a_feed_shows_public_profiles_only(partners: Assistant, stock: Stock, web: TestClient) -> None:
    made = partners.subscriptions.add(NEED, viewer=STAFF)
    stock(make_profile(id="hidden", visibility="staff"), make_profile(id="shown"))
    answer = web.get(f"/feeds/{made.token}.atom")
    assert "profile:shown" in answer.text
    assert "hidden" not in answer.text


def test_an_unknown_feed_and_an_id_instead_of_its_key_are_not_found(partners: Assistant, web: TestClient) -> None:
    made = partners.subscriptions.add(NEED)
    assert web.get("/feeds/nonsense.atom").status_code == 404
    assert web.get(f"/feeds/{made.subscription.id}.atom").status_code == 404
