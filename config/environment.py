"""Environment variables for config/settings.py. An empty one counts as not set; an error names a wrong one."""

import ipaddress
import os
import sqlite3
from collections.abc import Mapping

import environ
import psycopg
from django.core.exceptions import ImproperlyConfigured

YES, NO = environ.Env.BOOLEAN_TRUE_STRINGS, ("false", "off", "n", "no", "0")
NOWHERE = "/folder-without-a-socket"
OF_DJANGO = {"transaction_mode", "init_command"}  # options for SQLite that Django takes for itself
WANTED = {bool: "on or off", int: "a whole number", float: "a number"}


class Environment(environ.Env):
    """The environment of the process and the variables of `.env`. Raises ImproperlyConfigured for a wrong value."""

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

    def networks(self, var: str, default: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        """Addresses and networks, separated by commas. Raises ImproperlyConfigured for one that is none."""
        try:
            return [ipaddress.ip_network(part.strip()) for part in self.str(var, default=default).split(",")]
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} is not a list of addresses and networks: {error}.") from error

    def database(self, var: str, default: str, defaults: Mapping[str, dict]) -> dict:
        """The entry of DATABASES for an address like postgres://user:password@host:5432/name?sslmode=verify-full.

        `defaults` has an entry for each engine that the site runs on. What the address says wins over it; where both
        give PostgreSQL's `options`, those of the address follow ours and so win one by one. Raises ImproperlyConfigured
        for an address or an option that is not understood. The address is not repeated, since it may hold a password.
        """
        address = self.str(var, default=default)
        engine = self.DB_SCHEMES.get(address.partition(":")[0], "").rpartition(".")[2]
        if engine not in defaults:
            raise ImproperlyConfigured(
                f"{var} is not the address of a database. Set it like postgres://user:password@host:5432/name "
                "or sqlite:////folder/file.sqlite3, or leave it empty."
            )
        database = self.db_url_config(address)
        ours, given = defaults[engine]["OPTIONS"], database.get("OPTIONS", {})
        if fault := FAULTS[engine](given):
            raise ImproperlyConfigured(f"{var} has an option that is not understood: {fault}.")
        options = ours | given
        if "options" in ours and "options" in given:
            options["options"] = f"{ours['options']} {given['options']}"
        ours = {"OPTIONS": options, "ENGINE": defaults[engine].get("ENGINE", database["ENGINE"])}
        return defaults[engine] | database | ours


def _postgres_fault(options: dict) -> str:
    """What psycopg and libpq say against connection options, or ''. No server is asked: the folder has no socket."""
    try:
        psycopg.connect(**options | {"host": NOWHERE, "hostaddr": ""})
    except psycopg.Error as error:
        return "" if NOWHERE in str(error) else str(error).strip().removeprefix("connection is bad: ")


def _sqlite_fault(options: dict) -> str:
    """What Python's sqlite3 says against connection options, or ''; two are Django's own."""
    try:
        sqlite3.connect(":memory:", **{name: options[name] for name in options.keys() - OF_DJANGO}).close()
    except (TypeError, ValueError) as error:
        return str(error)
    return ""


FAULTS = {"postgresql": _postgres_fault, "sqlite3": _sqlite_fault}
