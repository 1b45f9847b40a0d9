"""ETag and conditional GET for answers of the API (RFC 9110, sections 8.8.3 and 13)."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT_BY_304 = ("etag", "cache-control", "vary", "date")


class Conditional:
    """Gives JSON answers a tag of their bytes and answers 304 to a caller that has them.

    Streams (exports) pass untouched: what comes in more than one piece gets no tag here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold an answer back until its body is known, then send it or 304."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        held: Message | None = None
        wanted = Headers(scope=scope).get("if-none-match", "")

        async def tagged(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                if message["status"] == 200:
                    held = message
                    return
            elif held is not None and message["type"] == "http.response.body":
                start, held = held, None
                if message.get("more_body"):
                    await send(start)
                else:
                    await _send_tagged(start, message, wanted, send)
                    return
            await send(message)

        await self._app(scope, receive, tagged)


async def _send_tagged(start: Message, body: Message, wanted: str, send: Send) -> None:
    headers = MutableHeaders(scope=start)
    if "etag" not in headers:
        headers["etag"] = f'"{hashlib.sha256(body.get("body", b"")).hexdigest()[:32]}"'
        headers["cache-control"] = "no-cache"  # keep it, but ask each time whether it still holds
    if matches(headers["etag"], wanted):
        kept = [(k, v) for k, v in start["headers"] if k.decode("latin-1") in _KEPT_BY_304]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        await send({"type": "http.response.body", "body": b""})
        return
    await send(start)
    await send(body)


def matches(tag: str, wanted: str) -> bool:
    """Tell whether a caller's `If-None-Match` names a tag (weak comparison)."""
    if wanted.strip() == "*":
        return True
    given = (part.strip().removeprefix("W/") for part in wanted.split(","))
    return tag.removeprefix("W/") in given
