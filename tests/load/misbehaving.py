"""A local web server that does what a test tells it, request by request."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Step = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Answers each request with the next step; the last step answers all that follow."""

    steps: list[Step] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "list.csv") -> str:
        return f"http://{self.host}/{path}"


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append(dict(self.headers))
            step = site.steps.pop(0) if len(site.steps) > 1 else site.steps[0]
            self.close_connection = True
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                step(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def answer(
    body: bytes = b"",
    status: int = 200,
    *,
    length: int | None = None,
    send: int | None = None,
    **headers: str,
) -> Step:
    """Answer with a body; `length` announces another size, `send` stops after so many bytes."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body if send is None else body[:send])

    return step


def ranged(body: bytes, etag: str) -> Step:
    """Answer as a server that knows ranges, If-Range and If-None-Match."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range", "")
        if handler.headers.get("If-None-Match") == etag:
            answer(b"", 304, ETag=etag)(handler)
        elif wanted and handler.headers.get("If-Range") == etag:
            at = int(wanted.removeprefix("bytes=").rstrip("-"))
            answer(
                body[at:], 206, ETag=etag,
                Content_Range=f"bytes {at}-{len(body) - 1}/{len(body)}",
            )(handler)  # fmt: skip
        else:
            answer(body, ETag=etag)(handler)

    return step
