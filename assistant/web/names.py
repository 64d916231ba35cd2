"""Names of countries and languages, and numbers, as the language of the page writes them (Unicode's locale data)."""

from functools import lru_cache

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

from assistant.text import written


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    return Locale.parse(written(language))


def country_name(code: str, language: str) -> str:
    return str(locale_of(language).territories.get(code, code))


def language_name(code: str, language: str) -> str:
    return str(locale_of(language).languages.get(code, code))


def number(value: float, language: str) -> str:
    return str(format_decimal(value, "#,##0.##", locale=locale_of(language)))


def large_number(value: float, language: str) -> str:
    """``1.96 trillion``; where a language has no long form (Chinese), its short one, which says the same."""
    kind = "long" if "long" in locale_of(language).compact_decimal_formats else "short"
    return str(format_compact_decimal(value, format_type=kind, locale=locale_of(language), fraction_digits=2))  # type: ignore[arg-type]
