"""The composition root, the only place that builds things: settings → adapters → ``Assistant``."""

from assistant.app.assistant import Assistant

__all__ = ["Assistant"]
