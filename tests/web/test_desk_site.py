"""The desk behind its door: nothing of it for whoever is not signed in, nothing from another site."""

import re

import httpx

from tests.conftest import WebServer


def test_without_a_session_the_desk_leads_to_the_sign_in_and_its_routes_are_shut(web_server: WebServer) -> None:
    page = httpx.get(f"{web_server.url}/desk/")
    assert (page.status_code, page.headers["location"]) == (303, "/account/login")
    assert httpx.get(f"{web_server.url}/desk/config").status_code == 401
    assert httpx.get(f"{web_server.url}/account/replies/QNOTHING99.docx").status_code == 404
    sent = httpx.post(f"{web_server.url}/account/letters", files={"file": ("a.eml", b"Subject: x\n\nHello")})
    assert sent.status_code == 404


def test_signing_in_needs_the_form_of_this_site_and_says_the_same_to_all_wrong_names(web_server: WebServer) -> None:
    values = {"login": "nobody@example.org", "password": "wrong wrong wrong"}
    assert httpx.post(f"{web_server.url}/account/login", data=values).status_code == 403
    with httpx.Client(base_url=web_server.url) as client:
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/account/login").text)
        assert token is not None
        refused = client.post("/account/login", data={**values, "csrf": token.group(1)})
        assert refused.status_code == 401
        assert "Name or password is wrong" in refused.text
        cross = client.post("/account/login", data={**values, "csrf": token.group(1)}, headers={"Sec-Fetch-Site": "cross-site"})
        assert cross.status_code == 403


def test_a_receipt_number_that_is_none_is_a_404_and_guessing_is_slowed_down(web_server: WebServer) -> None:
    elsewhere = httpx.HTTPTransport(local_address="127.0.0.2")  # what is guessed from there slows down nobody else's test
    with httpx.Client(base_url=web_server.url, transport=elsewhere) as guesser:
        codes = [guesser.post("/receipt?lang=en", data={"number": f"QGUESS{n}"}).status_code for n in range(22)]
    assert codes[0] == 404
    assert codes[-1] == 429
