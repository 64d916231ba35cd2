"""Settings are read once, all of them are known, and a wrong one stops the program with a sentence."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment and a folder without settings."""
    import os

    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    settings = load_settings()
    assert settings.encoder == "embedded"
    assert settings.chat_model is None
    assert settings.corpus.is_dir()
    assert settings.prompts.is_dir()


def test_the_database_lies_in_the_state_folder_unless_another_is_named() -> None:
    assert load_settings(home=Path("/state")).sql_url == "sqlite:////state/assistant.db"
    assert load_settings(database_url="postgresql+psycopg://db/x").sql_url == "postgresql+psycopg://db/x"


def test_the_environment_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ENCODER", "embedded-fast")
    monkeypatch.setenv("ASSISTANT_HOME", "/somewhere")
    assert load_settings().encoder == "embedded-fast"
    assert load_settings().home == Path("/somewhere")


def test_the_env_file_sets_and_the_environment_overrules_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("# comment\nexport ASSISTANT_ENCODER=openai:embed\nASSISTANT_WORKERS=3\nOTHER=1\n")
    monkeypatch.setenv("ASSISTANT_WORKERS", "2")
    settings = load_settings()
    assert (settings.encoder, settings.workers) == ("openai:embed", 2)


@pytest.mark.parametrize("name", ["ASSISTANT_ENCODRE", "assistant_modell", "ASSISTANT_OPENAI_API_KEY"])
def test_an_unknown_setting_is_refused_by_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=f"{name} is not a setting"):
        load_settings()


def test_an_unknown_setting_in_the_env_file_is_refused() -> None:
    Path(".env").write_text("ASSISTANT_TYPO=1\n")
    with pytest.raises(SettingsError, match="ASSISTANT_TYPO"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENCODER", "word2vec"),
        ("ENCODER", "openai:"),
        ("MAX_QUESTION_CHARS", "-1"),
        ("MAX_QUESTION_CHARS", "many"),
        ("WORKERS", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_setting(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        load_settings().workers = 5  # type: ignore[misc]


def test_the_key_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-7291")
    settings = load_settings()
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-canary-7291"
    assert "canary" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_every_setting_is_in_the_readme() -> None:
    readme = Path(__file__).resolve().parent.parent / "README.md"
    if not readme.is_file():
        pytest.skip("the README is not written yet")
    text = readme.read_text(encoding="utf-8")
    missing = [
        f"ASSISTANT_{name.upper()}"
        for name, info in Settings.model_fields.items()
        if info.validation_alias is None and f"ASSISTANT_{name.upper()}" not in text
    ]
    assert missing == []
