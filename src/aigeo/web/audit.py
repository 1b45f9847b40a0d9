"""Who asked what: one JSON line a request, in the home folder."""

from __future__ import annotations

import json
import logging
import os
import time
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILE = "audit.jsonl"
LARGEST_FILE = 10_000_000
FILES = 5
LONGEST_VALUE = 1000
_SECRET = ("token", "password", "secret", "key")


class Log:
    """A file of JSON lines that only its owner can read; turned over at 10 MB, five are kept."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        self._handler = RotatingFileHandler(
            self.path, maxBytes=LARGEST_FILE, backupCount=FILES - 1, encoding="utf-8", delay=True
        )

    def write(self, entry: dict[str, Any]) -> None:
        """Add a line."""
        text = json.dumps(entry, ensure_ascii=True)
        self._handler.emit(logging.LogRecord("audit", logging.INFO, "", 0, text, None, None))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


class Audit:
    """ASGI middleware: writes a line for each request when its answer has been sent.

    A line has `at`, `client`, `method`, `path`, `query` (parameters; secrets hidden), `status`,
    `bytes`, `seconds`, `complete` (whether the whole answer was sent) and, for ad hoc Cypher,
    what the route put into `scope["state"]["audit"]`. Headers, and so tokens, are never written.
    """

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        note: dict[str, Any] = {"status": None, "bytes": 0, "complete": False}
        more: dict[str, Any] = {}
        scope.setdefault("state", {})["audit"] = more

        async def noted(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                note["status"] = message["status"]
            elif message["type"] == "http.response.body":
                note["bytes"] += len(message.get("body", b""))
                note["complete"] = not message.get("more_body", False)

        try:
            await self._app(scope, receive, noted)
        finally:
            seconds = round(time.perf_counter() - began, 4)
            self._log.write({**_asked(scope), **note, "seconds": seconds, **more})


def _asked(scope: Scope) -> dict[str, Any]:
    client = scope.get("client")
    return {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": client[0] if client else None,
        "method": scope["method"],
        "path": scope["path"][:LONGEST_VALUE],
        "query": parameters(scope["query_string"][: 16 * LONGEST_VALUE].decode("latin-1")),
    }


def parameters(query_string: str) -> dict[str, str]:
    """Give the parameters of a query string for the log: shortened, secrets hidden."""
    return {
        name[:LONGEST_VALUE]: "•••" if _is_secret(name) else value[:LONGEST_VALUE]
        for name, value in parse_qsl(query_string, keep_blank_values=True)
    }


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET)
