"""How the lines of an answer are marked."""

import re

MARK = re.compile(r"\[(\d+)\]")
"""A citation's number at the end of what it carries."""
STEP = re.compile(r"^\d+\. ")
"""The number of a step at the start of its line."""
