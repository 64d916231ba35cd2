"""Buttons that the page's script hands to the server."""

from assistant.web.escape import inert


def button(action: str, label: str, *, kind: str = "", pressed: bool | None = None, **data: object) -> str:
    """A button that the page's script hands to the server: ``data-do`` says what is wanted."""
    values = "".join(f' data-{name}="{inert(str(value))}"' for name, value in data.items())
    state = "" if pressed is None else f' aria-pressed="{str(pressed).lower()}"'
    return f'<button type="button" class="tool {kind}" data-do="{action}"{values}{state}>{inert(label)}</button>'
