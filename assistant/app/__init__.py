"""The composition root, the only place that builds things: settings → adapters → ``Assistant``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> Any:
    """On first use: what needs no model, such as keeping accounts, shall not wait for it."""
    if name == "Assistant":
        from assistant.app.assistant import Assistant

        return Assistant
    raise AttributeError(name)
