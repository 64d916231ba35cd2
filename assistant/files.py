"""Reading the project's own YAML: by libyaml where it is there, ten times as fast."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a UTF-8 YAML file. Raises yaml.YAMLError, OSError or UnicodeDecodeError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
