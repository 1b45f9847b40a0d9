"""A model's server on this machine, in the wire forms of Anthropic and OpenAI.

Each request is answered by the next of the given replies; the last is repeated. What was asked is
kept in `asked`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model does: `output` is the arguments of its tool call, a dict or raw text."""

    output: Json | str | None = None
    text: str | None = None
    stop: str = "tool"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


def refusal() -> Reply:
    """The model declines."""
    return Reply(text="I cannot help with that.", stop="refusal")


class FakeServer:
    """Replies in order; use as a context manager."""

    def __init__(self, replies: Sequence[Reply] | Callable[[Json], Reply]) -> None:
        self.asked: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.most_at_once = 0
        self._at_once = 0
        self._replies = replies
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def base_url(self, provider: str) -> str:
        return self.address if provider == "anthropic" else f"{self.address}/v1"

    def __enter__(self) -> FakeServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next(self, request: Json) -> Reply:
        with self._lock:
            self.asked.append(request)
            self.times.append(time.monotonic())
            if callable(self._replies):
                return self._replies(request)
            return self._replies[min(len(self.asked), len(self._replies)) - 1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                reply = outer.next(request)
                with outer._lock:
                    outer._at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer._at_once)
                time.sleep(reply.wait)
                with outer._lock:
                    outer._at_once -= 1
                form = anthropic if self.path.endswith("/messages") else openai
                body = form(request, reply) if reply.status == 200 else error(reply.status)
                data = json.dumps(body).encode()
                try:
                    self.send_response(reply.status)
                    for key, value in {"Content-Type": "application/json", **reply.headers}.items():
                        self.send_header(key, value)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass  # the caller gave up waiting

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def anthropic(request: Json, reply: Reply) -> Json:
    content: list[Json] = []
    if reply.text is not None:
        content.append({"type": "text", "text": reply.text})
    if reply.output is not None:
        tool = request["tools"][0]["name"]
        args = reply.output if isinstance(reply.output, dict) else {"_": reply.output}
        content.append({"type": "tool_use", "id": "toolu_1", "name": tool, "input": args})
    stops = {"tool": "tool_use", "length": "max_tokens", "refusal": "refusal", "end": "end_turn"}
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": request["model"],
        "content": content, "stop_reason": stops[reply.stop], "stop_sequence": None,
        "usage": {"input_tokens": 1000, "output_tokens": 200},
    }  # fmt: skip


def openai(request: Json, reply: Reply) -> Json:
    message: Json = {"role": "assistant", "content": None}
    if reply.stop == "refusal":
        message["refusal"] = reply.text
    elif reply.text is not None:
        message["content"] = reply.text
    if reply.output is not None:
        tool = request["tools"][0]["function"]["name"]
        args = reply.output if isinstance(reply.output, str) else json.dumps(reply.output)
        call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": args}}
        message["tool_calls"] = [call]
    stops = {"tool": "tool_calls", "length": "length", "refusal": "content_filter", "end": "stop"}
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": stops[reply.stop]}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
    }  # fmt: skip


def error(status: int) -> Json:
    kinds = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error"}
    return {"type": "error", "error": {"type": kinds.get(status, "api_error"), "message": "no"}}
