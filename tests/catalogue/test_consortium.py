"""Two profiles are proposed together only where they meet clearly more than the best does alone."""

from collections.abc import Sequence

from assistant.profile import Profile
from tests.catalogue.boards import a_wish, matched
from tests.catalogue.conftest import make_profile

WORDS = ("desalination", "solar", "camera")
WISH = a_wish(text="desalination solar camera", terms=WORDS)


def _find(text: str, _language: str) -> Sequence[str]:
    return [word for word in WORDS if word in text.casefold()]


def _about(*words: str) -> Profile:
    """A profile that speaks of ``words`` alone, each of an organisation of its own."""
    text = " ".join(words)
    return make_profile(
        id=f"offer-{'-'.join(words)}",
        title={"en": text},
        summary={"en": text},
        keywords={"en": list(words)},
        organisation={"name": {"en": text}, "kind": "company"},
    )


def test_two_that_together_have_no_more_than_the_best_alone_are_not_proposed() -> None:
    profiles = [_about("desalination", "solar"), _about("desalination"), _about("solar"), _about("camera")]
    found = matched(profiles, WISH, [0.7, 0.6, 0.6, -0.5], find=_find)
    assert [match.profile_id for match in found.found][:1] == ["offer-desalination-solar"]
    assert (found.consortium, found.consortium_why) == ((), None)


def test_two_that_together_have_what_none_has_alone_are_proposed() -> None:
    profiles = [_about("desalination", "solar"), _about("camera", "solar")]
    found = matched(profiles, WISH, [0.7, 0.6], find=_find)
    assert set(found.consortium) == {profile.id for profile in profiles}
