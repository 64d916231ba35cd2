"""Sign-in by the organisation's identity provider: OpenID Connect, authorization code with PKCE, through Authlib."""

from typing import Any

import httpx2 as httpx
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.casework import Person, SignIn
from assistant.errors import LoginError, OutsideError

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures with a public key only: what the provider says it also takes does not count."""
_SECONDS, _LEEWAY = 10.0, 60


class OpenIdProvider:
    """``issuer``: its address, below which its description lies. Nothing is asked before somebody signs in."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self._issuer, self._client_id, self._secret = issuer, client_id, client_secret

    def begin(self, back: str) -> SignIn:
        """Where to send the browser; ``back`` is where it will return to."""
        state, nonce, verifier = generate_token(32), generate_token(32), generate_token(64)
        try:
            with self._client(back) as client:
                endpoint = self._described(client)["authorization_endpoint"]
                url, _ = client.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise OutsideError("The identity provider does not answer: try again, or sign in with a password.") from error
        return SignIn(str(url), state, nonce, verifier)

    def finish(self, back: str, code: str, nonce: str, verifier: str) -> Person:
        """Who has signed in.

        Raises:
            LoginError: the code or the token is not good: of another issuer, for another client, too old, or not for this
                sign-in.
            OutsideError: the provider does not answer.
        """
        try:
            with self._client(back) as client:
                described = self._described(client)
                token = client.fetch_token(described["token_endpoint"], code=code, code_verifier=verifier)
                keys = client.request("GET", described["jwks_uri"], withhold_token=True).raise_for_status().json()
                return self._person(token["id_token"], keys, nonce)
        except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
            raise LoginError("The identity provider's answer was refused.") from error
        except httpx.HTTPError as error:
            raise OutsideError("The identity provider does not answer: try again, or sign in with a password.") from error

    def _client(self, back: str) -> Any:
        return OAuth2Client(
            self._client_id, self._secret, scope="openid email", redirect_uri=back, code_challenge_method="S256", timeout=_SECONDS
        )

    def _described(self, client: Any) -> dict[str, Any]:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        described: dict[str, Any] = client.request("GET", address, withhold_token=True).raise_for_status().json()
        if described["issuer"] != self._issuer:
            raise ValueError("another issuer")
        return described

    def _person(self, id_token: str, keys: Any, nonce: str) -> Person:
        signed = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        wanted = {"iss": {"essential": True, "value": self._issuer}, "aud": {"essential": True, "value": self._client_id}}
        claims = CodeIDToken(signed.claims, signed.header, wanted, {"nonce": nonce, "client_id": self._client_id})
        claims.validate(leeway=_LEEWAY)
        address = claims.get("email") if claims.get("email_verified") is True else None
        return Person(f"{self._issuer} {claims['sub']}", address)
