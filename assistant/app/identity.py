"""The identity provider that the settings name."""

from assistant.adapters.openid import OpenIdProvider
from assistant.errors import SettingsError
from assistant.settings import Settings


def identity_provider(settings: Settings) -> OpenIdProvider | None:
    """None where none is set.

    Raises:
        SettingsError: only some of the three settings are there.
    """
    issuer, client, secret = settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret
    if not issuer and not client and secret is None:
        return None
    if not issuer or not client or secret is None:
        raise SettingsError("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three or none.")
    return OpenIdProvider(issuer, client, secret.get_secret_value())
