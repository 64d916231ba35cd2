"""Accounts that need no database."""

from assistant.casework import Account

ADMINISTRATOR = Account("chief-id", "chief", "Chief", "administrator")
STAFF = Account("li-id", "li", "Li", "staff")
