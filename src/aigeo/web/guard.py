"""What a request must be like before anything else looks at it.

ASGI middleware: sizes, the Host header, the token, calls from other sites; and the headers that
keep a browser from doing more with an answer than showing it.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aigeo.web.faults import body
from aigeo.web.service import Options

API = "/api/"
RECONCILE = "/reconcile"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def is_loopback(host: str) -> bool:
    """Say whether a server bound to `host` is reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_name(header: str) -> str:
    """Give the name or address of a Host header, in lower case, without port and brackets."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if header.count(":") == 1 else header


class Guard:
    """Refuses what no request needs; see docs/decisions/0055-who-may-call-the-server.md."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._options = options
        self._hosts = LOOPBACK | {host_name(options.host)}
        # OpenRefine's suggestions are asked for by its page, which lives on another port.
        self._reconcile = CORSMiddleware(
            app, allow_origins=options.origins, allow_methods=["GET", "POST"]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here when it must not go further."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, headers = scope["path"], Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if not path.startswith(RECONCILE):
                    answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        refusal = self._refusal(scope, path, headers)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        elif path.startswith(RECONCILE):
            await self._reconcile(scope, _limited(receive, self._options), guarded)
        else:
            await self._app(scope, _limited(receive, self._options), guarded)

    def _refusal(self, scope: Scope, path: str, headers: Headers) -> JSONResponse | None:
        limits = self._options.limits
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > limits.target_bytes:
            return _answer(414, "too_long", f"the address is over {limits.target_bytes} bytes")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limits.body_bytes:
            return _answer(413, "too_large", f"the body is over {limits.body_bytes} bytes")
        # Without a token only the name in the Host header tells our page from one that had its
        # name point here after it was opened (DNS rebinding); a token such a page does not have.
        if self._options.token is None and host_name(headers.get("host", "")) not in self._hosts:
            return _answer(421, "wrong_host", "this server answers to loopback names only")
        if headers.get("sec-fetch-site") == "cross-site" and path.startswith(API):
            return _answer(403, "cross_site", "a page of another site may not call this server")
        if (path.startswith((API, RECONCILE))) and not self._admitted(headers):
            return _answer(
                401, "token", "a token is needed: Authorization: Bearer …", **{
                    "WWW-Authenticate": "Bearer"
                },
            )  # fmt: skip
        return None

    def _admitted(self, headers: Headers) -> bool:
        token = self._options.token
        if token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and secrets.compare_digest(
            given.strip().encode(), token.encode()
        )


def _limited(receive: Receive, options: Options) -> Receive:
    """Give a `receive` that ends a body without declared length where it grows too large."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > options.limits.body_bytes:
                return {"type": "http.disconnect"}
        return message

    return counted


def _answer(status: int, code: str, message: str, **headers: str) -> JSONResponse:
    return JSONResponse(body(code, message), status, headers=headers)
