"""JSON written in one way by all formats: UTF-8, no escapes but those that JSON needs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line(value: Any) -> bytes:
    """Give a value as one line of JSON, without the line break.

    A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape.
    """
    try:
        return orjson.dumps(value)
    except TypeError:  # a lone surrogate, or a whole number of more than 64 bits
        return _encode(value).encode("utf-8", "backslashreplace")


def write_array(out: BinaryIO, items: Iterable[Any]) -> None:
    """Write a JSON array, one item a line."""
    out.write(b"[")
    separator = b"\n"
    for item in items:
        out.write(separator + line(item))
        separator = b",\n"
    out.write(b"\n]")
