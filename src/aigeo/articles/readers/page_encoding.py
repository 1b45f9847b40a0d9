"""The text of a web page's bytes in the encoding that the page declares."""

from __future__ import annotations

import codecs
import re

from aigeo.articles.readers.decode import decode
from aigeo.errors import DocumentError

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD = 4096
_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
        "gbk": "gb18030"}  # fmt: skip
"""Names that browsers take for a larger set (WHATWG Encoding Standard, names and labels)."""


def decode_page(data: bytes, path: object, http_charset: str | None = None) -> str:
    """UTF-8 where the bytes are that, else the encoding of the HTTP header or of `<meta charset>`.

    Raises DocumentError as `decode` does when the page declares none that fits.
    """
    try:
        return decode(data, path)
    except DocumentError as error:
        declared = _DECLARED.search(data[:_HEAD])
        for name in (http_charset, declared and declared.group(1).decode("ascii")):
            if name and (text := _decoded(data, name)) is not None:
                return text
        raise error


def _decoded(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        # A stray byte in a page of another encoding does not keep a browser from showing it.
        text = data.decode(_WEB.get(codec, codec), errors="replace")
    except (LookupError, UnicodeError, TypeError):
        return None
    return text if text.count("\ufffd") <= max(3, len(text) // 2000) else None
