"""Bytes to text, with errors that say where and what to do."""

from __future__ import annotations

import codecs
import re

from aigeo.errors import DocumentError

MAX_CHARACTERS = 5_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "gzip-compressed",
    b"\x7fELF": "a program",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, path: object) -> str:
    """Text of a file's bytes: UTF-8, or UTF-16 with a byte order mark (which is dropped).

    Raises DocumentError for an empty file, a binary one, and any other encoding; the last names
    the offset of the first byte that is not UTF-8.
    """
    if not data.strip():
        raise DocumentError("the file is empty", path=path)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentError(
                f"this is {what}, not a text",
                path=path,
                hint="extract its text first, then load that",
            )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"byte {error.start + len(mark)} is not {encoding}, which the file begins as",
                    path=path,
                ) from error
    if len(_CONTROL.findall(data[:65536])) > max(0, len(data[:65536]) // 200):
        raise DocumentError("this is a binary file, not a text", path=path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            path=path,
            hint="convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW",
        ) from error


def check_length(text: str, path: object) -> str:
    """The text itself; DocumentError when it is longer than one document may be."""
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(
            f"{len(text):,} characters are more than one document may have ({MAX_CHARACTERS:,})",
            path=path,
            hint="split it into its articles, or give JSON lines with one document a line",
        )
    return text
