"""Signing in with an identity provider: a real one over HTTP, with keys of its own, that lies on request."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from assistant.adapters.openid import OpenIdProvider
from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.database import Database
from assistant.app.identity import identity_provider
from assistant.desk.accounts import Accounts
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.desk.gate import COOKIE
from assistant.web.desk.sso import build_sso

KEY, OTHER_KEY = (RSAKey.generate_key(2048, parameters={"kid": "k1"}) for _ in range(2))


@dataclass
class Provider:
    """``changes``: what it says otherwise than it should, in the token's claims. ``key``: what it signs with."""

    url: str = ""
    nonce: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url, "sub": "person-1", "aud": "desk", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "email": "li@example.org", "email_verified": True,
        }  # fmt: skip
        claims |= self.changes
        return jwt.encode({"alg": self.algorithm, "kid": "k1"}, claims, self.key, algorithms=["RS256", "HS256"])


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            described = {
                "issuer": provider.url, "authorization_endpoint": f"{provider.url}/authorize",
                "token_endpoint": f"{provider.url}/token", "jwks_uri": f"{provider.url}/keys",
            }  # fmt: skip
            self._send(described if "well-known" in self.path else {"keys": [KEY.as_dict(private=False)]})

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            assert form["code_verifier"][0]
            self._send({"access_token": "a", "token_type": "Bearer", "id_token": provider.token()})

        def _send(self, value: object) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def provider(served: Provider) -> Provider:
    served.changes, served.key, served.algorithm = {}, KEY, "RS256"
    return served


@pytest.fixture
def browser(provider: Provider, tmp_path: Path) -> Iterator[TestClient]:
    with closing(Database(f"sqlite:///{tmp_path / 'a.db'}")) as database:
        accounts = Accounts(SqlAccounts(database), Argon2Passwords())
        chief = accounts.first("chief@example.org", "Chief", "a long enough password")
        accounts.add(chief, "li@example.org", "Li", "staff")
        app = FastAPI()
        app.include_router(build_sso(accounts, OpenIdProvider(provider.url, "desk", "secret")))
        with TestClient(app, follow_redirects=False) as client:
            yield client


def back(browser: TestClient, provider: Provider, state: str | None = None) -> Any:
    """Through the sign-in as a browser goes; what the way back answers."""
    sent = browser.get("/account/sso")
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    provider.nonce = asked["nonce"][0]
    return browser.get("/account/sso/back", params={"code": "c", "state": state or asked["state"][0]})


def test_a_person_of_the_provider_comes_in_and_is_known_by_subject_from_then_on(browser: TestClient, provider: Provider) -> None:
    came = back(browser, provider)
    assert came.status_code == 200
    assert f"{COOKIE}=" in came.headers["set-cookie"]
    assert "SameSite=Strict" in came.headers["set-cookie"]
    provider.changes = {"email": "changed@example.org"}
    assert back(browser, provider).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"aud": "another client"},
        {"aud": ["desk", "another client"], "azp": "another client"},
        {"iss": "http://another.example"},
        {"exp": 1_000_000_000},
        {"sub": "stranger", "email": "stranger@example.org"},
        {"sub": "stranger", "email_verified": False},
    ],
    ids=lambda changes: "-".join(f"{name}" for name in changes),
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(
    browser: TestClient, provider: Provider, changes: dict[str, Any]
) -> None:
    provider.changes = changes
    _refused(back(browser, provider))


def test_a_token_signed_with_another_key_opens_nothing(browser: TestClient, provider: Provider) -> None:
    provider.key = OTHER_KEY
    _refused(back(browser, provider))


def test_a_sign_in_that_was_not_begun_here_opens_nothing(browser: TestClient, provider: Provider) -> None:
    _refused(back(browser, provider, state="another"))
    browser.cookies.clear()
    _refused(browser.get("/account/sso/back", params={"code": "c", "state": ""}))


def test_a_provider_that_is_down_leads_back_to_the_password(tmp_path: Path) -> None:
    app = FastAPI()
    app.include_router(build_sso(None, OpenIdProvider("http://127.0.0.1:9", "desk", "secret")))  # type: ignore[arg-type]
    with TestClient(app, follow_redirects=False) as client:
        _refused(client.get("/account/sso"))


def test_the_three_settings_go_together() -> None:
    assert identity_provider(Settings()) is None
    with pytest.raises(SettingsError, match="go together"):
        identity_provider(Settings(oidc_issuer="https://id.example.org"))


def _refused(response: Any) -> None:
    assert response.status_code == 303
    assert response.headers["location"] == "/account/login?failed=sso"
    assert f"{COOKIE}=" not in response.headers.get("set-cookie", "")
