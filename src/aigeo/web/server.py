"""Running the server: its lock, its port, its address."""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from filelock import FileLock, Timeout

from aigeo.errors import ConfigError
from aigeo.web.guard import is_loopback

LOCK, NOTE = "serve.lock", "serve.json"
BACKLOG = 128
SHORTEST_TOKEN = 16


def check_exposure(host: str, token: str | None) -> None:
    """Refuse to be reached from other machines without a token. Raises ConfigError."""
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise ConfigError(
            f"the token is too short: {SHORTEST_TOKEN} characters at least",
            hint='make one: python -c "import secrets; print(secrets.token_urlsafe(24))"',
        )
    if not is_loopback(host) and token is None:
        raise ConfigError(
            f"{host} can be reached from other machines, and no token is set",
            hint="set AIGEO_TOKEN, or leave --host out to serve this machine only",
        )


@contextmanager
def only_server(home: Path) -> Iterator[Path]:
    """Hold a data folder for one server; give the file that tells others where it answers.

    Raises ConfigError naming the address and process of the server that has it.
    """
    home.mkdir(parents=True, exist_ok=True)
    note = home / NOTE
    lock = FileLock(home / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise ConfigError(
            f"another aigeo serve uses the data folder {home}{_where(note)}",
            hint="use that one, stop it, or set AIGEO_HOME to another folder",
        ) from None
    try:
        yield note
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _where(note: Path) -> str:
    try:
        other = json.loads(note.read_text("utf-8"))
        return f": {other['url']} (pid {other['pid']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def bound(host: str, port: int) -> socket.socket:
    """Give a listening socket; port 0 takes a free one. Raises ConfigError where it is taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"{host!r} is no address of this machine: {error}") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere the option lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ConfigError(
                f"port {port} of {host} is in use by another program",
                hint="choose another with --port; 0 takes a free one",
            ) from error
        raise ConfigError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    return listener


def url_of(listener: socket.socket) -> str:
    """Give the address at which a listening socket is reached, for a browser."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - recognised, not bound
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server(app: FastAPI) -> uvicorn.Server:
    """Make a server for an application; `run(sockets=[…])` serves until it is told to stop."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",  # the one that holds a request's head to 64 kB
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
            limit_concurrency=200,
        )
    )


def write_note(note: Path, url: str) -> None:
    """Tell other processes where this server answers."""
    note.write_text(json.dumps({"url": url, "pid": os.getpid()}), encoding="utf-8")
