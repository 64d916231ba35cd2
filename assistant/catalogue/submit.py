"""A profile that a visitor hands in: a draft, which nobody finds before staff have checked and published it."""

import datetime as dt
import secrets

from pydantic import ValidationError

from assistant.browsing import HandedIn
from assistant.catalogue.lifecycle import VALID_DAYS
from assistant.catalogue.masking import masked
from assistant.errors import InputError
from assistant.profile import NEEDS, Profile

ORIGIN = "visitor"
MOST_TITLE, MOST_SUMMARY = 160, 2000
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def drafted(given: HandedIn, today: dt.date) -> Profile:
    """The draft; addresses and telephone numbers in its texts are masked, for a profile identifies no person.

    Raises:
        InputError: something that a profile needs is missing or unknown.
    """
    token = "".join(secrets.choice(_LETTERS) for _ in range(8))
    need = given.type in NEEDS
    values: dict[str, object] = {
        "id": f"submitted-{today:%y%m%d}-{token}",
        "type": given.type,
        "title": {given.language: masked(given.title.strip()[:MOST_TITLE])},
        "summary": {given.language: masked(given.summary.strip()[:MOST_SUMMARY])},
        "original_language": given.language,
        "sectors": list(given.sectors),
        "trl_min" if need else "trl": given.trl,
        "ip": list(given.ip),
        "cooperation": list(given.cooperation),
        "country": given.country,
        "languages": [given.language],
        "anonymous": given.anonymous,
        "organisation": {"name": {given.language: given.organisation.strip()[:200]}, "kind": given.kind},
        "state": "draft",
        "published": today,
        "updated": today,
        "valid_until": today + dt.timedelta(days=VALID_DAYS),
        "source": "Handed in on the catalogue's page; not yet checked",
    }
    try:
        return Profile.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"The profile cannot be taken: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
