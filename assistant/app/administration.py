"""What an administrator does at the server, built without the knowledge base: accounts, the audit log, persons, retention."""

import datetime as dt

from assistant.adapters.passwords import Argon2Passwords
from assistant.adapters.sql.accounts import SqlAccounts
from assistant.adapters.sql.audit import SqlAudit
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.people import SqlPeople
from assistant.adapters.sql.retention import SqlRetention
from assistant.app.state import make_home
from assistant.casework import Account
from assistant.desk.accounts import Accounts
from assistant.desk.people import People
from assistant.desk.retention import Retention
from assistant.settings import Settings

SHELL = Account("shell", "shell", "Shell", "administrator")
"""Who acts in the log where no account does: somebody at the server, who holds the database anyway."""


class Administration:
    """``with Administration(settings) as administration``."""

    def __init__(self, settings: Settings) -> None:
        make_home(settings.home)
        self._database = Database(settings.sql_url)
        self.accounts = Accounts(SqlAccounts(self._database), Argon2Passwords())
        self.audit = SqlAudit(self._database)
        self.people = People(SqlPeople(self._database), settings.home / "drafts")
        days = {name: int(getattr(settings, f"keep_{name}_days")) for name in Retention.KINDS}
        self.retention = Retention(SqlRetention(self._database), days)

    def add(
        self, login: str, name: str, role: str, password: str | None, organisation: str | None = None, node: str | None = None
    ) -> Account:
        """The first administrator, or a further account."""
        if role == "administrator" and password is not None and not self.accounts.store.count("administrator"):
            return self.accounts.first(login, name, password)
        return self.accounts.add(SHELL, login, name, role, password, organisation, node)  # type: ignore[arg-type]

    def sessions(self, login: str | None) -> list[dict[str, str]]:
        found = self.accounts.sessions(SHELL, login)
        return [{"login": login, "begun": _minute(begun), "ends": _minute(ends)} for login, begun, ends in found]

    def __enter__(self) -> "Administration":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()


def _minute(time: dt.datetime) -> str:
    return time.isoformat(timespec="minutes")
