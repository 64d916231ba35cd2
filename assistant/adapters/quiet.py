"""Libraries that write down what they send: at DEBUG, or told to by ``OPENAI_LOG``, a whole prompt would stand in the log."""

import logging

TALKATIVE = ("openai", "httpx", "httpcore")


def quiet_endpoints() -> None:
    """From now on they log warnings only, which hold no texts. To be called after they were imported: they set levels then."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
