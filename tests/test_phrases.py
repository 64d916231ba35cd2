"""Whatever a user reads exists in every language of the interface, with the same variables."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.catalogue.wish_cues import load_wish_cues
from assistant.errors import CorpusError
from assistant.files import read_yaml
from assistant.phrases import Phrasebook, fields, load_phrases
from assistant.text import normalise
from tests.conftest import ROOT

FOLDER = ROOT / "prompts" / "phrases"
LANGUAGES = {"zh", "en", "ru", "ar", "fr", "es", "th", "vi", "id", "sr"}


@pytest.fixture(scope="module")
def phrases() -> Phrasebook:
    return load_phrases(FOLDER)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes phrase files: ``write(en={...}, fr={...})``."""

    def files(**texts: dict[str, str]) -> Path:
        for language, phrases in texts.items():
            (tmp_path / language).mkdir()
            (tmp_path / language / "core.yaml").write_text(yaml.safe_dump(phrases, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return files


def test_the_ten_languages_of_the_interface_are_complete(phrases: Phrasebook) -> None:
    assert set(phrases.languages) == LANGUAGES


def test_a_sample_is_called_so_by_one_word_in_answers_cards_and_catalogue(phrases: Phrasebook) -> None:
    for language in LANGUAGES:
        word = phrases.say(language, "card.sample")
        assert word in phrases.say(language, "partner.sample")
        assert word in phrases.say(language, "shelf.about")


def test_a_language_that_lacks_a_phrase_is_refused(write: Callable[..., Path]) -> None:
    with pytest.raises(CorpusError, match="fr lacks bye"):
        load_phrases(write(en={"hello": "Hello", "bye": "Bye"}, fr={"hello": "Bonjour"}))


def test_a_phrase_that_english_lacks_is_refused(write: Callable[..., Path]) -> None:
    with pytest.raises(CorpusError, match="fr has extra that English lacks"):
        load_phrases(write(en={"hello": "Hello"}, fr={"hello": "Bonjour", "extra": "Quoi"}))


def test_a_translation_without_a_variable_is_refused(write: Callable[..., Path]) -> None:
    with pytest.raises(CorpusError, match="hello has other variables"):
        load_phrases(write(en={"hello": "Hello {name}"}, fr={"hello": "Bonjour"}))


def test_a_folder_without_english_is_refused(write: Callable[..., Path]) -> None:
    with pytest.raises(CorpusError, match=r"en is missing"):
        load_phrases(write(fr={"hello": "Bonjour"}))


def test_a_phrase_that_stands_in_two_files_is_refused(write: Callable[..., Path]) -> None:
    folder = write(en={"hello": "Hello"})
    (folder / "en" / "more.yaml").write_text("hello: Hi\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="hello again"):
        load_phrases(folder)


@pytest.mark.parametrize("content", ["- a list\n", "", "just words\n", "a: [1\n", "a: b: c\n"])
def test_a_file_that_is_no_mapping_is_refused_with_its_name(content: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "en", tmp_path / "en")
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "core.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match="fr"):
        load_phrases(tmp_path)


def test_saying_a_phrase_without_its_variable_is_an_error(phrases: Phrasebook) -> None:
    with pytest.raises(KeyError):
        phrases.say("en", "locator.article")
    with pytest.raises(KeyError):
        phrases.say("en", "no.such.phrase")


@pytest.fixture(scope="module")
def values() -> dict[str, str]:
    """Every variable that any English phrase asks for."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (FOLDER / "en").glob("*.yaml")]
    return {name: f"<{name}>" for english in files for text in english.values() for name in fields(str(text))}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_phrase_can_be_said_and_fills_in_what_it_is_given(
    language: str, phrases: Phrasebook, values: dict[str, str]
) -> None:
    for key in phrases.keys():  # noqa: SIM118 - no mapping
        if not key.endswith((".one", ".two")):  # "one day" needs no digit
            said, english = phrases.say(language, key, **values), phrases.say("en", key, **values)
            assert said.strip()
            assert "{" not in said
            assert {v for v in values.values() if v in said} == {v for v in values.values() if v in english}, key


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", {1: "1 working day", 2: "2 working days"}),
        ("ru", {1: "рабоч", 2: "рабочих", 5: "рабочих", 21: "рабоч"}),
        ("ar", {1: "يوم", 2: "يوم", 3: "أيام", 11: "يوم"}),
        ("zh", {1: "1", 30: "30"}),
        ("sr", {1: "radn", 3: "radn", 5: "radn"}),
    ],
)
def test_a_number_takes_the_plural_form_of_its_language(language: str, numbers: dict[int, str], phrases: Phrasebook) -> None:
    for number, part in numbers.items():
        said = phrases.count(language, "working_day", number)
        assert part in said or normalise(part, "sr") in normalise(said, "sr"), (number, said)


def test_russian_and_arabic_have_several_plural_forms(phrases: Phrasebook) -> None:
    russian = {phrases.count("ru", "month", n).replace(str(n), "") for n in (1, 2, 5)}
    arabic = {phrases.count("ar", "month", n).replace(str(n), "") for n in (1, 2, 3, 11)}
    assert len(russian) == 3
    assert len(arabic) >= 3


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("pt-BR", "es"), ("kk", "ru"), ("ms", "id"), ("lo", "th"), ("hr", "sr"), ("sw", "en"), ("zh-TW", "zh"), ("fr", "fr")],
)
def test_a_language_without_phrases_gets_the_nearest_one(asked: str, answered: str, phrases: Phrasebook) -> None:
    assert phrases.nearest(asked) == answered


def test_answers_from_the_catalogue_call_the_asker_by_one_form_of_address() -> None:
    """Vietnamese "quý vị" and never "bạn"; Arabic the plural and never "your interest" of one."""
    said = {
        language: [
            text
            for key, text in read_yaml(FOLDER / language / "catalogue.yaml").items()
            if key.startswith(("partner.", "match."))
        ]
        for language in ("vi", "ar")
    }
    assert any("quý vị" in text for text in said["vi"])
    assert not [text for text in said["vi"] if "bạn" in text.split()]
    assert any("اهتمامكم" in text for text in said["ar"])
    assert not [text for text in said["ar"] if "اهتمامك " in text or "شروطك " in text]


def test_every_group_of_countries_has_a_name(phrases: Phrasebook) -> None:
    groups = load_wish_cues(ROOT / "prompts" / "cues" / "partners.yaml").places
    assert [group for group in groups if not phrases.has("en", f"code.place.{group}")] == []
