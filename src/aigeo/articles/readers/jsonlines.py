"""JSON lines of documents, in the form of extracted documents or with fields of other names.

What was extracted from a document before (`entities`, `relations`) is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aigeo.articles.document import Document
from aigeo.articles.readers.decode import check_length
from aigeo.articles.readers.fragment import fragment_text
from aigeo.articles.readers.published import iso_date
from aigeo.errors import DocumentError, UsageError

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text", "body", "content", "maintext", "articleBody", "article_body", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_publish", "published_at", "datePublished", "pubDate"),
    "url": ("url", "canonical_url", "link"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "sitename", "outlet"),
    "language": ("language", "lang"),
}
"""Fields of a document with the names under which they are looked for, best first."""


def check_fields(fields: Mapping[str, str]) -> None:
    """Raise UsageError where a mapping names a field that documents do not have."""
    for name in fields:
        if name not in ALIASES:
            raise UsageError(
                f"a document has no field {name!r}", hint=f"fields: {', '.join(ALIASES)}"
            )


def read_json_lines(
    lines: Iterable[str], stem: str, path: object, fields: Mapping[str, str] | None = None
) -> Iterator[Document]:
    """One document a line; `fields` maps a document's field to the row's (`a.b` for `b` in `a`).

    Fields that are not mapped are looked for under their usual names. A text that is HTML is read
    as such. Raises DocumentError with the line's number when it is not JSON or has no text.
    """
    mapping = dict(fields or {})
    check_fields(mapping)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DocumentError(f"line is not JSON: {error}", path=path, row=number) from error
        yield _document(row, mapping, f"{stem}-{number}", path, number)


def _document(
    row: object, mapping: Mapping[str, str], fallback: str, path: object, number: int
) -> Document:
    wanted = mapping.get("text", "text")
    text = _value(row, "text", mapping)
    if not isinstance(text, str):
        raise DocumentError(
            "no text",
            path=path,
            row=number,
            field=wanted,
            hint='each line is {"text": …}; name other fields, for example --field text=body',
        )
    if text.lstrip().startswith("<"):
        text = fragment_text(text)
    text = check_length(text, f"{path}, row {number}")
    if not text.strip():
        raise DocumentError("the text is empty", path=path, row=number, field=wanted)
    known = {name: _plain(_value(row, name, mapping)) for name in ALIASES if name != "text"}
    return Document(
        known["id"] or fallback,
        text,
        title=known["title"],
        published=iso_date(_value(row, "published", mapping)),
        url=known["url"],
        author=known["author"],
        publisher=known["publisher"],
        language=(known["language"] or "")[:2].lower() or None,
    )


def _value(row: object, name: str, mapping: Mapping[str, str]) -> Any:
    if name in mapping:
        return _at(row, mapping[name])
    if not isinstance(row, dict):
        return None
    return next((row[key] for key in ALIASES[name] if row.get(key) not in (None, "")), None)


def _at(row: object, dotted: str) -> Any:
    if isinstance(row, dict) and dotted in row:
        return row[dotted]
    for key in dotted.split("."):
        row = row.get(key) if isinstance(row, dict) else None
    return row


def _plain(value: Any) -> str | None:
    """A value as text: names of several authors joined, `{"name": …}` as its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(filter(None, map(_plain, value)))
    return None if value in (None, "") else str(value)
