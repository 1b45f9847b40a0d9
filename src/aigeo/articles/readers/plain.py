"""Plain text and Markdown: the text is kept as it stands, so that offsets refer to the file's
own."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml

from aigeo import yamltext
from aigeo.articles.document import Document
from aigeo.errors import DocumentError

_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"^#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)
_ISO = re.compile(r"(?:published|date|updated)?:?\s*(\d{4}-\d{2}-\d{2})\b", re.I)
_LONG = re.compile(
    r"(?:published:?\s*)?(January|February|March|April|May|June|July|August|September|October|November|"
    r"December) (\d{1,2}), (\d{4})",
    re.I,
)
_TITLE_LENGTH = 250


def read_plain(text: str, document_id: str) -> Document:
    """A plain text: its first line is the title, a date alone on an early line its date."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    title = lines[0] if lines and len(lines[0]) <= _TITLE_LENGTH else None
    return Document(document_id, text, title=title, published=_date_line(lines[:6]))


def read_markdown(text: str, document_id: str) -> Document:
    """A Markdown text: title, date, author, url and publisher of its front matter, else its
    heading."""
    known: dict[str, Any] = {}
    front = _FRONT.match(text)
    if front is not None:
        try:
            loaded = yamltext.read(front.group(1))
        except yaml.YAMLError as error:
            raise DocumentError(f"{document_id}: the front matter is not YAML: {error}") from error
        known = loaded if isinstance(loaded, dict) else {}
    heading = _HEADING.search(text)
    plain = read_plain(text[front.end() :] if front else text, document_id)
    title = known.get("title") or (heading.group(1) if heading else plain.title)
    return Document(
        document_id,
        text,
        title=None if title is None else str(title),
        published=_iso(known.get("date") or known.get("published")) or plain.published,
        url=_text(known.get("url") or known.get("canonical_url")),
        author=_text(known.get("author")),
        publisher=_text(known.get("publisher")),
        language=_text(known.get("language") or known.get("lang")),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _iso(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return None
    match = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", str(value))
    return match.group() if match else None


def _date_line(lines: list[str]) -> str | None:
    for line in lines:
        if match := _ISO.fullmatch(line):
            return match.group(1)
        if match := _LONG.fullmatch(line):
            parsed = datetime.strptime(" ".join(match.groups()), "%B %d %Y")
            return parsed.date().isoformat()
    return None
