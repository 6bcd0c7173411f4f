"""Reads the variables of config/settings.py: an empty one counts as not set, a wrong one is named in a sentence."""

import os

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = environ.Env.BOOLEAN_TRUE_STRINGS, ("false", "off", "n", "no", "0")
WANTED = {bool: "on or off", int: "a whole number"}


class Environment(environ.Env):
    """The process's environment, and what `.env` adds to it; raises ImproperlyConfigured for a value that is none."""

    def __init__(self, file: os.PathLike) -> None:
        super().__init__()
        self.read_env(file)
        self.ENVIRON = {name: value for name, value in os.environ.items() if value.strip()}

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        value = self.ENVIRON.get(var, "")
        try:
            if cast is bool and value and value.strip().lower() not in (*YES, *NO):
                raise ValueError
            return super().get_value(var, cast, default, parse_default)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var}={value} is not {WANTED.get(cast, 'understood')}.") from error

    def database(self, var: str, default: str) -> dict:
        """The database at an address; one that is not understood is not repeated, since it may hold a password."""
        address = self.str(var, default=default)
        if address.partition(":")[0] not in self.DB_SCHEMES:
            raise ImproperlyConfigured(
                f"{var} is not the address of a database. Set it like postgres://user:password@host:5432/name "
                "or sqlite:////folder/file.sqlite3, or leave it empty."
            )
        return self.db_url_config(address)
