"""Connections to checked addresses: public ones, and those that the user allows by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

import httpx

from aigeo.errors import InputError

CONNECT_SECONDS = 10.0


class Connection:
    """One GET to the checked address of a URL, with its answer as a stream."""

    def __init__(
        self, url: str, headers: dict[str, str], private: Collection[str], idle: float
    ) -> None:
        """Check the address; `private` hosts (`host` or `host:port`) need not be public."""
        parts = urlsplit_checked(url)
        host = parts.host
        port = parts.port or (443 if parts.scheme == "https" else 80)
        allowed = host in private or f"{host}:{port}" in private
        address = public_address(url, host, port, allowed=allowed)
        self._client = httpx.Client(
            timeout=httpx.Timeout(idle, connect=min(idle, CONNECT_SECONDS)),
            trust_env=False,
            follow_redirects=False,
        )
        self._request = self._client.build_request(
            "GET",
            parts.copy_with(host=address, port=port, username=None, password=None),
            headers={**headers, "Host": host if parts.port is None else f"{host}:{port}"},
            extensions={"sni_hostname": host},
        )
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        try:
            self._response = self._client.send(self._request, stream=True)
        except BaseException:
            self._client.close()
            raise
        return self._response

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()
        self._client.close()


def urlsplit_checked(url: str) -> httpx.URL:
    """Parse an http or https address. Raises InputError for everything else."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise InputError(f"not an address: {error}", path=url) from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise InputError("only http and https addresses can be fetched", path=url)
    return parts


def public_address(url: str, host: str, port: int, *, allowed: bool = False) -> str:
    """Give an address of a host after making sure that all of them are public.

    Raises InputError for an unknown host and for one with a private, loopback, link-local or
    otherwise reserved address, unless it is `allowed`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host!r} is not known", path=url) from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allowed and not is_public(address):
            raise InputError(
                f"{host!r} has the address {address}, which is not public; not fetched",
                path=url,
                hint="download the file yourself and load it from disk, or name the host in "
                "AIGEO_FETCH_HOSTS",
            )
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an IP address is of the public internet, whatever form it is wrapped in."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed.teredo is not None:
            inner = parsed.teredo[1]
        # NAT64 (RFC 6052) carries an IPv4 address in its last 32 bits.
        if parsed in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return parsed.is_global and not parsed.is_multicast
