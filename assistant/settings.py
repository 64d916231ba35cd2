"""All settings, read once, from the environment and ``.env``. The only place that reads the environment."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: ``corpus/`` and ``prompts/`` lie beside the package."""
PREFIX = "ASSISTANT_"


class Settings(BaseSettings):
    """Every setting has a default that works on a fresh machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Path(".assistant")
    database_url: str | None = None
    chroma_url: str | None = None
    encoder: str = "embedded"
    chat_model: str | None = None
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    corpus: Path = ROOT / "corpus"
    prompts: Path = ROOT / "prompts"
    desk_contact: str | None = None
    desk_second_person: bool = True
    """Whether the version of a reply that somebody saved must be approved by somebody else."""
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    keep_inquiries_days: int = Field(default=1095, ge=0)
    keep_attachments_days: int = Field(default=365, ge=0)
    keep_contacts_days: int = Field(default=730, ge=0)
    keep_library_days: int = Field(default=365, ge=0)
    keep_handoffs_days: int = Field(default=365, ge=0)
    keep_conversations_days: int = Field(default=365, ge=0)
    keep_feedback_days: int = Field(default=730, ge=0)
    keep_interests_days: int = Field(default=1095, ge=0)
    """Days after which ``assistant retention run`` removes what is done with (library: what was withdrawn), 0: never. The
    audit log, which holds no texts, stays."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    max_question_chars: int = Field(default=4000, ge=100)
    questions_per_minute: int = Field(default=60, ge=0)
    """From one address, on the page and the API together; 0: no limit."""
    max_file_mb: int = Field(default=64, ge=1)
    parse_seconds: int = Field(default=60, ge=1)
    parse_memory_mb: int = Field(default=1024, ge=256)
    parse_pages: int = Field(default=3000, ge=1)
    workers: int = Field(default=0, ge=0)
    """Encoding processes for bulk indexing; 0: one per core."""

    @field_validator("encoder")
    @classmethod
    def _known_encoder(cls, value: str) -> str:
        if value in {"embedded", "embedded-fast"} or (value.startswith("openai:") and len(value) > len("openai:")):
            return value
        raise ValueError("must be embedded, embedded-fast or openai:MODEL")

    @property
    def sql_url(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'assistant.db'}"


def load_settings(**overrides: object) -> Settings:
    """Settings from environment, ``.env`` and ``overrides``.

    Raises:
        SettingsError: a value is wrong, or ``ASSISTANT_…`` names no setting.
    """
    known = {f"{PREFIX}{name}".upper() for name, field in Settings.model_fields.items() if not field.validation_alias}
    unknown = sorted(key for key in _given_keys() if key.upper().startswith(PREFIX) and key.upper() not in known)
    if unknown:
        raise SettingsError(f"{', '.join(unknown)} is not a setting; the README lists them all.")
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        name = f"{PREFIX}{name}".upper() if name in Settings.model_fields else name
        raise SettingsError(f"The setting {name} is wrong: {first['msg']}.") from error


def _given_keys() -> list[str]:
    keys = list(os.environ)
    dotenv = Path(".env")
    if dotenv.is_file():
        for line in dotenv.read_text(encoding="utf-8", errors="replace").splitlines():
            name, mark, _ = line.strip().removeprefix("export ").partition("=")
            if mark and not name.startswith("#"):
                keys.append(name.strip())
    return keys
