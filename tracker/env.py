"""Typed values from the environment. A value that cannot be meant stops the start with one sentence.

The trap this avoids: bool("False") is True, and an unknown word taken for the default hides a mistake
until it matters. An empty value counts as not set.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def boolean(name, *, default):
    raw = text(name)
    if not raw:
        return default
    if raw.lower() in TRUE:
        return True
    if raw.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {raw!r}: write 1 or 0 (true/false, yes/no, on/off).")


def integer(name, *, default, minimum=0):
    raw = text(name)
    if not raw:
        return default
    # isdecimal alone would take ２０ and ٢٠ too.
    if not (raw.isascii() and raw.isdecimal()) or int(raw) < minimum:
        raise ImproperlyConfigured(f"{name} is {raw!r}: write a whole number of at least {minimum}.")
    return int(raw)


def words(name, default=()):
    """A list written with commas: `a.example, b.example`."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def database(name, *, default):
    """Django's connection settings from `sqlite:////absolute/path` or `postgres://user:password@host:port/name`.

    Parts may be percent-encoded. `?host=/folder` names a unix socket; other parameters go to libpq as they are.
    """
    raw = text(name, default)
    shown = f"{name} cannot be used"  # the value itself may hold a password
    try:
        url = urlsplit(raw)
        port = url.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"{shown}: {problem}.") from problem
    path = unquote(url.path)
    if url.scheme == "sqlite":
        # sqlite:///x would be relative to wherever the program was started: another database each time.
        if url.netloc or not path.startswith("//") or path.endswith("/"):
            raise ImproperlyConfigured(f"{shown}: write sqlite:////absolute/path, with four slashes.")
        return sqlite(Path(path[1:]))
    if url.scheme in {"postgres", "postgresql"}:
        if not path.strip("/"):
            raise ImproperlyConfigured(f"{shown}: the name of the database is missing after the host.")
        options = dict(parse_qsl(url.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": path.removeprefix("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": options.pop("host", unquote(url.hostname or "")),
            "PORT": options.pop("port", str(port or "")),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{shown}: it begins with neither sqlite:// nor postgres://.")


def sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A deferred transaction that reads first and writes later fails at once, without waiting,
            # when another has written in between. IMMEDIATE waits its turn, up to `timeout` seconds.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # WAL: readers never wait for the writer. FULL: what was acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }


def kept_secret(path):
    """The secret kept in `path`, made on first use and readable by its owner only."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            # Two processes may start at once: a link appears whole, and only for the first of them.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii")
