"""Fields of forms on pages that are not the conversation."""

from collections.abc import Iterable

from assistant.web.escape import inert

Option = tuple[str, str]


def select(
    name: str, label: str, options: Iterable[Option], chosen: str = "", *, any_label: str = "", required: bool = False
) -> str:
    """``options``: (value, text). ``any_label``: what stands for no choice."""
    first = f'<option value="">{inert(any_label)}</option>' if any_label else ""
    rest = "".join(
        f'<option value="{inert(value)}"{" selected" if value == chosen else ""}>{inert(text)}</option>'
        for value, text in options
    )
    need = " required" if required else ""
    return f'<label class="field">{inert(label)}<select name="{name}"{need}>{first}{rest}</select></label>'


def line(
    name: str, label: str, value: str = "", *, hint: str = "", most: int = 200, required: bool = False, kind: str = "text"
) -> str:
    need = " required" if required else ""
    return (
        f'<label class="field">{inert(label)}{_hint(hint)}'
        f'<input type="{kind}" name="{name}" value="{inert(value)}" maxlength="{most}" dir="auto"{need}></label>'
    )


def area(
    name: str, label: str, value: str = "", *, hint: str = "", rows: int = 4, most: int = 2000, required: bool = False
) -> str:
    need = " required" if required else ""
    return (
        f'<label class="field wide">{inert(label)}{_hint(hint)}'
        f'<textarea name="{name}" rows="{rows}" maxlength="{most}" dir="auto"{need}>{inert(value)}</textarea></label>'
    )


def check(name: str, label: str, *, value: str = "yes", ticked: bool = False, required: bool = False) -> str:
    marks = (" checked" if ticked else "") + (" required" if required else "")
    box = f'<input type="checkbox" name="{name}" value="{inert(value)}"{marks}>'
    return f'<label class="check">{box} <span>{inert(label)}</span></label>'


def checks(name: str, label: str, options: Iterable[Option], ticked: Iterable[str] = ()) -> str:
    chosen = set(ticked)
    boxes = "".join(check(name, text, value=value, ticked=value in chosen) for value, text in options)
    return f'<fieldset class="field wide"><legend>{inert(label)}</legend><div class="checks">{boxes}</div></fieldset>'


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{inert(value)}">'


def problem(text: str) -> str:
    return f'<p class="problem" role="alert">{inert(text)}</p>'


def _hint(text: str) -> str:
    return f' <span class="hint">{inert(text)}</span>' if text else ""
