"""Choosing and probing TCP ports of this machine."""

from __future__ import annotations

import socket

from aigeo.errors import StoreError
from aigeo.neo4j_server.configuration import HOST


def choose_port(wanted: int | None, usual: int) -> int:
    """Give `wanted` if it is free; for None, `usual` if that is free; else any free port.

    Raises StoreError when a port other than 0 was asked for and is in use.
    """
    if wanted is None:
        return usual if _is_free(usual) else _any_free()
    if wanted == 0:
        return _any_free()
    if not _is_free(wanted):
        raise StoreError(
            f"port {wanted} is in use",
            hint="name another port, or leave it out for any free one",
        )
    return wanted


def answers(uri: str) -> bool:
    """Say whether something accepts connections at the host and port of a Bolt address."""
    host, port = uri.rpartition("//")[2].rsplit(":", 1)
    try:
        with socket.create_connection((host, int(port)), timeout=1):
            return True
    except OSError:
        return False


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still being wound up counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
