"""International technology transfer assistant. ``Assistant().ask("…")`` gives a cited ``Answer``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.app import Assistant
    from assistant.domain import Answer

__all__ = ["Answer", "Assistant"]


def __getattr__(name: str) -> Any:
    """Importing the package does nothing; its public names load on first use."""
    if name == "Assistant":
        from assistant.app import Assistant

        return Assistant
    if name == "Answer":
        from assistant.domain import Answer

        return Answer
    raise AttributeError(name)
