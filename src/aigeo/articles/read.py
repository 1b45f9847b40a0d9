"""Documents from files and from standard input, by their form."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from aigeo.articles.document import Document
from aigeo.articles.readers.decode import check_length, decode
from aigeo.articles.readers.html import read_html
from aigeo.articles.readers.jsonlines import read_json_lines
from aigeo.articles.readers.mail import read_mail
from aigeo.articles.readers.plain import read_markdown, read_plain
from aigeo.errors import DocumentError
from aigeo.model.ids import slug

JSON_LINES = frozenset({".jsonl", ".ndjson"})
HTML = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN = frozenset({".md", ".markdown"})
MAIL = frozenset({".eml"})
PLAIN = frozenset({".txt", ".text", ""})
SUFFIXES = JSON_LINES | HTML | MARKDOWN | MAIL | PLAIN
_MAX_BYTES = 100_000_000
_LOOKS_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p)\b", re.I | re.S
)
_LOOKS_JSON = re.compile(r"\s*\{\s*\"")


def read_documents(path: Path | str) -> Iterator[Document]:
    """Documents of one file; `-` reads standard input. Its form is told by suffix, else by content.

    Raises DocumentError when the file is missing, empty, binary, in another encoding than UTF-8
    (or UTF-16 with a byte order mark), too long, or holds no text.
    """
    if str(path) == "-":
        yield from _by_content(sys.stdin.buffer.read(), "stdin", "standard input")
        return
    file = Path(path)
    suffix = file.suffix.casefold()
    stem = slug(file.stem) or "document"
    if suffix in JSON_LINES:
        yield from _json_file(file, stem)
        return
    data = _bytes(file)
    if suffix in MAIL:
        document = read_mail(data, stem, file)
        yield replace(document, text=check_length(document.text, file))
    elif suffix in HTML:
        yield _html(check_length(decode(data, file), file), stem, file)
    elif suffix in MARKDOWN:
        yield read_markdown(check_length(decode(data, file), file), stem)
    elif suffix == ".txt":
        yield read_plain(check_length(decode(data, file), file), stem)
    else:
        yield from _by_content(data, stem, file)


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise DocumentError(
                f"{file.stat().st_size:,} bytes are more than one document may have", path=file,
                hint="split it, or give JSON lines with one document a line",
            )  # fmt: skip
        return file.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=file) from error


def _json_file(file: Path, stem: str) -> Iterator[Document]:
    try:
        if file.stat().st_size == 0:
            raise DocumentError("the file is empty", path=file)
        with file.open(encoding="utf-8-sig", newline="\n") as lines:
            yield from read_json_lines(lines, stem, file)
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=file) from error
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8: {error.reason} at byte {error.start} of a block", path=file
        ) from error


def _by_content(data: bytes, stem: str, path: object) -> Iterator[Document]:
    text = decode(data, path)
    if _LOOKS_JSON.match(text) and "\n" not in text.strip()[:2] and '"text"' in text:
        yield from read_json_lines(text.split("\n"), stem, path)
    elif _LOOKS_HTML.match(text):
        yield _html(check_length(text, path), stem, path)
    else:
        yield read_plain(check_length(text, path), stem)


def _html(text: str, stem: str, path: object) -> Document:
    try:
        return read_html(text, stem)
    except DocumentError as error:
        raise DocumentError(
            error.message.removeprefix(f"{stem}: "), path=path, hint=error.hint
        ) from error
