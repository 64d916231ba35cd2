"""Embeddings of an OpenAI-compatible endpoint, by LangChain; dimensions are learned from the first vector."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import openai
from langchain_openai import OpenAIEmbeddings

from assistant.adapters.quiet import quiet_endpoints
from assistant.errors import ModelError, ModelKeyError

Array = npt.NDArray[np.float32]


class OpenAIEncoder:
    """The same vectors for queries and passages; sentences are encoded like passages."""

    def __init__(self, model: str, key: str | None, base_url: str | None, threads: int = 1) -> None:
        self.name = f"openai-{model}"
        self.threads = threads
        quiet_endpoints()
        self._model = OpenAIEmbeddings(
            model=model,
            api_key=key or "none",  # type: ignore[arg-type]
            base_url=base_url,
            check_embedding_ctx_length=False,
            max_retries=2,
            timeout=30,
        )
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        if not self._dimensions:
            self._dimensions = int(self.query("dimensions", "en").shape[0])
        return self._dimensions

    def query(self, text: str, language: str) -> Array:
        return np.asarray(self.passages([text], [language])[0], np.float32)

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        """Raises ModelError where the endpoint fails."""
        if len(texts) != len(languages):
            raise ValueError("one language for each text")
        try:
            rows = np.asarray(self._model.embed_documents(list(texts)), np.float32)
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise ModelKeyError("The embedding endpoint refused the key: check OPENAI_API_KEY.") from error
        except openai.OpenAIError as error:
            raise ModelError(f"The embedding endpoint cannot be used ({type(error).__name__}).") from error
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Array:
        return self.passages(texts, languages)
