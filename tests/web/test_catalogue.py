"""The catalogue's pages over HTTP: browsing, comparing, handing in, writing to an owner, saving a need."""

import datetime as dt
import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.app import Assistant
from assistant.profile import Profile
from assistant.settings import Settings
from assistant.web.guard import Guard
from assistant.web.pages.catalogue import catalogue_routes
from assistant.web.pages.handin import handin_routes
from assistant.web.pages.interest import interest_routes
from assistant.web.pages.mine import visitor_routes
from assistant.web.pages.subscription import subscription_routes
from assistant.web.reader import Readers
from tests.conftest import ROOT

NEED = "We look for a partner with membrane technology for industrial waste water"


@dataclass(frozen=True)
class Site:
    assistant: Assistant
    client: TestClient
    shown: Profile
    anonymous: Profile
    hidden: Profile


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Three water profiles of the corpus, an anonymous one and one that only staff may see."""
    folder = tmp_path_factory.mktemp("catalogue")
    shutil.copytree(ROOT / "corpus" / "codes", folder / "corpus" / "codes")
    (folder / "corpus" / "catalogue").mkdir()
    paths = sorted((ROOT / "corpus" / "catalogue").glob("*.yaml"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    water = [name for name, text in texts.items() if "membrane" in text and "visibility: public" in text][:3]
    secret = next(name for name, text in texts.items() if "anonymous: true" in text and "visibility: public" in text)
    closed = next(name for name, text in texts.items() if "visibility: staff" in text)
    for name in (*water, secret, closed):
        (folder / "corpus" / "catalogue" / f"{name}.yaml").write_text(texts[name], encoding="utf-8")
    settings = Settings(
        home=folder / "home", corpus=folder / "corpus", encoder="embedded-fast", workers=1, questions_per_minute=0
    )
    with Assistant(settings) as assistant:
        known = {profile.id: profile for profile in assistant.catalogue.store.profiles()}
        plain = next(known[name] for name in water if not known[name].anonymous)
        app, readers = FastAPI(), Readers(assistant)
        for routes in (catalogue_routes, handin_routes, interest_routes, subscription_routes, visitor_routes):
            app.include_router(routes(assistant, readers))
        with TestClient(Guard(app)) as client:
            yield Site(assistant, client, plain, known[secret], known[closed])


def read(site: Site, path: str) -> str:
    """The page as it is read: without the entities that make its texts inert."""
    return html.unescape(site.client.get(path).text)


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("language", ["zh", "en", "ar"])
def test_the_catalogue_lists_what_anybody_may_see_with_filters_and_an_overview(site: Site, language: str) -> None:
    page = read(site, f"/catalogue?lang={language}")
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert site.shown.id in page
    assert site.hidden.id not in page
    assert '<svg class="squares"' in page
    assert "<table>" in page


def test_a_square_of_the_overview_leads_to_its_profiles(site: Site) -> None:
    page = site.client.get("/catalogue?lang=en").text
    squares = [html.unescape(link) for link in re.findall(r'<a href="([^"]*sector[^"]*)" aria-label', page)]
    assert squares
    for square in squares:
        assert 'class="card partner"' in site.client.get(square.partition("#")[0]).text


def test_filters_leave_only_what_meets_them(site: Site) -> None:
    country, sector = site.shown.country, site.shown.sectors[0]
    found = read(site, f"/catalogue?lang=en&country={country}&sector={sector}")
    assert site.shown.id in found
    assert 'class="card partner"' not in site.client.get(f"/catalogue?lang=en&country={country}&trl_from=9&ip=plant_variety").text


def test_what_an_anonymous_profile_hides_cannot_be_found_by_filtering(site: Site) -> None:
    profile = site.anonymous
    assert profile.id in read(site, f"/catalogue?lang=en&country={profile.country}")
    for form in profile.cooperation:
        assert profile.id not in read(site, f"/catalogue?lang=en&country={profile.country}&cooperation={form}")
    page = text_of(site.client.get(f"/catalogue/profile/{profile.id}?lang=en").text)
    assert profile.organisation.name.get("en", "?") not in page
    assert "anonymous" in page


def test_a_description_is_matched_with_reasons_and_bars(site: Site) -> None:
    page = site.client.get("/catalogue", params={"lang": "en", "text": NEED, "side": site.shown.side}).text
    assert page.count("<details") == page.count("</details>")
    assert page.rindex("</details>") < page.index('class="reasons"')
    assert 'class="bar"' in page
    assert "Match 0." in text_of(page)


def test_a_profile_that_is_not_for_everybody_is_not_there(site: Site) -> None:
    never = site.client.get("/catalogue/profile/no-such-profile?lang=en")
    hidden = site.client.get(f"/catalogue/profile/{site.hidden.id}?lang=en")
    assert never.status_code == hidden.status_code == 404
    assert never.text == hidden.text
    assert "class=empty" in site.client.get(f"/catalogue/compare?p={site.hidden.id}").text.replace('"', "")


def test_three_profiles_stand_side_by_side_at_most(site: Site) -> None:
    ids = [profile.id for profile in site.assistant.catalogue.store.profiles() if profile.visibility == "public"]
    page = site.client.get("/catalogue/compare", params={"p": ids, "need": NEED, "lang": "en"}).text
    assert page.count('scope="col"') == 3


# --- handing in ---


def given(**changes: str) -> dict[str, str | list[str]]:
    form: dict[str, str | list[str]] = {
        "type": "technology_offer", "language": "en", "title": "Low-pressure drip lines", "summary": "Drip lines at 0.3 bar.",
        "sectors": ["agriculture"], "cooperation": ["licence"], "country": "EG", "organisation": "A firm", "kind": "company",
        "contact": "canary-contact@firm.example", "trl": "7", "consent": "yes",
    }  # fmt: skip
    return {**form, **changes}


def test_a_profile_that_is_handed_in_is_a_draft_until_staff_publish_it(site: Site) -> None:
    title = "Low-pressure drip lines for saline water"
    summary = "Ask me: canary@mail.example. Drip lines at 0.3 bar."
    answer = site.client.post("/catalogue/new?lang=fr", data=given(title=title, summary=summary))
    assert answer.status_code == 200
    receipt = re.search(r"submitted-\d{6}-[a-z0-9]{8}", answer.text)
    assert receipt is not None
    profile = next(site.assistant.catalogue.store.profiles([receipt.group()]))
    assert profile.state == "draft"
    assert "canary" not in profile.model_dump_json()
    assert site.assistant.catalogue.store.contact(profile.id) == "canary-contact@firm.example"
    assert title not in text_of(site.client.get("/catalogue?lang=en&country=EG").text)
    assert site.client.get(f"/catalogue/profile/{profile.id}?lang=en").status_code == 404
    site.assistant.lifecycle.publish(profile.id, dt.date.today() + dt.timedelta(days=90))
    page = site.client.get("/catalogue?lang=en&country=EG").text
    assert title in text_of(page)
    assert "canary" not in page


@pytest.mark.parametrize("lost", ["consent", "title", "sectors", "contact"])
def test_without_consent_or_a_needed_field_nothing_is_kept_and_nothing_is_lost(site: Site, lost: str) -> None:
    before = site.assistant.catalogue.counts()
    form = given(summary="A summary to find again")
    del form[lost]
    answer = site.client.post("/catalogue/new?lang=en", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "A summary to find again" in text_of(answer.text)
    assert site.assistant.catalogue.counts() == before


def test_a_form_from_another_site_is_refused(site: Site) -> None:
    answer = site.client.post("/catalogue/new", data=given(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_markup_in_a_profile_that_is_handed_in_does_nothing(site: Site) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    answer = site.client.post("/catalogue/new?lang=en", data=given(title=hostile, summary=hostile, contact=""))
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


# --- letters and saved needs ---


@pytest.mark.parametrize("language", ["zh", "en", "ar"])
def test_interest_is_written_read_and_sent_without_the_contact(site: Site, language: str) -> None:
    form = {"profile": site.shown.id, "need": NEED, "message": "Call +20 100 123 4567", "name": "Nile Water", "consent": "yes"}
    letter = site.client.post(f"/interest/new?lang={language}", data={**form, "contact": "canary@nile.example"})
    assert letter.status_code == 200
    key = letter.url.path.rpartition("/")[2]
    body = text_of(letter.text[letter.text.index("<blockquote") :].partition("</blockquote>")[0])
    assert "123 4567" not in body
    assert "canary" not in body
    assert site.assistant.interests.show(key).state == "drafted"
    site.client.post(f"/interest/{key}/redraft?lang={language}", data={"message": "We would start in May."})
    form_again = site.client.get(f"/interest/{key}?lang={language}").text.partition("<textarea")[2].partition("</textarea>")[0]
    assert text_of(f"<p {form_again}").strip() == "We would start in May."
    site.client.post(f"/interest/{key}/send?lang={language}")
    assert site.assistant.interests.show(key).state == "sent"
    assert site.client.get("/interest/no-such-key").status_code == 404


def test_no_letter_is_written_without_consent(site: Site) -> None:
    form = {"profile": site.shown.id, "name": "Nile Water", "contact": "a@nile.example"}
    assert site.client.post("/interest/new?lang=en", data=form).status_code == 422


def test_a_need_is_kept_looked_at_and_deleted(site: Site) -> None:
    assert site.client.post("/subscription/new?lang=en", data={"need": NEED}).status_code == 422
    saved = site.client.post("/subscription/new?lang=en", data={"need": NEED, "consent": "yes"})
    assert saved.status_code == 200
    path = saved.url.path
    assert f"/feeds/{path.rpartition('/')[2]}.atom" in html.unescape(saved.text)
    site.client.post(f"{path}/remove?lang=en")
    assert site.client.get(path).status_code == 404


def test_what_a_visitor_wrote_is_among_their_own_things_and_goes_with_them(site: Site) -> None:
    site.client.post("/me/consent")
    form = {"profile": site.shown.id, "name": "Nile Water", "contact": "canary@nile.example", "consent": "yes"}
    site.client.post("/interest/new?lang=en", data=form)
    site.client.post("/subscription/new?lang=en", data={"need": NEED, "label": "Membranes", "consent": "yes"})
    mine = text_of(site.client.get("/me?lang=en").text)
    assert "Membranes" in mine
    assert len(site.client.get("/me/export").json()["expressions_of_interest"]) == 1
    assert site.client.post("/me/erase").json()["erased"] >= 2
    assert "Membranes" not in text_of(site.client.get("/me?lang=en").text)
