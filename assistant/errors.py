"""What can go wrong, by what the caller must do about it.

AssistantError
├── InputError          the request is wrong: say so, exit 2
│   ├── SettingsError   a setting is wrong or unknown
│   ├── CorpusError     a record or a phrase file is broken
│   ├── DocumentError   a file cannot be read; carries the reason shown beside its path
│   ├── DeniedError     the account lacks the right
│   │   └── LoginError  name or password is wrong; which is not said
│   │       └── ThrottledError  too many attempts
│   └── ConflictError   somebody else was faster; look again
├── BusyError           another process holds what is needed: try later, exit 3
└── OutsideError        something outside is down, exit 3
    ├── ModelError      the model endpoint; the composed answer is given instead
    │   └── ModelKeyError   it refused the key
    └── StoreError      SQL or the vector index
"""


class AssistantError(Exception):
    """Base of all; its text is one sentence for a person, with what to do. ``key`` names the phrase that says the same in the
    language of a page, with ``values`` for its variables; empty where there is none."""

    def __init__(self, text: object = "", key: str = "", **values: object) -> None:
        super().__init__(text)
        self.key, self.values = key, values


class InputError(AssistantError):
    """The request cannot be served as it stands."""


class SettingsError(InputError):
    """A setting is wrong or unknown."""


class CorpusError(InputError):
    """A file of the knowledge base, a prompt or a phrase is broken."""


class DocumentError(InputError):
    """A document cannot be indexed; the text is the reason."""


class DeniedError(InputError):
    """The account may not do this."""


class LoginError(DeniedError):
    """Name or password is wrong; which of them is not said."""


class ThrottledError(LoginError):
    """Too many failures; try again later."""


class ConflictError(InputError):
    """The thing is no longer in the state that the request supposes."""


class BusyError(AssistantError):
    """Another process is at it."""


class OutsideError(AssistantError):
    """Something that the assistant depends on does not answer."""


class ModelError(OutsideError):
    """The model's endpoint failed, timed out or answered nonsense."""


class ModelKeyError(ModelError):
    """The endpoint refused the key."""


class StoreError(OutsideError):
    """SQL or the vector index failed."""
