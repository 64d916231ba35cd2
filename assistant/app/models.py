"""Encoders and the language model that the settings ask for."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from babel import Locale

from assistant.adapters.embedded import FastEncoder, FusedEncoder
from assistant.answering.referee import Referee, load_probes
from assistant.answering.verify import Rules, load_polarity
from assistant.answering.word import Worder
from assistant.phrases import Phrasebook
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.adapters.openai_model import Deadlines


def encoder_factory(settings: Settings) -> Callable[..., Any]:
    if settings.encoder == "embedded":
        return FusedEncoder
    if settings.encoder == "embedded-fast":
        return FastEncoder
    from assistant.adapters.openai_encoder import OpenAIEncoder

    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return partial(OpenAIEncoder, settings.encoder.removeprefix("openai:"), key, settings.openai_base_url)


def worder(
    settings: Settings,
    phrases: Phrasebook,
    identify: Callable[[str], str],
    rarity: Callable[[Sequence[str]], Mapping[str, float]],
    deadlines: "Deadlines | None" = None,
) -> Worder | None:
    """The model's step, where a model is configured; ``deadlines``: how long it is waited for, else as long as a reader waits."""
    if settings.chat_model is None:
        return None
    from assistant.adapters.openai_model import Deadlines, StreamedCompletion, chat_model

    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    deadlines = deadlines or Deadlines()
    complete = StreamedCompletion(chat_model(settings.chat_model, key, settings.openai_base_url, deadlines), deadlines)
    prompts = settings.prompts
    referee = Referee(complete, (prompts / "referee.md").read_text("utf-8"), load_probes(prompts / "referee_probes.yaml"))
    rules = Rules(load_polarity(prompts / "cues" / "polarity.yaml"), identify, rarity)
    return Worder(
        complete=complete,
        referee=referee,
        rules=rules,
        prompt=(prompts / "word.md").read_text("utf-8"),
        language_name=lambda code: str(Locale.parse(code).get_display_name("en")),
        nearest=phrases.nearest,
    )
