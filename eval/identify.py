"""The language of an answer's text, by lingua among those of the interface: not the identifier that the assistant uses."""

from collections.abc import Callable

from lingua import IsoCode639_1, LanguageDetectorBuilder

_AMONG = ("zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "hr", "sr")
_SAME = {"hr": "sr"}
"""lingua knows Serbian in Cyrillic only; what it calls Croatian is Serbian in Latin letters here."""


def interface_identifier() -> Callable[[str], str]:
    """Text to code; ``und`` where there is nothing to go by. Malay, or a language outside the list, is taken for its nearest."""
    codes = [getattr(IsoCode639_1, code.upper()) for code in _AMONG]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def identify(text: str) -> str:
        found = detector.detect_language_of(text[:1500])
        code = found.iso_code_639_1.name.lower() if found else "und"
        return _SAME.get(code, code)

    return identify
